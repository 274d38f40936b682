"""What every slot rule looks at: the version's lines, mentions with their events, attributions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.codebook import Codebook, Kind, Slot
from onrecord.mentions.contents import Contents
from onrecord.mentions.find import Placed, place_mentions
from onrecord.mentions.trees import Trees
from onrecord.mentions.words import Line, line_at, lines_of
from onrecord.model.attribution import Attribution
from onrecord.model.layers import Layers
from onrecord.model.mention import Mention
from onrecord.model.reading import Cluster
from onrecord.model.report import Version
from onrecord.model.scales import Modality
from onrecord.model.span import Span
from onrecord.model.value import DateValue, Value
from onrecord.values.calendar import Days

Dated = tuple[tuple[int, int], DateValue]
"""A date and the words of its line that give it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention that a value may belong to: where it stands, and its event."""

    placed: Placed
    cluster: int
    line: Line
    first: int
    end: int

    @property
    def mention(self) -> Mention:
        """The mention itself."""
        return self.placed.mention


@dataclass(frozen=True, slots=True)
class Draft:
    """A value that has found its slot and event, before it is credited to someone.

    `anchor` is the mention that decided, or None where the words only point back.
    `origin` says by which rule; `cost` orders rivals, less is better.
    """

    slot: Slot
    cluster: int
    value: Value
    span: Span
    rule: str
    confidence: float
    anchor: Anchor | None = None
    evidence: Span | None = None
    item: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    said: Attribution | None = None
    own_voice: bool = False
    modality: Modality | None = None
    """How it is told, where that is not how its happening is: what is promised is planned."""


@dataclass(frozen=True, slots=True)
class Context:
    """One version, ready to be asked which event a stretch of it belongs to."""

    version: Version
    identity: str
    """The version's id: made once, since it is a digest of the whole text."""
    codebook: Codebook
    lines: tuple[Line, ...]
    contents: Contents
    clusters: tuple[Cluster, ...]
    anchors: tuple[Anchor, ...]
    trees: Trees
    by_line: dict[int, list[Anchor]] = field(default_factory=dict)
    cues: dict[int, list[Attribution]] = field(default_factory=dict)
    """The attributions whose cue stands in a line, by the line's number."""
    mains: Mapping[str, int] = field(default_factory=dict)
    """Kind -> the cluster that the version is about."""
    first_lines: Mapping[int, int] = field(default_factory=dict)
    """Cluster -> the number of the line that tells of it first."""
    asides: frozenset[int] = frozenset()
    """The clusters that are over with the paragraph that tells of them."""
    days: Mapping[int, Days] = field(default_factory=dict)
    """Cluster -> the days that its dates give it."""
    dated: Mapping[int, Sequence[Dated]] = field(default_factory=dict)
    """The dates of a line that date no saying, by the line's number."""

    def line(self, span: Span) -> Line | None:
        """The line in which `span` begins, if it ends there too."""
        line = line_at(self.lines, span.start)
        return line if line is not None and span.end <= line.span.end else None

    def said(self, span: Span) -> Attribution | None:
        """The innermost attribution whose content holds `span`."""
        return self.contents.innermost(span)

    def kind(self, cluster: int) -> Kind:
        """The kind of a cluster."""
        return self.codebook.kinds[self.clusters[cluster].kind]

    def beside(self, line: Line) -> list[Anchor]:
        """The mentions in `line`, in text order."""
        return self.by_line.get(line.number, [])

    @property
    def published(self) -> date | None:
        """The day of the version, from its update or else its publication."""
        moment = self.version.facts.updated or self.version.facts.published
        return moment.day if moment else None

    def before(self, line: Line, kinds: Iterable[str], lines: int) -> Anchor | None:
        """The last mention of one of `kinds` in at most `lines` lines before `line`.

        Mentions that are planned, conditional, demanded or denied are passed over where an
        actual one stands no further back than they do; asides of other paragraphs are where what
        the version is about was told before.
        """
        wanted = set(kinds)
        for number in range(line.number - 1, max(-1, line.number - 1 - lines), -1):
            fits = [
                one
                for one in self.by_line.get(number, ())
                if one.mention.kind in wanted and not self._is_over(one, line)
            ]
            if fits:
                real = [one for one in fits if one.mention.modality.value == "actual"]
                return (real or fits)[-1]
        return None

    def _is_over(self, anchor: Anchor, line: Line) -> bool:
        """Whether the mention is an aside of a paragraph before the line's."""
        if anchor.cluster not in self.asides or anchor.line.block_number == line.block_number:
            return False
        main = self.mains.get(anchor.mention.kind, -1)
        return self.first_lines.get(main, line.number) < line.number


def make_context(
    version: Version,
    layers: Layers,
    codebook: Codebook,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    clusters: Sequence[Cluster],
) -> Context:
    """The context of one version; mentions that belong to no cluster are left out."""
    lines = lines_of(version, layers)
    cluster_of = {index: number for number, one in enumerate(clusters) for index in one.mentions}
    places = {
        (one.mention.span, one.mention.kind): one
        for one in place_mentions(version, layers, codebook, attributions)
    }
    anchors = []
    for index, mention in enumerate(mentions):
        line = line_at(lines, mention.span.start)
        if index not in cluster_of or line is None:
            continue
        placed = places.get((mention.span, mention.kind)) or Placed(mention)
        first, end = line.run(mention.span)
        anchors.append(Anchor(placed, cluster_of[index], line, first, end))
    by_line: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        by_line.setdefault(anchor.line.number, []).append(anchor)
    cues: dict[int, list[Attribution]] = {}
    for said in attributions:
        line = line_at(lines, said.cue.start) if said.cue is not None else None
        if line is not None:
            cues.setdefault(line.number, []).append(said)
    return Context(
        version=version,
        identity=version.id,
        codebook=codebook,
        lines=lines,
        contents=Contents(version.text, attributions),
        clusters=tuple(clusters),
        anchors=tuple(anchors),
        trees=Trees(version.text, layers),
        by_line=by_line,
        cues=cues,
    )
