"""Whom an actor contradicts: disputes of events in which they are a side."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow
from onrecord.model.scales import Status
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_rows
from onrecord.queries.lines import lines_of
from onrecord.queries.relations import Relations
from onrecord.queries.rows import Line
from onrecord.queries.show import find_disputes
from onrecord.queries.told import asking, told_by_mentions
from onrecord.queries.who import MOST, known_as, mentions_claimed_by, said_by


@dataclass(frozen=True, slots=True)
class Difference:
    """What an actor holds of a slot of an event, and what others hold that cannot also be right."""

    event: EventRow
    slot: str
    item: str | None
    mine: tuple[Line, ...]
    others: tuple[Line, ...]


def find_differences(
    ledger: Ledger,
    words: str,
    clocks: Clocks = NOW,
    *,
    limit: int = MOST,
    codebook: Codebook | None = None,
) -> tuple[Difference, ...]:
    """The disputes in which the actor that `words` name is a side, as the clocks show them.

    They are looked for in the events of the actor's last recorded claims, at most `limit`. `words`
    as in `ask_who`; empty where they name nobody.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        names, codes = known_as(seen, words)
        events = told_by_mentions(seen, mentions_claimed_by(seen, names, codes, limit), book)
        rows: list[Difference] = []
        for told, event in zip(events, event_rows(seen, events, book), strict=True):
            relations = Relations(book, event.kind)
            standing = lines_of(told, relations, [Status.STANDING])
            for dispute in find_disputes(told, standing, relations):
                mine = [
                    line for line in dispute.lines if said_by(line.row.claim.speaker, names, codes)
                ]
                values = {line.value for line in mine}
                others = [line for line in dispute.lines if line.value not in values]
                if mine and others:
                    rows.append(
                        Difference(event, dispute.slot, dispute.item, tuple(mine), tuple(others))
                    )
    return tuple(rows)
