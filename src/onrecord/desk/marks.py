"""A version's text cut into stretches, each with the marks that lie over it.

Marks are of four sorts: who said something, what they said, a value, words for an event; and what a
notice is about. A stretch bears all marks that cover it, so that marks may overlap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.desk.excerpts import kept_spans
from onrecord.model.notice import Notice
from onrecord.model.report import BlockKind
from onrecord.model.span import Span
from onrecord.queries.article import Article, Stated
from onrecord.views.words import speaker_words


@dataclass(frozen=True, slots=True)
class Mark:
    """Words, the sort of mark, what is told of them, and the number of the note that says more
    (0 for none). `sort` is "source", "cue", "content", "value", "event" or "notice"."""

    span: Span
    sort: str
    told: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one block with the marks over them; `notes` are the numbers that end here."""

    words: str
    sorts: tuple[str, ...]
    told: str
    notes: tuple[int, ...]
    claim: str | None


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the text; `notices` are those whose first words in this text stand in it."""

    kind: str
    stretches: tuple[Stretch, ...]
    notices: tuple[Notice, ...]


def marked_blocks(article: Article, excerpts: bool) -> tuple[MarkedBlock, ...]:
    """The article's blocks with attributions, values, events and notices marked.

    Attributions are numbered in the order in which they are given. With `excerpts`, the headline
    and sentences that a claim rests on are left, and a block without such a sentence falls away.
    """
    marks, claims = list(_marks(article)), list(_claims(article))
    marks += [Mark(one.row.claim.span, "value", f"{one.title}: {one.value}") for one in claims]
    text = article.text
    held: list[list[Mark]] = [[] for _ in text.blocks]
    for mark in marks:
        first = bisect_right(text.blocks, mark.span.start, key=lambda block: block.span.end)
        for place in range(first, len(held)):
            if text.blocks[place].span.start >= mark.span.end:
                break
            held[place].append(mark)
    claim_at = {(one.row.claim.span.start, one.row.claim.span.end): one.row.id for one in claims}
    notices = _firsts(article)
    shown = kept_spans(article) if excerpts else set()
    found: list[MarkedBlock] = []
    for place, block in enumerate(text.blocks):
        whole = not excerpts or block.kind is BlockKind.HEADLINE
        spans = [block.span] if whole else _within(block.span, shown)
        stretches: list[Stretch] = []
        for span in spans:
            if stretches:
                stretches.append(Stretch(" … ", (), "", (), None))
            stretches += _stretches(text.text, span, held[place], claim_at)
        if stretches:
            found.append(
                MarkedBlock(block.kind.value, tuple(stretches), tuple(notices.get(place, ())))
            )
    return tuple(found)


def _within(block: Span, spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in the block, in order."""
    return sorted(one for one in spans if block.start <= one.start and one.end <= block.end)


def _marks(article: Article) -> Iterator[Mark]:
    for number, one in enumerate(article.attributions, 1):
        who = speaker_words(one.speaker, article.version.outlet)
        for span in one.content:
            yield Mark(span, "content", f"said by {who}", number)
        if one.source:
            yield Mark(one.source, "source", f"{number}: who said it")
        if one.cue:
            yield Mark(one.cue, "cue", f"{number}: that it was said")
    for telling in article.tellings:
        for mention in telling.mentions:
            yield Mark(mention.span, "event", telling.event.name)
    for notice in article.notices:
        for evidence in notice.rests_on:
            if evidence.version == article.version.id:
                yield Mark(evidence.span, "notice", f"{notice.kind.value}: {notice.says}")


def _claims(article: Article) -> Iterator[Stated]:
    for telling in article.tellings:
        yield from telling.claims


def _firsts(article: Article) -> dict[int, list[Notice]]:
    """Block -> the notices whose first words in this text stand there."""
    found: dict[int, list[Notice]] = {}
    for notice in article.notices:
        starts = [one.span.start for one in notice.rests_on if one.version == article.version.id]
        first = bisect_right(article.text.blocks, min(starts), key=lambda block: block.span.end)
        found.setdefault(first, []).append(notice)
    return found


def _stretches(
    text: str, block: Span, here: Sequence[Mark], claim_at: dict[tuple[int, int], str]
) -> Iterator[Stretch]:
    ends = (place for one in here for place in (one.span.start, one.span.end))
    cuts = sorted({block.start, block.end, *(p for p in ends if block.start < p < block.end)})
    for left, right in pairwise(cuts):
        over = [one for one in here if one.span.start <= left and right <= one.span.end]
        closed = (one.number for one in here if one.span.end == right and one.number)
        values = sorted(
            (one.span.end - one.span.start, one.span.start, one.span.end)
            for one in over
            if one.sort == "value"
        )
        yield Stretch(
            words=text[left:right],
            sorts=tuple(dict.fromkeys(one.sort for one in over)),
            told="; ".join(dict.fromkeys(one.told for one in over)),
            notes=tuple(dict.fromkeys(closed)),
            claim=claim_at[values[0][1:]] if values else None,
        )
