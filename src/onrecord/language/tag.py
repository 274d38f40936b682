"""One pass over a version: tokens, sentences, attributions as the tagger sees them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import pairwise

from onrecord.language.features import QuoteState
from onrecord.language.sentences import first_tokens
from onrecord.language.tagger import Tagger
from onrecord.language.tokens import split
from onrecord.language.windows import windows
from onrecord.model.layers import Layers, RawAttribution, Sentence
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.model.spans import Spans

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


def tag(version: Version, tagger: Tagger, heard: Callable[[float], None] | None = None) -> Layers:
    """The layers of `version`, the same whatever else was read before or beside it.

    Sentences never cross a block. Windows are read one after the other, so that memory grows with
    the tokens alone, and these take eight bytes each. `heard` is told after each window what share
    of the version has been read, in (0, 1].
    """
    text = version.text
    starts, ends = array("I"), array("I")
    sentences: list[Sentence] = []
    fed = _Fed(text)
    for number, block in enumerate(version.blocks):
        own = split(text, block.span.start, block.span.end)
        if not own:
            continue
        firsts = first_tokens(text, own)
        base = len(starts)
        for first, end in zip(firsts, [*firsts[1:], len(own)], strict=True):
            span = Span(own[first].start, own[end - 1].end)
            sentences.append(Sentence(span, base + first, base + end, number))
        starts.extend(token.start for token in own)
        ends.extend(token.end for token in own)
        if block.kind not in UNREAD:
            fed.add(own, firsts, tagger)
    attributions = _attributions(fed, tagger, heard)
    return Layers(Spans.of_ends(starts, ends), tuple(sentences), tuple(attributions))


class _Fed:
    """The words that the tagger is given, block after block, with what it is told of each.

    Attributes:
        starts, ends: where each stands.
        quoted: its quotation state.
        sizes: its word pieces.
        sentence: the number of its sentence among those that are fed.
        begins: the words at which sentences begin.
        opens: the words at which blocks begin.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends = array("I"), array("I")
        self.quoted, self.sizes = bytearray(), bytearray()
        self.sentence, self.begins = array("I"), array("I")
        self.opens: set[int] = set()

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, own: Sequence[Span], firsts: Sequence[int], tagger: Tagger) -> None:
        """Add the words of a block, whose sentences begin at `firsts`."""
        base = len(self)
        self.opens.add(base)
        for first, end in pairwise([*firsts, len(own)]):
            self.sentence.extend([len(self.begins)] * (end - first))
            self.begins.append(base + first)
        state = QuoteState()
        for token in own:
            word = token.of(self.text)
            self.starts.append(token.start)
            self.ends.append(token.end)
            self.quoted.append(state.read(word))
            self.sizes.append(len(tagger.pieces(word)))

    def word(self, place: int) -> str:
        """The word at `place`, as printed."""
        return self.text[self.starts[place] : self.ends[place]]

    def spans(self, start: int, run: tuple[int, int]) -> list[Span]:
        """A run of words counted from `start` as spans: several where it crosses blocks."""
        first, end = start + run[0], start + run[1]
        out: list[Span] = []
        for place in range(first + 1, end):
            if place in self.opens:
                out.append(Span(self.starts[first], self.ends[place - 1]))
                first = place
        out.append(Span(self.starts[first], self.ends[end - 1]))
        return out


def _attributions(
    fed: _Fed, tagger: Tagger, heard: Callable[[float], None] | None
) -> list[RawAttribution]:
    """What the tagger finds in the words `fed`, in the order of their cues."""
    found: list[RawAttribution] = []
    for window in windows(fed.sizes, fed.begins):
        start = window.start
        places = range(start, window.end)
        decoded = tagger.read(
            [fed.word(place) for place in places],
            [fed.quoted[place] for place in places],
            [int(place in fed.opens) for place in places],
            lambda word, window=window: window.own <= window.start + word < window.own_end,  # type: ignore[misc]
            [-1 if fed.quoted[place] else fed.sentence[place] for place in places],
        )
        for one in decoded:
            content = [span for run in one.content for span in fed.spans(start, run)]
            found.append(
                RawAttribution(
                    source=fed.spans(start, one.source)[0] if one.source else None,
                    cue=fed.spans(start, one.cue)[0],
                    content=tuple(sorted(content)),
                    confidence=round(one.confidence, 4),
                )
            )
        if heard is not None:
            heard(window.end / len(fed))
    return sorted(found, key=lambda raw: (raw.cue, raw.content))
