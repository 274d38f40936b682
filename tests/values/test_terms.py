from __future__ import annotations

import pytest

from onrecord.codebook.codebook import Codebook, Term
from onrecord.values.terms import lexicon_of, terms_in


def term(name: str, *words: str) -> Term:
    return Term(name, words, (), (), "", "")


BOOK = Codebook(
    {},
    {
        t.id: t
        for t in (
            term("missile", "missile", "missiles"),
            term("ballistic-missile", "ballistic missile"),
            term("short-range-ballistic-missile", "short-range ballistic missile", "SRBM"),
            term("condemns", "condemned", "strongly condemned"),
            term("failure", "failed"),
        )
    },
    "missiles and more",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An anti-missile shield is missile-proof; dismissile, transmissiles.", []),
        ("It has no rockets.", []),
        ("Missiles and a MISSILE", [("Missiles", "missile"), ("MISSILE", "missile")]),
        ("two ballistic missiles", [("ballistic missiles", "ballistic-missile")]),
        (
            "Short range ballistic missiles",
            [("Short range ballistic missiles", "short-range-ballistic-missile")],
        ),
        (
            "a short-range ballistic-missile test, SRBMs",
            [
                ("short-range ballistic-missile", "short-range-ballistic-missile"),
                ("SRBMs", "short-range-ballistic-missile"),
            ],
        ),
        ("it strongly condemned the test", [("strongly condemned", "condemns")]),
    ],
)
def test_terms(text: str, found: list[tuple[str, str]]) -> None:
    read = terms_in(text, lexicon_of(BOOK))
    assert [(f.span.of(text), f.value.term) for f in read] == found


def test_a_codebook_with_other_terms_has_a_lexicon_of_its_own() -> None:
    other = Codebook({}, {"rocket": term("rocket", "rocket")}, "rockets")
    assert lexicon_of(BOOK) is lexicon_of(BOOK)
    assert [one.value.term for one in terms_in("A rocket and a missile", lexicon_of(other))] == [
        "rocket"
    ]
