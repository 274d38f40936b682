"""Versions, layers and readings written small, for tests of grouping and joining."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from onrecord.codebook import Codebook, load_codebook
from onrecord.model.found import Found
from onrecord.model.layers import Layers, RawAttribution, Sentence
from onrecord.model.mention import Mention
from onrecord.model.report import Block, BlockKind, Facts, Moment, TimeFrom, Version
from onrecord.model.scales import Modality
from onrecord.model.span import Span
from onrecord.model.value import DateValue, PlaceValue

CODEBOOK: Codebook = load_codebook()


class Paper:
    """A report whose marked words are mentions: `[a:words]`, `[a/planned:words]`.

    The letter says which happening is meant; paragraphs are apart by a blank line and the first is
    the headline. Dates are written `{2021-03-01:on Monday}`, places `<KP:Wonsan>`, sources and
    cues of sayings `(Tokyo)(said)`.
    """

    def __init__(self, kind: str, text: str, published: str = "2021-03-02") -> None:
        self.kind = kind
        self.mentions: list[tuple[str, Span, Modality]] = []
        self.dates: list[Found[DateValue]] = []
        self.places: list[Found[PlaceValue]] = []
        self.sayings: list[tuple[Span, Span]] = []
        plain, blocks, sentences = "", [], []
        for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
            plain += "\n\n" if number else ""
            start = len(plain)
            plain = self._take(plain, " ".join(paragraph.split()))
            kind_of = BlockKind.PARAGRAPH if number else BlockKind.HEADLINE
            blocks.append(Block(kind_of, Span(start, len(plain))))
            last = start
            for end in re.finditer(r"[.]”? ", plain[start:]):
                sentences.append(Sentence(Span(last, start + end.end()), 0, 0, number))
                last = start + end.end()
            if last < len(plain):
                sentences.append(Sentence(Span(last, len(plain)), 0, 0, number))
        day = datetime.fromisoformat(published).replace(tzinfo=UTC)
        self.version = Version(
            report_key="daily/story",
            title="",
            text=plain,
            blocks=tuple(blocks),
            facts=Facts(outlet="Daily", published=Moment(day, TimeFrom.PAGE)),
        )
        self.layers = Layers(
            tokens=(),
            sentences=tuple(sentences),
            attributions=tuple(
                RawAttribution(source, cue, (Span(cue.end, cue.end + 1),), 1.0)
                for source, cue in self.sayings
            ),
        )

    _MARK = re.compile(
        r"\[(?P<event>\w)(?:/(?P<modality>\w+))?:(?P<mention>[^]]+)\]"
        r"|\{(?P<day>[\d/-]+):(?P<date>[^}]+)\}"
        r"|<(?P<country>\w\w):(?P<place>[^>]+)>"
        r"|\((?P<source>[^)]+)\)\((?P<cue>[^)]+)\)"
    )

    def _take(self, plain: str, paragraph: str) -> str:
        at = 0
        for mark in self._MARK.finditer(paragraph):
            plain += paragraph[at : mark.start()]
            at, start = mark.end(), len(plain)
            if mark["mention"]:
                plain = self._take(plain, mark["mention"])  # a date may stand in its words
                modality = Modality(mark["modality"] or "actual")
                self.mentions.append((mark["event"], Span(start, len(plain)), modality))
            elif mark["date"]:
                plain += mark["date"]
                self.dates.append(Found(Span(start, len(plain)), DateValue(mark["day"]), "written"))
            elif mark["place"]:
                plain += mark["place"]
                value = PlaceValue(mark["place"], country=mark["country"], place_kind="town")
                self.places.append(Found(Span(start, len(plain)), value, "written"))
            else:
                plain += mark["source"] + " "
                cue = len(plain)
                plain += mark["cue"]
                self.sayings.append((Span(start, cue - 1), Span(cue, len(plain))))
        return plain + paragraph[at:]

    def found_mentions(self) -> tuple[Mention, ...]:
        """The mentions as the reader would find them."""
        return tuple(
            Mention(self.version.id, span, self.kind, modality=modality)
            for _, span, modality in self.mentions
        )

    def wanted(self) -> list[str]:
        """The mentions' letters, in text order."""
        return [letter for letter, _, _ in self.mentions]


def letters(groups: Sequence[Sequence[int]], wanted: Sequence[str]) -> list[list[str]]:
    """The groups as letters, for a readable failure."""
    return [[wanted[index] for index in group] for group in groups]
