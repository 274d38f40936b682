"""Histories written small: a case of corpus/notices/*.toml becomes EventHistory values.

A case holds `events` (name = kind), and `reports`, each with `known`, `outlet`, `story` (versions
of one story are versions of one report), `text`, and lists of lines:

    mentions      "event: words", or "event~: words" where they tell of something planned
    claims        "event: slot item words = value @ speaker", item "-" for none; flags after a
                  second "@": earlier, denied, superseded, unstated
    attributions  "speaker: content words", or "speaker? content words" where it is withheld

Words are found in the text from left to right, line by line, so that a second line with the same
words means their next place. Values: "12 people", "~430 km", ">=130 people", "2021-05-02T05:34",
"#ballistic-missile" (term), "!KOR.GOV Seoul" (actor), "@Wonsan KP" (place), "'…" (text). Speakers:
"OUTLET", "KOR.MIL South Korean military" (code and name), "unnamed an official", else a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from onrecord.codebook import Codebook, load_codebook
from onrecord.model.attribution import OWN_VOICE, Attribution, Speaker
from onrecord.model.claim import Claim
from onrecord.model.mention import Mention
from onrecord.model.notice import Notice
from onrecord.model.record import ClaimRow, VersionRow
from onrecord.model.report import Block, BlockKind, Facts, Moment, TimeFrom, Version
from onrecord.model.scales import (
    Certainty,
    Manner,
    Modality,
    Polarity,
    SpeakerClass,
    Status,
)
from onrecord.model.span import Span
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
    Value,
)
from onrecord.notices import EventHistory, find_notices, in_order, once
from onrecord.registers.actors import load_actors
from onrecord.registers.obligations import load_obligations

CORPUS = Path(__file__).parents[2] / "corpus" / "notices"
CODEBOOK: Codebook = load_codebook()


def cases(name: str, section: str) -> list[dict[str, Any]]:
    """The cases of one section of a corpus file."""
    found: list[dict[str, Any]] = tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8")).get(
        section, []
    )
    return found


def notices_of(case: Mapping[str, Any], kind: str) -> list[str]:
    """The notices of `kind`, each as the words that it rests on, joined by " -> "."""
    found = [notice for history in histories(case) for notice in _find(history)]
    return [said(notice) for notice in once(found) if notice.kind.value == kind]


def _find(history: EventHistory) -> tuple[Notice, ...]:
    return find_notices(history, CODEBOOK, load_obligations(), load_actors())


def said(notice: Notice) -> str:
    """A notice in short."""
    item = f" ({notice.item})" if notice.item else ""
    words = " -> ".join(each.words.strip() for each in notice.rests_on)
    return f"{notice.slot or '-'}{item}: {words}"


@dataclass(slots=True)
class _Parts:
    rows: list[ClaimRow] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def histories(case: Mapping[str, Any]) -> list[EventHistory]:
    """The histories of the case's events, each with the others that it should know."""
    kinds: dict[str, str] = case["events"]
    parts = {name: _Parts() for name in kinds}
    versions: dict[str, Version] = {}
    attributions: dict[str, Attribution] = {}
    numbers: dict[str, int] = {}
    for report in case["reports"]:
        version, row = _version(report, numbers)
        versions[version.id] = version
        find = _Finder(version.text)
        for line in report.get("mentions", []):
            name, words = line.split(": ", 1)
            modality = Modality.PLANNED if name.endswith("~") else Modality.ACTUAL
            name = name.removesuffix("~")
            mention = Mention(version.id, find(words), kinds[name], modality=modality)
            parts[name].mentions.append(mention)
        find = _Finder(version.text)
        for line in report.get("claims", []):
            name, rest = line.split(": ", 1)
            parts[name].rows.append(_claim(rest, name, kinds[name], version, row, find))
        find = _Finder(version.text)
        for line in report.get("attributions", []):
            one = _attribution(line, version, find)
            attributions[one.id] = one
    bare = [_history(name, kinds[name], parts[name], versions, attributions) for name in kinds]
    return [
        replace(
            one,
            others=tuple(
                other for other in bare if other is not one and other.kind in (one.kind, "reaction")
            ),
        )
        for one in bare
    ]


def _history(
    name: str,
    kind: str,
    parts: _Parts,
    versions: Mapping[str, Version],
    attributions: Mapping[str, Attribution],
) -> EventHistory:
    here = {row.version.id for row in parts.rows} | {m.version for m in parts.mentions}
    return EventHistory(
        event=name,
        kind=kind,
        rows=in_order(tuple(parts.rows)),
        versions={key: version for key, version in versions.items() if key in here},
        attributions={key: a for key, a in attributions.items() if a.version in here},
        mentions=tuple(parts.mentions),
        name=f"{kind} {name}",
    )


class _Finder:
    """Finds words from left to right; the same words again mean their next place."""

    def __init__(self, text: str) -> None:
        self.text, self.seen = text, dict[str, int]()

    def __call__(self, words: str) -> Span:
        start = self.text.index(words, self.seen.get(words, 0))
        self.seen[words] = start + 1
        return Span(start, start + len(words))


