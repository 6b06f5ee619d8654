"""Every command and option is documented, and what a user can mend is told in one line."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from autograder.cli import main

COMMANDS = sorted(main.commands)


def invoke(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_commands():
    expected = "build calibrate diff doctor grade gradescope image rerun sample show single verify"
    assert expected.split() == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_each_option_is_documented(name):
    command = main.commands[name]
    assert command.help
    assert command.help.split("\n")[0] in invoke("--help").output  # short enough to be shown whole
    shown = invoke(name, "--help").output
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help.rstrip().endswith((".", "]")), parameter.help
            assert parameter.opts[-1] in shown
        else:
            assert parameter.make_metavar(click.Context(command)).strip("[].") in command.help


def test_version():
    assert invoke("--version").output.startswith("autograder, version 0.")


def test_help_and_version_load_nothing_heavy():
    heavy = ["torch", "otter", "sqlalchemy", "rich", "jinja2", "nbclient", "nbformat", "autograder.grade"]
    code = f"import sys, autograder.cli; print([m for m in {heavy} if m in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout == "[]\n"


def one_line(result, *says):
    assert result.exit_code == 2
    assert result.stderr.startswith("autograder: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    for part in says:
        assert part in result.stderr


def test_outside_a_course(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command in ("build", "verify"):
        one_line(invoke(command), "course.toml here or in any folder above", "name it with --course")
    one_line(invoke("grade", "m01_mini", tmp_path, "-o", tmp_path / "out"), "name it with --course")


def test_an_unknown_lab(built_course, tmp_path):
    arguments = ("no_lab", tmp_path, "-o", tmp_path / "out", "--course", built_course)
    one_line(invoke("grade", *arguments), "there is no lab 'no_lab'", "The labs are: m01_mini")


def test_a_lab_that_is_not_built(built_course, tmp_path):
    course = tmp_path / "course"
    (course / "assignments").mkdir(parents=True)
    manifest = "assignments/course.toml"
    (course / manifest).write_text((built_course / manifest).read_text(encoding="utf-8"), encoding="utf-8")
    result = invoke("grade", "m01_mini", tmp_path, "-o", tmp_path / "out", "--course", course)
    one_line(result, "there is no such bundle", "autograder build m01_mini")


def test_a_path_that_is_not_there(built_course, tmp_path):
    arguments = ("m01_mini", tmp_path / "nowhere", "-o", tmp_path / "out", "--course", built_course)
    one_line(invoke("grade", *arguments), "no such file or folder")
    assert not (tmp_path / "out").exists()


def test_a_damaged_gradebook(built_course, tmp_path, hand_in):
    path = hand_in("alice")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "gradebook.sqlite").write_bytes(b"nonsense" * 500)
    result = invoke("grade", "m01_mini", path, "-o", tmp_path / "out", "--course", built_course)
    one_line(result, "no gradebook, or it is damaged", "It was left as it is")


def test_build_says_what_it_did(run):
    done = run("build", "m01_mini")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("m01_mini: built, 0 files changed")
    assert run("build", "--check").stdout.startswith("m01_mini: as built")
