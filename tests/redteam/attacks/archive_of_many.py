# goal: a grader without inodes
# technique: an archive of fifty thousand empty files
# lab: m01_mini
# base: wrong
# expect: unreadable
# otter: no, it is no notebook
import zipfile


def hand_in(folder, notebook):
    path = folder / "archive_of_many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("m01_mini.ipynb", notebook)
        for number in range(50_000):
            archive.writestr(f"{number}", "")
    return path
