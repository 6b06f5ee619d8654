"""`autograder doctor`: says what there is, and what to do about what there is not."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from autograder import doctor
from autograder.cli import main
from autograder.doctor import Finding, examine, print_findings
from autograder.kernel.sandbox import SandboxError


def found(what: str) -> Finding:
    return next(finding for finding in examine() if finding.what == what)


def test_the_command_tells_of_each_part() -> None:
    result = CliRunner().invoke(main, ["doctor"])
    for what in ("Python", "packages", "sandbox", "GPU", "temporary files", "cores and memory"):
        assert what in result.output
    assert result.exit_code == (0 if found("sandbox").fine else 1)


def test_a_package_of_another_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "version", lambda name: "0.0.1" if name == "torch" else doctor.version(name))
    with monkeypatch.context() as patched:
        patched.setattr(doctor, "requires", lambda name: ["torch==2.13.0"])
        finding = found("packages")
    assert not finding.fine
    assert finding.seen == "torch 0.0.1, but should be ==2.13.0"
    assert "pip install" in finding.mend


@pytest.mark.parametrize(
    ("faults", "seen", "fine"),
    [
        ({"namespaces": None, "landlock": None}, "the best level", True),
        ({"namespaces": "unshare: Operation not permitted", "landlock": None}, "the weaker level", True),
        ({"namespaces": "no unshare", "landlock": "no Landlock"}, "none: no unshare; no Landlock", False),
    ],
)
def test_the_sandbox_is_tried_and_not_guessed(
    faults: dict[str, str | None], seen: str, fine: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "try_level", faults.get)
    monkeypatch.setattr("sys.platform", "linux")
    finding = found("sandbox")
    assert (seen in finding.seen, finding.fine) == (True, fine)
    assert bool(finding.mend) == (faults["namespaces"] is not None)


def test_a_missing_libseccomp_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(shared_paths: bool) -> bytes:
        raise SandboxError("libseccomp is missing (no such library)")

    monkeypatch.setattr(doctor, "make_filter", fails)
    monkeypatch.setattr(doctor, "try_level", lambda level: "libseccomp is missing")
    monkeypatch.setattr("sys.platform", "linux")
    assert found("· system calls").mend.startswith("apt install libseccomp2")


def test_too_little_room_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "_ROOM_GB", float("inf"))
    assert "TMPDIR" in found("temporary files").mend


def test_each_fault_is_printed_with_its_remedy() -> None:
    text = StringIO()
    findings = [Finding("sandbox", "none", False, "Grade on Linux")]
    assert not print_findings(findings, Console(file=text, width=80))
    assert "→ Grade on Linux" in text.getvalue()
