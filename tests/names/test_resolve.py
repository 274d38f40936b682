"""Names of one text are weighed together."""

from __future__ import annotations

import pytest

from effort import lines_run
from onrecord.model.span import Span
from onrecord.names.given import places_for
from onrecord.registers.actors import load_actors
from onrecord.registers.places import load_gazetteer

GAZETTEER, ACTORS = load_gazetteer(), load_actors()


def put(text: str, *names: str) -> list[str]:
    """Country and region of the place that each name is taken for."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    return [
        "/".join(filter(None, (choice.country, choice.place.region if choice.place else None)))
        for choice in places_for(text, spans, GAZETTEER, ACTORS)
    ]


@pytest.mark.parametrize(
    ("text", "names", "places"),
    [
        ("Rain fell on Birmingham.", ["Birmingham"], ["GB/ENG"]),
        (
            "Rain fell on Birmingham, Tuscaloosa and Huntsville; Alabama had none before.",
            ["Birmingham", "Tuscaloosa", "Huntsville", "Alabama"],
            ["US/AL"] * 4,
        ),
        (
            "From Moscow the truck went on to Pullman, Lewiston and Spokane.",
            ["Moscow", "Pullman", "Lewiston", "Spokane"],
            ["US/ID", "US/WA", "US/ID", "US/WA"],
        ),
        ("He left Cambridge for Boston and Worcester.", ["Cambridge", "Boston"], ["US/MA"] * 2),
        ("Sicilian growers met Ohioans.", ["Sicilian", "Ohioans"], ["IT", "US/OH"]),
        ("Boats left Brava Cove for Aveiro and Porto.", ["Brava Cove", "Porto"], ["PT", "PT/17"]),
    ],
)
def test_each_name_hears_the_others(text: str, names: list[str], places: list[str]) -> None:
    asked = names if "Aveiro" not in text else ["Brava Cove", "Aveiro", "Porto"]
    answers = dict(zip(asked, put(text, *asked), strict=True))
    assert [answers[name] for name in names] == places


def test_a_name_without_an_entry_has_a_country_but_no_place() -> None:
    text = "Trucks reached Zarnevo from Lyon and Marseille."
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in ("Zarnevo", "Lyon", "Marseille")]
    choice = places_for(text, spans, GAZETTEER, ACTORS)[0]
    assert (choice.place, choice.country, choice.sure) == (None, "FR", False)


def test_weighing_many_names_grows_linearly() -> None:
    towns = ("Springfield", "Lebanon", "Salem", "Franklin", "Clinton", "Georgetown", "Madison")

    def weigh(times: int) -> None:
        text = " ".join(f"{town}{number} {town}" for number in range(times) for town in towns)
        spans = [
            Span(at, at + len(town))
            for town in towns
            for at in range(len(text))
            if text.startswith(f"{town} ", at) or text[at:] == town
        ]
        places_for(text, spans, GAZETTEER, ACTORS)

    weigh(2)
    small, large = (lines_run(weigh, times) for times in (5, 20))
    assert large < 5.5 * small
