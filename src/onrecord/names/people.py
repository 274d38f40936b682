"""Persons in a text: who is introduced by name, and which short names lead back to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.names.lexicon import (
    ADMIN,
    AUXILIARIES,
    BEFORE,
    BUILT,
    GIVEN,
    INSTITUTIONS,
    KIN,
    LANGUAGES_AND_FAITHS,
    OFFICE_ENDS,
    ORG_HEADS,
    PARTICLES,
    PHYSICAL,
    SIDES,
    SOMEONE,
    SPEECH,
    TITLES,
)
from onrecord.names.months import month_as_surname, names_month
from onrecord.names.passages import Passage
from onrecord.names.runs import is_name_word, phrase, run_end
from onrecord.names.words import Word
from onrecord.registers.actors import ActorRegister
from onrecord.registers.places import Gazetteer

_NO_PERSON = ADMIN | BUILT | PHYSICAL | INSTITUTIONS | ORG_HEADS | LANGUAGES_AND_FAITHS
_CALLED = TITLES | KIN | SOMEONE | frozenset(("national", "head", "founder", "member"))
_FAMILY_FIRST = frozenset(
    ("kim", "xi", "moon", "park", "lee", "li", "wang", "zhang", "yoon", "chen")
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person's name at words `start` to `end` (exclusive) of a passage.

    `opens` is the first word of the whole description, titles in it ("U.S. President …").
    """

    passage: int
    opens: int
    start: int
    end: int
    name: str
    rule: str


@dataclass(frozen=True, slots=True)
class People:
    """All persons of a text: mentions in text order, and the full name of each short one.

    `short` leads from a last name (or a family name that comes first) to the one full name of
    the text that has it; where two have it, to None.
    """

    mentions: tuple[PersonMention, ...]
    short: Mapping[str, str | None]

    def full(self, name: str) -> str | None:
        """The fullest name in the text for `name`, itself where it is the fullest."""
        return self.short.get(name.casefold(), name)


def find_people(
    text: str, passages: Sequence[Passage], register: ActorRegister, gazetteer: Gazetteer
) -> People:
    """The persons whom `text` names, short names led to full ones."""
    sure: list[PersonMention] = []
    alone = _alone(passages)
    for number, passage in enumerate(passages):
        if not passage.loud:
            sure.extend(_introduced(text, number, passage.words, register, gazetteer, alone))
    names: dict[str, str | None] = {}
    for mention in sure:
        for short in _shorts(mention.name):
            known = names.get(short.casefold(), mention.name)
            longer = _same_person(known, mention.name) if known else None
            names[short.casefold()] = longer
    full: dict[str, str | None] = dict(names)
    for mention in sure:
        parts = mention.name.split()
        if len(parts) > 1:
            full.setdefault(mention.name.casefold(), mention.name)
    taken = {(m.passage, i) for m in sure for i in range(m.opens, m.end)}
    again = [
        again
        for number, passage in enumerate(passages)
        for again in _repeated(text, number, passage.words, full, taken)
    ]
    mentions = sorted((*sure, *again), key=lambda m: (m.passage, m.start))
    return People(tuple(mentions), full)


def _same_person(known: str, other: str) -> str | None:
    """The longer of two names of one person, or None where they are two persons."""
    a, b = known.casefold().split(), other.casefold().split()
    if a == b or set(a) <= set(b):
        return other
    if set(b) <= set(a):
        return known
    return None


def _shorts(name: str) -> list[str]:
    parts = name.split()
    if len(parts) < 2:
        return [name]
    last = len(parts) - 1
    while last > 1 and parts[last - 1].casefold() in PARTICLES:
        last -= 1
    shorts = [" ".join(parts[last:])]
    if last != len(parts) - 1:
        shorts.append(parts[-1])
    if parts[0].casefold() in _FAMILY_FIRST:
        shorts.append(parts[0])
    return shorts


def _alone(passages: Sequence[Passage]) -> frozenset[str]:
    """Capitalised words, lower case, that stand alone somewhere as last names do."""
    found = set()
    for passage in passages:
        words = passage.words
        for at, word in enumerate(words):
            if not is_name_word(word) or passage.loud or len(word.text) < 4:
                continue
            before = at and word.joined and words[at - 1].capital
            after = at + 1 < len(words) and words[at + 1].joined and words[at + 1].capital
            titled = before and words[at - 1].low in TITLES
            if (not before or titled) and (not after or word.possessive):
                found.add(word.low)
    return frozenset(found)


def _title_before(words: Sequence[Word], start: int) -> int:
    """The first word of the lower-case titles right before `start` ("spokesman")."""
    at = start
    while at > 0 and words[at].joined and words[at - 1].low in _CALLED:
        if words[at - 1].possessive:
            break
        at -= 1
    return at


def _introduced(
    text: str,
    number: int,
    words: Sequence[Word],
    register: ActorRegister,
    gazetteer: Gazetteer,
    alone: frozenset[str],
) -> list[PersonMention]:
    found: list[PersonMention] = []
    at = 0
    while at < len(words):
        if not is_name_word(words[at]):
            at += 1
            continue
        end = run_end(words, at)
        end += month_as_surname(words, end)
        mention = _person_in(text, number, words, at, end, register, gazetteer, alone)
        if mention:
            found.append(mention)
        at = end
    return found


