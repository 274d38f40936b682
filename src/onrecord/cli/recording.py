"""Recording many readings, and what to say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError, SkipItem
from onrecord.views.words import counted, printable

if TYPE_CHECKING:
    from onrecord.equipment import Equipment
    from onrecord.ledger.ledger import Ledger
    from onrecord.pipeline import Read, Recorded


_WORDS = ("attribution", "mention", "claim")
"""Sorts of rows that a reading finds in the words."""


@dataclass(slots=True)
class Tally:
    """What a run read and recorded; grows while it runs."""

    read: int = 0
    new: int = 0
    problems: int = 0
    outlets: set[str] = field(default_factory=set)
    added: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    events: set[str] = field(default_factory=set)

    def count(self, done: Recorded) -> None:
        """Add what recording one report did."""
        self.read += 1
        self.new += done.new_version
        self.added.update(done.added)
        self.refused.update(refusal.reason for refusal in done.refusals)
        if any(done.added.get(sort) for sort in _WORDS):  # else a reading like the one before
            self.events.update(done.joined.get(event, event) for event in done.events)


def record_all(
    ledger: Ledger,
    readings: Iterable[Read | SkipItem],
    equipment: Equipment,
    *,
    say: Callable[[str], None],
) -> Tally:
    """Record each reading as it comes; `say` hears of problems and notices as they arise."""
    from onrecord.pipeline import record
    from onrecord.queries.keeping import keep_cards

    tally = Tally()
    for one in readings:
        if isinstance(one, SkipItem):
            tally.problems += one.exit_code > 0
            say(printable(str(one)))
            continue
        try:
            [done] = record(ledger, one, equipment=equipment)
        except SkipItem as problem:
            tally.problems += 1
            say(printable(str(problem)))
            continue
        tally.count(done)
        tally.outlets.add(one.version.facts.outlet or "")
        for oddity in one.version.problems if done.new_version else ():
            say(printable(f"{one.capture.name}: {oddity.says} {oddity.remedy}".rstrip()))
    if tally.read:
        # All is on record, and lists are right without what is kept beside it.
        with suppress(OnrecordError):
            keep_cards(ledger)
    tally.events = as_known(ledger, tally.events)
    return tally


def as_known(ledger: Ledger, events: Iterable[str]) -> set[str]:
    """The events that these ids name, each once: an older decision may have joined some."""
    from onrecord.queries.clocks import NOW
    from onrecord.queries.identity import identify
    from onrecord.queries.told import asking

    with asking(ledger, NOW) as seen:
        return {identity.id for identity in identify(seen, set(events))}


def summary(tally: Tally, ledger: str) -> str:
    """The run in two lines.

    >>> print(summary(Tally(read=2, new=1), "onrecord.db"))
    2 reports read into onrecord.db: 1 new version
      0 attributions · 0 claims · 0 events touched · 0 refused by the guard
    """
    problems = f", {counted(tally.problems, 'problem')}" if tally.problems else ""
    read = f"{counted(tally.read, 'report')} read into {ledger}"
    return f"{read}: {counted(tally.new, 'new version')}{problems}\n{found_line(tally)}"


def found_line(tally: Tally) -> str:
    """What was found in the texts that were read.

    >>> found_line(Tally())
    '  0 attributions · 0 claims · 0 events touched · 0 refused by the guard'
    """
    refused = sum(tally.refused.values())
    reasons = ", ".join(f"{reason} {n}" for reason, n in sorted(tally.refused.items()))
    return (
        f"  {counted(tally.added['attribution'], 'attribution')} · "
        f"{counted(tally.added['claim'], 'claim')} · "
        f"{counted(len(tally.events), 'event')} touched · {refused} refused by the guard"
        + (f" ({reasons})" if reasons else "")
    )
