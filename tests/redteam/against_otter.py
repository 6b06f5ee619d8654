"""The same attacks against `otter run`: a table of scores, for docs/security.md. Run by hand, as root or not:

    python -m tests.redteam.against_otter [ATTACK …]

`otter run` executes a notebook with the rights of whoever runs it, so only attacks that may be tried without a sandbox
are, each in a process group of its own with bounded time, memory, files and processes, in a folder that is removed,
as a user without rights where this is run as root, and without a network where `unshare` can take it away.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat

from autograder.course import load_course
from autograder.kernel import open_kernels
from autograder.outcomes import Result
from tests.redteam.attack import Attack, answered, attacks
from tests.redteam.field import BASES, COURSES, Stage, grade_base, make_stage, play, skip_reason

NOBODY = 65534
SECONDS = 60


@dataclass(frozen=True)
class Theirs:
    """What came of `otter run`: the score of the questions that are graded here, or why there is none."""

    score: float | None
    why: str = ""

    def __str__(self) -> str:
        return self.why if self.score is None else f"{self.score:g}"


def otter_run(stage: Stage, notebook: Path, bundle: bytes) -> Theirs:
    """The score that otter gives, by questions that our stage has."""
    with _folder() as folder:
        shutil.copy(notebook, folder / f"{stage.lab.name}{notebook.suffix}")
        (folder / "bundle.zip").write_bytes(bundle)
        _hand_over(folder)
        command = [*_confined(), sys.executable, "-m", "otter", "run", f"{stage.lab.name}{notebook.suffix}"]
        command += ["-a", "bundle.zip", "-o", str(folder)]
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=_limits,
            start_new_session=True,
        )
        try:
            said = process.communicate(timeout=SECONDS)[1].decode(errors="replace").strip()
        except subprocess.TimeoutExpired:
            return Theirs(None, f"no end in {SECONDS} s")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return _score(stage, folder / "results.json", said)


def _score(stage: Stage, path: Path, said: str) -> Theirs:
    try:
        tests = json.loads(path.read_text())["tests"]
        scores = {test["name"]: float(test["score"]) for test in tests if "max_score" in test}
    except (OSError, ValueError, KeyError, TypeError):
        return Theirs(None, f"no result: {said.splitlines()[-1][:80] if said else 'it ended without a word'}")
    return Theirs(sum(s for q, s in scores.items() if stage.questions is None or q in stage.questions))


@contextlib.contextmanager
def _folder():  # type: ignore[no-untyped-def]
    folder = Path(tempfile.mkdtemp(prefix="otter-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hand_over(folder: Path) -> None:
    folder.chmod(0o755)
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)


def _confined() -> list[str]:
    """What takes the network and root's rights away, where there is something to take."""
    if os.geteuid() != 0:
        return []
    network = ["unshare", "--net", "--pid", "--fork", "--kill-child"]
    up = ["sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh"]
    # Python itself may lie where only root can read
    reading = [
        f"--{kind}-caps={sign}dac_read_search" for kind, sign in (("inh", "-all,+"), ("ambient", "-all,+"))
    ]
    user = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return [*network, *up, "setpriv", *user, *reading, "--bounding-set=-all,+dac_read_search"]


def _limits() -> None:
    for name, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 256 << 20),
        (resource.RLIMIT_AS, 16 << 30),
        (resource.RLIMIT_NOFILE, 1024),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_NPROC, 512),
    ):
        resource.setrlimit(name, (value, value))


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ}
    own = {"HOME": str(folder), "TMPDIR": str(folder), "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}
    return {**kept, **own, "IPYTHONDIR": str(folder / "ipython"), "PYTHONDONTWRITEBYTECODE": "1"}


def _bundle(stage: Stage) -> bytes:
    from autograder.build.pipeline import compile_lab

    return compile_lab(stage.lab).bundle


def _with_metadata(raw: bytes, blank: bytes) -> bytes:
    """otter finds the lab's name in the metadata of the notebook as handed out."""
    notebook, given = (nbformat.reads(text.decode(), as_version=4) for text in (raw, blank))
    notebook.metadata = given.metadata
    return str(nbformat.writes(notebook)).encode()


def row(stage: Stage, attack: Attack, bundle: bytes) -> tuple[str, ...]:
    """One line of the table: the attack, the honest score, otter's, ours."""
    honest: Result = stage.honest[attack.base]
    played = play(stage, attack)
    ours = played.broke.splitlines()[-1] if played.broke else f"{played.result.score:g}"
    theirs = "not tried"
    if "otter" not in attack.header and not attack.needs_sandbox:
        path = attack.write(stage.folder / "otter" / attack.name, stage.blank)
        if not attack.builds:
            path.write_bytes(_with_metadata(path.read_bytes(), stage.blank))
        theirs = str(otter_run(stage, path, bundle))
    end = str(played.result.outcome)
    return attack.name, f"{honest.score:g} of {honest.points:g}", theirs, ours, end


def control(stage: Stage, bundle: bytes) -> str:
    """otter's scores of the honest notebooks, which should be ours."""
    said = []
    for base in BASES[stage.lab.name]:
        path = stage.folder / f"{base}.ipynb"
        path.write_bytes(answered(stage.blank, stage.lab.name, base))
        said.append(f"{base}: otter {otter_run(stage, path, bundle)}, ours {stage.honest[base].score:g}")
    return "; ".join(said)


def main(names: list[str]) -> None:
    chosen = [attack for attack in attacks() if not names or attack.name in names]
    with tempfile.TemporaryDirectory(prefix="field-") as folder:
        for lab in COURSES:
            course_lab = load_course(COURSES[lab]).lab(lab)
            with open_kernels(preload=course_lab.preload, threads=course_lab.threads) as kernels:
                stage = make_stage(lab, Path(folder) / lab, kernels, f"canary-{secrets.token_hex(8)}")
                stage = replace(stage, honest={base: grade_base(stage, base) for base in BASES[lab]})
                bundle = _bundle(stage)
                print(f"\n{lab}; {kernels.description}; {control(stage, bundle)}\n", flush=True)
                print("| attack | honest | otter run | ours | outcome |\n| --- | --- | --- | --- | --- |")
                for attack in chosen:
                    if attack.lab == lab and not skip_reason(attack, stage):
                        print(f"| {' | '.join(row(stage, attack, bundle))} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
