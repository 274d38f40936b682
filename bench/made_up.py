"""News that nobody wrote: reports with true readings, made without a model, as many as wanted.

Ten happenings a day; most are told by one to three reports, every tenth by seven, every hundredth
by sixty, and each report has one to three versions over the hours after it. A version makes six
claims, by four speakers. Tolls rise from version to version, so values are replaced and disputed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from onrecord.capture.make import make_capture
from onrecord.equipment import Equipment
from onrecord.model.attribution import OWN_VOICE, Attribution, Speaker
from onrecord.model.claim import Claim
from onrecord.model.mention import Mention
from onrecord.model.reading import Cluster, Finding, ReaderId, Reading
from onrecord.model.report import (
    Block,
    BlockKind,
    Capture,
    Facts,
    Given,
    Moment,
    TimeFrom,
    Version,
)
from onrecord.model.scales import Manner, SpeakerClass
from onrecord.model.span import Span
from onrecord.model.value import DateValue, PlaceValue, Quantity, Value
from onrecord.names.places import places_in
from onrecord.pipeline import Read
from onrecord.registers.actors import ActorRegister
from onrecord.registers.places import Gazetteer

CLAIMS = 6
"""Claims of one version."""

DAILY = 10
"""Happenings a day."""

READER = ReaderId("made-up", "1", "0" * 64)
_DAWN = datetime(2001, 1, 1, tzinfo=UTC)
_TOWNS = (
    *("Lagos", "Karachi", "Mosul", "Kabul", "Manila", "Nairobi", "Lima", "Quito", "Cairo"),
    *("Dakar", "Accra", "Kampala", "Lusaka", "Harare", "Hanoi", "Medan", "Davao", "Dhaka"),
    *("Mandalay", "Peshawar", "Quetta", "Lahore", "Basra", "Aleppo", "Khartoum", "Juba"),
    *("Mogadishu", "Goma", "Bamako", "Niamey", "Kano"),
)
_OUTLETS = ("Kestrel Agency", "Tidewater Post", "Halyard", "Fourteen", "Harbour Gazette")
_HAPPENINGS = (
    ("attack", "Gunmen attacked a market in", "attacked a market", "The attack"),
    ("disaster", "A landslide hit a village near", "landslide", "The landslide"),
)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """One version that is to be written: of which happening, by whom, when."""

    happening: int
    report: int
    version: int
    at: datetime


def tellings() -> Iterator[Telling]:
    """Without end, in order of time: what was told of which happening."""
    waiting: list[tuple[datetime, int, int, int]] = []
    happening = 0
    while True:
        begun = _DAWN + happening * timedelta(days=1) / DAILY
        while waiting and waiting[0][0] <= begun:
            at, told, report, version = heapq.heappop(waiting)
            yield Telling(told, report, version, at)
        reports = 60 if happening % 100 == 7 else 7 if happening % 10 == 4 else 1 + happening % 3
        for report in range(reports):
            for version in range(1 + (happening + report) % 3):
                # Half the reports come on the day, the others over the three days after it.
                late = report * _HOUR * (1 if report % 2 else 70 / reports)
                at = begun + _HOUR + late + version * 3 * _HOUR
                heapq.heappush(waiting, (at, happening, report, version))
        happening += 1


def day_of(happening: int) -> date:
    """The day on which it happened."""
    return (_DAWN + happening * timedelta(days=1) / DAILY).date()


def kind_of(happening: int) -> str:
    """Its kind in the codebook."""
    return _HAPPENINGS[happening % len(_HAPPENINGS)][0]


def town_of(happening: int) -> str:
    """The town where it happened."""
    return _TOWNS[happening % len(_TOWNS)]


class Writer:
    """Writes versions and reads them truly; `equipment` gives the places their values."""

    def __init__(self, equipment: Equipment) -> None:
        self._places = {
            town: _place(town, equipment.gazetteer, equipment.actors) for town in _TOWNS
        }

    def write(self, one: Telling) -> Read:
        """The telling as capture, version and reading."""
        kind, opening, told, nominal = _HAPPENINGS[one.happening % len(_HAPPENINGS)]
        day, town = day_of(one.happening), town_of(one.happening)
        written = f"{day.day} {day:%B} {day.year}"
        deaths = 11 + one.happening % 40 + 2 * one.version + one.report % 2
        hurt, missing = deaths * 3 + one.report, 5 + one.happening % 9
        outlet = _OUTLETS[one.report % len(_OUTLETS)]
        place = f"{opening} {town} on {written}"
        sentences = [
            f"{place}, killing {deaths} people, police said.",
            f"The health ministry said {hurt} people were wounded.",
            f"{nominal} left at least {missing} people missing, the mayor said.",
            f"{outlet} counted {deaths + 1} dead people in the town.",
        ]
        text = "\n\n".join(sentences)
        version = _version(one, text, f"{deaths} dead in {town}", outlet)
        find = _Finder(version)
        police = find.said("police", "said", sentences[0].removesuffix(", police said."))
        ministry = find.said("The health ministry", "said", f"{hurt} people were wounded")
        mayor = find.said("the mayor", "said", sentences[2].removesuffix(", the mayor said."))
        people = "people"
        claims = [
            find.claim("when", written, DateValue(day.isoformat()), police),
            find.claim("place", town, self._places[town], police),
            find.claim("deaths", f"{deaths} people", Quantity(people, n=Decimal(deaths)), police),
            find.claim("injured", f"{hurt} people", Quantity(people, n=Decimal(hurt)), ministry),
            find.claim(
                "missing",
                f"at least {missing} people",
                Quantity(people, min=Decimal(missing)),
                mayor,
            ),
            find.claim(
                "deaths", f"{deaths + 1} dead people", Quantity(people, n=Decimal(deaths + 1)), None
            ),
        ]
        mentions = (
            Mention(version.id, find.span(told), kind, rule="made-up"),
            Mention(version.id, find.span(nominal), kind, rule="made-up"),
        )
        reading = Reading(
            version=version.id,
            reader=READER,
            attributions=(police, ministry, mayor),
            mentions=mentions,
            clusters=(Cluster(kind, (0, 1), reasons=("one happening in this report",)),),
            findings=tuple(Finding(claim, 0, "made-up", 0.9) for claim in claims),
        )
        return Read(_capture(one, text), version, reading)


def _place(town: str, gazetteer: Gazetteer, actors: ActorRegister) -> PlaceValue:
    [found] = places_in(f"Gunmen attacked a market in {town} on 1 May 2001.", gazetteer, actors)
    return found.value


def _version(one: Telling, text: str, title: str, outlet: str) -> Version:
    blocks: list[Block] = []
    start = 0
    for part in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(part))))
        start += len(part) + 2
    published = one.at - one.version * 3 * _HOUR
    return Version(
        report_key=_address(one),
        title=title,
        text=text,
        blocks=tuple(blocks),
        facts=Facts(
            outlet=outlet,
            address=_address(one),
            published=Moment(at=published, source=TimeFrom.PAGE),
            updated=Moment(at=one.at, source=TimeFrom.STAMP),
            language="en",
        ),
    )


def _capture(one: Telling, text: str) -> Capture:
    return make_capture(
        origin="http",
        name=_address(one),
        data=text.encode(),
        media_type="text/plain",
        at=one.at + _HOUR / 6,
        given=Given(),
        address=_address(one),
    )


def _address(one: Telling) -> str:
    return f"https://news.example/{one.happening}/{one.report}"


@dataclass(frozen=True, slots=True)
class _Finder:
    """Makes what is found in one version; words are taken where they first stand."""

    version: Version

    def span(self, words: str) -> Span:
        start = self.version.text.index(words)
        return Span(start, start + len(words))

    def said(self, source: str, cue: str, content: str) -> Attribution:
        held, by = self.span(content), self.span(source)
        at = self.version.text.index(cue, by.start)
        return Attribution(
            version=self.version.id,
            source=by,
            cue=Span(at, at + len(cue)),
            content=(held,),
            speaker=Speaker(source.lower().removeprefix("the "), SpeakerClass.NAMED),
            manner=Manner.INDIRECT,
            rule="made-up",
        )

    def claim(self, slot: str, words: str, value: Value, by: Attribution | None) -> Claim:
        return Claim(
            version=self.version.id,
            slot=slot,
            item=None,
            value=value,
            span=self.span(words),
            speaker=by.speaker if by else OWN_VOICE,
            attribution=by.id if by else None,
        )
