"""A sentence as the rules look at it: words in lower case beside their spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attributions import lexicon
from onrecord.language.labels import RELATIONS, UPOS
from onrecord.language.listing import listed
from onrecord.model.layers import Layers, Sentence
from onrecord.model.report import Block, BlockKind, Version
from onrecord.model.span import Span

AUXILIARIES = listed(
    "is are was were be been being am has have had do does did will would can could may might "
    "shall should must ll ve re s d"
)
ADVERBS = listed(
    "also now still later earlier once again already further repeatedly previously reportedly "
    "immediately publicly initially separately even just then yet only always often currently "
    "apparently subsequently recently officially formally privately strongly never not"
)
CLOSERS = frozenset(".!?”\"’'")
OPENERS = frozenset("“\"‘'(")
CUTS = frozenset(";—–:")
SKIPPED = frozenset(
    (
        BlockKind.BYLINE,
        BlockKind.STAMP,
        BlockKind.DATELINE,
        BlockKind.CONTRIBUTORS,
        BlockKind.PROMO,
    )
)
LONGEST = 400
"""Tokens; what is longer is no sentence, and the rules leave it alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: `words` in lower case, their spans, and the block that it stands in.

    `heads`, `relations` and `tags` are its tree as `onrecord.model.layers.Syntax` has it, by places
    of the line; empty where no tree was made.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    block: Block
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span | None:
        """The span of words [start, end) without marks at its ends; None if nothing is left."""
        while start < end and self._mark(start):
            start += 1
        while end > start and self._mark(end - 1) and self.words[end - 1] not in "”\"’'%)":
            end -= 1
        if start >= end or not any(self.words[n][0].isalnum() for n in range(start, end)):
            return None
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def _mark(self, place: int) -> bool:
        return self.words[place] in ",.;:—–-!?" or self.words[place] == "…"

    @property
    def end(self) -> int:
        """The place after the last word, closing stop and quotation marks aside."""
        end = len(self.words)
        while end and self.words[end - 1] in CLOSERS:
            end -= 1
        return end

    def capital(self, place: int) -> bool:
        """Whether the word was printed with a capital."""
        return self.text[self.spans[place].start].isupper()

    def name_end(self, start: int) -> int:
        """The place after the words with capitals that stand together from `start` on."""
        end = start
        while end < self.end and self.capital(end):
            end += 1
        return end


def lines(version: Version, layers: Layers) -> Iterator[Line]:
    """The sentences of the blocks in which something may be credited, left to right."""
    text = version.text
    for sentence in layers.sentences:
        block = version.blocks[sentence.block]
        if block.kind in SKIPPED or sentence.end - sentence.first > LONGEST:
            continue
        spans = tuple(layers.tokens[sentence.first : sentence.end])
        words = tuple(span.of(text).casefold() for span in spans)
        yield Line(text, words, spans, block, *_tree(layers, sentence))


def _tree(
    layers: Layers, sentence: Sentence
) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]:
    syntax, own = layers.syntax, slice(sentence.first, sentence.end)
    if not syntax.pos or syntax.heads[sentence.first] < 0:
        return (), (), ()
    return (
        tuple(head - sentence.first for head in syntax.heads[own]),
        tuple(RELATIONS[number] for number in syntax.relations[own]),
        tuple(UPOS[number] for number in syntax.pos[own]),
    )


def subject(line: Line, verb: int, depth: int = 1) -> tuple[int, int] | None:
    """The words [start, end) before `verb` that are its subject, or None.

    They run back to a mark or a word that begins clauses; auxiliaries and adverbs before the verb
    don't belong to them. A verb joined to another by "and" has that one's subject. A phrase in
    commas right before the verb is stepped over: "Ana Cruz, a judge, denies". None for
    more than sixteen words or none at all.
    """
    end = verb
    if end > 2 and line.words[end - 1] == "to":  # "we continue to urge"
        if line.words[end - 2] not in _GOING_ON:
            return None
        end -= 2
    while end > 0 and (line.words[end - 1] in _SKIPPED):
        end -= 1
    if depth and end > 2 and line.words[end - 1] in ("and", "but", "or"):
        earlier = _earlier_verb(line, end - 1)
        return subject(line, earlier, 0) if earlier else None
    start = end
    if end > 1 and line.words[end - 1] == ",":
        comma = end - 2
        while comma >= 0 and line.words[comma] not in ',.;:“"' and end - comma < 14:
            comma -= 1
        if comma > 0 and line.words[comma] == ",":
            start = comma
    while (start > 0 and line.words[start - 1][0].isalnum()) or (
        start > 0 and line.words[start - 1] in "'’-&" and start < end
    ):
        if line.words[start - 1] in _BEGINS:
            break
        start -= 1
    while start < end and line.words[start] in _OPENING_WORDS:
        start += 1
    end = _before_time(line, start, end)
    if not 0 < end - start <= 16:
        return None
    if any(word in AUXILIARIES - {"s", "d"} for word in line.words[start:end]):
        return None
    return start, end


def _before_time(line: Line, start: int, end: int) -> int:
    """Where a phrase of time at the end of a subject begins: "Cruz in March 2017 | declared"."""
    place = end
    while place > start and (line.words[place - 1] in _TIME or line.words[place - 1].isdigit()):
        place -= 1
    timed = start < place < end and line.words[place - 1] in ("in", "on", "by", "since")
    return place - 1 if timed and place - 1 > start else end


_TIME = listed(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)


def _earlier_verb(line: Line, conjunction: int) -> int | None:
    """The first verb of the clause that a conjunction goes on: "it saw X and urged Y": "saw"."""
    for place in range(1, conjunction):
        word = line.words[place]
        if line.tags and line.tags[place] not in ("VERB", "AUX"):
            continue  # "the United States"
        if word in AUXILIARIES - {"s", "d", "re"} or (word.endswith("ed") and len(word) > 4):
            return place
        if word in _SAID:
            return place
    return None


_GOING_ON = listed("continue continues continued want wants have has had like need")
_SAID = listed("said says told tells saw sees gave gives wrote writes spoke put puts")
CONTRACTED = listed(
    "didn don doesn hasn haven hadn isn aren wasn weren won wouldn couldn shouldn mustn"
)
"""What stands before "'t"."""
_SKIPPED = AUXILIARIES | ADVERBS | CONTRACTED | {"'", "’", "t"}
_BEGINS = listed(
    "that but while although though because if when whether as than where whereas since until "
    "unless who which what how why after before so"
)
_OPENING_WORDS = listed("and but or yet so meanwhile however still then although while")


def is_party(line: Line, start: int, end: int) -> bool:
    """Whether words may be someone who speaks: a name, a pronoun or a group."""
    words = line.words[start:end]
    if words[0] in _NO_PARTY:
        return False
    if words[0] in lexicon.PRONOUNS - lexicon.RELATIVE and len(words) == 1:
        return True
    known = lexicon.GROUPS | lexicon.TITLES | lexicon.BODY_WORDS | lexicon.BODY_NOUNS
    if any(word in known for word in words):
        return True
    first = start + 1 if start == 0 or not line.words[start - 1][0].isalnum() else start
    return any(line.capital(place) for place in range(first, end)) or (
        end - start == 1 and line.capital(start)
    )


_NO_PARTY = listed("in on at by of for from with after before there then when where here to as")
