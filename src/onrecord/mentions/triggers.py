"""Where words of the codebook tell of a happening, with what acts and what is acted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook import Codebook, Trigger
from onrecord.language.listing import listed
from onrecord.mentions.due import due_at
from onrecord.mentions.phrases import is_bare, is_definite, noun_phrase_start
from onrecord.mentions.sides import (
    NOUN_BEFORE,
    by_range,
    close,
    holds,
    is_passive,
    last_match,
    no_object_follows,
    object_range,
    subject_range,
)
from onrecord.mentions.words import Line, Phrases, is_number, is_people, split
from onrecord.model.report import BlockKind

_VERB_BEFORE = listed(
    "to will would can could may might must should shall they we i you he she who did does do "
    "not n't cannot didn't won't"
)
_JOINING = listed("and or then")
_ARTICLES = listed("a an his her its their")
_HUNG = frozenset(("on", "in", "at", "against", "of", "by", "from"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a line.

    `first`, `end`: its own words. `object`, `subject`: half-open ranges of words in which what is
    acted on, or acts, stands; empty ranges (0, 0) where there are none. `whole`: the words that
    name the happening, trigger and object or article and modifiers.
    """

    kind: str
    trigger: Trigger
    first: int
    end: int
    whole: tuple[int, int]
    object: tuple[int, int] = (0, 0)
    subject: tuple[int, int] = (0, 0)
    passive: bool = False


class _Compiled:
    """A trigger with its lists made ready to look up."""

    __slots__ = (
        "after",
        "before",
        "kind",
        "not_after",
        "not_before",
        "not_object",
        "not_subject",
        "not_with",
        "object",
        "order",
        "subject",
        "trigger",
    )

    def __init__(self, kind: str, trigger: Trigger, order: int) -> None:
        self.kind = kind
        self.trigger = trigger
        self.order = order
        self.object = Phrases(trigger.object)
        self.subject = Phrases(trigger.subject)
        self.before = Phrases(trigger.before)
        self.after = Phrases(trigger.after)
        self.not_before = Phrases(trigger.not_before)
        self.not_after = Phrases(trigger.not_after)
        self.not_with = Phrases(trigger.not_with)
        self.not_object = Phrases(trigger.not_object)
        self.not_subject = Phrases(trigger.not_subject)


class Triggers:
    """All triggers of a codebook, ready to be looked for."""

    def __init__(self, codebook: Codebook) -> None:
        table: dict[str, list[tuple[tuple[str, ...], _Compiled]]] = {}
        order = 0
        for kind in codebook.kinds.values():
            for trigger in kind.triggers:
                compiled = _Compiled(kind.name, trigger, order)
                order += 1
                for phrase in trigger.words:
                    words = tuple(word.low for word in split(phrase))
                    if words:
                        table.setdefault(words[0], []).append((words, compiled))
        for rows in table.values():
            rows.sort(key=lambda row: (-len(row[0]), row[1].trigger.anaphor, row[1].order))
        self._table: Mapping[str, Sequence[tuple[tuple[str, ...], _Compiled]]] = table

    def hits(self, line: Line) -> Iterator[Hit]:
        """Every trigger whose company fits, left to right; several kinds may claim a word.

        A longer phrase silences the shorter ones inside it ("heart attack" is a matter of
        `not_before`, "rocket attack" one of length).
        """
        lows = [word.low for word in line.words]
        index = 0
        while index < len(lows):
            reach = 0
            for words, compiled in self._table.get(lows[index], ()):
                if reach > len(words):
                    break
                if tuple(lows[index : index + len(words)]) != words:
                    continue
                hit = _fit(line, lows, index, index + len(words), compiled)
                if hit is not None:
                    reach = len(words)
                    yield hit
            index += max(reach, 1)


