"""Codebooks: what ships, and what the reader refuses with file, key and remedy."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from onrecord.codebook import (
    BadCodebook,
    CodebookText,
    Mistake,
    Role,
    SlotType,
    check_codebook,
    load_codebook,
    parse_codebooks,
    template,
)
from onrecord.codebook.advice import advise
from onrecord.codebook.load import SHIPPED
from onrecord.codebook.reader import Reader

BOOK = load_codebook()

KIND = """
[kinds.vote]
title = "Vote"
definition = "People cast ballots."
example = "voted at the polls"
[[kinds.vote.verbs]]
words = ["vote"]
[kinds.vote.slots.turnout]
type = "quantity"
title = "Turnout"
nouns = ["voter"]
after = ["voted"]
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
        "bearing", "range", "apogee", "speed", "flight-time", "launcher", "outcome",
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


def checked(text: str) -> dict[str, Mistake]:
    """Key -> mistake."""
    return {one.key: one for one in check_codebook(CodebookText("mine.toml", text))}


def test_every_mistake_is_told_and_not_the_first_alone() -> None:
    text = (
        KIND.replace("title =", "titel =", 1).replace('"quantity"', '"number"')
        + 'role = "king"\nfixed = { "nobody" = "none" }\ncodes = { cameo = 14 }\n'
        + '[terms.ballot]\nis_a = ["paper"]\n'
    )
    mistakes = checked(text)
    assert set(mistakes) == {
        "kinds.vote.titel", "kinds.vote.title", "kinds.vote.slots.turnout.type",
        "kinds.vote.slots.turnout.role", "kinds.vote.slots.turnout.fixed",
        "kinds.vote.slots.turnout.codes.cameo", "terms.ballot", "terms.ballot.is_a",
        "terms.ballot.definition", "terms.ballot.example",
    }  # fmt: skip
    assert not any(one.usable for one in mistakes.values())
    assert mistakes["kinds.vote.titel"].remedy.startswith("Did you mean title? Possible are: ")
    assert mistakes["kinds.vote.slots.turnout.fixed"].problem == '"nobody" needs a whole number.'
    with pytest.raises(BadCodebook, match=r"9 more: onrecord codebook check tells them all\.$"):
        parse_codebooks([CodebookText("mine.toml", text)])


def test_codes_are_those_of_their_scheme() -> None:
    coded = KIND.replace("[[kinds", "codes = { %s }\n[[kinds", 1)
    assert checked(coded % 'cameo = "150", plover = ["PROTEST", "MOBILIZE"]') == {}
    assert checked(coded % 'cameo = "9999"').popitem()[1].problem == "CAMEO 1.1b3 has no 9999."
    slip = checked(coded % 'plover = "PROTESTS"')["kinds.vote.codes.plover"]
    assert slip.remedy.startswith("Did you mean PROTEST? Possible are: ")
    unknown = checked(coded % 'acled = "riot"')["kinds.vote.codes.acled"]
    assert unknown.problem == "there is no scheme acled."
    own = '[schemes.acled]\ntitle = "ACLED"\nkinds = ["riot"]\n'
    assert checked(coded % 'acled = "riot"' + own) == {}


def test_shipped_kinds_have_their_codes_elsewhere() -> None:
    launch = BOOK.kinds["missile-launch"]
    assert dict(launch.codes) == {"cameo": "150", "cns": "missile-test", "plover": "MOBILIZE"}
    fields = {name: dict(slot.codes).get("cns") for name, slot in launch.slots.items()}
    assert fields["range"] == "Distance Travelled"
    assert fields["speed"] is None  # that database has no such field
    assert dict(BOOK.terms["satellite-launcher"].codes) == {"cns": "SLV"}
    for kind in BOOK.kinds.values():
        assert kind.codes, kind.name


@pytest.mark.parametrize(
    ("text", "key", "problem"),
    [
        (KIND.replace('[[kinds.vote.verbs]]\nwords = ["vote"]', ""), "kinds.vote", "no words tell"),
        (KIND.replace('"voted at the polls"', '"ate"'), "kinds.vote.example", "none of the kind's"),
        (KIND.replace('["vote"]', '["Vote"]'), "kinds.vote", '"Vote" is never found.'),
        (KIND + 'terms = ["flood"]', "kinds.vote.slots.turnout.terms", "means nothing for a quan"),
        (
            KIND.replace('"quantity"', '"date"').replace(
                "after", "needs_evidence = true\nnot_after"
            ),
            "kinds.vote.slots.turnout.needs_evidence",
            "no evidence",
        ),
        (KIND.replace("after", "not_after"), "kinds.vote.slots.turnout", "no words put an amount"),
        (
            KIND.replace('nouns = ["voter"]', ""),
            "kinds.vote.slots.turnout",
            "it does not tell what",
        ),
        (KIND.replace('"quantity"', '"term"'), "kinds.vote.slots.turnout", "takes no term"),
        (
            KIND.replace('"quantity"', '"text"').replace('nouns = ["voter"]', 'role = "thing"'),
            "kinds.vote.slots.turnout",
            "a thing needs nouns",
        ),
        ('[lists]\nblue = ["sky"]\n' + KIND, "lists.blue", "nothing asks for this list."),
        (KIND.replace("slots.turnout", 'slots."turn out"'), "kinds.vote.slots.turn out", "hard to"),
    ],
)
def test_advice_on_what_can_be_used_but_does_nothing(text: str, key: str, problem: str) -> None:
    given = [
        one
        for one in check_codebook(CodebookText("mine.toml", text))
        if one.key == key and problem in one.problem
    ]
    assert [one.usable for one in given] == [True]
    parse_codebooks([*_shipped_texts(), CodebookText("mine.toml", text)])


def _shipped_texts() -> list[CodebookText]:
    folder = resources.files("onrecord.codebook")
    return [CodebookText(name, folder.joinpath(name).read_text("utf-8")) for name in SHIPPED]


def test_nothing_is_to_be_said_of_the_template() -> None:
    assert check_codebook(CodebookText("new.toml", template())) == ()


def test_nothing_is_to_be_said_of_what_ships() -> None:
    """Each shipped file passes the check that users' files get, with the others beside it."""
    for text in _shipped_texts():
        reader = Reader(text.name, tomllib.loads(text.text))
        assert [*reader.mistakes, *advise(reader)] == []
