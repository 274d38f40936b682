"""Whom a source's words credit: names, pronouns, offices, bodies, unnamed classes.

Nothing is guessed in silence: what could not be led anywhere keeps its words, and the rule's name
says so ("unresolved.pronoun").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.attributions import lexicon
from onrecord.attributions.bodies import (
    acronyms,
    long_form,
    looks_outlet,
    speaker_of,
    with_state,
)
from onrecord.attributions.people import Person, is_body, persons, runs, without_title
from onrecord.language.tokens import split
from onrecord.model.attribution import Speaker
from onrecord.model.layers import Layers
from onrecord.model.report import Version
from onrecord.model.scales import SpeakerClass
from onrecord.model.span import Span
from onrecord.registers.actors import ActorRegister

NOBODY = Speaker("unnamed", SpeakerClass.UNNAMED)
"""Who is meant where the words give no source ("reportedly")."""

_BREAK = re.compile(r"\s*(?:,|;|\(| — | – | who | which | whose | speaking | told )\s*")
_OF = re.compile(r"\b(?:of|from|at|with|in|for|to|near|on)\b")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker, and the name of the rule that led to it."""

    speaker: Speaker
    rule: str
    plural: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who are named in one version: what `resolve` leads to."""

    version: Version
    actors: ActorRegister
    people: tuple[Person, ...]
    acronyms: dict[str, str]
    memory: dict[str, str] = field(default_factory=dict)


def cast_of(version: Version, layers: Layers, actors: ActorRegister) -> Cast:
    """The persons and acronyms of `version`."""
    people = persons(version.text, layers.tokens, actors)
    return Cast(version, actors, people, acronyms(version.text))


@dataclass(slots=True)
class Turn:
    """Speakers in the order of their sources, for pronouns that look back."""

    places: list[int] = field(default_factory=list)
    speakers: list[Resolved] = field(default_factory=list)

    def add(self, place: int, resolved: Resolved) -> None:
        """A source stands at `place`."""
        self.places.append(place)
        self.speakers.append(resolved)

    def last(self, *, person: bool | None = None, plural: bool | None = None) -> Resolved | None:
        """The latest speaker of this kind."""
        for one in reversed(self.speakers):
            if person is not None and one.person is not person:
                continue
            if plural is not None and one.plural is not plural:
                continue
            return one
        return None


def resolve(span: Span, cast: Cast, turn: Turn, enclosing: Resolved | None = None) -> Resolved:
    """Whom the words at `span` credit.

    Args:
        span: the source's words.
        cast: who is named in the version.
        turn: those who spoke before.
        enclosing: the speaker in whose quotation the words stand: "I" and "we" are theirs.
    """
    text = cast.version.text
    words = " ".join(span.of(text).split()).strip(' ,;:.“”"')
    if not words:
        return Resolved(NOBODY, "none")
    first = words.casefold().split()[0].split("’")[0].split("'")[0]
    if first in lexicon.PRONOUNS and (len(words.split()) == 1 or first in ("which", "who", "that")):
        return _pronoun(first, words, span, cast, turn, enclosing)
    if first in ("his", "her", "its", "their") and len(words.split()) <= 6:
        return _possessive(first, words, span, cast, turn, enclosing)
    return _noun(words, span, cast, turn)


def _noun(words: str, span: Span, cast: Cast, turn: Turn) -> Resolved:
    parts = [part for part in _BREAK.split(words) if part]
    if not parts:
        return _unnamed(words)
    indefinite = parts[0].casefold().split()[0] in lexicon.INDEFINITE
    pair = _pair(parts, words, span, cast, turn)
    if pair:
        return pair
    for number, part in enumerate(parts[:3]):
        if number and indefinite and not parts[0].casefold().startswith("another"):
            break
        named = _person(part, span, cast, apposed=number > 0)
        if named:
            return named
    if len(words.split()) == 1 or parts[0].split()[0][:1].isupper() or True:
        body = _body(parts[0], span, cast, turn)
        if body:
            return body
    return _class(parts[0], words, span, cast, turn)


def _pair(parts: Sequence[str], words: str, span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """Two named speakers joined by "and"."""
    whole = words.removeprefix("both ").removeprefix("Both ")
    if cast.actors.find(whole) or " and " not in whole or not whole[:1].isupper():
        return None
    sides = [side for side in re.split(r", | and ", whole) if side]
    if not 2 <= len(sides) <= 4 or any(len(side.split()) > 7 for side in sides):
        return None
    found: list[Resolved] = []
    for side in sides:
        bare = side.removeprefix("the ").removeprefix("The ")
        if not bare[:1].isupper():
            return None
        one = _person(side, span, cast, apposed=False) or _body(side, span, cast, turn)
        if one is None:
            return None
        found.append(one)
    names = [one.speaker.name for one in found]
    name = ", ".join(names[:-1]) + " and " + names[-1]
    return Resolved(Speaker(name, SpeakerClass.NAMED), "pair", plural=True)


def _person(words: str, span: Span, cast: Cast, *, apposed: bool) -> Resolved | None:
    """A person's name in one part of a source."""
    text = words
    cut = _OF.search(words)
    pieces = [words] if cut is None else [words, words[: cut.start()]]
    for piece in pieces:
        tokens = split(piece)
        found = list(runs(piece, tokens))
        if not found:
            continue
        run = found[-1]
        if run.span.end < len(piece.rstrip(" .'’s")):
            continue
        titles, name = without_title(run.words)
        titled = bool(titles) or run.before in lexicon.TITLES
        if not name:
            continue
        if len(name) == 1:
            known = _surname(name[0], titles, run.before, span, cast)
            if known:
                return known
            if titled and not is_body(name, cast.actors) and run.before not in ("of", "in"):
                return _named_person(name[0], cast, "person.title")
            continue
        if (
            is_body(name, cast.actors)
            or run.before in ("of", "in", "at", "from", "the")
            and not titles
        ):
            continue
        if run.before.endswith("s") and run.before in lexicon.GROUPS:
            continue
        return _named_person(" ".join(name), cast, "person.name")
    del text, apposed
    return None


