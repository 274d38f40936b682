"""What the cards do not know yet is found batch by batch, and is never too little."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.codebook import load_codebook
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.tables import judgement
from onrecord.model.judgement import Verb
from onrecord.queries import NOW, Clocks, behind, stale_events
from onrecord.queries.keeping import cards_kept, keep_cards
from onrecord.queries.listing import find_details
from onrecord.queries.selecting import Selection
from onrecord.queries.told import asking
from onrecord.queries.touched import touched, touched_by

from .history import History
from .test_cards import FERRIES, kept, without_cards
from .test_laws import lawful, stories, write

BOOK = load_codebook()


def stale(ledger: Ledger, *unseen: str) -> frozenset[str]:
    """The ids of events whose cards are not trusted by one who must not see these judgements."""
    with asking(ledger, Clocks(unseen=frozenset(unseen))) as seen:
        found = cards_kept(seen, BOOK)
    assert found is not None
    return found.stale


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is looked up from now on: batches "3-5", or how many judgements."""
    asked: list[str] = []

    def of_batches(seen, done, upto):  # type: ignore[no-untyped-def]
        asked.append(f"{done}-{upto}")
        return touched(seen, done, upto)

    def of_judgements(seen, judgements):  # type: ignore[no-untyped-def]
        asked.append(f"{len(judgements)} judgements")
        return touched_by(seen, judgements)

    monkeypatch.setattr(behind, "touched", of_batches)
    monkeypatch.setattr(behind, "touched_by", of_judgements)
    return asked


def test_each_batch_is_looked_up_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    history = History(ledger).tell(FERRIES)
    keep_cards(ledger)
    asked = counted(monkeypatch)
    for number in (3, 5, 5, 9):
        history.judge(history.claim(f"Lantern/{number} v1 deaths"), Verb.ACCEPTED, by=str(asked))
        for _ in range(3):
            assert history.events[f"ferry{number}"] in stale(ledger)
    assert asked == ["12-13", "13-14", "14-15", "15-16"]
    assert stale(ledger) == {history.events[f"ferry{number}"] for number in (3, 5, 9)}
    keep_cards(ledger)
    assert stale(ledger) == frozenset()
    assert len(asked) == 4, "what is known of the batches serves to keep the cards too"


