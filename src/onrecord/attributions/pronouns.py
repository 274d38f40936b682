"""Sources that are pronouns, or have one as their owner."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.attributions import lexicon
from onrecord.attributions.bodies import speaker_of
from onrecord.attributions.cast import LOOK_BACK, Cast, Resolved, Turn, names_before
from onrecord.attributions.naming import OF, body_in, named_person, person_in
from onrecord.attributions.nouns import BREAK, noun, unnamed
from onrecord.attributions.people import Person, is_body, runs
from onrecord.language.listing import listed
from onrecord.language.tokens import split
from onrecord.model.attribution import Speaker
from onrecord.model.scales import SpeakerClass
from onrecord.model.span import Span


def pronoun(
    first: str,
    words: str,
    span: Span,
    cast: Cast,
    turn: Turn,
    enclosing: Resolved | None,
) -> Resolved:
    """Whom the pronoun `first`, which opens `words`, stands for; unresolved keeps the words."""
    if first in lexicon.I_WE:
        if enclosing:
            return Resolved(enclosing.speaker, "pronoun.own-voice", person=enclosing.person)
        return _interviewed(first, span, cast) or _open(words)
    if first == "you" and enclosing is None:
        return _interviewed(first, span, cast) or _open(words)
    if first in lexicon.RELATIVE:
        if len(words.split()) > 4 and " and " in words:
            return noun(words.split(" and ", 1)[1], span, cast, turn)
        return _relative(span, cast) or _open(words)
    if first in lexicon.HE_SHE:
        found = _he_she(first, span, cast, turn)
    elif first in lexicon.IT:
        found = _it(span, cast, turn)
    elif first in lexicon.THEY:
        found = turn.several()
    else:
        found = None
    if found is None:
        return _open(words)
    return Resolved(found.speaker, f"pronoun.{first}", plural=found.plural, person=found.person)


def _interviewed(first: str, span: Span, cast: Cast) -> Resolved | None:
    """In an interview, the one asked: "I" of an answer, "you" of a question."""
    talk = cast.interview
    if talk is None or span.start < talk.start or first not in ("i", "my", "you"):
        return None
    asked = any(question.holds(span) for question in talk.questions)
    return named_person(talk.name, cast, "pronoun.interview") if asked is (first == "you") else None


def _open(words: str) -> Resolved:
    return Resolved(Speaker(words.casefold(), SpeakerClass.UNNAMED), "unresolved.pronoun")


def _he_she(first: str, span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """The latest person who spoke, or one named since whose name opens a sentence.

    One who was just asked answers: "Reporters asked Ana Cruz about it, but she left".
    """
    wrong = lexicon.WOMEN if first in ("he", "him", "his", "himself") else lexicon.MEN
    asked = _asked(span, cast, wrong)
    if asked:
        return named_person(asked, cast, "pronoun.asked")
    last: Resolved | None = None
    place = -1
    recent = zip(turn.places[-LOOK_BACK:], turn.speakers[-LOOK_BACK:], strict=True)
    for at, one in reversed(list(recent)):
        if one.person and not one.plural and not _KIN[first] & set(one.speaker.name.split()):
            last, place = one, at
            break
    since = [
        p
        for p in names_before(cast, span.start)
        if place < p.span.start
        and p.span.start in cast.openers
        and not cast.titles[p.printed] & wrong
        and p.printed != turn.never
    ]
    known = _subject(since, cast).printed if since else None
    if since or last is None or last.speaker.speaker_class is SpeakerClass.UNNAMED:
        known = (
            _opens(span, max(place, since[-1].span.start if since else -1), cast, wrong) or known
        )
    else:
        known = _opens(span, place, cast, wrong, back=1)  # "Cruz owns a yard. He said"
    if known and known != turn.never and (last is None or known not in last.speaker.name):
        return named_person(known, cast, "pronoun")
    return last or _role_opening(span, cast)


_ASKS = re.compile(
    r"\b(?:asked|pressed|questioned|contacted|approached)\s+(?P<whom>[A-Z]\S*(?: [A-Z]\S*){0,3})"
    r"[^.;“”\"]*,? (?:but|and) $"
)


def _asked(span: Span, cast: Cast, wrong: frozenset[str]) -> str | None:
    """The person whom the clause before asks, where "but" or "and" leads on to the pronoun."""
    start = cast.starts[max(0, bisect_right(cast.starts, span.start) - 1)]
    found = _ASKS.search(cast.version.text, start, span.start)
    if found is None:
        return None
    known = cast.called.get(found["whom"].strip(",").split()[-1], ())
    fit = [p for p in known if p.span.start < span.start and not cast.titles[p.printed] & wrong]
    return fit[-1].printed if fit else None


def _subject(since: Sequence[Person], cast: Cast) -> Person:
    """The first of those who stand in the same sentence as the last of them."""
    start = cast.starts[max(0, bisect_right(cast.starts, since[-1].span.start) - 1)]
    return next(person for person in since if person.span.start >= start)


_HERS = listed("sister mother daughter wife widow woman girl aunt niece spokeswoman grandmother")
_HIS = listed("brother father son husband widower man boy uncle nephew spokesman grandfather")
_KIN = dict.fromkeys(("he", "him", "his", "himself"), _HERS) | dict.fromkeys(
    ("she", "her", "hers", "herself"), _HIS
)
"""Pronoun -> nouns that it can't stand for."""