def _named_person(name: str, cast: Cast, rule: str) -> Resolved:
    actor = cast.actors.find(name)
    code = actor.code if actor and actor.kind == "person" else None
    printed = actor.name if actor and code else name
    return Resolved(Speaker(printed, SpeakerClass.NAMED, code), rule, person=True)


def _surname(
    word: str, titles: Sequence[str], before: str, span: Span, cast: Cast
) -> Resolved | None:
    """The person of the text whom one name calls: by title where two share it, else the latest."""
    called = [person for person in cast.people if person.called(word)]
    if not called:
        actor = cast.actors.find(word)
        if actor and actor.kind == "person":
            return _named_person(word, cast, "person.register")
        return None
    marks = {title.casefold() for title in titles} | {before}
    marks &= lexicon.TITLES
    if marks:
        by_title = [person for person in called if _marks_of(person, cast) & marks]
        called = by_title or called
    earlier = [person for person in called if person.span.start < span.start]
    chosen = earlier[-1] if earlier else called[0]
    several = len({person.printed for person in called}) > 1
    return _named_person(
        chosen.printed, cast, "person.surname-latest" if several else "person.surname"
    )


def _marks_of(person: Person, cast: Cast) -> frozenset[str]:
    """Titles with which this name stands anywhere in the text."""
    out: set[str] = set()
    for other in cast.people:
        if other.printed == person.printed:
            out |= other.titles
    return frozenset(out)


