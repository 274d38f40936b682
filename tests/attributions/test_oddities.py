"""What is told of odd texts, and that usual ones pass in silence."""

from __future__ import annotations

from onrecord.attributions import find_oddities

from .written import version_of


def codes(text: str) -> list[str]:
    return [problem.code for problem in find_oddities(version_of(*text.split("\n\n")))]


def test_usual_texts_pass() -> None:
    assert codes("Bridge closed\n\n“It was safe,” the mayor said.\n\nNobody was hurt.") == []
    assert codes('“It was safe.\n\n“Then it shook,” the mayor said. The beam is 12" wide.') == []
    assert codes("NOTHING YET") == []


def test_the_open_quotation_is_pointed_at() -> None:
    text = "The mayor said: “It was safe. Nobody knew.\n\nThe bridge is shut."
    [problem] = find_oddities(version_of(*text.split("\n\n")))
    assert problem.code == "unclosed-quotation"
    assert problem.span is not None
    assert problem.span.of(text) == "“It was safe. Nobody knew."
