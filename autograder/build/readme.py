"""The short how-to in every student's folder."""

from __future__ import annotations

from autograder.build.assign import PYTHON
from autograder.build.manual import is_manual
from autograder.build.source import LabSource
from autograder.course import Lab

_TEXT = """\
# {title}

{questions} questions, {points:g} points. Everything this lab needs is in this folder; no network is needed to work.

1. Once, with Python {python} or newer:

   ```
   python -m venv .venv
   . .venv/bin/activate        # on Windows: .venv\\Scripts\\activate
   pip install -r requirements.txt jupyterlab
   ```

2. Open the notebook: `jupyter lab {lab}.ipynb`
3. Replace each `...` by your answer and run the check cell below it. It runs the public tests, which you find in
   `tests/`; further, hidden tests are run when your work is graded.
{read}4. Restart the kernel, run all cells, save, and run the last cell: it makes the zip file to hand in.

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
