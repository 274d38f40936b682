"""One pass over a version: tokens, sentences, attributions, names and trees as the tagger sees
them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from onrecord.language.decoding import runs
from onrecord.language.features import QuoteState
from onrecord.language.labels import NAME_TYPES
from onrecord.language.sentences import first_tokens
from onrecord.language.tagger import Tagger
from onrecord.language.tokens import split
from onrecord.language.windows import Window, windows
from onrecord.model.layers import Layers, Name, RawAttribution, Sentence, Syntax
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


def tag(
    version: Version,
    tagger: Tagger,
    heard: Callable[[float], None] | None = None,
    *,
    whole_blocks: bool = False,
) -> Layers:
    """The layers of `version`, the same whatever else was read before or beside it.

    Sentences never cross a block. Windows are read one after the other, so that memory grows with
    the tokens alone, and these take eight bytes each. `heard` is told after each window what share
    of the version has been read, in (0, 1]. With `whole_blocks` every block is one sentence.
    """
    text = version.text
    starts, ends = array("I"), array("I")
    sentences: list[Sentence] = []
    fed = _Fed(text)
    for number, block in enumerate(version.blocks):
        own = split(text, block.span.start, block.span.end)
        if not own:
            continue
        firsts = [0] if whole_blocks else first_tokens(text, own)
        base = len(starts)
        for first, end in zip(firsts, [*firsts[1:], len(own)], strict=True):
            span = Span(own[first].start, own[end - 1].end)
            sentences.append(Sentence(span, base + first, base + end, number))
        starts.extend(token.start for token in own)
        ends.extend(token.end for token in own)
        if block.kind not in UNREAD:
            fed.add(base, own, firsts, tagger)
    found = _Found(fed, len(starts))
    for window in windows(fed.sizes, fed.begins, tagger.overlap):
        found.read(window, tagger)
        if heard is not None:
            heard(window.end / len(fed))
    return Layers(
        Spans.of_ends(starts, ends),
        tuple(sentences),
        tuple(sorted(found.attributions, key=lambda raw: (raw.cue, raw.content))),
        tuple(found.named()),
        Syntax(bytes(found.pos), found.heads, bytes(found.relations)),
    )


class _Fed:
    """The words that the tagger is given, block after block, with what it is told of each.

    Attributes:
        tokens: the number of each among the tokens of the version.
        starts, ends: where each stands.
        quoted: its quotation state.
        sizes: its word pieces.
        sentence: the number of its sentence among those that are fed.
        begins: the words at which sentences begin.
        opens: the words at which blocks begin.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = array("I")
        self.starts, self.ends = array("I"), array("I")
        self.quoted, self.sizes = bytearray(), bytearray()
        self.sentence, self.begins = array("I"), array("I")
        self.opens: set[int] = set()

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, token: int, own: Sequence[Span], firsts: Sequence[int], tagger: Tagger) -> None:
        """Add the words of a block, from the version's `token` on; sentences begin at `firsts`."""
        base = len(self)
        self.tokens.extend(range(token, token + len(own)))
        self.opens.add(base)
        for first, end in pairwise([*firsts, len(own)]):
            self.sentence.extend([len(self.begins)] * (end - first))
            self.begins.append(base + first)
        state = QuoteState()
        for span in own:
            word = span.of(self.text)
            self.starts.append(span.start)
            self.ends.append(span.end)
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


class _Found:
    """What the tagger has found so far, window after window.

    Attributes:
        names: a BIO tag for each word that was fed, as far as it has been read.
        pos, heads, relations: the fields of `Syntax`.
    """

    def __init__(self, fed: _Fed, tokens: int) -> None:
        self.fed = fed
        self.attributions: list[RawAttribution] = []
        self.names = bytearray()
        self.pos, self.relations = bytearray(tokens), bytearray(tokens)
        self.heads = array("i", [-1]) * tokens

    def read(self, window: Window, tagger: Tagger) -> None:
        """Ask the tagger about a window, and keep what it answers for."""
        fed, start = self.fed, window.start
        places = range(start, window.end)
        borders = list(_sentences(fed, window))
        said = tagger.read(
            [fed.word(place) for place in places],
            [fed.quoted[place] for place in places],
            [int(place in fed.opens) for place in places],
            lambda word: window.own <= start + word < window.own_end,
            [-1 if fed.quoted[place] else fed.sentence[place] for place in places],
            [(first - start, end - start) for first, end in borders],
        )
        for one in said.attributions:
            content = [span for run in one.content for span in fed.spans(start, run)]
            self.attributions.append(
                RawAttribution(
                    source=fed.spans(start, one.source)[0] if one.source else None,
                    cue=fed.spans(start, one.cue)[0],
                    content=tuple(sorted(content)),
                    confidence=round(one.confidence, 4),
                )
            )
        self.names.extend(said.names[window.own - start : window.own_end - start])
        for first, end in borders:
            for place in range(first, end):
                token = fed.tokens[place]
                self.pos[token] = said.pos[place - start]
                self.heads[token] = fed.tokens[start + said.heads[place - start]]
                self.relations[token] = said.relations[place - start]

    def named(self) -> Iterator[Name]:
        """The names, none of which goes over the end of a sentence."""
        fed = self.fed
        for first, end in pairwise([*fed.begins, len(fed)]):
            for kind, low, high in runs(self.names[first:end]):
                span = Span(fed.starts[first + low], fed.ends[first + high - 1])
                yield Name(span, NAME_TYPES[kind])


def _sentences(fed: _Fed, window: Window) -> Iterator[tuple[int, int]]:
    """The sentences whose trees the window answers for, those that it sees in part included.

    Each sentence belongs to the window that owns its first word; of one that is longer than a
    window, each window takes the words that it owns.
    """
    number = bisect_right(fed.begins, window.own) - 1
    while number < len(fed.begins) and fed.begins[number] < window.own_end:
        first = fed.begins[number]
        end = fed.begins[number + 1] if number + 1 < len(fed.begins) else len(fed)
        number += 1
        if window.start <= first and end <= window.end:
            if first >= window.own:
                yield first, end
        else:
            yield max(first, window.own), min(end, window.own_end)
