"""The slots of a run: as many as the cluster has room for, replaced when they are lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from autograder.cluster.needs import Needs
from autograder.cluster.slot import Opened, Place, Refused, Slot
from autograder.errors import CourseError, EngineError
from autograder.graders import Tell
from autograder.local import GRACE_SECONDS
from autograder.workqueue import TRIES, Answer, Fault, Loss, Work, WorkQueue

_FEWEST_ASKED = 8  # slots that wait for room, so that a growing cluster sees that there is something to do
_OPEN_SECONDS = 600.0  # for a slot's kernels to come up, on a machine whose disk may be slow
_FOREVER = float("inf")


@dataclass
class _Slot:
    """One of Ray's actors, and what it is at: waiting for room, opening, idle, or grading."""

    actor: Any
    ref: Any  # what it will answer next; None when it is idle
    place: Place | None = None
    ready: bool = False
    work: Work | None = None
    deadline: float = _FOREVER


class Slots:
    """Keeps slots at work on a queue, at most so many; one that grades for more than `seconds` is stopped.

    `order` refers to the Order that each is given.
    """

    def __init__(
        self,
        ray: ModuleType,
        order: Any,
        needs: Needs,
        queue: WorkQueue,
        tell: Tell,
        *,
        most: float,
        seconds: float,
    ) -> None:
        self.ray, self.order, self.needs, self.queue, self.tell = ray, order, needs, queue, tell
        self.most, self.seconds = most, seconds
        self.slots: list[_Slot] = []
        self.told: set[str] = set()
        self.failed_starts = 0

    def fill(self) -> None:
        """Asks for more: as many again as there are, for a cluster may grow while it is at work."""
        wanted = int(min(self.queue.left, self.most, self._placed + max(self._placed, _FEWEST_ASKED)))
        for slot in [s for s in self.slots if s.place is None][: max(0, len(self.slots) - wanted)]:
            self._drop(slot)
        while len(self.slots) < wanted:
            options = {**self.needs.options, "max_restarts": 0, "scheduling_strategy": "SPREAD"}
            actor = self.ray.remote(Slot).options(**options).remote()
            self.slots.append(_Slot(actor, actor.place.remote()))

    @property
    def _placed(self) -> int:
        return sum(slot.place is not None for slot in self.slots)

    def hand_out(self) -> None:
        for slot in self.slots:
            if slot.ready and slot.work is None and (work := self.queue.take()) is not None:
                slot.work, slot.deadline = work, time.monotonic() + self.seconds
                slot.ref = slot.actor.grade.remote(work.submission, work.part)

    def answers(self) -> Iterator[tuple[Work, Answer]]:
        """Waits until a slot answers, is lost or runs out of time.

        Raises: CourseError when a machine can't do this work, EngineError when slot after slot does not start.
        """
        deadline = min(slot.deadline for slot in self.slots)
        timeout = None if deadline == _FOREVER else max(0.0, deadline - time.monotonic())
        waiting = {slot.ref: slot for slot in self.slots if slot.ref is not None}
        self.ray.wait(list(waiting), timeout=timeout)
        done, _ = self.ray.wait(list(waiting), num_returns=len(waiting), timeout=0)
        for ref in done:
            yield from self._heard(waiting[ref])
        for slot in [slot for slot in self.slots if time.monotonic() > slot.deadline]:
            yield from self._late(slot)

    def _heard(self, slot: _Slot) -> Iterator[tuple[Work, Answer]]:
        try:
            answer = self.ray.get(slot.ref)
        except self.ray.exceptions.RayActorError as error:
            yield from self._lost(slot, self._why(slot, error))
            return
        except self.ray.exceptions.RayError as error:
            answer = self._broken(slot, error)
        slot.ref, slot.deadline = None, _FOREVER
        if slot.work is not None:
            work, slot.work = slot.work, None
            yield work, answer
        else:
            self._started(slot, answer)

    def _started(self, slot: _Slot, answer: Place | Opened | Refused) -> None:
        if isinstance(answer, Place):
            slot.place, slot.deadline = answer, time.monotonic() + _OPEN_SECONDS
            slot.ref = slot.actor.open.remote(self.order)
        elif isinstance(answer, Refused):
            raise CourseError(answer.what, where=str(slot.place), mend=answer.mend)
        else:
            slot.ready, self.failed_starts = True, 0
            if answer.description not in self.told:
                self.tell(f"{slot.place}: {answer.description}")
            self.told.add(answer.description)

    def _broken(self, slot: _Slot, error: Exception) -> Fault:
        """Of a call that failed on its way, not in the task. Raises: CourseError when it was the first."""
        reason = str(error).strip()
        if slot.work is None:
            what = f"the grader does not start there: {reason.splitlines()[-1]}"
            where = str(slot.place or "a node of the cluster")
            raise CourseError(what, where=where, mend="Install the same on all nodes")
        return Fault(reason)

    def _why(self, slot: _Slot, error: Any) -> Answer:
        """Whether a slot was lost with its machine, or died by itself, perhaps by what it graded."""
        unavailable = isinstance(error, self.ray.exceptions.ActorUnavailableError)
        if unavailable or getattr(error, "preempted", False) or not self._is_alive(slot.place):
            return Loss(f"{slot.place} was lost")
        return Fault(f"its slot on {slot.place} died: {str(error).strip().splitlines()[-1]}")

    def _is_alive(self, place: Place | None) -> bool:
        return place is None or any(n["NodeID"] == place.node and n["Alive"] for n in self.ray.nodes())

    def _late(self, slot: _Slot) -> Iterator[tuple[Work, Answer]]:
        seconds = _OPEN_SECONDS if slot.work is None else self.seconds
        yield from self._lost(slot, Fault(f"it took longer than {seconds:g} s and was stopped"))

    def _lost(self, slot: _Slot, why: Answer) -> Iterator[tuple[Work, Answer]]:
        self._drop(slot)
        if not slot.ready and isinstance(why, Fault):
            self.failed_starts += 1
            if self.failed_starts > TRIES * (self._placed + 1):
                raise EngineError(f"The cluster's slots end at once ({why.reason})")
        if slot.work is not None:
            yield slot.work, why

    def _drop(self, slot: _Slot) -> None:
        self.slots.remove(slot)
        with suppress(self.ray.exceptions.RayError):
            self.ray.kill(slot.actor)

    def stop(self) -> None:
        """Ends all: idle ones in their own time, the others at once."""
        idle = [slot for slot in self.slots if slot.ready and slot.work is None]
        ends = [slot.actor.__ray_terminate__.remote() for slot in idle]
        for slot in [slot for slot in self.slots if slot not in idle]:
            self._drop(slot)
        if ends:
            self.ray.wait(ends, num_returns=len(ends), timeout=GRACE_SECONDS)
        for slot in list(self.slots):
            self._drop(slot)
