"""Grading on a Ray cluster: a slot for each submission that is graded at the same time."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType

from autograder.bundle import Bundle
from autograder.cluster.connection import connected, import_ray
from autograder.cluster.installation import installation
from autograder.cluster.needs import Needs
from autograder.cluster.slot import OpenTask, Order
from autograder.cluster.slots import Slots
from autograder.course import Lab
from autograder.engines import Engine
from autograder.errors import CourseError
from autograder.graders import Grader, Tell, engine_key, open_task, seconds_for
from autograder.interrupts import ctrl_c_ignored
from autograder.outcomes import Result
from autograder.phrases import many
from autograder.submissions import Submission
from autograder.workqueue import Todo, WorkQueue


@dataclass(frozen=True)
class RayGrader:
    """Grades in slots; `open`, which is sent there, gives what they do."""

    engine: str
    open: OpenTask
    where: Engine
    tell: Tell = lambda line: None
    seconds: float = float("inf")  # after which a slot is taken to hang

    def run(self, lab: Lab, todo: Sequence[Todo]) -> Generator[tuple[Submission, Result], None, None]:
        queue = WorkQueue(todo, lab.name)
        if not queue.left:
            return
        with connected(self.where) as ray:
            order = ray.put(Order(self.open, "tensorflow" in lab.preload, installation()))
            needs = self._needs(ray, lab)
            most, seconds = self.where.jobs or float("inf"), needs.patience(self.seconds)
            slots = Slots(ray, order, needs, queue, self.tell, most=most, seconds=seconds)
            try:
                while queue.left:
                    slots.fill()
                    slots.hand_out()
                    for work, answer in slots.answers():
                        result = queue.settle(work, answer)
                        if result is not None:
                            yield work.submission, result
            finally:
                with ctrl_c_ignored():
                    slots.stop()

    def _needs(self, ray: ModuleType, lab: Lab) -> Needs:
        """Of a slot; tells what the cluster has room for. Raises: CourseError where it never has."""
        nodes = [node["Resources"] for node in ray.nodes() if node["Alive"]]
        needs = Needs.of(lab, self.where, any(node.get("GPU") for node in nodes))
        room = needs.room(nodes)
        what = f"{many(len(nodes), 'node')} with room for {room} at a time, each with {needs}"
        if not room and not self.where.address:
            mend = f"Lower the memory_mb of {lab.name} in course.toml, or use --engine local"
            raise CourseError(what, where="--engine ray", mend=mend)
        self.tell(f"Ray: {what}" + ("" if room else "; waiting for a node that has"))
        return needs


def ray_grader(lab: Lab, bundle: Bundle, tell: Tell, engine: Engine) -> Grader:
    """A grader for a cluster, whose slots have kernels in the sandbox of their machine.

    Raises: CourseError where Ray is missing.
    """
    import_ray()
    there = replace(engine, name="local", address="", jobs=None)
    task = partial(open_task, bundle, lab, there)
    return RayGrader(engine_key(lab), task, engine, tell, seconds_for(lab))