def test_what_somebody_must_not_see_is_looked_up_once(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(ledger).tell(FERRIES)
    judged = [
        history.judge(history.claim(f"Lantern/{number} v1 deaths"), Verb.REJECTED).id
        for number in (3, 5)
    ]
    keep_cards(ledger)
    asked = counted(monkeypatch)
    both = {history.events["ferry3"], history.events["ferry5"]}
    assert stale(ledger, *judged) == stale(ledger, *judged) == both
    assert asked == ["2 judgements"]
    judged.append(history.judge(history.claim("Lantern/9 v1 deaths"), Verb.REJECTED).id)
    keep_cards(ledger)
    asked.clear()
    assert stale(ledger, *judged) == {*both, history.events["ferry9"]}
    assert asked == ["1 judgements"], "the others bear on what they bore on"
    history.judge(history.claim("Lantern/5 v1 when"), Verb.REJECTED)
    keep_cards(ledger)
    asked.clear()
    assert stale(ledger, *judged) == {*both, history.events["ferry9"]}
    assert asked == ["2 judgements"], "something new was recorded of what one of them bears on"
    assert stale(ledger, judged[0]) == {history.events["ferry3"]}


def test_events_that_may_not_be_seen_are_identified_once(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list asks which events they are: again only for those of which more was recorded."""
    history = History(ledger).tell(FERRIES)
    judged = [
        history.judge(history.claim(f"Lantern/{number} v1 deaths"), Verb.REJECTED).id
        for number in (3, 5)
    ]
    keep_cards(ledger)
    named, asked = stale_events.events_named, list[set[str]]()

    def counted(seen, ids):  # type: ignore[no-untyped-def]
        asked.append(set(ids))
        return named(seen, ids)

    monkeypatch.setattr(stale_events, "events_named", counted)
    ferry3, ferry5, ferry9 = (history.events[f"ferry{number}"] for number in (3, 5, 9))

    def lists() -> tuple[object, ...]:
        return find_details(ledger, Clocks(unseen=frozenset(judged)))

    assert lists() == lists()
    assert asked == [{ferry3, ferry5}]
    judged.append(history.judge(history.claim("Lantern/9 v1 deaths"), Verb.REJECTED).id)
    history.judge(ferry5, Verb.MERGED, history.events["ferry6"])
    asked.clear()
    merged = lists()
    assert asked == [{ferry5, history.events["ferry6"], ferry9}]
    assert len(merged) == 11
    assert without_cards(ledger, lambda: [lists()]) == [merged]


def test_whoever_said_more_makes_what_was_judged_of_him_bear_on_more(ledger: Ledger) -> None:
    history = History(ledger).tell("""
Lantern v1 2019-07-25T09:10
  ferry   Guard  deaths  11 people
Quay v1 2019-07-25T10:10
  ferry2  Navy   deaths  12 people
""")
    same = history.judge("Guard", Verb.SAME_ACTOR, "Coast Guard").id
    keep_cards(ledger)
    assert stale(ledger, same) == {history.events["ferry"]}
    history.tell("""
Halyard v1 2019-07-26T09:10
  ferry3  Coast Guard  deaths  13 people
""")
    keep_cards(ledger)
    assert stale(ledger) == frozenset()
    assert stale(ledger, same) == {history.events["ferry"], history.events["ferry3"]}


def test_an_actor_s_claims_count_where_a_person_put_them(ledger: Ledger) -> None:
    """Two who told of other events are one actor: it bears on the event that they were put into."""
    history = History(ledger).tell("""
Lantern v1 2019-07-25T09:10
  ferry   Guard  deaths  11 people
Quay v1 2019-07-25T10:10
  ferry2  Navy   deaths  12 people
Halyard v1 2019-07-25T11:10
  ferry3  OUTLET  deaths  13 people
""")
    for name in ("Lantern", "Quay"):
        history.judge(history.claim(f"{name} v1 deaths"), Verb.BELONGS, history.events["ferry3"])
    keep_cards(ledger)
    before = kept(ledger)
    history.judge("Guard", Verb.SAME_ACTOR, "Navy")
    assert history.events["ferry3"] in stale(ledger)
    keep_cards(ledger)
    followed = kept(ledger)
    ledger.reindex()
    keep_cards(ledger)
    assert kept(ledger) == followed != before


def test_what_another_took_back_unseen_holds_for_one_who_must_not_know(ledger: Ledger) -> None:
    history = History(ledger).tell(FERRIES)
    merge = history.judge(history.events["ferry3"], Verb.MERGED, history.events["ferry4"], by="Jon")
    undone = history.judge(merge.id, Verb.WITHDRAWN, by="Mara")
    blind = Clocks(unseen=frozenset({undone.id}))
    worked_out = find_details(ledger, blind)
    assert len(worked_out) == 11
    keep_cards(ledger)
    assert find_details(ledger, blind) == worked_out
    assert len(find_details(ledger)) == 12


@dataclass
class _Asked(History):
    """Lists are asked for before every batch, by whoever must not see the judgements so far, and
    the cards are brought up to date before some."""

    at: set[int] = field(default_factory=set)
    every: int = 2

    def next_time(self):  # type: ignore[no-untyped-def]
        if self.batches in self.at:
            keep_cards(self.ledger)
        if self.batches:
            for clocks in _clocks(self.ledger, self.every):
                find_details(self.ledger, clocks)
        return super().next_time()


def _clocks(ledger: Ledger, every: int) -> list[Clocks]:
    """Now, for one who sees everything, and for two who must not see some judgements."""
    with ledger.connect() as connection:
        persons = select(judgement.c.id).where(judgement.c.author_kind == "person")
        ids = connection.execute(persons.order_by(judgement.c.batch)).scalars().all()
    return [NOW, Clocks(unseen=frozenset(ids)), Clocks(unseen=frozenset(ids[::every]))]


@lawful
@given(stories, st.sets(st.integers(1, 8), min_size=1, max_size=2), st.integers(2, 3))
def test_whoever_asks_all_along_is_told_the_same_as_one_who_asks_once(
    story: list[tuple[object, ...]], at: set[int], every: int
) -> None:
    selections = (Selection(), Selection(reviewed=False))
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "law.db") as ledger:
        write(ledger, story, lambda ledger: _Asked(ledger, at=at, every=every))

        def ask() -> list[object]:
            clocks = _clocks(ledger, every)
            return [find_details(ledger, one, also) for one in clocks for also in selections]

        assert ask() == without_cards(ledger, ask)


def test_what_no_longer_holds_of_unseen_decisions_is_forgotten(ledger: Ledger) -> None:
    history = History(ledger).tell(FERRIES)
    keep_cards(ledger)
    claim = next(iter(history.objects))
    rows: list[str] = []
    for _ in range(30):
        rows.append(history.judge(claim, Verb.ACCEPTED).id)
        stale(ledger, *rows)
    with ledger.connect() as connection:
        lots = behind._behind[connection.engine]._lots
    assert len(lots) <= 1 + len(rows) // 10
