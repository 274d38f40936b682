"""What is kept of events beside the record: lists tell the same with it, behind it and without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from onrecord.codebook import load_codebook
from onrecord.ledger import cards
from onrecord.ledger.cards import card, card_text, card_word, cards_up_to, drop_cards
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.model.judgement import Verb
from onrecord.notices import nearest
from onrecord.notices.profile import compared
from onrecord.queries import NOW, Clocks, find_events, find_reports, similar_events
from onrecord.queries import cards as queries_cards
from onrecord.queries.article import read_article
from onrecord.queries.bare import bare_history
from onrecord.queries.details import EventDetails
from onrecord.queries.events import told_by
from onrecord.queries.identity import Identity
from onrecord.queries.keeping import keep_cards
from onrecord.queries.listing import event_details, find_details
from onrecord.queries.mentioned import mentions_matching
from onrecord.queries.selecting import Selection
from onrecord.queries.similar import SimilarEvents
from onrecord.queries.told import asking
from onrecord.queries.visible import View

from .history import START, History, much_happens
from .test_laws import FIRST, lawful, stories, write

STORY = """
Lantern v1 2019-07-25T09:10
  launch  Guard=KOR.MIL   when   2019-07-25
  launch  OUTLET   site   @Wonsan
  launch  OUTLET   count  2 missile
Quay v1 2019-07-27T09:10
  ferry   Navy     deaths  11 people
  ferry   OUTLET   when    2019-07-26
"""
SELECTIONS = (
    Selection(),
    Selection(kind="accident"),
    Selection(actor="guard"),
    Selection(actor="kor"),
    Selection(place="wons"),
    Selection(place="w_ns", actor="%"),
    Selection(outlet="the lantern"),
    Selection(outlet="quay", reviewed=True),
    Selection(reviewed=True),
    Selection(reviewed=False),
    Selection(words="deaths navy"),
    Selection(words="…"),
    Selection(since=date(2019, 7, 26)),
    Selection(until=date(2019, 7, 25)),
    Selection(since=date(2019, 7, 25), until=date(2019, 7, 25), kind="missile-launch"),
)
FERRIES = "".join(
    f"""
Lantern/{number} v1 2019-07-{number:02}T09:10
  ferry{number}  OUTLET  deaths  {number} people
  ferry{number}  OUTLET  when    2019-07-{number:02}
"""
    for number in range(1, 13)
)
SOME = (
    Selection(),
    Selection(outlet="quay", actor="guard"),
    Selection(reviewed=True),
    Selection(reviewed=False, until=date(2019, 7, 26)),
)

Answers = list[object]


def answers(
    ledger: Ledger, clocks: Clocks = NOW, selections: Sequence[Selection] = SELECTIONS
) -> Answers:
    """What lists, comparisons and the reports' texts tell at the clocks."""
    found = [find_details(ledger, clocks, one) for one in selections]
    ids = [one.event.id for one in found[0]]
    versions = [one.id for report in find_reports(ledger, clocks) for one in report.versions]
    return [
        *found,
        event_details(ledger, ids[::-1], clocks),
        *(similar_events(ledger, id, clocks) for id in ids[:1]),
        *(read_article(ledger, id, None, clocks) for id in versions),
    ]


def without_cards(ledger: Ledger, ask: Callable[[], Answers]) -> Answers:
    with ledger.writing() as connection:
        drop_cards(connection)
    return ask()


def kept(ledger: Ledger) -> list[set[tuple[object, ...]]]:
    """All rows of the cards but for when they were made."""
    columns = [column for column in card.c if column.name != "batch"]
    with ledger.connect() as connection:
        return [
            set(map(tuple, connection.execute(question)))
            for question in (select(*columns), select(card_text), select(card_word))
        ]


def test_cards_that_followed_the_ledger_are_the_ones_made_anew(paper: Ledger) -> None:
    """Whatever is told, judged, read again or redacted: no card is left behind."""
    history = History(paper)
    states: list[list[set[tuple[object, ...]]]] = []

    def look() -> None:
        behind = answers(paper)
        keep_cards(paper)
        followed = kept(paper)
        assert answers(paper) == behind
        assert without_cards(paper, lambda: answers(paper)) == behind
        keep_cards(paper)
        assert kept(paper) == followed
        assert states[-1:] != [followed], "nothing changed: the step tests nothing"
        states.append(followed)

    history.tell(STORY)
    look()
    one = much_happens(history, look)
    rejected = history.judge(history.claim("Quay v1 when"), Verb.REJECTED)
    look()
    blind = Clocks(unseen=frozenset({rejected.id}))
    untold = find_details(paper, blind)
    assert untold != find_details(paper)
    assert without_cards(paper, lambda: [find_details(paper, blind)]) == [untold]
    keep_cards(paper)
    history.judge(rejected.id, Verb.WITHDRAWN)
    look()
    history.judge("Guard", Verb.OTHER_ACTOR, "KOR.MIL")
    history.judge(history.mentions["Quay/3 v1", "launch5"], Verb.BELONGS, one)
    look()
    history.reread("Quay v1", {"deaths": "14 people"})
    look()
    history.redact(history.claim("Lantern v1 site"), "claim", "court order")
    look()
    history.redact(history.versions["Quay v1"].id, "version", "court order")
    look()