def _version(report: Mapping[str, Any], numbers: dict[str, int]) -> tuple[Version, VersionRow]:
    """Paragraphs apart by a blank line; the first is the headline, "CAPTION:" marks a caption."""
    blocks, parts, start = [], [], 0
    for number, paragraph in enumerate(report["text"].strip().split("\n\n")):
        kind = BlockKind.HEADLINE if number == 0 else BlockKind.PARAGRAPH
        for mark in (BlockKind.CAPTION, BlockKind.CORRECTION):
            if paragraph.startswith(f"{mark.name}: "):
                kind, paragraph = mark, paragraph.split(": ", 1)[1]
        parts.append(" ".join(paragraph.split()))
        blocks.append(Block(kind, Span(start, start + len(parts[-1]))))
        start += len(parts[-1]) + 2
    known = datetime.fromisoformat(report["known"]).replace(tzinfo=UTC)
    outlet = report.get("outlet", "Daily")
    version = Version(
        report_key=f"{outlet}/{report.get('story', 'story')}",
        title=parts[0],
        text="\n\n".join(parts),
        blocks=tuple(blocks),
        facts=Facts(outlet=outlet, published=Moment(known, TimeFrom.PAGE)),
    )
    numbers[version.report_key] = numbers.get(version.report_key, 0) + 1
    row = VersionRow(
        id=version.id,
        report=version.report_id,
        report_key=version.report_key,
        number=numbers[version.report_key],
        title=version.title,
        outlet=outlet,
        address=None,
        known_at=known,
        known_from=TimeFrom.PAGE,
        zone_assumed=False,
        recorded_at=known,
    )
    return version, row


_LINE = re.compile(r"(\S+) (\S+) (.+?) = (.+?) @ ([^@]+?)(?: @ (.+))?$")


def _claim(
    line: str, event: str, kind: str, version: Version, row: VersionRow, find: _Finder
) -> ClaimRow:
    match = _LINE.fullmatch(line)
    assert match, line
    slot, item, words, value, speaker, flags = match.groups()
    span = find(words)
    claim = Claim(
        version=version.id,
        slot=slot,
        item=None if item == "-" else item,
        value=_value(value),
        span=span,
        speaker=_speaker(speaker),
        polarity=Polarity.DENIED if flags == "denied" else Polarity.AFFIRMED,
        certainty=Certainty.UNSTATED if flags == "unstated" else Certainty.CERTAIN,
        earlier=span if flags == "earlier" else None,
    )
    status = Status.SUPERSEDED if flags in ("earlier", "superseded") else Status.STANDING
    return ClaimRow(
        id=claim.id,
        claim=claim,
        words=words,
        event=event,
        kind=kind,
        version=row,
        reading="reading",
        mention=None,
        rule="written",
        confidence=1.0,
        status=status,
        origin=None,
    )


def _value(text: str) -> Value:
    if text.startswith("#"):
        return TermValue(text[1:])
    if text.startswith("'"):
        return TextValue(text[1:])
    if text.startswith("!"):
        code, _, name = text[1:].partition(" ")
        return ActorValue(name, None if code == "-" else code)
    if text.startswith("@"):
        name, _, country = text[1:].rpartition(" ")
        known = len(country) == 2 and country.isupper()
        return PlaceValue(name if known else text[1:], country if known else None)
    dated = re.fullmatch(r"(\d{4}-[\d/-]+)(?:T(\d\d:\d\d))?", text)
    if dated:
        return DateValue(dated[1], dated[2])
    match = re.fullmatch(r"(>=|<=|~)?([\d.]+) (.+)", text)
    assert match, text
    mark, amount, unit = match[1], Decimal(match[2]), match[3]
    if mark == ">=":
        return Quantity(unit=unit, min=amount)
    if mark == "<=":
        return Quantity(unit=unit, max=amount)
    return Quantity(unit=unit, n=amount, approx=mark == "~")


def _speaker(text: str) -> Speaker:
    if text == "OUTLET":
        return OWN_VOICE
    if text.startswith("unnamed "):
        return Speaker(text.removeprefix("unnamed "), SpeakerClass.UNNAMED)
    code, _, name = text.partition(" ")
    if re.fullmatch(r"[A-Z]{2,3}(?:\.[A-Z-]+)*", code) and name:
        return Speaker(name, SpeakerClass.NAMED, code)
    return Speaker(text, SpeakerClass.NAMED)


def _attribution(line: str, version: Version, find: _Finder) -> Attribution:
    match = re.fullmatch(r"(.+?)([:?]) (.+)", line)
    assert match, line
    return Attribution(
        version=version.id,
        source=None,
        cue=None,
        content=(find(match[3]),),
        speaker=_speaker(match[1]),
        manner=Manner.INDIRECT,
        certainty=Certainty.UNSTATED if match[2] == "?" else Certainty.CERTAIN,
    )
