"""The short how-to in every student's folder."""

from __future__ import annotations

from autograder.build.assign import PYTHON
from autograder.build.manual import is_manual
from autograder.build.source import LabSource
from autograder.course import Lab

_TEXT = """\
# {title}

{questions} questions, {points:g} points. Everything this lab needs is in this folder; no network is needed to work.

1. **JupyterLab**: once, in this folder, with Python {python} or newer:

   ```
   python -m venv .venv
   . .venv/bin/activate        # on Windows: .venv\\Scripts\\activate
   pip install -r requirements.txt jupyterlab
   ```

   and then each time `jupyter lab {lab}.ipynb`. **VS Code**: the same environment; open this folder, then the
   notebook, and choose `.venv` as its kernel. **Google Colab**: upload the notebook, run its first cell, and choose
   the zip of this folder when it asks; it installs what Colab lacks.
2. Run the first cell, which looks whether all is there.
3. Replace each `...` by your answer and run the check cell below it. It runs the public tests, which you find in
   `tests/`; further, hidden tests are run when your work is graded.
{read}4. Restart the kernel, run all cells, save, and run the last cell: it makes the zip file to hand in. In Colab that
   cell does not work: hand in the notebook itself (File, Download, Download .ipynb).

Keep the cells that you did not write, and the names that they use: the tests look for those names.
"""
_READ = """\
   No test reads your text in {names}: people do. Write it into the cell below the question.
"""


def student_readme(lab: Lab, source: LabSource) -> str:
    """How to work on the lab and hand it in."""
    names = ", ".join(question for question in source.questions if is_manual(source, question))
    return _TEXT.format(
        title=lab.title,
        questions=len(source.questions),
        points=lab.points,
        lab=lab.name,
        python=PYTHON,
        read=_READ.format(names=names) if names else "",
    )
