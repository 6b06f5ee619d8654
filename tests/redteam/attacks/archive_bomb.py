# goal: a grader without memory or disk
# technique: an archive of a hundred kilobytes that unpacks to a thousand times as much
# lab: m01_mini
# base: wrong
# expect: unreadable
# otter: no, it is no notebook
import zipfile


def hand_in(folder, notebook):
    path = folder / "archive_bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("m01_mini.ipynb", notebook)
        for number in range(3):
            archive.writestr(f"zeros-{number}.bin", bytes(32 << 20))
    return path