@dataclass
class _Following(History):
    """Its cards are brought up to date before these batches."""

    at: set[int] = field(default_factory=set)

    def next_time(self):  # type: ignore[no-untyped-def]
        if self.batches in self.at:
            keep_cards(self.ledger)
        return super().next_time()


@lawful
@given(stories, st.sets(st.integers(1, 8), min_size=1), st.integers(0, 150))
def test_lists_tell_the_same_at_any_clock_with_cards_and_without(
    story: list[tuple[object, ...]], at: set[int], hours: int
) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "law.db") as ledger:
        history = write(ledger, story, lambda ledger: _Following(ledger, at=at))
        known = FIRST + timedelta(hours=hours)
        recorded = START + timedelta(hours=hours % history.batches, minutes=30)
        clocks = (NOW, Clocks(known), Clocks(recorded=recorded), Clocks(known, recorded))

        def ask() -> Answers:
            return [answer for one in clocks for answer in answers(ledger, one, SOME)]

        assert ask() == without_cards(ledger, ask)


def test_at_an_earlier_moment_only_what_was_told_of_since_is_worked_out(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of twelve ferries, one a day, the third was told of again on the twentieth."""
    history = History(paper).tell(FERRIES)
    history.tell("""
Lantern/3 v2 2019-07-20T09:10
  ferry3  OUTLET  deaths  33 people
  ferry3  OUTLET  when    2019-07-03
""")
    clocks = Clocks(datetime(2019, 7, 9, 12, tzinfo=UTC))
    ninth = history.events["ferry9"]

    def ask() -> Answers:
        pages = [find_details(paper, clocks, limit=3, skip=skip) for skip in range(0, 12, 3)]
        return [*pages, similar_events(paper, ninth, clocks)]

    without = ask()
    assert [len(page) for page in without[:4]] == [3, 3, 3, 0]  # type: ignore[arg-type]
    keep_cards(paper)
    worked_out = watch(monkeypatch)
    assert ask() == without
    assert set(worked_out) == {history.events["ferry3"]}


def test_what_may_not_be_seen_is_worked_out_only_where_it_may_be_on_the_page(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of twelve ferries one of the first and one of the last were judged by somebody else."""
    history = History(paper).tell(FERRIES)
    judged = [
        history.judge(history.claim(f"Lantern/{number} v1 deaths"), Verb.REJECTED).id
        for number in (2, 11)
    ]
    blind = Clocks(unseen=frozenset(judged))
    without = find_details(paper, blind, limit=3)
    keep_cards(paper)
    worked_out = watch(monkeypatch)
    assert find_details(paper, blind, limit=3) == without
    assert set(worked_out) == {history.events["ferry11"]}
    find_details(paper, blind)
    assert set(worked_out) == {history.events["ferry11"], history.events["ferry2"]}


def test_what_has_no_card_yet_is_worked_out_once(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By lists and comparisons alike, until anything is recorded or another is not to see it."""
    history = History(paper).tell(FERRIES)
    keep_cards(paper)
    history.tell("""
Lantern/3 v2 2019-07-20T09:10
  ferry3  OUTLET  deaths  33 people
  ferry3  OUTLET  when    2019-07-03
""")
    worked_out = watch(monkeypatch)
    first = find_details(paper)
    assert find_details(paper, limit=3)[0] == first[2]
    assert find_details(paper, selection=Selection(kind="accident")) == first
    assert worked_out == [history.events["ferry3"]]
    likest = similar_events(paper, history.events["ferry9"])
    assert similar_events(paper, history.events["ferry9"]) == likest
    assert worked_out == [history.events["ferry3"]] * 2
    rejected = history.judge(history.claim("Lantern/3 v2 deaths"), Verb.REJECTED)
    assert find_details(paper) != first
    assert find_details(paper, Clocks(unseen=frozenset({rejected.id}))) == first
    assert worked_out == [history.events["ferry3"]] * 4
    likest = similar_events(paper, history.events["ferry4"])
    found = without_cards(paper, lambda: [similar_events(paper, history.events["ferry4"])])
    assert found == [likest]


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the events that are worked out from their rows from now on."""
    worked_out: list[str] = []

    def watched(of: Callable[..., object]) -> Callable[..., object]:
        def work_out(seen: View, identities: Sequence[Identity], *more: object) -> object:
            worked_out.extend(one.id for one in identities)
            return of(seen, identities, *more)

        return work_out

    monkeypatch.setattr(queries_cards, "decide_all", watched(queries_cards.decide_all))
    monkeypatch.setattr(queries_cards, "tell_known", watched(queries_cards.tell_known))
    return worked_out


def test_the_later_pages_of_a_list_hold_what_the_first_left_out(paper: Ledger) -> None:
    History(paper).tell(STORY)

    def pages(size: int) -> list[EventDetails]:
        return [
            one for skip in range(0, 4, size) for one in find_details(paper, limit=size, skip=skip)
        ]

    assert [one.event.kind for one in pages(1)] == ["accident", "missile-launch"]
    keep_cards(paper)
    assert [one.event.kind for one in pages(1)] == ["accident", "missile-launch"]
    assert [one.event.kind for one in pages(2)] == ["missile-launch", "accident"]


def test_cards_far_behind_or_by_another_codebook_or_form_are_not_trusted(
    paper: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(paper).tell(STORY)
    keep_cards(paper)
    before = find_events(paper)
    with paper.writing() as connection:
        connection.execute(card_text.update().values(body="of another form"))
    with monkeypatch.context() as patch:
        patch.setattr(cards, "FORM", cards.FORM + 1)
        assert find_events(paper) == before
    for _ in range(60):
        history.judge(history.events["ferry"], Verb.ACCEPTED)
    assert find_events(paper) == before
    keep_cards(paper)
    with pytest.raises(ValueError, match="Expecting value"):
        find_events(paper, kind="missile-launch")
    paper.reindex()
    with paper.connect() as connection:
        assert not inspect(connection).has_table("card")
    assert find_events(paper) == before


def test_what_is_compared_by_is_all_that_the_nearest_are_told_by(paper: Ledger) -> None:
    """Ten accidents, some without days, some told with two tolls or denied: the same answer."""
    story = "".join(
        f"""
Lantern/{number} v1 2019-07-{10 + number:02}T09:10
  ferry{number}  OUTLET  deaths  {number % 4 + 3} people
  ferry{number}  Navy    deaths/2  {number % 3 + 1} people
  ferry{number}  OUTLET  place  @Port{number % 2}{"  denied" if number % 5 == 0 else ""}
"""
        + (f"  ferry{number}  Navy  when  2019-07-{9 + number:02}\n" if number % 3 else "")
        for number in range(1, 11)
    )
    History(paper).tell(story)
    book = load_codebook()
    with asking(paper, NOW) as seen:
        told = list(told_by(seen, mentions_matching(seen), book))
        histories = [bare_history(one, one.gathered.identity.id) for one in told]
    assert len(histories) == 10
    for event in histories:
        full = nearest(event, histories, book)
        assert full == nearest(event, [compared(one, book) for one in histories], book)
    assert max(len(nearest(event, histories, book)) for event in histories) == 5
    small: SimilarEvents = similar_events(paper, histories[0].event)
    keep_cards(paper)
    assert similar_events(paper, histories[0].event) == small
    assert small.precedents


def test_of_many_reports_in_a_row_the_cards_wait_for_a_second(paper: Ledger) -> None:
    """A batch an hour is kept up with; batches of one moment wait, but never for too many."""
    history = History(paper).tell(STORY)
    keep_cards(paper, at_once=False)
    ferry = history.events["ferry"]

    def behind() -> int:
        with paper.connect() as connection:
            done = cards_up_to(connection, load_codebook().digest)
            assert done is not None
            return history.batches - done

    assert behind() == 0
    history.judge(ferry, Verb.ACCEPTED)
    keep_cards(paper, at_once=False)
    assert behind() == 0
    moment = history.next_time()
    history.batches -= 1
    history.next_time = lambda: _counted(history, moment)  # type: ignore[method-assign]
    history.judge(ferry, Verb.ACCEPTED, because="first")
    keep_cards(paper)
    waited = 0
    for number in range(40):
        history.judge(ferry, Verb.ACCEPTED, because=f"again {number}")
        keep_cards(paper, at_once=False)
        waited = max(waited, behind())
    assert 10 < waited < 30
    assert find_details(paper) == without_cards(paper, lambda: [find_details(paper)])[0]


def _counted(history: History, moment: datetime) -> datetime:
    history.batches += 1
    return moment


def test_what_is_told_of_a_text_is_told_where_its_events_have_cards(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Quay v1 2019-07-25T09:10
  ferry  OUTLET  deaths  31 people
  ferry  OUTLET  aboard  20 people
Lantern v1 2019-07-25T12:10
  ferry  OUTLET  deaths  31 people
  other  OUTLET  when    2019-07-21
"""
    )
    for name in ("Quay v1", "Lantern v1"):
        id = history.versions[name].id
        keep_cards(paper)
        article = read_article(paper, id)
        assert [notice.kind.value for notice in article.notices] == ["consistency"]
        assert without_cards(paper, lambda: [read_article(paper, id)]) == [article]  # noqa: B023


def test_a_reason_that_is_redacted_is_on_no_card(paper: Ledger) -> None:
    history = History(paper).tell(
        """
Quay v1 2019-07-25T09:10
  ferry  OUTLET  deaths  31 people
"""
    )
    row = history.judge(history.claim("Quay v1 deaths"), Verb.REJECTED, because="a neighbour")
    id = history.versions["Quay v1"].id
    keep_cards(paper)
    assert "a neighbour" in str(read_article(paper, id))
    history.redact(row.id, "judgement", "court order")
    assert "a neighbour" not in str(read_article(paper, id))
    keep_cards(paper)
    article = read_article(paper, id)
    assert "court order" in str(article)
    assert without_cards(paper, lambda: [read_article(paper, id)]) == [article]
