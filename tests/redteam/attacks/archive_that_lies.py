# goal: a grader without memory, or one that breaks
# technique: an archive whose sizes, checksums and names are not true: overlapping, encrypted, duplicate entries
# lab: m01_mini
# base: wrong
# expect: unreadable, graded
# otter: no, it is no notebook
import io
import warnings
import zipfile


def hand_in(folder, notebook):
    data = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name in ("m01_mini.ipynb", "m01_mini.ipynb", "a\0b", "con", "x/" * 200 + "y", "\u202egpj.exe"):
            archive.writestr(name, notebook)
    raw = bytearray(data.getvalue())
    directory = raw.rindex(b"PK\x05\x06")
    raw[directory + 8 : directory + 12] = b"\xff\xff\xff\xff"  # how many entries there are
    raw[raw.index(b"PK\x01\x02") + 24 : raw.index(b"PK\x01\x02") + 28] = b"\x01\x00\x00\x00"  # a size of one byte
    path = folder / "archive_that_lies.zip"
    path.write_bytes(raw)
    return path
