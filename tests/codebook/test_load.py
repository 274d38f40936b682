"""Codebooks: what ships, and what the reader refuses with file, key and remedy."""

from __future__ import annotations

import pytest

from onrecord.codebook import (
    BadCodebook,
    CodebookText,
    Role,
    SlotType,
    load_codebook,
    parse_codebooks,
)

BOOK = load_codebook()

KIND = """
[kinds.vote]
title = "Vote"
definition = "People cast ballots."
example = "went to the polls"
[[kinds.vote.verbs]]
words = ["vote"]
[kinds.vote.slots.turnout]
type = "quantity"
title = "Turnout"
"""


def refused(text: str) -> str:
    with pytest.raises(BadCodebook) as caught:
        parse_codebooks([CodebookText("mine.toml", text)])
    return str(caught.value)


def test_every_kind_and_slot_of_the_guide_is_there() -> None:
    assert set(BOOK.kinds) == {
        "missile-launch", "nuclear-test", "military-exercise", "meeting", "visit", "agreement",
        "commitment", "demand", "threat", "sanction", "reaction", "attack", "disaster", "accident",
    }  # fmt: skip
    assert set(BOOK.kinds["missile-launch"].slots) == {
        "when", "launch-place", "direction", "impact-place", "count", "weapon", "weapon-name",
        "range", "apogee", "speed", "flight-time", "launcher", "outcome",
    }  # fmt: skip
    assert BOOK.kinds["accident"].slots["vehicle"].type is SlotType.TEXT


def test_one_value_at_a_time_where_a_new_one_replaces_the_old() -> None:
    slots = BOOK.kinds["accident"].slots
    assert not slots["deaths"].several
    assert slots["when"].several


def test_terms_are_ordered() -> None:
    assert BOOK.is_a("short-range-ballistic-missile", "projectile")
    assert not BOOK.is_a("projectile", "missile")
    assert BOOK.may_be("projectile", "short-range-ballistic-missile")
    assert not BOOK.may_be("cruise-missile", "ballistic-missile")
    assert BOOK.is_a("unheard-of", "unheard-of")


def test_every_term_says_what_it_means() -> None:
    for term in BOOK.terms.values():
        assert term.definition.endswith(".")
        assert term.example
        assert all(word == word.lower() for word in term.words)


def test_a_users_codebook_adds_to_the_shipped_ones(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "mine.toml"
    path.write_text(KIND)
    book = load_codebook([path])
    assert "vote" in book.kinds
    assert "attack" in book.kinds
    assert book.digest != BOOK.digest
    assert book.kinds["vote"].triggers[0].words == ("vote", "voted", "votes", "voting")


def test_the_digest_follows_the_words() -> None:
    assert load_codebook().digest == BOOK.digest
    one, other = CodebookText("a", KIND), CodebookText("a", KIND + "#")
    assert parse_codebooks([one]).digest != parse_codebooks([other]).digest


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        ("x = 1", "x", "kinds"),
        (KIND.replace("title =", "titel =", 1), "kinds.vote.titel", "title"),
        (KIND.replace('"quantity"', '"number"'), "kinds.vote.slots.turnout.type", "quantity"),
        (KIND.replace('["vote"]', '"vote"'), "kinds.vote.verbs[0].words", "words ="),
        (KIND.replace('["vote"]', '["=voting"]'), "kinds.vote.verbs[0].words", "[lists]"),
        (KIND.replace('title = "Vote"', ""), "kinds.vote.title", "title ="),
        (KIND + 'dimension = "heat"', "kinds.vote.slots.turnout.dimension", "length"),
        (KIND + 'role = "king"', "kinds.vote.slots.turnout.role", "subject"),
        (KIND + 'terms = ["a"]', "kinds.vote.slots.turnout.terms", "[terms.a]"),
        ("[terms.a]\nwords=['a']\nis_a=['b']\ndefinition='A.'\nexample='a'", "terms.a.is_a", "b"),
        ("[terms.a]\ndefinition='A.'\nexample='a'", "terms.a", "words"),
        ("= nonsense", "mine.toml", "Mend"),
    ],
)
def test_a_mistake_is_named_with_file_key_and_remedy(text: str, key: str, remedy: str) -> None:
    said = refused(text)
    assert said.startswith("mine.toml")
    assert key in said
    assert remedy in said


def test_terms_in_a_circle_are_refused() -> None:
    one = "[terms.{}]\nwords=['{}']\nis_a=['{}']\ndefinition='D.'\nexample='e'\n"
    assert "each be the other" in refused(one.format("a", "a", "b") + one.format("b", "b", "a"))


def test_a_kind_defined_twice_is_refused() -> None:
    with pytest.raises(BadCodebook, match="already defined in one"):
        parse_codebooks([CodebookText("one.toml", KIND), CodebookText("two.toml", KIND)])


def test_a_missing_file_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadCodebook, match="nowhere"):
        load_codebook([tmp_path / "nowhere.toml"])


def test_roles_are_those_that_the_rules_know() -> None:
    roles = {slot.role for kind in BOOK.kinds.values() for slot in kind.slots.values()}
    assert roles <= set(Role)
