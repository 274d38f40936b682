"""Cards follow what is decided, without anybody waiting for them."""

from __future__ import annotations

import threading
import time

from sqlalchemy import func, select

from onrecord.desk.cards import Cards
from onrecord.ledger.judging import judge
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.tables import batch
from onrecord.model.judgement import Verb
from onrecord.queries import find_events, log_event
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.keeping import cards_kept
from onrecord.queries.visible import view


def behind(ledger: Ledger) -> bool:
    """Whether the cards do not know of everything on record."""
    with ledger.connect() as connection:
        seen = view(connection, NOW)
        kept = cards_kept(seen, codebook_of(seen))
        newest = connection.execute(select(func.max(batch.c.seq))).scalar()
        return kept is None or bool(kept.stale) or kept.newest != newest


def accept(ledger: Ledger, number: int) -> None:
    """Accept one of the values on record."""
    lines = [
        line.row.id
        for event in find_events(ledger)
        for slot in log_event(ledger, event.id).slots
        for line in slot.lines
    ]
    judge(ledger, lines[number], Verb.ACCEPTED, author="mara", because="so it says")


def test_they_follow_however_many_ask_at_once(writable: Ledger) -> None:
    cards = Cards(writable)
    cards.keep()
    assert not behind(writable)
    for number in range(3):
        accept(writable, number)
        assert behind(writable)
        asking = [threading.Thread(target=cards.keep_soon) for _ in range(5)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        deadline = time.monotonic() + 60
        while behind(writable) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not behind(writable)


def test_a_ledger_that_cannot_be_written_to_stays_as_it_is(writable: Ledger) -> None:
    accept(writable, 0)
    with open_ledger(writable.name, create=False) as found:
        Cards(Ledger(found.name, found.engine, read_only=True)).keep()
    assert behind(writable)