def _body(words: str, span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """A state, body or outlet."""
    actors, text = cast.actors, cast.version.text
    whole = long_form(words, cast.acronyms)
    lower = whole.casefold().removeprefix("the ")
    plural = lower.split()[-1] in lexicon.GROUPS if lower.split() else False
    if plural and not looks_outlet(whole):
        return None
    actor = actors.find(whole)
    if actor and actor.kind != "person":
        return Resolved(speaker_of(actor, actors), "register")
    if looks_outlet(whole):
        return Resolved(Speaker(_bare(whole), SpeakerClass.OUTLET), "outlet.words")
    stated = with_state(whole, text, actors, span.start)
    if stated:
        return Resolved(speaker_of(stated, actors), "body.state-in-text")
    capital = [word for word in _bare(whole).split() if word[:1].isupper()]
    if capital and not _indefinite(whole) and not _role(whole):
        outlet = cast.version.facts.outlet
        if outlet and _bare(whole).casefold() == outlet.casefold():
            return Resolved(Speaker(outlet, SpeakerClass.OUTLET), "outlet.own")
        return Resolved(Speaker(_bare(whole), SpeakerClass.NAMED), "name")
    return None


def _role(words: str) -> bool:
    """Whether the head of the words, before "of" and its like, is a person's role."""
    head = _OF.split(words)[0].split()
    return bool(head) and head[-1].casefold() in lexicon.TITLES | lexicon.GROUPS


def _indefinite(words: str) -> bool:
    return words.casefold().split()[0] in lexicon.INDEFINITE


def _bare(words: str) -> str:
    for article in ("the ", "The ", "THE "):
        words = words.removeprefix(article)
    return words


def _class(part: str, words: str, span: Span, cast: Cast, turn: Turn) -> Resolved:
    """An office, a body known from before, or an unnamed class."""
    lower = part.casefold()
    head_words = _OF.split(lower)[0].split()
    head = (head_words or lower.split())[-1].split("’")[0].split("'")[0]
    definite = lower.startswith("the ")
    if definite and len(lower.split()) == 2 and head in lexicon.TITLES | lexicon.GROUPS:
        back = _by_title(head, span, cast) or _same_head(head, turn)
        if back:
            return back
    if definite and len(lower.split()) == 2 and head in lexicon.BODY_NOUNS | lexicon.OUTLET_HEADS:
        last = turn.last(person=False, plural=False)
        if last and last.speaker.speaker_class is not SpeakerClass.UNNAMED:
            return Resolved(last.speaker, "body.latest")
    named_office = head in lexicon.OFFICES and not _indefinite(part) and not head.endswith("s")
    body = head in lexicon.BODY_WORDS | lexicon.BODY_NOUNS and not _indefinite(part)
    if named_office or body:
        return Resolved(
            Speaker(_bare(part), SpeakerClass.NAMED),
            "office" if named_office else "body.words",
            person=named_office,
        )
    return _unnamed(part)


def _unnamed(words: str) -> Resolved:
    lower = words.casefold()
    head = (_OF.split(lower)[0].split() or lower.split() or [lower])[-1]
    plural = head.endswith("s") or head in ("people", "men", "women", "many", "some", "police")
    role = head in lexicon.TITLES | lexicon.GROUPS
    return Resolved(
        Speaker(lower, SpeakerClass.UNNAMED), "unnamed", plural=plural, person=role and not plural
    )


def _by_title(head: str, span: Span, cast: Cast) -> Resolved | None:
    """The one named before with this title: "the president" after "President Ana Cruz"."""
    earlier = [p for p in cast.people if head in p.titles and p.span.start < span.start]
    if head not in lexicon.OFFICES or not earlier:
        return None
    return _named_person(earlier[-1].printed, cast, "office.title-in-text")


def _same_head(head: str, turn: Turn) -> Resolved | None:
    """The latest speaker whose words end in the same noun: "the official" after "an official"."""
    for one in reversed(turn.speakers):
        name = one.speaker.name.casefold()
        if one.speaker.speaker_class is SpeakerClass.UNNAMED and not one.plural:
            if head in _OF.split(name)[0].split():
                return Resolved(one.speaker, "unnamed.same-head", person=one.person)
    return None


def _pronoun(
    first: str,
    words: str,
    span: Span,
    cast: Cast,
    turn: Turn,
    enclosing: Resolved | None,
) -> Resolved:
    if first in lexicon.I_WE:
        if enclosing:
            return Resolved(enclosing.speaker, "pronoun.own-voice", person=enclosing.person)
        last = turn.last()
        return Resolved(last.speaker, "pronoun.latest") if last else _open(words)
    if first in lexicon.RELATIVE:
        return _relative(span, cast, turn) or _open(words)
    if first in lexicon.HE_SHE:
        found = _he_she(first, span, cast, turn)
    elif first in lexicon.IT:
        found = _it(span, cast, turn)
    elif first in lexicon.THEY:
        found = turn.last(plural=True) or turn.last(person=False)
    else:
        found = None
    if found is None:
        return _open(words)
    return Resolved(found.speaker, f"pronoun.{first}", plural=found.plural, person=found.person)


def _open(words: str) -> Resolved:
    return Resolved(Speaker(words.casefold(), SpeakerClass.UNNAMED), "unresolved.pronoun")


def _he_she(first: str, span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """The latest person who spoke, or one named since whose name opens a sentence."""
    last = turn.last(person=True)
    place = next(
        (
            p
            for p, one in zip(reversed(turn.places), reversed(turn.speakers), strict=True)
            if one.person
        ),
        -1,
    )
    wrong = lexicon.WOMEN if first in ("he", "him", "his", "himself") else lexicon.MEN
    since = [
        p
        for p in cast.people
        if place < p.span.start < span.start and _opens(p, cast) and not p.titles & wrong
    ]
    if since and (last is None or span.start - place > 400):
        return _named_person(since[-1].printed, cast, "pronoun")
    if last is None:
        earlier = [p for p in cast.people if p.span.start < span.start]
        return _named_person(earlier[-1].printed, cast, "pronoun") if earlier else None
    return last


def _opens(person: Person, cast: Cast) -> bool:
    """Whether the name stands near the start of its sentence."""
    before = cast.version.text[max(0, person.span.start - 60) : person.span.start]
    return "." in before[-60:] or "\n" in before or person.span.start < 60


def _it(span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """The latest body that spoke."""
    for one in reversed(turn.speakers):
        if not one.person and not one.plural and one.rule != "unresolved.pronoun":
            if one.speaker.speaker_class is not SpeakerClass.UNNAMED:
                return one
    return None


def _possessive(
    first: str,
    words: str,
    span: Span,
    cast: Cast,
    turn: Turn,
    enclosing: Resolved | None,
) -> Resolved:
    """ "her office", "its navy": the owner's name put in the pronoun's place."""
    rest = words.split(None, 1)[1] if len(words.split()) > 1 else ""
    person = _person(rest, span, cast, apposed=False) if rest else None
    if person is None and "," in rest:
        person = _person(rest.split(",", 1)[1].strip(), span, cast, apposed=True)
    if person:
        return person
    owner = _pronoun(first, first, span, cast, turn, enclosing)
    if not rest or owner.rule == "unresolved.pronoun":
        return _unnamed(words)
    rest = _BREAK.split(rest)[0]
    state = cast.actors.state(owner.speaker.name)
    country = cast.actors.find(f"{owner.speaker.name}'s {rest}") if state else None
    if country:
        return Resolved(speaker_of(country, cast.actors), "possessive")
    head = (_OF.split(rest.casefold())[0].split() or [""])[-1]
    body = head in lexicon.BODY_WORDS | lexicon.BODY_NOUNS | lexicon.OFFICES
    name = f"{owner.speaker.name}'s {rest}"
    if body:
        return Resolved(Speaker(name, SpeakerClass.NAMED), "possessive")
    return Resolved(Speaker(name.casefold(), SpeakerClass.UNNAMED), "possessive", person=True)


def _relative(span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """Whom "who" or "which" stands for: the noun phrase just before."""
    text = cast.version.text
    start = max(0, span.start - 120)
    before = text[start : span.start].rsplit("\n", 1)[-1].rstrip(" ,—–-")
    for mark in (". ", "; ", "” ", '" '):
        before = before.rsplit(mark, 1)[-1]
    tokens = split(before)
    found = [run for run in runs(before, tokens) if run.span.end >= len(before) - 1]
    if not found:
        return None
    phrase = " ".join(found[-1].words)
    where = Span(max(0, span.start - 1), span.start) if span.start else span
    person = _person(phrase, where, cast, apposed=False)
    return person or _body(phrase, where, cast, turn)
