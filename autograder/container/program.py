"""Docker or Podman, as a program to call."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.errors import CourseError, EngineError

_SECONDS = 60.0  # for what takes the engine a moment
_INSTALL = {
    "docker": "https://docs.docker.com/engine/install",
    "podman": "https://podman.io/docs/installation",
}


@dataclass(frozen=True)
class Program:
    """A container engine's command line; Docker's and Podman's are the same in all that is asked here."""

    name: str

    def call(self, *arguments: str, seconds: float = _SECONDS) -> subprocess.CompletedProcess[str]:
        """Runs it, whatever comes of it.

        Raises: CourseError where it is not installed, EngineError when it does not end in time.
        """
        try:
            return subprocess.run(
                [self.name, *arguments],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=seconds,
                check=False,
            )
        except FileNotFoundError:
            mend = f"Install it ({_INSTALL.get(self.name, '')}), or grade with --engine local"
            raise CourseError(f"{self.name} is not installed", mend=mend) from None
        except subprocess.TimeoutExpired:
            raise EngineError(f"{self.name} {arguments[0]} took longer than {seconds:.0f} s") from None

    def show(self, *arguments: str) -> int:
        """Runs it for as long as it takes; what it prints goes where ours goes. Its exit status."""
        return subprocess.run([self.name, *arguments], stdin=subprocess.DEVNULL, check=False).returncode

    def check(self) -> None:
        """Raises: CourseError when the engine does not answer."""
        done = self.call("info", "--format", "{{json .}}")
        if done.returncode:
            mend = f"Start it, and see that `{self.name} info` works for you, or grade with --engine local"
            raise CourseError(f"{self.name} does not answer: {last_line(done.stderr)}", mend=mend)

    def labels(self, image: str) -> Mapping[str, str] | None:
        """An image's labels; None when there is no such image."""
        done = self.call("image", "inspect", "--format", "{{json .Config.Labels}}", image)
        return None if done.returncode else json.loads(done.stdout) or {}

    def answers(self) -> bool:
        """Whether the engine is still there."""
        try:
            return self.call("info", "--format", "{{json .}}").returncode == 0
        except (CourseError, EngineError):
            return False

    def is_running(self, container: str) -> bool:
        done = self.call("container", "inspect", "--format", "{{.State.Running}}", container)
        return done.stdout.strip() == "true"

    def remove(self, *containers: str) -> None:
        """Kills and removes containers; those that are gone already are no fault."""
        if containers:
            self.call("rm", "--force", "--volumes", *containers)

    def containers(self, label: str) -> list[str]:
        """Those with a label, running or not."""
        return self.call("ps", "--all", "--quiet", "--filter", f"label={label}").stdout.split()


def last_line(text: str) -> str:
    """The last line of what a program said."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it says nothing"