@lru_cache(maxsize=8)
def _triggers(holder: _Holder) -> Triggers:
    return Triggers(holder.codebook)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Carries a codebook past a cache that only looks at its digest."""

    codebook: Codebook

    def __hash__(self) -> int:
        return hash(self.codebook.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.codebook.digest == self.codebook.digest


def triggers_of(codebook: Codebook) -> Triggers:
    """The triggers of `codebook`; made once for each digest."""
    return _triggers(_Holder(codebook))


def _fit(line: Line, lows: list[str], first: int, end: int, own: _Compiled) -> Hit | None:
    """The hit that the phrase at [first, end) is, or None where its company forbids it."""
    if own.not_before.ends_at(lows, first) or own.not_after.at(lows, end):
        return None
    if own.not_with and any(own.not_with.at(lows, index) for index in range(len(lows))):
        return None
    if own.trigger.due and due_at(line, end) is None:
        return None
    if (own.before or own.after) and not _company(lows, first, end, own):
        return None
    if own.trigger.form == "noun":
        return _noun(line, lows, first, end, own)
    if own.trigger.form == "phrase":
        acts = subject_range(line, first)
        return Hit(own.kind, own.trigger, first, end, (first, end), subject=acts)
    return _verb(line, lows, first, end, own)


def _company(lows: list[str], first: int, end: int, own: _Compiled) -> bool:
    if first == 0 and "@start" in own.trigger.before:
        return True
    for index in range(max(0, first - 3), first):
        length = own.before.at(lows, index)
        if length and index + length <= first:
            return True
    return any(own.after.at(lows, index) for index in range(end, min(end + 3, len(lows))))


def _noun(line: Line, lows: list[str], first: int, end: int, own: _Compiled) -> Hit | None:
    before = line.low(first - 1)
    if end - first == 1 and before in _VERB_BEFORE and not lows[first].endswith("ing"):
        return None
    if before in _JOINING and line.low(end) in _ARTICLES:
        return None  # "to overload and crash a server" is a verb with its object
    start = noun_phrase_start(line, first)
    if (
        not own.trigger.plural
        and line.block is not BlockKind.HEADLINE
        and is_bare(line, start, end)
    ):
        return None
    if own.trigger.anaphor and not is_definite(line, start, first):
        return None
    if own.trigger.anaphor and _in_a_name(line, end):
        return None
    return Hit(own.kind, own.trigger, first, end, (start, end))


def _in_a_name(line: Line, end: int) -> bool:
    """Whether the noun stands in the name of a body: "the National Disaster Response Force"."""
    if line.block is BlockKind.HEADLINE or end >= len(line.words):
        return False
    joined = line.low(end) in ("and", "&") and end + 1 < len(line.words)
    behind = end + 1 if joined else end  # "the Disaster and Relief Office"
    return line.words[end - 1].capital and line.words[behind].capital


def _verb(line: Line, lows: list[str], first: int, end: int, own: _Compiled) -> Hit | None:
    before = line.low(first - 1)
    if before in NOUN_BEFORE:  # "the fired missiles", "his attack"
        return None
    if before == "-" and first and line.words[first - 1].span.end == line.words[first].span.start:
        return None  # "a U.S.-designated group"
    if _base_form(own.trigger, lows[first]) and not _verb_before(line, first):
        return None
    third = lows[first].endswith("s")
    if third and first == 0 and line.block is not BlockKind.HEADLINE:
        return None  # "Shells struck the school": a plural, with nobody before it who could act
    if third and (is_number(before) or (own.trigger.object and line.low(end) in _HUNG)):
        return None  # "15 shells", "rocket attacks on the town"
    turned = is_passive(line, first)
    after = object_range(line, end)
    ahead = subject_range(line, first)
    acts, acted = (ahead, after)
    if turned:
        acts, acted = by_range(line, end), ahead
    trigger = own.trigger
    if trigger.object:
        found = False
        if acted != after or not no_object_follows(line, end):
            found = holds(line, lows, acted, own.object, trigger.object, behind=acted == after)
        bent = lows[first] in {word.split()[0] for word in trigger.participle}
        if not found and not turned and bent and no_object_follows(line, end):
            found = holds(line, lows, ahead, own.object, trigger.object, near=6)
            if found:
                acts, acted = by_range(line, end), ahead
        if not found:
            return None
    if own.not_object and holds(line, lows, close(acted, after), own.not_object, ()):
        return None
    if own.not_subject and holds(line, lows, close(acts, after), own.not_subject, ()):
        return None
    if trigger.subject:
        # without a condition on the object a passive's subject is what stands ahead
        side = ahead if turned and not trigger.object else acts
        if not holds(line, lows, side, own.subject, trigger.subject):
            return None
    whole = (first, end)
    if trigger.object and acted == after:
        last = last_match(line, lows, acted, own.object, trigger.object)
        whole = (first, max(end, last))
    return Hit(own.kind, trigger, first, end, whole, acted, acts, turned)


_UNBENT = listed("hit cut put set hurt burst split")
"""Verbs whose past is their bare form, so that nothing need stand before it."""


def _base_form(trigger: Trigger, word: str) -> bool:
    """Whether a verb's word is its bare form, which for many verbs is a noun's too ("a test")."""
    if word in _UNBENT:
        return False
    return f"{word}s" in {one.split()[0] for one in trigger.words} or (
        f"{word}es" in {one.split()[0] for one in trigger.words}
    )


def _verb_before(line: Line, first: int) -> bool:
    """Whether what stands before a bare form lets it be a verb: "to", "will", a plural, a name."""
    if first == 0 or line.block is BlockKind.HEADLINE:
        return True
    word = line.words[first - 1]
    low = word.low
    if low in _VERB_BEFORE or low.endswith(("'ll", "'d", "n't")) or low in ("and", "or"):
        return True
    return is_people(low) or (low.endswith("s") and low[0].isalpha())
