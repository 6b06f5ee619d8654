# goal: scripts in the pages of staff and students
# technique: HTML, ANSI, formulas and directions of writing in the name of what is handed in
# lab: m01_mini
# base: wrong
# expect: graded
import shutil


def hand_in(folder, notebook):
    path = folder / "=cmd()\"><img src=x onerror=alert(1)><script>document.title='PWNED'<\u2044script>\x1b[2J\u202e.ipynb"
    path.write_bytes(notebook)
    shutil.copy(path, folder / "copy.txt")
    return path
