# goal: a grader without memory or disk
# technique: an archive of half a megabyte that unpacks to half a gigabyte
# lab: m01_mini
# base: wrong
# expect: unreadable
# otter: no, it is no notebook
import zipfile


def hand_in(folder, notebook):
    path = folder / "archive_bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("m01_mini.ipynb", notebook)
        for number in range(4):
            archive.writestr(f"zeros-{number}.bin", bytes(128 << 20))
    return path
