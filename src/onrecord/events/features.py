"""What can be seen of a mention without knowing its event: day, place, words, marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from onrecord.codebook import Codebook
from onrecord.events.days import DEFINITE, INDEFINITE, WORD, day_of
from onrecord.events.page import Page
from onrecord.model.found import Found
from onrecord.model.layers import Layers, Sentence
from onrecord.model.mention import Mention
from onrecord.model.report import Version
from onrecord.model.value import DateValue, PlaceValue


def _words(listed: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(listed.split())


_APART = _words("another previous previously earlier past former prior similar separate")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"], 1
    )
}
_MANY = _words("dozens hundreds thousands several many numerous series swarm")
_ORDER = _words("after before following since until later earlier then while when where as")
_MARGIN = 40
"""How many characters before a mention are read for an article or a mark."""
_NUMBERS = _words("two three four five six seven eight nine ten both twin double pair series")
_EMPTY = _words(
    "the a an and or of in on at by to for from with is was were are be been it its "
    "his her their this that these those as has had have after before over off no not"
)


@dataclass(frozen=True, slots=True)
class Look:
    """One mention as grouping sees it.

    Attributes:
        index: its place in the reading's mentions.
        mention: the mention itself.
        words: its words, lower case.
        stems: its content words, cut to five letters ("launched" and "launches" meet).
        sentence, block: where it stands; the index of each, -1 where no sentence holds it.
        lead: whether it stands in the headline, the line below it or the first paragraph.
        article: "definite", "indefinite" or "" ("fired two missiles").
        apart: the word that sets it apart ("another", "last"), or "".
        ordinal: 2 for "second", or None; `indefinite` with an ordinal is a further event.
        many: whether it speaks of many happenings at once ("dozens of earthquakes").
        one, many_nouns: whether its last word is a noun of the kind for one ("the attack") or for
            several ("rocket attacks").
        numbered: whether a number above one stands in its words ("two missiles").
        days: the days that its sentence gives it, or None.
        countries, towns: where its sentence puts it.
        figures: numbers with a decimal point in its words ("5.2"): they tell one from another.
        terms: codebook terms that its words name.
        names: capitalised words of its sentence that aren't its first word.
        called: the name that follows the noun, lower case ("Typhoon | Marun"), or "".
        described: whether it says what something was ("made landfall | as a hurricane").
        scene: the noun behind "at a", "in a" right after it ("a fire | at a mill"), or "".
        doer: who does it, as its sentence's tagger or word order gives it, lower case, or "".
    """

    index: int
    mention: Mention
    words: str
    stems: frozenset[str]
    sentence: int
    block: int
    lead: bool
    article: str
    apart: str
    ordinal: int | None
    many: bool
    one: bool
    many_nouns: bool
    numbered: bool
    days: tuple[date, date] | None
    countries: frozenset[str]
    towns: frozenset[str]
    figures: frozenset[str]
    terms: frozenset[str]
    names: frozenset[str]
    called: str
    described: bool
    scene: str
    doer: str


def stems_of(words: str) -> frozenset[str]:
    """Content words without a plural's s, cut to five letters.

    >>> sorted(stems_of("The launch of two missiles"))
    ['launc', 'missi', 'two']
    """
    found = (word.casefold() for word in WORD.findall(words))
    kept = (word for word in found if word not in _EMPTY and len(word) > 1)
    return frozenset((word.removesuffix("s") if len(word) > 3 else word)[:5] for word in kept)


def look_at(
    version: Version,
    layers: Layers,
    mentions: Sequence[Mention],
    dates: Sequence[Found[DateValue]],
    places: Sequence[Found[PlaceValue]],
    codebook: Codebook,
) -> tuple[Look, ...]:
    """What grouping sees of each mention, in the order given. One pass; linear but for sorting."""
    page = Page(version, layers, mentions, dates, places)
    words_of_terms = _term_words(codebook)
    nouns = {
        name: frozenset(
            word.split()[-1]
            for trigger in kind.triggers
            if trigger.form == "noun"
            for word in trigger.words
        )
        for name, kind in codebook.kinds.items()
    }
    looks = [_look(page, index, words_of_terms, nouns) for index in range(len(mentions))]
    return tuple(_dated_by_neighbours(looks, version.text))


def _dated_by_neighbours(looks: Sequence[Look], text: str) -> Iterator[Look]:
    """The looks, where a day counts for all mentions of its kind that its sentence joins to it.

    "Militants raided a post on Monday, killing two": both were on Monday. What stands after a
    word of order ("after an attack on Friday"), or is set apart, keeps its own.
    """
    told: dict[tuple[int, str], list[Look]] = {}
    for look in looks:
        if look.days is not None and not look.apart:
            told.setdefault((look.sentence, look.mention.kind), []).append(look)
    for look in looks:
        dated = told.get((look.sentence, look.mention.kind), [])
        days = {other.days for other in dated}
        if look.days is not None or look.apart or look.sentence < 0 or len(days) != 1:
            yield look
            continue
        near = min(dated, key=lambda other: abs(other.mention.span.start - look.mention.span.start))
        first, last = sorted((look.mention.span, near.mention.span))
        between = text[first.end : last.start].casefold() if first.end < last.start else ""
        order = _ORDER & frozenset(WORD.findall(between))
        yield look if order else replace(look, days=near.days)


def _term_words(codebook: Codebook) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> (all words, term id) for every wording of every term, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in sorted(codebook.terms):
        for wording in codebook.terms[name].words:
            parts = tuple(word.casefold() for word in WORD.findall(wording))
            if parts:
                table.setdefault(parts[0], []).append((parts, name))
    for entries in table.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    return table


def _entries(
    word: str, table: dict[str, list[tuple[tuple[str, ...], str]]]
) -> list[tuple[tuple[str, ...], str]]:
    """The wordings that start with `word`, or with its singular."""
    return table.get(word) or table.get(word.removesuffix("s")) or []


def _terms(words: Sequence[str], table: dict[str, list[tuple[tuple[str, ...], str]]]) -> set[str]:
    """The terms that the words name; a longer wording hides the shorter ones inside it."""
    found: set[str] = set()
    at = 0
    while at < len(words):
        step = 1
        for parts, name in _entries(words[at], table):
            have = tuple(words[at : at + len(parts)])
            if have == parts or (*have[:-1], have[-1].removesuffix("s")) == parts:
                found.add(name)
                step = len(parts)
                break
        at += step
    return found


def _look(
    page: Page,
    index: int,
    table: dict[str, list[tuple[tuple[str, ...], str]]],
    nouns: dict[str, frozenset[str]],
) -> Look:
    mention = page.mentions[index]
    text = page.version.text
    words = mention.span.of(text).casefold()
    parts = [word.casefold() for word in WORD.findall(words)]
    number = page.sentence_of(mention.span.start)
    sentence = page.sentences[number] if number >= 0 else None
    low = max(mention.span.start - _MARGIN, sentence.span.start if sentence else 0)
    before = [word.casefold() for word in WORD.findall(text[low : mention.span.start])]
    near = [*before[-2:], *parts]
    article = _article(parts, before)
    block = sentence.block if sentence else -1
    places = page.places_in(sentence) if sentence else []
    head = _head(parts)
    called = head in nouns.get(mention.kind, ())
    return Look(
        index=index,
        mention=mention,
        words=words,
        stems=stems_of(words),
        sentence=number,
        block=block,
        lead=block in page.lead,
        article=article,
        apart=_mark(parts, before),
        ordinal=next((_ORDINALS[word] for word in near[-6:] if word in _ORDINALS), None),
        many=any(word in _MANY for word in near),
        one=called and not head.endswith("s"),
        many_nouns=called and head.endswith("s"),
        numbered=any(word in _NUMBERS or word.isdigit() for word in parts),
        days=day_of(page, index, sentence) if sentence else None,
        countries=frozenset(f.value.country for f in places if f.value.country),
        towns=frozenset(
            f.value.name.casefold() for f in places if f.value.place_kind in ("town", "site")
        ),
        figures=frozenset(word for word in re.findall(r"\d{1,4}\.\d{1,4}", words)),
        terms=frozenset(_terms(parts, table)),
        names=_names(text, sentence) if sentence else frozenset(),
        called=_called(text, mention),
        described=before[-1:] == ["as"],
        scene=_scene(text, mention),
        doer=_doer(page, mention, sentence) if sentence else "",
    )


def _head(parts: Sequence[str]) -> str:
    """The noun that a nominal mention is built on: the word before its first preposition."""
    for at, word in enumerate(parts):
        if at and word in ("of", "on", "in", "at", "against", "by", "between", "near", "over"):
            return parts[at - 1]
    return parts[-1] if parts else ""


def _article(parts: Sequence[str], before: Sequence[str]) -> str:
    """Whether the words point at something known or bring up something new."""
    for word in [*parts[:1], *before[-1:]]:
        if word in DEFINITE or word.endswith(("’s", "'s")):
            return "definite"
        if word in INDEFINITE:
            return "indefinite"
    return ""


def _mark(parts: Sequence[str], before: Sequence[str]) -> str:
    """The word that sets a mention apart from the main event, or ""."""
    for word in [*parts, *before[-2:]]:
        if word in _APART:
            return word
    around = [*before[-1:], *parts]
    for word, after in pairwise(around[:4]):
        if word == "last" and after.removesuffix("'s").removesuffix("’s") not in _RECENT:
            return "last"
    if before[-2:] == ["in", "the"] and "past" in parts[:1]:
        return "past"
    return ""


_RECENT = _words("night evening afternoon morning week weekend")
"""What "last" before them only dates: "last night's attack" is the one just told of."""


def _names(text: str, sentence: Sentence) -> frozenset[str]:
    """Capitalised words of the sentence but its first."""
    words = WORD.findall(text[sentence.span.start : sentence.span.end][:600])
    kept = (word for word in words[1:] if word[0].isupper() and len(word) > 2)
    return frozenset(word.removesuffix("’s").removesuffix("'s").casefold() for word in kept)


_SITES = _words(
    "factory mill warehouse hotel hospital school market nightclub hostel church mosque mine "
    "refinery plant restaurant prison station depot museum theatre theater farm"
)
_SCENE = re.compile(
    r" (?:broke out )?(?:at|in|aboard|inside) (?:an?|the) ((?:[a-z-]+ ){0,2}?[a-z-]+)"
    r"(?= (?:in|on|at|of|near|that|which|where|outside|late|early|and)\b|[,.;:])"
)


def _scene(text: str, mention: Mention) -> str:
    """The noun of the scene, lower case: right behind the mention, or in it ("a mill | fire")."""
    found = _SCENE.match(text, mention.span.end)
    own = [word for word in WORD.findall(mention.span.of(text).casefold()) if word in _SITES]
    return found[1].split()[-1] if found else own[-1] if own else ""


_OWN_NAME = re.compile(r"[ ]((?:[A-Z][\w’'-]+|\d{1,4})\b)")
_NAMED = _words("typhoon hurricane cyclone storm tornado flight")


def _called(text: str, mention: Mention) -> str:
    """The name right behind a noun that is itself written large, as of storms and flights."""
    last = WORD.findall(mention.span.of(text))[-1:]
    if not last or not last[0][0].isupper() or last[0].casefold() not in _NAMED:
        return ""
    found = _OWN_NAME.match(text, mention.span.end)
    return found[1].casefold() if found else ""


def _doer(page: Page, mention: Mention, sentence: Sentence) -> str:
    """Who does it: the source whose cue the mention holds or follows, else the words before it."""
    low = bisect_left(page.cue_starts, sentence.span.start)
    high = bisect_left(page.cue_starts, sentence.span.end)
    for cue, source in page.sources[low:high]:
        if cue.overlaps(mention.span):
            return _plain(source.of(page.version.text))
    clause = page.version.text[sentence.span.start : mention.span.start][-90:]
    for stop in (", ", "; ", ": ", " that ", " and ", " but ", "“", '"'):
        clause = clause.rsplit(stop, 1)[-1] if clause.rsplit(stop, 1)[-1].strip() else clause
    return _plain(clause)


def _plain(words: str) -> str:
    """Lower case content words in order, without articles and auxiliaries."""
    found = (word.casefold() for word in WORD.findall(words))
    return " ".join(word for word in found if word not in _EMPTY)
