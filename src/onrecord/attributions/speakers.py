"""Whom a source's words credit: names, pronouns, offices, bodies, unnamed classes.

Nothing is guessed in silence: what could not be led anywhere keeps its words, and the rule's name
says so ("unresolved.pronoun").
"""

from __future__ import annotations

import re
from bisect import bisect_right
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

_BREAK = re.compile(
    r"\s*(?:,|;|\(| — | – | who | which | whose | speaking | told | via | said | says )\s*"
)
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
    openers: frozenset[int]
    """Starts of the persons' names that stand at the beginning of a sentence."""
    starts: tuple[int, ...]
    """Where sentences begin, rising."""


def cast_of(version: Version, layers: Layers, actors: ActorRegister) -> Cast:
    """The persons and acronyms of `version`."""
    people = persons(version.text, layers.tokens, actors)
    starts = tuple(sentence.span.start for sentence in layers.sentences)
    openers = frozenset(
        person.span.start
        for person in people
        if person.span.start - starts[max(0, bisect_right(starts, person.span.start) - 1)] < 40
    )
    return Cast(version, actors, people, acronyms(version.text), openers, starts)


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
    if _OWN_STORY.search(words):
        outlet = cast.version.facts.outlet
        return Resolved(Speaker(outlet or "OUTLET", SpeakerClass.OUTLET), "outlet.own-story")
    pair = _pair(words, span, cast, turn)
    if pair:
        return pair
    indefinite = _indefinite(parts[0])
    outlet_first = looks_outlet(parts[0]) and _person(parts[0], span, cast, strict=True) is None
    for number, part in enumerate(parts[:3]):
        if outlet_first:
            break
        named = _person(part, span, cast, strict=number > 0 and indefinite)
        if named:
            return named
    return (
        _product(parts[0], span, cast, turn)
        or _body(parts[0], span, cast)
        or _class(parts[0], span, cast, turn)
    )


_OWN_STORY = re.compile(
    r"\b(?:earlier|previous|original) version of this (?:story|article|report)\b", re.IGNORECASE
)