def _person_in(
    text: str,
    number: int,
    words: Sequence[Word],
    at: int,
    end: int,
    register: ActorRegister,
    gazetteer: Gazetteer,
    alone: frozenset[str],
) -> PersonMention | None:
    """The person that the run `words[at:end]` names, titles before the name or in it."""
    start = at
    for i in range(at, end):
        if words[i].low in TITLES:
            start = i + 1
    titled = start > at
    before = _title_before(words, at) if not titled else at
    titled = titled or before < at
    while start < end - 1 and (
        words[start].low in SIDES or register.demonym(words[start].text) is not None
    ):
        start += 1
    for size in (3, 2):
        if end - start > size and register.state(phrase(text, words, start, start + size)):
            start += size
            break
    tokens = words[start:end]
    if not tokens or len(tokens) > 6 or any(word.text.isdigit() for word in tokens):
        return None
    name = phrase(text, words, start, end)
    lows = [word.low for word in tokens]
    common = set(lows[1:] if lows[0] in GIVEN else lows)
    if lows[0] in BEFORE or _NO_PERSON & common or (end < len(words) and _tail(words, end)):
        return None
    known = register.find(name)
    if known is not None and known.kind == "person" and len(tokens) > 1:
        return PersonMention(number, before, start, end, name, "person.register")
    if known is not None:
        return None
    if titled:
        plain_noun = not words[start - 1].capital and (
            words[start - 1].low in SOMEONE or words[start - 1].low in ("chief", "rear")
        )
        if len(tokens) == 1 and plain_noun:
            return None
        if register.state(name) is None and not _is_place(words, start, gazetteer, name, titled):
            return PersonMention(number, before, start, end, name, "person.title")
        return None
    if not 2 <= len(tokens) <= 5:
        return None
    if any(register.state(word.text) for word in tokens[:1]) or gazetteer.find(name):
        return None
    if lows[0] in GIVEN:
        return PersonMention(number, start, start, end, name, "person.given")
    if tokens[0].first and lows[0] in OFFICE_ENDS:
        return None
    if tokens[-1].low in alone and len(tokens) < 4 and not _known_place(gazetteer, tokens[-1].text):
        return PersonMention(number, start, start, end, name, "person.described")
    if start and words[start].comma and words[start - 1].low in _CALLED:
        after = text[words[end - 1].end : words[end - 1].end + 1]
        if after in (",", "."):
            return PersonMention(number, start, start, end, name, "person.described")
    if _described(text, words, end) or (
        start > 0
        and words[start - 1].low in SPEECH - AUXILIARIES
        and words[start].joined
        and len(tokens) < 4
    ):
        return PersonMention(number, start, start, end, name, "person.described")
    return None


def _tail(words: Sequence[Word], end: int) -> bool:
    """Whether a lower-case word goes on with the name of a place or institution."""
    return words[end].joined and not words[end - 1].possessive and words[end].low in ADMIN | BUILT


def _is_place(
    words: Sequence[Word], start: int, gazetteer: Gazetteer, name: str, titled: bool
) -> bool:
    """Whether a titled name is rather a large place ("Mayor London" is none, "leader Tehran")."""
    places = gazetteer.find(name)
    lower = not words[start - 1].capital if start else True
    return titled and lower and bool(places) and places[0].population >= 300_000


def _known_place(gazetteer: Gazetteer, name: str) -> bool:
    """Whether `name` is a place that news speaks of on its own."""
    places = gazetteer.find(name)
    return bool(places) and (places[0].population >= 50_000 or not places[0].town)


def _described(text: str, words: Sequence[Word], end: int) -> bool:
    """Whether age, role or speech follows the name that ends before `end`."""
    after = text[words[end - 1].stop : words[end - 1].stop + 12]
    if after[:2] == ", " and after[2:4].isdigit() and after[4:5] in (",", "."):
        return True
    if end >= len(words):
        return False
    following = words[end]
    if following.comma:
        low = following.low
        window = [word.low for word in words[end : end + 6]]
        if _CALLED & set(window[:3]) or low == "who" or low == "whose":
            return True
        return low in ("a", "an", "the", "its", "his", "her", "their") and bool(
            _CALLED & set(window[1:])
        )
    return (
        following.joined
        and following.low in SPEECH - AUXILIARIES
        and following.low
        not in (
            "fired",
            "launched",
            "tested",
        )
    )


def _repeated(
    text: str,
    number: int,
    words: Sequence[Word],
    full: Mapping[str, str | None],
    taken: set[tuple[int, int]],
) -> list[PersonMention]:
    """Later mentions by full or short name."""
    found = []
    at = 0
    while at < len(words):
        if not words[at].capital or (number, at) in taken:
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < 6 and words[end].joined:
            end += 1
        for stop in range(end, at, -1):
            name = phrase(text, words, at, stop)
            if name.casefold() not in full or (stop < len(words) and _goes_on(words, stop)):
                continue
            if stop == at + 1 and names_month(words, at):
                continue
            if (
                at
                and words[at].joined
                and is_name_word(words[at - 1])
                and not (words[at - 1].possessive or words[at - 1].low in TITLES)
            ):
                continue
            whole = full[name.casefold()]
            rule = "person.again" if whole else "person.ambiguous"
            found.append(PersonMention(number, at, at, stop, whole or name, rule))
            at = stop - 1
            break
        at += 1
    return found


def _goes_on(words: Sequence[Word], stop: int) -> bool:
    """Whether the name is only the start of a longer one ("Jordan Valley", "Austin, Texas")."""
    following = words[stop]
    return following.joined and not words[stop - 1].possessive and following.capital
