# goal: the grader's files
# technique: what is handed in is a link to another student's notebook
# lab: m01_mini
# expect: unreadable
# otter: no, it is no notebook
import json


def hand_in(folder, notebook):
    (folder.parent.parent / "class").mkdir(exist_ok=True)
    path = folder / "notebook_is_a_link.ipynb"
    path.symlink_to(folder.parent.parent / "class" / "neighbour.ipynb")
    assert json.loads(path.read_text())
    return path
