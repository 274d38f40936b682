"""Where words of the codebook tell of a happening, with what acts and what is acted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook import Codebook, Trigger
from onrecord.language.listing import listed
from onrecord.mentions.phrases import NOT_MODIFIER, is_bare, is_definite, noun_phrase_start
from onrecord.mentions.words import Line, Phrases, is_number, is_people, split
from onrecord.model.report import BlockKind

BE = listed("is are was were be been being am 's got get gets getting")
_BETWEEN = listed(  # may stand between a form of "be" and its participle
    "not also then later reportedly allegedly apparently been being first twice subsequently "
    "already initially largely partly completely badly fatally just immediately both all "
    "successfully likely probably accidentally"
)
_STOPS = frozenset(";:—()")
_CLAUSE = listed(
    "but while when because although though whereas which who whose that after before since "
    "as if unless until"
)
_NOUN_BEFORE = listed(
    "the a an this these those his her its their our your my 's of latest first second "
    "third recent another each every any no new"
)
_VERB_BEFORE = listed(
    "to will would can could may might must should shall they we i you he she who did does do "
    "not n't cannot didn't won't"
)
_JOINING = listed("and or then")
_ARTICLES = listed("a an his her its their")
_PREPOSITIONS = listed(
    "in on at by from off near into toward towards over during after before for with to as "
    "earlier late early yesterday today last this monday tuesday wednesday thursday friday "
    "saturday sunday and but while when because"
)
_HUNG = frozenset(("on", "in", "at", "against", "of", "by", "from"))
_OBJECT_REACH = 12
_CLOSE = 4
"""How far behind a verb a name, a number or people must stand to be what it acts on."""
_SUBJECT_REACH = 14


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
    if (own.before or own.after) and not _company(lows, first, end, own):
        return None
    if own.trigger.form == "noun":
        return _noun(line, lows, first, end, own)
    if own.trigger.form == "phrase":
        acts = _subject_range(line, first)
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
    if before in _NOUN_BEFORE:  # "the fired missiles", "his attack"
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
    passive = _passive(line, first)
    after = _object_range(line, end)
    ahead = _subject_range(line, first)
    acts, acted = (ahead, after)
    if passive:
        acts, acted = _by_range(line, end), ahead
    trigger = own.trigger
    if trigger.object:
        found = False
        if acted != after or not _no_object_follows(line, end):
            found = _holds(line, lows, acted, own.object, trigger.object, behind=acted == after)
        bent = lows[first] in {word.split()[0] for word in trigger.participle}
        if not found and not passive and bent and _no_object_follows(line, end):
            found = _holds(line, lows, ahead, own.object, trigger.object, near=6)
            if found:
                acts, acted = _by_range(line, end), ahead
        if not found:
            return None
    if own.not_object and _holds(line, lows, _close(acted, after), own.not_object, ()):
        return None
    if own.not_subject and _holds(line, lows, _close(acts, after), own.not_subject, ()):
        return None
    if trigger.subject:
        # without a condition on the object a passive's subject is what stands ahead
        side = ahead if passive and not trigger.object else acts
        if not _holds(line, lows, side, own.subject, trigger.subject):
            return None
    whole = (first, end)
    if trigger.object and acted == after:
        last = _last_match(line, lows, acted, own.object, trigger.object)
        whole = (first, max(end, last))
    return Hit(own.kind, trigger, first, end, whole, acted, acts, passive)


_PRONOUNS = frozenset(("him", "her", "them", "it"))
_UNBENT = listed("hit cut put set hurt burst split")
"""Verbs whose past is their bare form, so that nothing need stand before it."""
_NO_NAME = (
    NOT_MODIFIER | _NOUN_BEFORE | _PREPOSITIONS | frozenset(("some", "many", "however", "both"))
)


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


def _close(where: tuple[int, int], after: tuple[int, int]) -> tuple[int, int]:
    """The three words of a side that stand nearest to the verb (four after it)."""
    if where[0] >= after[0]:
        return where[0], min(where[1], where[0] + 4)
    return max(where[0], where[1] - 3), where[1]


def _passive(line: Line, first: int) -> bool:
    index = first - 1
    while index >= 0 and line.low(index) in _BETWEEN:
        index -= 1
    return line.low(index) in BE and not line.low(first).endswith("ing")


def _no_object_follows(line: Line, end: int) -> bool:
    low = line.low(end)
    if low in ("“", '"', "‘", "'"):  # a quotation may be what is acted on
        low = line.low(end + 1)
    return not low or not low[0].isalnum() or low in _PREPOSITIONS or low.endswith("ly")


def _object_range(line: Line, end: int) -> tuple[int, int]:
    index = end
    while index < len(line.words) and index - end < _OBJECT_REACH:
        low = line.low(index)
        if low in _STOPS or (low in _CLAUSE and index > end):
            break
        index += 1
    return end, index


def _subject_range(line: Line, first: int) -> tuple[int, int]:
    index = first
    while index > 0 and first - index < _SUBJECT_REACH:
        if line.low(index - 1) in _STOPS - {"(", ")"}:
            break
        index -= 1
    return index, first


def _by_range(line: Line, end: int) -> tuple[int, int]:
    """What follows a "by" within eight words of `end`."""
    for index in range(end, min(end + 8, len(line.words))):
        if line.low(index) == "by":
            return index + 1, _object_range(line, index + 1)[1]
        if line.low(index) in _STOPS:
            break
    return 0, 0


def _matches(
    line: Line,
    lows: list[str],
    index: int,
    phrases: Phrases,
    raw: tuple[str, ...],
    close: bool = True,
) -> int:
    """How many words at `index` match a list of company; "@name" and its like only if `close`."""
    length = phrases.at(lows, index)
    if length and (close or lows[index] not in _PRONOUNS):
        return length
    word = line.words[index]
    if not close:
        return 0
    if "@name" in raw and word.capital and word.low not in _NO_NAME:
        return 1
    if "@number" in raw and is_number(word.low):
        return 1
    return 1 if "@people" in raw and is_people(word.low) else 0


def _holds(
    line: Line,
    lows: list[str],
    where: tuple[int, int],
    phrases: Phrases,
    raw: tuple[str, ...],
    near: int = 99,
    behind: bool = False,
) -> bool:
    first = max(where[0], where[1] - near)
    return any(
        _matches(line, lows, index, phrases, raw, not behind or index - where[0] < _CLOSE)
        for index in range(first, where[1])
    )


def _last_match(
    line: Line, lows: list[str], where: tuple[int, int], phrases: Phrases, raw: tuple[str, ...]
) -> int:
    """The end of the first run of matching words in a range."""
    for index in range(*where):
        length = _matches(line, lows, index, phrases, raw)
        if length:
            end = index + length
            while end < where[1] and _matches(line, lows, end, phrases, raw):
                end += 1
            return end
    return 0
