"""What handing in late costs: how many days, and what share of the points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class LatePolicy:
    """For each day begun, `percent` of the lab's points are lost; after more than `days`, all of them.

    The first `grace` minutes after the due time do not count.
    """

    percent: float
    days: int | None = None
    grace: int = 0


@dataclass(frozen=True)
class Lateness:
    """How many days late something came in, and what percentage of the lab's points that costs.

    `days` is None where it is late, by how much is not known; then, under a policy, so is `percent`.
    """

    days: int | None = 0
    percent: float | None = 0.0

    @property
    def late(self) -> bool:
        return self.days != 0

    def after(self, total: float | None, points: float) -> float | None:
        """What remains of `total`, of a lab of so many points; None where either is not known."""
        if total is None or self.percent is None:
            return None
        return max(0.0, total - self.percent / 100 * points)


def lateness(due: datetime | None, at: str, flagged: bool | None, policy: LatePolicy | None) -> Lateness:
    """`at` is ISO 8601 with its zone, or empty; `flagged` what the collection says, None where it doesn't.

    A collection that says "not late" is believed, for it knows of extensions. One that says "late" is asked
    when; where neither it nor the course tells, nothing is made up.
    """
    moment = _moment(at)
    if flagged is False:
        return Lateness()
    if due is not None and moment is not None:
        grace = timedelta(minutes=policy.grace if policy else 0)
        days = max(0, math.ceil((moment - due - grace) / DAY))
        return Lateness(days, _percent(days, policy))
    if flagged:
        return Lateness(None, None if policy else 0.0)
    return Lateness()


def _percent(days: int, policy: LatePolicy | None) -> float:
    if policy is None:
        return 0.0
    over = policy.days is not None and days > policy.days
    return 100.0 if over else min(100.0, days * policy.percent)


def _moment(text: str) -> datetime | None:
    """A time without its zone names no moment."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