def _opens(span: Span, place: int, cast: Cast, wrong: frozenset[str], back: int = 4) -> str | None:
    """The person whose surname opens the latest sentence between `place` and a pronoun.

    `back`: sentences before the pronoun's that are looked at.
    """
    text = cast.version.text
    number = bisect_right(cast.starts, span.start) - 1
    for start in reversed(cast.starts[max(0, number - back) : number + 1]):
        if start <= place:
            return None
        word = next(iter(split(text, start, min(len(text), start + 40))), None)
        if word is None or word.start >= span.start:
            continue
        called = cast.called.get(word.of(text), ())
        earlier = [p for p in called if p.span.start < start and not cast.titles[p.printed] & wrong]
        if earlier:
            return earlier[-1].printed
    return None


def _role_opening(span: Span, cast: Cast) -> Resolved | None:
    """Somebody unnamed who opens this sentence or the one before: "A ministry official blamed"."""
    text = cast.version.text
    number = bisect_right(cast.starts, span.start) - 1
    for start in reversed(cast.starts[max(0, number - 1) : number + 1]):
        words = text[start : min(span.start, start + 80)].split()
        if not words or words[0] not in ("A", "An", "The", "One"):
            continue
        for place, word in enumerate(words[1:7], 1):
            if word.casefold() in lexicon.TITLES and word.islower():
                name = " ".join(words[: place + 1]).casefold()
                return Resolved(Speaker(name, SpeakerClass.UNNAMED), "pronoun", person=True)
    return None


def _it(span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """The body that opens the sentence, if "it" stands later in it; else the latest that spoke."""
    text = cast.version.text
    start = cast.starts[max(0, bisect_right(cast.starts, span.start) - 1)]
    if span.start - start > 25:
        head = text[start : min(span.start, start + 200)]
        first = next(iter(runs(head, split(head))), None)
        if first and first.span.start < 5 and (len(first.words) > 1 or first.words[0].isupper()):
            name = " ".join(first.words)
            whole = cast.acronyms.get(name, name)
            actor = cast.actors.find(whole)
            if actor and actor.kind != "person":
                return Resolved(speaker_of(actor), "pronoun")
            if is_body(first.words, cast.actors) and actor is None:
                return Resolved(Speaker(whole, SpeakerClass.NAMED), "pronoun")
    for one in reversed(turn.speakers[-LOOK_BACK:]):
        named = one.speaker.speaker_class is not SpeakerClass.UNNAMED
        if not one.person and named and one.rule != "unresolved.pronoun":
            return one
    return None


def possessive(
    first: str,
    words: str,
    span: Span,
    cast: Cast,
    turn: Turn,
    enclosing: Resolved | None,
) -> Resolved:
    """From "her office", "its navy": the owner's name put in the pronoun's place."""
    rest = words.split(None, 1)[1] if len(words.split()) > 1 else ""
    person = person_in(rest.split(",", 1)[0], span, cast) if rest else None
    if person is None and "," in rest:
        person = person_in(rest.split(",")[1].strip(), span, cast)
    if person:
        return person
    owner = pronoun(first, first, span, cast, turn, enclosing)
    chained = owner.speaker.speaker_class is SpeakerClass.UNNAMED and "possessive" in owner.rule
    if not rest or owner.rule == "unresolved.pronoun" or chained:
        return unnamed(words)
    rest = BREAK.split(rest)[0]
    state = cast.actors.state(owner.speaker.name)
    country = cast.actors.find(f"{owner.speaker.name}'s {rest}") if state else None
    if country:
        return Resolved(speaker_of(country), "possessive")
    head = (OF.split(rest.casefold())[0].split() or [""])[-1]
    body = head in lexicon.BODY_WORDS | lexicon.BODY_NOUNS | lexicon.OFFICES
    name = f"{owner.speaker.name}'s {rest}"
    if body:
        return Resolved(Speaker(name, SpeakerClass.NAMED), "possessive")
    plural = head.endswith("s")
    return Resolved(
        Speaker(name.casefold(), SpeakerClass.UNNAMED), "possessive", plural, not plural
    )


def _relative(span: Span, cast: Cast) -> Resolved | None:
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
    longest = before.split()
    for size in range(min(8, len(longest)), len(found[-1].words), -1):
        actor = cast.actors.find(" ".join(longest[-size:]))
        if actor and actor.kind != "person":
            return Resolved(speaker_of(actor), "pronoun.relative")
    return person_in(phrase, where, cast) or body_in(phrase, where, cast)
