# goal: files outside the submission's folder
# technique: an archive with entries such as ../../x, with backslashes too
# lab: m01_mini
# base: wrong
# expect: unreadable
# otter: no, it is no notebook
import zipfile


def hand_in(folder, notebook):
    path = folder / "archive_slips_out.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("m01_mini.ipynb", notebook)
        archive.writestr("../redteam-archive_slips_out", "x")
        archive.writestr("data/../../../../../../tmp/redteam-archive_slips_out", "x")
        archive.writestr("..\\..\\redteam-archive_slips_out", "x")
    return path
