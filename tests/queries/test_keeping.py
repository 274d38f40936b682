"""Cards made from scratch: beside other writers, stopped half-way, by another onrecord."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, select

from onrecord.codebook import load_codebook
from onrecord.ledger import cards, derived
from onrecord.ledger.cards import card, cards_up_to
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import NoSpace
from onrecord.model.judgement import Verb
from onrecord.queries import NOW, keeping, listing
from onrecord.queries.keeping import cards_kept, keep_cards
from onrecord.queries.listing import find_details
from onrecord.queries.told import asking

from .history import History
from .test_cards import FERRIES, kept, without_cards

BOOK = load_codebook().digest


@contextmanager
def before(ledger: Ledger, wanted: str, act: Callable[[], None]) -> Iterator[None]:
    """`act` just before each statement that begins so."""

    def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(wanted):
            act()

    event.listen(ledger.engine, "before_cursor_execute", heard)
    try:
        yield
    finally:
        event.remove(ledger.engine, "before_cursor_execute", heard)


def state(ledger: Ledger) -> tuple[int | None, int]:
    """The batch that the cards know, and how many there are."""
    with ledger.connect() as connection:
        count = connection.execute(select(func.count()).select_from(card)).scalar_one()
        return cards_up_to(connection, BOOK), count


def judge(history: History, ferry: int) -> None:
    """A person accepts its toll, again where it was done."""
    toll = history.claim(f"Lantern/{ferry} v1 deaths")
    history.judge(toll, Verb.ACCEPTED, because=f"read it in batch {history.batches}")


def judged(history: History, ferry: int) -> int:
    """How many judgements a list tells of."""
    [found] = (
        one
        for one in find_details(history.ledger)
        if one.event.id == history.events[f"ferry{ferry}"]
    )
    return found.judgements


def test_others_write_while_all_cards_are_made(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between any two lots somebody judges: an event whose card is made, and one that is next."""
    history = History(ledger).tell(FERRIES)
    monkeypatch.setattr(keeping, "_LOT", 3)
    rows, halves = keeping.rows_to_keep, list[tuple[int | None, int]]()

    def judge_meanwhile(*asked):  # type: ignore[no-untyped-def]
        made = list(rows(*asked))
        if len(halves) < 4:
            halves.append(state(ledger))
            judge(history, 1)
            judge(history, 3 * len(halves))
        return made

    monkeypatch.setattr(keeping, "rows_to_keep", judge_meanwhile)
    keep_cards(ledger)
    assert halves == [(None, 0), (None, 3), (None, 6), (None, 9)]
    assert state(ledger) == (history.batches, 12)
    followed, listed = kept(ledger), find_details(ledger)
    assert judged(history, 1) == 4
    assert without_cards(ledger, lambda: [find_details(ledger)]) == [listed]
    keep_cards(ledger)
    assert kept(ledger) == followed


