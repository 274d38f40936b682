"""A page is made once while the record stands still, and anew as soon as anything is recorded."""

from __future__ import annotations

import pytest

from onrecord.desk.asked import Asked
from onrecord.desk.event import event_page
from onrecord.desk.kept import Kept
from onrecord.desk.shown import Shown
from onrecord.ledger.judging import judge
from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import Verb
from onrecord.queries import find_events, log_event
from onrecord.queries.clocks import Clocks


@pytest.fixture
def made() -> list[str]:
    return []


def test_the_same_question_is_answered_once(ledger: Ledger, made: list[str]) -> None:
    def page(asked: Asked) -> Shown:
        made.append(asked.words["q"])
        return Shown("x.html", asked.words["q"])

    def shown(word: str) -> Shown:
        return kept.page(page, Asked(ledger, words={"q": word}), ledger.head())

    kept = Kept()
    first = shown("a")
    assert shown("a") is first
    shown("b")
    assert made == ["a", "b"]
    for number in range(200):
        shown(str(number))
    shown("a")
    assert made[-1] == "a"


def test_what_was_made_for_one_is_not_shown_to_another(ledger: Ledger) -> None:
    def page(asked: Asked) -> Shown:
        return Shown("x.html", asked.clocks.unseen)

    kept = Kept()
    for unseen in (frozenset({"a"}), frozenset({"b"}), frozenset[str]()):
        asked = Asked(ledger, Clocks(unseen=unseen))
        assert kept.page(page, asked, ledger.head()).page == unseen


def test_a_judgement_shows_at_once(writable: Ledger) -> None:
    kept = Kept()

    def standing() -> bool:
        asked = Asked(writable, words={"event": event})
        state = kept.page(event_page, asked, writable.head()).page.state  # type: ignore[attr-defined]
        return any(line.row.id == line_id for slot in state.record.standing for line in slot.lines)

    event = next(e.id for e in find_events(writable, kind="missile-launch"))
    lines = [line for slot in log_event(writable, event).slots for line in slot.lines]
    line_id = next(line.row.id for line in lines if line.row.status.value == "standing")
    assert standing()
    judge(writable, line_id, Verb.REJECTED, author="Mara", because="misread")
    assert not standing()
