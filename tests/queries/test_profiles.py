"""Profiles of an event at each of its moments: as they are worked out at that clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from onrecord.codebook import load_codebook
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.times import stamp
from onrecord.notices.profile import profile_of
from onrecord.queries import NOW, Clocks, similar_events
from onrecord.queries.as_of import moments_of
from onrecord.queries.bare import bare_history
from onrecord.queries.events import days_of_event, event_row
from onrecord.queries.identity import identify
from onrecord.queries.keeping import keep_cards
from onrecord.queries.listing import find_details
from onrecord.queries.profiles import (
    moments_as_text,
    profile_as_text,
    profile_at,
    profile_from_text,
    profiles_then,
)
from onrecord.queries.similar import SimilarEvents
from onrecord.queries.told import asking, tell_known
from onrecord.queries.visible import view

from .history import History, much_happens
from .test_as_of import around
from .test_cards import SELECTIONS, STORY, Answers, without_cards
from .test_laws import lawful, stories, write


class _Dated(History):
    """Whoever tells how many died tells the day and the place too."""

    def tell(self, text: str) -> History:
        lines: list[str] = []
        for line in text.splitlines():
            lines.append(line)
            if line.startswith("  "):
                event, speaker, slot, value, *flags = line.strip().split("  ")
                number = sum(map(ord, speaker + slot + value)) % 7
                item = "".join(slot.partition("/")[1:])
                rest = "  ".join(["", *flags]) if flags else ""
                lines.append(f"  {event}  {speaker}  when{item}  2019-07-{11 + number}{rest}")
                lines.append(f"  {event}  {speaker}  place{item}  @Port{number % 3}{rest}")
        return super().tell("\n".join(dict.fromkeys(lines)))


def check(history: History) -> int:
    """Hold the profile of every event at every moment against the one worked out then."""
    book, count = load_codebook(), 0
    with asking(history.ledger, NOW) as now:
        for one in identify(now, set(history.events.values())):
            [told] = tell_known(now, [one], book)
            whole = bare_history(told, event_row(now, told, book).name)
            text = moments_as_text(list(profiles_then(told, whole, book)))
            mine = profile_of(whole, book)
            assert profile_from_text(profile_as_text(mine)) == mine
            moments = moments_of(told.gathered)
            for known in around(moments):
                if known >= moments[-1]:
                    continue
                seen = view(now.connection, Clocks(known))
                made = profile_at(text, one.id, one.kind, stamp(known))
                asked = tell_known(seen, [one], book)
                assert (made is None) == (not asked)
                for then in asked:
                    assert made is not None
                    history_then = bare_history(then, event_row(seen, then, book).name)
                    assert made.profile == profile_of(history_then, book)
                    begins = min((first for first, _ in days_of_event(then)), default=None)
                    assert made.begins == begins
                    count += 1
    return count


@lawful
@given(stories)
def test_kept_moments_are_as_worked_out_at_their_clocks(story: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "law.db") as ledger:
        check(write(ledger, story, _Dated))


def test_they_are_so_whatever_happens(paper: Ledger) -> None:
    history = History(paper).tell(STORY)
    much_happens(history, lambda: None)
    history.tell("""
Lantern v2 2019-07-28T09:10
  launch  Guard=KOR.MIL   when   2019-07-24
  launch  Guard           range/both  430 km
  launch  Guard           range/2  690 km
Lantern v3 2019-07-29T09:10
  launch  Guard           range/2  430 km
  launch  OUTLET          count  3 missile
""")
    assert check(history) >= 4


@pytest.fixture
def ledger(new_url: Callable[[], str]) -> Iterator[Ledger]:
    with open_ledger(new_url()) as ledger:
        yield ledger


def test_the_likest_are_the_same_with_cards_and_without_at_any_moment(ledger: Ledger) -> None:
    """Eight ferries, each told of again and again, by the last of them and at every moment; and
    what lists tell of them, whatever is asked for."""
    history = History(ledger)
    for number in range(1, 9):
        history.tell(f"""
Lantern/{number} v1 2019-07-{number:02}T01:00
  ferry{number}  OUTLET  deaths  {number} people
  ferry{number}  OUTLET  when    2019-07-{number:02}
  ferry{number}  OUTLET  place   @Port{number % 2}
Quay/{number} v1 2019-07-{number + 2:02}T07:00
  ferry{number}  Navy    deaths  {number + 1} people
  ferry{number}  Navy    deaths/2  {number + 2} people
Lantern/{number} v2 2019-07-{number + 4:02}T12:00
  ferry{number}  OUTLET  deaths  {number + 3} people
  ferry{number}  Navy    when    2019-07-{number + 1:02}
""")
    clocks = [NOW, *(Clocks(when) for when in moments(history))]

    def ask() -> Answers:
        return [
            similar_events(ledger, history.events[f"ferry{number}"], one)
            for number in (5, 8)
            for one in clocks
            if one.known is None or one.known.day >= number
        ] + [
            find_details(ledger, clocks[at], selection) for at in (0, 9) for selection in SELECTIONS
        ]

    without = ask()
    found = [one for one in without if isinstance(one, SimilarEvents) and one.precedents]
    assert len(found) > 15
    keep_cards(ledger)
    assert ask() == without
    history.tell("""
Lantern/2 v3 2019-07-25T12:00
  ferry2  OUTLET  deaths  40 people
""")
    behind = ask()
    assert behind == ask() == without_cards(ledger, ask)
    assert behind != without


def moments(history: History) -> list[datetime]:
    published = (version.facts.published for version in history.versions.values())
    return sorted({moment.last for moment in published if moment is not None})