def test_others_write_while_cards_are_brought_up_to_date(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was recorded meanwhile is done next: it is not told that the cards know it."""
    history = History(ledger).tell(FERRIES)
    keep_cards(ledger)
    rows, states = keeping.rows_to_keep, list[tuple[int | None, int]]()

    def judge_meanwhile(*asked):  # type: ignore[no-untyped-def]
        made = list(rows(*asked))
        states.append(state(ledger))
        if len(states) < 4:
            judge(history, 5)
        return made

    monkeypatch.setattr(keeping, "rows_to_keep", judge_meanwhile)
    judge(history, 5)
    assert keep_cards(ledger)
    assert states == [(12, 12), (13, 12), (14, 12), (15, 12)]
    assert state(ledger) == (16, 12)
    assert judged(history, 5) == 4
    followed, listed = kept(ledger), find_details(ledger)
    assert without_cards(ledger, lambda: [find_details(ledger)]) == [listed]
    keep_cards(ledger)
    assert kept(ledger) == followed


def test_whoever_was_overtaken_puts_nothing(paper: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another brought the cards further while these were worked out: they may be older."""
    history = History(paper).tell(FERRIES)
    keep_cards(paper)
    rows, put = keeping.rows_to_keep, keeping.put_cards
    made, puts = list[int](), list[int]()

    def overtaken(*asked):  # type: ignore[no-untyped-def]
        old = list(rows(*asked))
        made.append(len(old))
        if len(made) == 1:
            judge(history, 1)
            keep_cards(paper)
        return old

    def counted(connection, gone, cards, *more):  # type: ignore[no-untyped-def]
        puts.append(len(cards))
        put(connection, gone, cards, *more)

    monkeypatch.setattr(keeping, "rows_to_keep", overtaken)
    monkeypatch.setattr(keeping, "put_cards", counted)
    judge(history, 1)
    assert keep_cards(paper)
    assert (made, puts) == ([1, 1], [1])
    assert judged(history, 1) == 2
    assert state(paper) == (history.batches, 12)


def test_many_batches_are_taken_some_at_a_time_and_each_event_once_for_them(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(paper).tell(FERRIES)
    keep_cards(paper)
    monkeypatch.setattr(keeping, "_BATCHES_A_TURN", 10)
    rows, turns = keeping.rows_to_keep, list[tuple[int | None, int]]()

    def counted(seen, identities, *more):  # type: ignore[no-untyped-def]
        turns.append((state(paper)[0], len(identities)))
        return rows(seen, identities, *more)

    monkeypatch.setattr(keeping, "rows_to_keep", counted)
    for number in range(25):
        judge(history, 1 + number % 2)
    keep_cards(paper)
    assert turns == [(12, 2), (22, 2), (32, 2)]
    assert state(paper) == (37, 12)
    assert judged(history, 1) == 13


def test_only_words_that_changed_are_written(ledger: Ledger) -> None:
    history = History(ledger).tell(FERRIES)
    keep_cards(ledger)
    before, written = kept(ledger), list[str]()
    history.tell("""
Quay v1 2019-07-05T12:10
  ferry5  Harbour  deaths  6 people
""")

    def heard(_connection: object, _cursor: object, statement: str, given, *_: object) -> None:  # type: ignore[no-untyped-def]
        verb = statement.partition(" ")[0]
        if "card_word" in statement and verb != "SELECT":
            written.append(f"{verb} {len(given)}")

    event.listen(ledger.engine, "before_cursor_execute", heard)
    keep_cards(ledger)
    event.remove(ledger.engine, "before_cursor_execute", heard)
    after = kept(ledger)
    fresh, gone = after[2] - before[2], before[2] - after[2]
    assert {word[0] for word in fresh} == {"actor", "outlet", "told", "version"}
    assert not gone
    assert written == [f"INSERT {len(fresh)}"]
    history.redact(history.versions["Quay v1"].id, "version", "court order")
    keep_cards(ledger)
    followed = kept(ledger)
    assert after[2] - followed[2]
    ledger.reindex()
    keep_cards(ledger)
    assert kept(ledger) == followed


def test_half_made_cards_are_not_used_and_not_made_twice(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(paper).tell(FERRIES)
    listed = find_details(paper)
    monkeypatch.setattr(keeping, "_LOT", 5)
    rows, made = keeping.rows_to_keep, list[int]()

    def stopped_at_the_third(seen, identities, *more):  # type: ignore[no-untyped-def]
        made.append(len(identities))
        if len(made) == 3:
            raise KeyboardInterrupt
        return rows(seen, identities, *more)

    monkeypatch.setattr(keeping, "rows_to_keep", stopped_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        keep_cards(paper)
    assert state(paper) == (None, 10)
    assert find_details(paper) == listed
    keep_cards(paper)
    assert [number for number in made if number] == [5, 5, 2, 2]
    assert state(paper) == (history.batches, 12)
    assert find_details(paper) == listed


def test_whoever_makes_cards_gives_up_where_they_were_thrown_away(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its cards may be older than those that another made meanwhile."""
    history = History(paper).tell(FERRIES)
    rows, made = keeping.rows_to_keep, list[int]()

    def overtaken(*asked):  # type: ignore[no-untyped-def]
        old = list(rows(*asked))
        made.append(len(old))
        if len(made) == 1:
            judge(history, 1)
            paper.reindex()
            keep_cards(paper)
        return old

    monkeypatch.setattr(keeping, "rows_to_keep", overtaken)
    keep_cards(paper)
    assert made[0] == made[1] == 12
    listed = find_details(paper)
    assert judged(history, 1) == 1
    assert without_cards(paper, lambda: [find_details(paper)]) == [listed]


def test_another_onrecord_makes_the_cards_anew_and_drops_no_table(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(ledger).tell(FERRIES)
    keep_cards(ledger)
    made, dropped = kept(ledger), list[None]()
    with ledger.writing() as connection:
        connection.execute(card.update().values(kind="as an older one understood it"))
    monkeypatch.setattr(derived, "__version__", "999.0")
    assert state(ledger) == (None, 12)
    with before(ledger, "\nDROP", lambda: dropped.append(None)):
        keep_cards(ledger)
    assert state(ledger) == (history.batches, 12)
    assert kept(ledger) == made
    assert not dropped
    monkeypatch.setattr(cards, "FORM", cards.FORM + 1)
    with before(ledger, "\nDROP", lambda: dropped.append(None)):
        keep_cards(ledger)
    assert dropped, "those of another form are thrown away"
    assert kept(ledger) == made


def test_no_list_is_read_from_cards_where_more_are_stale_than_a_database_can_leave_out(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(paper).tell(FERRIES)
    keep_cards(paper)
    for number in (2, 11):
        judge(history, number)
    listed = find_details(paper)
    with asking(paper, NOW) as seen:
        found = cards_kept(seen, load_codebook())
    assert found is not None
    newest, asked = listing.newest_events, list[None]()

    def heard(*more):  # type: ignore[no-untyped-def]
        asked.append(None)
        return newest(*more)

    monkeypatch.setattr(listing, "newest_events", heard)
    for most, reads in ((len(found.stale), 1), (len(found.stale) - 1, 0)):
        monkeypatch.setattr(keeping, "_MOST_STALE", most)
        assert find_details(paper) == listed
        assert len(asked) == reads
        asked.clear()


def test_a_full_disk_leaves_cards_unmade_and_is_told(paper: Ledger) -> None:
    History(paper).tell(FERRIES)
    listed = find_details(paper)

    def full() -> None:
        raise NoSpace(paper.name)

    with before(paper, "INSERT INTO card ", full), pytest.raises(NoSpace):
        keep_cards(paper)
    assert state(paper) == (None, 0)
    assert find_details(paper) == listed