def _pair(words: str, span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """Two or more named speakers joined by "and"."""
    whole = words.removeprefix("both ").removeprefix("Both ")
    if " and " not in whole or cast.actors.find(whole):
        return None
    sides = [side for side in re.split(r", | and ", whole) if side]
    if not 2 <= len(sides) <= 4 or any(len(side.split()) > 7 for side in sides):
        return None
    names: list[str] = []
    for number, side in enumerate(sides):
        lower = side.casefold().split()
        if number and lower[0] in ("other", "others"):
            names.append(side)
            continue
        one = _person(side, span, cast) or _body(side, span, cast)
        if one is None and lower[0] == "the" and lower[-1] in lexicon.BODY_NOUNS:
            one = _class(side, span, cast, turn)
        if one is None or one.speaker.speaker_class is SpeakerClass.UNNAMED:
            return None
        names.append(one.speaker.name)
    name = ", ".join(names[:-1]) + " and " + names[-1]
    return Resolved(Speaker(name, SpeakerClass.NAMED), "pair", plural=True)


def _person(words: str, span: Span, cast: Cast, *, strict: bool = False) -> Resolved | None:
    """A person's name at the end of `words`, or before "of" in them.

    `strict`: the words must be the name, with titles at most.
    """
    cut = _OF.search(words)
    for piece in (words, words[: cut.start()] if cut else ""):
        found = list(runs(piece, split(piece)))
        if not found or found[-1].span.end < len(piece.rstrip(" .'’s")):
            continue
        run = found[-1]
        titles, name = without_title(run.words)
        if not name or (strict and run.span.start > 0):
            continue
        if len(name) == 1:
            titled = bool(titles) or run.before in lexicon.TITLES
            known = _surname(name[0], titles, run.before, span, cast)
            if known:
                return known
            if titled and not is_body(name, cast.actors):
                return _named_person(name[0], cast, "person.title")
            continue
        placed = run.before in ("of", "in", "at", "from", "the") and not titles
        if placed or is_body(name, cast.actors) or run.before in lexicon.GROUPS - lexicon.TITLES:
            continue
        return _named_person(" ".join(name), cast, "person.name")
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


def _body(words: str, span: Span, cast: Cast) -> Resolved | None:
    """A state, body or outlet."""
    actors, text = cast.actors, cast.version.text
    whole = long_form(words, cast.acronyms)
    lower = whole.casefold().removeprefix("the ")
    plural = lower.split()[-1] in lexicon.GROUPS if lower.split() else False
    half = re.fullmatch(r"(north|south)", lower)
    if half:
        whole = _half(half.group(1).capitalize(), cast, span) or whole
    if plural and not looks_outlet(whole):
        return None
    actor = actors.find(whole)
    if actor and actor.kind != "person":
        return Resolved(speaker_of(actor), "register")
    if looks_outlet(whole):
        return Resolved(Speaker(_bare(whole), SpeakerClass.OUTLET), "outlet.words")
    stated = with_state(whole, text, actors, span.start)
    if stated:
        return Resolved(speaker_of(stated), "body.state-in-text")
    bare = _bare(whole).split()
    capital = [word for word in bare if word[:1].isupper()]
    if len(capital) == 1 and bare[0] == capital[0] and len(bare) > 1 and whole == _bare(whole):
        capital = []  # the first word of a sentence
    if capital and not _indefinite(whole) and not _role(whole):
        outlet = cast.version.facts.outlet
        if outlet and _bare(whole).casefold() == outlet.casefold():
            return Resolved(Speaker(outlet, SpeakerClass.OUTLET), "outlet.own")
        return Resolved(Speaker(_bare(whole), SpeakerClass.NAMED), "name")
    return None


def _half(half: str, cast: Cast, span: Span) -> str | None:
    """The state of a divided country that "the North" means: the one named last before."""
    text = cast.version.text
    place = text.rfind(half + " ", 0, span.start)
    tries = 0
    while place >= 0 and tries < 20:
        name = " ".join(text[place : place + 30].split()[:2]).strip(".,;:’'")
        name = name.removesuffix("’s").removesuffix("'s")
        if cast.actors.state(name):
            return name
        place, tries = text.rfind(half + " ", 0, place), tries + 1
    return None


def _product(words: str, span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """The body behind "the JCS's reckoning", "a ministry statement", "the statement"."""
    bare = _OF.split(words)[0].strip()
    parts = bare.split()
    if not parts or parts[-1].casefold() not in lexicon.PRODUCTS:
        return None
    owner = re.split(r"[’']s?(?= )", bare)
    whose = owner[0] if len(owner) > 1 else " ".join(parts[:-1])
    if whose.casefold() in ("the", "a", "its", ""):
        last = turn.last()
        return Resolved(last.speaker, "product.latest") if last and parts[0] != "A" else None
    whose = re.sub(r"^(?:A|An|a|an) ", "the ", whose)
    found = _body(whose, span, cast)
    if found is None and whose.casefold().split()[-1] in lexicon.BODY_NOUNS:
        found = Resolved(Speaker(_bare(whose), SpeakerClass.NAMED), "body.words")
    return Resolved(found.speaker, "product") if found else None


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


def _class(part: str, span: Span, cast: Cast, turn: Turn) -> Resolved:
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
        if head in lexicon.COMPANY:
            company = _company(span, cast)
            if company:
                return Resolved(Speaker(company, SpeakerClass.NAMED), "body.company-in-text")
        last = turn.last(person=False, plural=False)
        if last and last.speaker.speaker_class is not SpeakerClass.UNNAMED:
            return Resolved(last.speaker, "body.latest")
    named_office = head in lexicon.OFFICES and not _indefinite(part) and not head.endswith("s")
    body = head in lexicon.BODY_WORDS | lexicon.BODY_NOUNS and not _indefinite(part)
    if head in lexicon.PARTIES and lower.split()[0] in ("the", "both"):
        return Resolved(Speaker(_bare(lower), SpeakerClass.NAMED), "parties", plural=True)
    if named_office or body:
        return Resolved(
            Speaker(_bare(part), SpeakerClass.NAMED),
            "office" if named_office else "body.words",
            person=named_office,
        )
    return _unnamed(part)


_FIRM = re.compile(
    r"\b(?:inc|corp|co|company|corporation|ltd|llc|plc|lines?|airlines?|airways|electric|energy|"
    r"motors?|industries|group|holdings|bank|shipping|air|foods|systems|technologies)\b",
    re.IGNORECASE,
)


def _company(span: Span, cast: Cast) -> str | None:
    """The firm that the text named last before: a run of capitals with a word of trade in it."""
    text = cast.version.text[max(0, span.start - 4000) : span.start]
    found: str | None = None
    for run in runs(text, split(text)):
        name = " ".join(run.words)
        longer = (long for long in cast.acronyms.values() if long.endswith(" " + name))
        whole = cast.acronyms.get(name) or next(longer, name)
        if _FIRM.search(whole) and cast.actors.find(whole) is None and not looks_outlet(whole):
            lower = {word.casefold() for word in run.words}
            if not lower & {"department", "ministry", "board", "authority", "agency", "government"}:
                found = whole
    return found


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
        unnamed = one.speaker.speaker_class is SpeakerClass.UNNAMED and not one.plural
        if unnamed and head in _OF.split(name)[0].split():
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
        if len(words.split()) > 4 and " and " in words:
            return _noun(words.split(" and ", 1)[1], span, cast, turn)
        return _relative(span, cast) or _open(words)
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
    last: Resolved | None = None
    place = -1
    for at, one in zip(reversed(turn.places), reversed(turn.speakers), strict=True):
        if one.person:
            last, place = one, at
            break
    wrong = lexicon.WOMEN if first in ("he", "him", "his", "himself") else lexicon.MEN
    since = [
        p
        for p in cast.people
        if place < p.span.start < span.start
        and p.span.start in cast.openers
        and not _marks_of(p, cast) & wrong
    ]
    known = since[-1].printed if since else None
    if known and (last is None or known not in last.speaker.name):
        return _named_person(known, cast, "pronoun")
    return last


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
    for one in reversed(turn.speakers):
        named = one.speaker.speaker_class is not SpeakerClass.UNNAMED
        if not one.person and named and one.rule != "unresolved.pronoun":
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
    person = _person(rest.split(",", 1)[0], span, cast) if rest else None
    if person is None and "," in rest:
        person = _person(rest.split(",")[1].strip(), span, cast)
    if person:
        return person
    owner = _pronoun(first, first, span, cast, turn, enclosing)
    if not rest or owner.rule == "unresolved.pronoun":
        return _unnamed(words)
    rest = _BREAK.split(rest)[0]
    state = cast.actors.state(owner.speaker.name)
    country = cast.actors.find(f"{owner.speaker.name}'s {rest}") if state else None
    if country:
        return Resolved(speaker_of(country), "possessive")
    head = (_OF.split(rest.casefold())[0].split() or [""])[-1]
    body = head in lexicon.BODY_WORDS | lexicon.BODY_NOUNS | lexicon.OFFICES
    name = f"{owner.speaker.name}'s {rest}"
    if body:
        return Resolved(Speaker(name, SpeakerClass.NAMED), "possessive")
    return Resolved(Speaker(name.casefold(), SpeakerClass.UNNAMED), "possessive", person=True)


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
    return _person(phrase, where, cast) or _body(phrase, where, cast)
