"""How long each lab's reference takes on a device, and how it does with several seeds: rows for docs/gpu.md.

    python -m benchmarks.devices [--device cuda] [--seeds 5] [--course DIR] [LAB]...

Each row is printed as soon as it is measured: the device, the lab, the median of its cells' and of its tests' seconds,
and of each figure that a test compares with a threshold the lowest and the highest, over the seeds, and that
threshold. One submission at a time. The exit code is 1 where a reference failed a test, whatever its figures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from autograder.calibrate.figures import Figure, MeasuredResult, figures_of
from autograder.calibrate.run import measured_grade
from autograder.calibrate.seeds import STRIDE, reseeded
from autograder.course import Lab, load_course
from autograder.errors import CourseError
from autograder.kernel import Device
from autograder.kernel.gpus import choose_gpus
from autograder.submissions import Submission
from autograder.verify.built import build_to_verify
from autograder.verify.compose import Composed
from autograder.verify.grading import open_grading
from autograder.verify.plan import Order

HEAD = "| device | lab | cells, s | tests, s | figures, lowest to highest |\n| --- | --- | --- | --- | --- |"
_NO_ANSWER = sys.maxsize  # no cell is one: seeds within data stay as they are


def measure(lab: Lab, device: Device, seeds: int) -> list[MeasuredResult]:
    """The reference, once for each seed."""
    built = build_to_verify(lab)
    orders = []
    for seed in range(1, seeds + 1):
        notebook = reseeded(Composed(built.reference, _NO_ANSWER), STRIDE * (seed - 1), lab.preload)
        orders.append(Order("reference", seed, None, Submission(f"reference#{seed}", "reference", notebook)))
    opened = partial(open_grading, grade=measured_grade, preload=("autograder.calibrate",))
    with opened(lab, built.bundle, 1, device=device) as grading, closing(grading(orders)) as results:
        return [_usable(result) for result in results]


def _usable(result: object) -> MeasuredResult:
    """Raises: CourseError for a run that came to nothing."""
    if not isinstance(result, MeasuredResult):
        raise CourseError(f"a run came to nothing: {getattr(result, 'detail', '')}")
    return result


def row(lab: Lab, results: Sequence[MeasuredResult], device: str) -> str:
    """One line of the table."""
    cells, tests = (median(result.seconds[part] for result in results) for part in ("cells", "tests"))
    figures: dict[tuple[str, str], list[Figure]] = {}
    for result in results:
        for figure in figures_of(result, "reference", 0):
            figures.setdefault((figure.test, figure.name), []).append(figure)
    told = "; ".join(_told(name, found) for (_, name), found in figures.items())
    failed = sorted({f"{test.id} fails" for result in results for test in result.tests if not test.passed})
    return f"| {device} | {lab.name} | {cells:.1f} | {tests:.1f} | {'; '.join([*failed, told or 'none'])} |"


def _told(name: str, found: Sequence[Figure]) -> str:
    values = [figure.value for figure in found]
    return f"{name}: {min(values):.3f} to {max(values):.3f} ({found[0].sense} {found[0].threshold:g})"


def name_of(lab: Lab, device: Device) -> str:
    """The GPU that the lab would get, else the processor."""
    gpus = choose_gpus(lab.preload, device).all
    if gpus:
        return gpus[0].name or "GPU"
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"CPU, one thread ({models[0]})" if models else "CPU, one thread"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labs", nargs="*", metavar="LAB")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--course", type=Path)
    options = parser.parse_args()
    fine = True
    print(HEAD, flush=True)
    for lab in load_course(options.course).select(options.labs):
        results = measure(lab, options.device, options.seeds)
        fine &= all(test.passed for result in results for test in result.tests)
        print(row(lab, results, name_of(lab, options.device)), flush=True)
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
