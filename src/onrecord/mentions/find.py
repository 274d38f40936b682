"""Finding the words that refer to events, in running text and in attributions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.codebook import Codebook, Said
from onrecord.mentions.contents import Contents
from onrecord.mentions.modality import denies, is_duty, modality_at, polarity_at
from onrecord.mentions.phrases import is_definite
from onrecord.mentions.totals import sums_up
from onrecord.mentions.triggers import Hit, triggers_of
from onrecord.mentions.words import Line, Phrases, lines_of, split
from onrecord.model.attribution import Attribution
from onrecord.model.layers import Layers
from onrecord.model.mention import Mention
from onrecord.model.report import BlockKind, Version
from onrecord.model.scales import Certainty, Modality, Polarity
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with what was seen on the way: its line and trigger, or its attribution."""

    mention: Mention
    line: Line | None = None
    hit: Hit | None = None
    said: Attribution | None = None


def find_mentions(
    version: Version,
    layers: Layers,
    codebook: Codebook,
    attributions: Sequence[Attribution],
) -> tuple[Mention, ...]:
    """The mentions of `version`, by span and kind; no two of a kind overlap.

    Nothing found means that no words of the codebook told of a happening, never that none was.
    """
    return tuple(one.mention for one in place_mentions(version, layers, codebook, attributions))


def place_mentions(
    version: Version,
    layers: Layers,
    codebook: Codebook,
    attributions: Sequence[Attribution],
) -> tuple[Placed, ...]:
    """The mentions as `find_mentions` gives them, each with its line, trigger or attribution."""
    lines = lines_of(version, layers)
    triggers = triggers_of(codebook)
    hits = [(line, hit) for line in lines if not _title(line) for hit in triggers.hits(line)]
    placed = list(_told(version, _choose(hits), attributions))
    placed += _said(version, codebook, attributions)
    placed.sort(key=lambda one: (one.mention.span, one.mention.kind, one.mention.rule))
    return tuple(_without_overlaps(placed))


def _title(line: Line) -> bool:
    """Whether a line only names what the next part is about: "Accident", "The attack"."""
    return line.block is BlockKind.SUBHEAD and len(line.words) <= _TITLE_WORDS


_TITLE_WORDS = 3


def _choose(hits: Sequence[tuple[Line, Hit]]) -> Iterable[tuple[Line, Hit]]:
    """One kind for each place: plain triggers over anaphors, and anaphors where they can point.

    An anaphor belongs to the kind that was last told plainly before it; a headline counts for
    all that follows.
    """
    plain = [(line, hit) for line, hit in hits if not hit.trigger.anaphor]
    known = {hit.kind for _, hit in plain}
    last: dict[str, int] = {}
    order = 0
    taken: set[tuple[int, int]] = set()
    plain_words = {
        (line.number, index) for line, hit in plain for index in range(hit.first, hit.end)
    }
    pointing: dict[tuple[int, int], list[str]] = {}
    for line, hit in hits:
        if hit.trigger.anaphor:
            pointing.setdefault((line.number, hit.first), []).append(hit.kind)
    for line, hit in hits:
        order += 1
        if not hit.trigger.anaphor:
            last[hit.kind] = order
            yield line, hit
            continue
        if hit.kind not in known or hit.kind not in last:
            continue
        if any((line.number, index) in plain_words for index in range(hit.first, hit.end)):
            continue
        if (line.number, hit.first) in taken:
            continue
        rivals = pointing[line.number, hit.first]
        if hit.kind == max(rivals, key=lambda kind: last.get(kind, 0)):
            taken.add((line.number, hit.first))
            yield line, hit


def _told(
    version: Version, hits: Iterable[tuple[Line, Hit]], attributions: Sequence[Attribution]
) -> Iterable[Placed]:
    identity = version.id
    contents = Contents(version.text, attributions)
    for line, hit in hits:
        if is_duty(line, hit.first) or _is_total(line, hit):
            continue
        span = line.cover(*hit.whole)
        said = contents.innermost(line.cover(hit.first, hit.end))
        modality = hit.trigger.modality
        if modality is None:
            pointing = hit.trigger.form == "noun" and is_definite(line, *hit.whole)
            modality = modality_at(line, hit.whole[0], said, pointing)
        polarity = hit.trigger.polarity
        if polarity is None:
            polarity = polarity_at(line, hit.whole[0])
            if hit.trigger.form == "noun" and line.low(hit.whole[0]) == "no":
                polarity = Polarity.DENIED
            if denies(said, version.text) and polarity is Polarity.AFFIRMED:
                polarity = Polarity.DENIED
        yield Placed(
            Mention(
                version=identity,
                span=span,
                kind=hit.kind,
                polarity=polarity,
                modality=modality,
                rule=f"mention.{hit.trigger.form}" + (".anaphor" if hit.trigger.anaphor else ""),
                confidence=0.7 if hit.trigger.anaphor else 0.9,
            ),
            line=line,
            hit=hit,
        )


def _is_total(line: Line, hit: Hit) -> bool:
    """Whether a verb and the things it is done to are counted over a stretch of time.

    People are not such things: "has killed 300 people this year" may speak of one long flood.
    """
    if hit.trigger.form != "verb" or "@people" in hit.trigger.object:
        return False
    return sums_up(line, *hit.whole)


def _said(
    version: Version, codebook: Codebook, attributions: Sequence[Attribution]
) -> Iterable[Placed]:
    """The attributions that are themselves happenings, by the codebook's `said` rules."""
    identity = version.id
    cued = [
        (one, {word.low for word in split(version.text, one.cue.start, one.cue.end)})
        for one in attributions
        if one.cue is not None and one.certainty is not Certainty.UNSTATED
    ]
    for kind in codebook.kinds.values():
        fitting = [
            (one, one.cue)
            for one, cue in cued
            if one.cue and any(_fits(rule, one, cue, version.text) for rule in kind.said)
        ]
        for one, cue in fitting:
            if any(one.holds(inner) for other, inner in fitting if other is not one):
                continue  # "according to the paper, the mayor demanded": the mayor did
            yield Placed(
                Mention(
                    version=identity,
                    span=cue,
                    kind=kind.name,
                    polarity=Polarity.AFFIRMED,
                    modality=Modality.ACTUAL,
                    rule="mention.said",
                    confidence=one.confidence,
                ),
                said=one,
            )


def _fits(rule: Said, one: Attribution, cue: set[str], text: str) -> bool:
    if rule.modalities and one.modality not in rule.modalities:
        return False
    if (rule.cues and not cue & set(rule.cues)) or cue & set(rule.not_cues):
        return False
    if not rule.not_content:
        return True
    content = one.content[0]
    lows = [word.low for word in split(text, content.start, content.end)]
    ruled = Phrases(rule.not_content)
    return not any(ruled.at(lows, index) for index in range(len(lows)))


def _without_overlaps(placed: Sequence[Placed]) -> Iterable[Placed]:
    """Of overlapping mentions of one kind the longest, then the first."""
    kept: list[Placed] = []
    taken: dict[tuple[str, int], list[Span]] = {}
    for one in sorted(
        placed,
        key=lambda p: (p.mention.span.start - p.mention.span.end, p.mention.span, p.mention.kind),
    ):
        span = one.mention.span
        keys = [(one.mention.kind, place) for place in range(span.start // 64, span.end // 64 + 1)]
        if not any(span.overlaps(other) for key in keys for other in taken.get(key, ())):
            kept.append(one)
            for key in keys:
                taken.setdefault(key, []).append(span)
    return sorted(kept, key=lambda p: (p.mention.span, p.mention.kind))
