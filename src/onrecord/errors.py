"""Problems and remedies: what can go wrong, said in one sentence with what to do about it.

Oddities *in* a report are values (`onrecord.model.problem.Problem`) and travel beside the
claims. The exceptions here are for the caller, and their class says what the caller does next:
leave this item out and go on (`SkipItem`), or end the run (`StopRun`).
"""

from __future__ import annotations


class OnrecordError(Exception):
    """A problem with its remedy; the class says what the caller does next.

    >>> print(OnrecordError("a.html has no text.", "Give a page with an article in it."))
    a.html has no text. Give a page with an article in it.
    """

    exit_code = 1

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}".rstrip()


class SkipItem(OnrecordError):
    """This one input cannot be used; the others can."""

    exit_code = 1


class StopRun(OnrecordError):
    """Nothing further can be done in this run."""

    exit_code = 3


class Misused(StopRun):
    """The command or function was called with words that cannot be meant."""

    exit_code = 2
