"""One pass over a version: tokens, sentences, attributions as the tagger sees them."""

from __future__ import annotations

from itertools import pairwise

from onrecord.language.features import QuoteState
from onrecord.language.sentences import first_tokens
from onrecord.language.tagger import Tagger
from onrecord.language.tokens import split
from onrecord.language.windows import windows
from onrecord.model.layers import Layers, RawAttribution, Sentence
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span

UNREAD = frozenset(
    (
        BlockKind.BYLINE,
        BlockKind.STAMP,
        BlockKind.DATELINE,
        BlockKind.CONTRIBUTORS,
        BlockKind.PROMO,
    )
)
"""Blocks in which the tagger is not asked to find anything; they are split into tokens all the
same."""


def tag(version: Version, tagger: Tagger) -> Layers:
    """The layers of `version`, the same whatever else was read before or beside it.

    Sentences never cross a block. Windows are read one after the other, so that memory grows with
    the tokens alone.
    """
    text = version.text
    tokens: list[Span] = []
    sentences: list[Sentence] = []
    fed: list[int] = []
    begins: list[int] = []
    opens: set[int] = set()
    for number, block in enumerate(version.blocks):
        own = split(text, block.span.start, block.span.end)
        if not own:
            continue
        firsts = first_tokens(text, own)
        base = len(tokens)
        for first, end in zip(firsts, [*firsts[1:], len(own)], strict=True):
            span = Span(own[first].start, own[end - 1].end)
            sentences.append(Sentence(span, base + first, base + end, number))
        tokens.extend(own)
        if block.kind not in UNREAD:
            opens.add(len(fed))
            begins.extend(len(fed) + first for first in firsts)
            fed.extend(range(base, len(tokens)))
    attributions = _attributions(text, tokens, fed, begins, opens, tagger)
    return Layers(tuple(tokens), tuple(sentences), tuple(attributions))


def _attributions(
    text: str,
    tokens: list[Span],
    fed: list[int],
    begins: list[int],
    opens: set[int],
    tagger: Tagger,
) -> list[RawAttribution]:
    """What the tagger finds in the tokens `fed`, in the order of their cues."""
    state = QuoteState()
    quoted = bytearray(len(fed))
    sizes = bytearray(len(fed))
    of_sentence = [0] * len(fed)
    for number, (begin, end) in enumerate(pairwise([*begins, len(fed)])):
        of_sentence[begin:end] = [number] * (end - begin)
    for place, token in enumerate(fed):
        word = tokens[token].of(text)
        if place in opens:
            state.restart()
        quoted[place] = state.read(word)
        sizes[place] = len(tagger.pieces(word))

    def spans(start: int, run: tuple[int, int]) -> list[Span]:
        """The run as spans: one, or several where it crosses blocks."""
        out: list[Span] = []
        first = start + run[0]
        for place in range(start + run[0], start + run[1]):
            if place > first and place in opens:
                out.append(Span(tokens[fed[first]].start, tokens[fed[place - 1]].end))
                first = place
        out.append(Span(tokens[fed[first]].start, tokens[fed[start + run[1] - 1]].end))
        return out

    found: list[RawAttribution] = []
    for window in windows(sizes, begins):
        places = range(window.start, window.end)
        decoded = tagger.read(
            [tokens[fed[place]].of(text) for place in places],
            [quoted[place] for place in places],
            [int(place in opens) for place in places],
            lambda word, window=window: window.own <= window.start + word < window.own_end,  # type: ignore[misc]
            [-1 if quoted[place] else of_sentence[place] for place in places],
        )
        for one in decoded:
            content = [span for run in one.content for span in spans(window.start, run)]
            found.append(
                RawAttribution(
                    source=spans(window.start, one.source)[0] if one.source else None,
                    cue=spans(window.start, one.cue)[0],
                    content=tuple(sorted(content)),
                    confidence=round(one.confidence, 4),
                )
            )
    return sorted(found, key=lambda raw: (raw.cue, raw.content))
