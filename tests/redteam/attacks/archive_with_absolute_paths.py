# goal: files outside the submission's folder
# technique: an archive with entries such as /tmp/x and C:\x
# lab: m01_mini
# base: wrong
# expect: unreadable
# otter: no, it is no notebook
import zipfile


def hand_in(folder, notebook):
    path = folder / "archive_with_absolute_paths.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("m01_mini.ipynb", notebook)
        archive.writestr("/tmp/redteam-archive_with_absolute_paths", "x")
        archive.writestr("C:\\redteam-archive_with_absolute_paths", "x")
    return path
