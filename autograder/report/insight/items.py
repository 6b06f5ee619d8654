"""How hard questions and tests are, and whether they tell strong students from weak ones: classical test theory.

Difficulty: F. M. Lord, M. R. Novick, "Statistical Theories of Mental Test Scores", 1968. Discrimination as the
corrected item-total correlation: J. C. Nunnally, I. H. Bernstein, "Psychometric Theory", 3rd ed., 1994. Internal
consistency: L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16, 1951.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autograder.outcomes import Outcome, Result, TestResult
from autograder.report.scheme import Row, Scheme

Column = NDArray[np.float64]  # (submissions,); NaN where there is no score

HARD, EASY = 0.1, 0.95  # difficulty beyond which an item says little, see docs/insight.md
FEW = 10  # submissions, below which a correlation is mostly chance
NOT_RUN = (Outcome.OUR_FAULT, Outcome.UNREADABLE)


@dataclass(frozen=True)
class Correlation:
    """Pearson's r between an item and the rest of the lab, with its 95 % interval; `why`: there is none."""

    r: float | None = None
    low: float = -1.0
    high: float = 1.0
    why: str = ""


@dataclass(frozen=True)
class Item:
    """A question or one of its tests. `p`: the mean share of its points; of a test, the share that passed."""

    question: str
    test: str  # empty for a question
    hidden: bool
    points: float
    n: int
    p: float | None
    discrimination: Correlation

    @property
    def remarks(self) -> tuple[str, ...]:
        """What makes it worth a look, in words."""
        found = [
            (self.p is not None and self.p < HARD, "nearly nobody"),
            (self.p is not None and self.p > EASY, "nearly everybody"),
            (
                bool(self.test) and not self.hidden and self.p is not None and self.p < 0.5,
                "public, fails for most",
            ),
            (self.discrimination.high < 0, "the strong fail more often"),
        ]
        r = self.discrimination.r
        chance = r is not None and r < 0 <= self.discrimination.high
        return (*(text for holds, text in found if holds), *(("below 0, maybe by chance",) if chance else ()))

    @property
    def is_suspicious(self) -> bool:
        """Whether it is worth a look; that nearly everybody can do a thing is no fault."""
        return any(text != "nearly everybody" for text in self.remarks)


@dataclass(frozen=True)
class Items:
    """All of a lab, over the `n` submissions that could be run; `alpha` None where it is undefined."""

    n: int
    questions: tuple[Item, ...]
    tests: tuple[Item, ...]
    alpha: float | None


def analyse(scheme: Scheme, results: Sequence[Result]) -> Items:
    """Statistics of every question and test; a group counts once."""
    run = [result for result in results if result.outcome not in NOT_RUN]
    scores = _columns(scheme, [scheme.row(result) for result in run])
    rests = {name: _rest(scores, name) for name in scores}
    most = _points(scheme, run)
    questions = tuple(
        _item(name, "", False, most.get(name, 0.0), column, rests[name]) for name, column in scores.items()
    )
    return Items(len(run), questions, _tests(run, rests), alpha(list(scores.values())))


def difficulty(column: Column, points: float) -> float | None:
    """p: the mean score of those who have one, divided by what there is to get; None for nobody or no points."""
    known = column[~np.isnan(column)]
    return float(known.mean() / points) if len(known) and points else None


def discrimination(column: Column, rest: Column | None) -> Correlation:
    """Pearson's r of item and rest, for a test the point-biserial one; its interval by Fisher's z."""
    if rest is None:
        return Correlation(why="no other question")
    known = ~np.isnan(column) & ~np.isnan(rest)
    x, y = column[known], rest[known]
    if len(x) < FEW:
        return Correlation(why="too few")
    if x.std() < 1e-9 or y.std() < 1e-9:
        return Correlation(why="all the same")
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -1.0, 1.0))
    if abs(r) > 1 - 1e-12:
        return Correlation(r, r, r)
    half = 1.96 / np.sqrt(len(x) - 3)
    low, high = np.tanh(np.arctanh(r) + np.array([-half, half]))
    return Correlation(r, float(low), float(high))


def alpha(columns: Sequence[Column]) -> float | None:
    """Cronbach's alpha: k / (k - 1) · (1 - sum of the items' variances / variance of the total)."""
    full = [column for column in columns if len(column) and not np.isnan(column).any()]
    if len(full) < 2 or len(full[0]) < FEW:
        return None
    table = np.stack(full)
    total = table.sum(axis=0).var(ddof=1)
    k = len(full)
    return float(k / (k - 1) * (1 - table.var(axis=1, ddof=1).sum() / total)) if total > 1e-12 else None


def _columns(scheme: Scheme, rows: Sequence[Row]) -> dict[str, Column]:
    """Each question's scores."""
    return {
        name: np.array([np.nan if (s := row.scores[at]) is None else s for row in rows], float)
        for at, name in enumerate(scheme.questions)
    }


def _rest(scores: Mapping[str, Column], name: str) -> Column | None:
    """What each submission has in all other questions that everybody has a score for."""
    others = [column for other, column in scores.items() if other != name and not np.isnan(column).any()]
    return np.sum(others, axis=0) if others else None


def _points(scheme: Scheme, results: Sequence[Result]) -> dict[str, float]:
    points = {name: question.points for name, question in scheme.manual.items()}
    for result in results:
        for question in result.questions:
            points[question.name] = max(points.get(question.name, 0.0), question.points)
    return points


def _tests(results: Sequence[Result], rests: Mapping[str, Column | None]) -> tuple[Item, ...]:
    """Every test that a result has, in the notebook's order; its rest leaves out its own question."""
    found: dict[str, TestResult] = {}
    passed: dict[str, dict[int, bool]] = {}
    for number, result in enumerate(results):
        for test in result.tests:
            found.setdefault(test.id, test)
            passed.setdefault(test.id, {})[number] = test.passed
    order = {name: at for at, name in enumerate(rests)}
    items = []
    for name, test in sorted(found.items(), key=lambda item: order.get(item[1].question, len(order))):
        column = np.array([passed[name].get(number, np.nan) for number in range(len(results))], float)
        rest = rests.get(test.question)
        items.append(_item(test.question, test.name, test.hidden, test.points, column, rest, most=1.0))
    return tuple(items)


def _item(
    question: str,
    test: str,
    hidden: bool,
    points: float,
    column: Column,
    rest: Column | None,
    most: float | None = None,
) -> Item:
    n = int((~np.isnan(column)).sum())
    p = difficulty(column, points if most is None else most)
    return Item(question, test, hidden, points, n, p, discrimination(column, rest))
