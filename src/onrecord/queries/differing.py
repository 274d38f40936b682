"""Whom an actor contradicts: disputes of events in which they are a side."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import claim, found
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
from onrecord.queries.who import known_as, said_by, spoken_by

_MOST = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """What an actor holds of a slot of an event, and what others hold that cannot also be right."""

    event: EventRow
    slot: str
    item: str | None
    mine: tuple[Line, ...]
    others: tuple[Line, ...]


def find_differences(
    ledger: Ledger, words: str, clocks: Clocks = NOW, codebook: Codebook | None = None
) -> tuple[Difference, ...]:
    """The disputes in which the actor that `words` name is a side, as the clocks show them.

    `words` as in `ask_who`; empty where they name nobody.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        names, codes = known_as(seen, words)
        question = (
            select(found.c.mention)
            .join(claim, claim.c.id == found.c.object)
            .where(
                spoken_by(claim, names, codes),
                found.c.sort == "claim",
                found.c.mention.is_not(None),
                seen.on(claim, found),
            )
            .order_by(found.c.batch.desc(), found.c.place.desc())
            .limit(_MOST)
        )
        mentions = set(seen.connection.execute(question).scalars())
        events = told_by_mentions(seen, mentions, book)
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
