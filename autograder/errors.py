"""What can go wrong that the reader can mend: each error names the place, the fault, the remedy in a line."""

from __future__ import annotations


class CourseError(Exception):
    """A fault in what somebody wrote or typed; the command line prints its one line and exits with 2."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        line = f"{where}: {what}" if where else what
        super().__init__(f"{line}. {mend}" if mend else line)


class SourceError(CourseError):
    """A lab's source or variant breaks a rule of the build gate."""


class StaleError(CourseError):
    """A committed, compiled file differs from what its source builds."""


class SubmissionError(CourseError):
    """A submission that no notebook can be read from; the student gets this line, the class goes on."""


class EngineError(Exception):
    """Our own machinery broke, say a kernel that did not start: retried, never a student's zero."""
