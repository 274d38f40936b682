"""What is wrong in a codebook file: each mistake by file, key and remedy, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from onrecord.errors import StopRun

_MOST = 40
"""What is possible is named up to so many."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing in a codebook file, at one key ("" for the file), and what to do about it.

    With `usable` the file can be used as it stands, but does not do what it seems to be meant for.

    >>> print(Mistake("mine.toml", "kinds.strike.slot", "unknown key.", "Did you mean slots?"))
    mine.toml, kinds.strike.slot: unknown key. Did you mean slots?
    """

    file: str
    key: str
    problem: str
    remedy: str
    usable: bool = False

    def __str__(self) -> str:
        where = f"{self.file}, {self.key}" if self.key else self.file
        return f"{where}: {self.problem} {self.remedy}".rstrip()


class BadCodebook(StopRun):
    """A codebook cannot be used as it stands; `mistakes` are all that is wrong, at least one.

    >>> print(BadCodebook([Mistake("mine.toml", "terms.run", "has no words.", "Give nouns.")]))
    mine.toml, terms.run: has no words. Give nouns.
    """

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        first, *others = mistakes
        more = f" {len(others)} more: onrecord codebook check tells them all." if others else ""
        super().__init__(str(first).removesuffix(first.remedy).rstrip(), first.remedy + more)
        self.mistakes = tuple(mistakes)


def one_of(words: Iterable[str], given: str = "", where: str = "") -> str:
    """The remedy that names what is possible, what is nearest to `given` first.

    Of too many to be read, `where` they all stand is told.

    >>> one_of(["title", "slots"], "titel")
    'Did you mean title? Possible are: slots, title.'
    >>> one_of([str(number) for number in range(100)], "20b", "See the list.")
    'Did you mean 20? See the list.'
    """
    known = sorted(words)
    near = get_close_matches(given, known, n=1)
    meant = f"Did you mean {near[0]}? " if near else ""
    return meant + (where if len(known) > _MOST else f"Possible are: {', '.join(known)}.")
