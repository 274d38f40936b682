"""Roles by the tagger's trees: who acts, who is acted on."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.language import Tagger, load_tagger, tag
from onrecord.mentions.trees import Trees
from onrecord.model.span import Span
from reading_room import layers_of, version_of


@cache
def tagger() -> Tagger:
    return load_tagger()


def asked(text: str, verb: str) -> tuple[list[str], list[str]]:
    version = version_of(text)
    trees = Trees(version.text, tag(version, tagger()))
    start = version.text.index(verb)
    word = trees.head(Span(start, start + len(verb)))
    assert word is not None
    return tuple(
        [trees.span(one).of(version.text) for one in found]
        for found in (trees.doers(word), trees.targets(word))
    )  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "verb", "doers", "targets"),
    [
        ("The rebels bombed a depot on Monday.", "bombed", ["rebels"], ["depot"]),
        ("A depot was bombed by the rebels on Monday.", "bombed", ["rebels"], ["depot"]),
        ("The gunman who wounded four guards fled.", "wounded", ["gunman"], ["guards"]),
        ("Soldiers stormed the hall, wounding two clerks.", "wounding", ["Soldiers"], ["clerks"]),
        ("She wounded a guard.", "wounded", [], ["guard"]),
    ],
)
def test_roles(text: str, verb: str, doers: list[str], targets: list[str]) -> None:
    assert asked(text, verb) == (doers, targets)


def test_without_trees_nothing_is_asked() -> None:
    version = version_of("The rebels bombed a depot.")
    assert Trees(version.text, layers_of(version)).head(Span(4, 10)) is None
