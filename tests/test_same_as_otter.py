"""On every honest submission `otter run` and our grader give each question the same score."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from autograder.build.pipeline import compile_lab
from autograder.bundle import Bundle
from autograder.course import Lab, load_course
from autograder.graders import local_grader
from autograder.local import default_jobs
from autograder.sample import is_honest, write_sample_class
from autograder.submissions import find_submissions
from benchmarks.otter_run import otter_run

ROOT = Path(__file__).parents[1]
MINI = load_course(ROOT / "tests/course").lab("m01_mini")
LABS = load_course(ROOT).labs
SOME = ("deleted_cells", "student_17")  # the student: most answers wrong


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    ("lab", "size", "chosen"),
    [
        pytest.param(MINI, 9, (), id=MINI.name),
        *(pytest.param(lab, 30, SOME, id="a_few") for lab in LABS if lab.name == "l05_3_glove"),
        *(pytest.param(lab, 30, (), id=lab.name, marks=pytest.mark.slow) for lab in LABS),
    ],
)
def test_scores_are_otters(lab: Lab, size: int, chosen: tuple[str, ...], tmp_path: Path) -> None:
    """In a class of 30 every variant is in some notebook. `chosen` names a few of them; none means all."""
    name = lab.name
    zipped = tmp_path / f"{name}.zip"
    zipped.write_bytes(compile_lab(lab).bundle)
    bundle = Bundle.read(zipped)
    honest = [path for path in write_sample_class(lab, tmp_path / "class", size) if is_honest(path)]
    if chosen:
        honest = [path for path in honest if path.stem.startswith(chosen)]
        assert len(honest) == len(chosen)
    with ThreadPoolExecutor(default_jobs()) as pool:
        theirs = dict(
            zip((p.stem for p in honest), pool.map(lambda p: otter_run(p, zipped), honest), strict=True)
        )
    todo = [(submission, None) for submission in find_submissions(honest)]
    with closing(local_grader(lab, bundle).run(lab, todo)) as results:
        ours = {s.id: {q.name: q.score for q in r.questions} for s, r in results}
    assert ours.keys() == theirs.keys()
    different = {s: (ours[s], theirs[s]) for s in ours if ours[s] != pytest.approx(theirs[s])}
    assert different == {}
