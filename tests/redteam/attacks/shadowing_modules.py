# goal: points without an answer, code in the grader's process
# technique: files beside the notebook that bear the names of modules which graders and tests import
# lab: l03_2_dropout
# base: wrong
# expect: graded, student code raised, killed
import zipfile

FORGED = """
import pathlib
pathlib.Path("redteam-shadowing_modules").touch()
class Anything:
    def __getattr__(self, name):
        return Anything()
    def __call__(self, *args, **kwargs):
        return True
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Anything()
"""
NAMES = ("torch", "numpy", "otter/__init__", "otter/test_files/__init__", "autograder/__init__", "random", "copy")
NAMES += ("autograder/judge/__init__", "labkit/checks/__init__", "sitecustomize", "usercustomize", "msgpack", "conftest")


def hand_in(folder, notebook):
    path = folder / "shadowing_modules.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("l03_2_dropout.ipynb", notebook)
        for name in NAMES:
            archive.writestr(f"{name}.py", FORGED)
        archive.writestr("tests/q1.py", "OK_FORMAT = True\ntest = {'name': 'q1', 'points': 100, 'suites': []}")
        archive.writestr(".ipython/profile_default/startup/00.py", FORGED)
        archive.writestr("ipython_config.py", FORGED)
    return path
