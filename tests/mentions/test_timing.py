"""Whose day it is: the happening's, or that of another doing in its sentence."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.language import Tagger, load_tagger, tag
from onrecord.mentions.timing import of_another
from onrecord.mentions.trees import Trees
from onrecord.model.span import Span
from reading_room import layers_of, version_of

HIT = "A girl who was injured when a bus hit a lorry on Tuesday died in hospital on Thursday."
TRUCE = "Orvania and Kedar signed a truce on Friday that is to take effect on Sunday."


@cache
def tagger() -> Tagger:
    return load_tagger()


def asked(text: str, trigger: str, day: str, *others: str) -> bool:
    version = version_of(text)
    trees = Trees(version.text, tag(version, tagger()))
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in (day, trigger, *others)]
    return of_another(trees, spans[0], spans[1], spans[2:])


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Nine workers died in a fire on Monday.", "fire", "Monday"),
        ("On Monday, a fire killed nine workers.", "fire", "Monday"),
        ("The tram left the rails and hit a post on Tuesday.", "left", "Tuesday"),
        ("Police were called to the scene of the crash on Monday.", "crash", "Monday"),
        ("A quake that struck the island on Monday left 20 dead.", "quake", "Monday"),
        (HIT, "hit", "Tuesday"),
        (TRUCE, "signed", "Friday"),
    ],
)
def test_its_own(text: str, trigger: str, day: str) -> None:
    assert not asked(text, trigger, day)


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The toll of the fire in the port rose to 12 on Tuesday.", "fire", "Tuesday"),
        ("Two men died on Tuesday, taking the toll of the fire to 12.", "fire", "Tuesday"),
        ("Divers found a body on Thursday from the ship that sank last week.", "sank", "Thursday"),
        ("The group claimed responsibility on Monday for the bombing.", "bombing", "Monday"),
        ("The mayor visited the victims of the flood on Tuesday.", "flood", "Tuesday"),
        (TRUCE, "signed", "Sunday"),
    ],
)
def test_anothers(text: str, trigger: str, day: str) -> None:
    assert asked(text, trigger, day)


def test_a_day_of_its_own_leaves_no_room_for_another() -> None:
    assert asked(HIT, "hit", "Thursday", "Tuesday")


def test_without_trees_nothing_is_said() -> None:
    version = version_of(TRUCE)
    trees = Trees(version.text, layers_of(version))
    assert not of_another(trees, Span(48, 54), Span(18, 24))
