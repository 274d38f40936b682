"""Sources that are noun phrases: names in apposition, pairs, offices, unnamed classes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attributions import lexicon
from onrecord.attributions.bodies import looks_outlet, speaker_of
from onrecord.attributions.cast import LOOK_BACK, Cast, Resolved, Turn, names_before
from onrecord.attributions.naming import (
    OF,
    body_in,
    company_before,
    is_indefinite,
    is_role,
    named_person,
    person_in,
    without_article,
)
from onrecord.model.attribution import Speaker
from onrecord.model.scales import SpeakerClass
from onrecord.model.span import Span

BREAK = re.compile(
    r"\s*(?:,|;|\(| — | – | who | which | whose | speaking | told | via | said | says )\s*"
)

_OWN_STORY = re.compile(
    r"\b(?:earlier|previous|original) version of this (?:story|article|report)\b", re.IGNORECASE
)


def noun(words: str, span: Span, cast: Cast, turn: Turn) -> Resolved:
    """Whom a noun phrase credits: names first, then bodies, offices and classes.

    Never unresolved: words that name nobody are an unnamed class.
    """
    parts = [part for part in BREAK.split(words) if part]
    if not parts:
        return unnamed(words)
    if _OWN_STORY.search(words):
        outlet = cast.version.facts.outlet
        return Resolved(Speaker(outlet or "OUTLET", SpeakerClass.OUTLET), "outlet.own-story")
    apposed = words.split(", ", 1)[1] if ", the " in words else ""
    actor = cast.actors.find(apposed) if apposed else None
    if actor and actor.kind != "person" and not cast.actors.find(parts[0]):
        return Resolved(speaker_of(actor), "register.apposed")
    pair = _pair(words, span, cast, turn)
    if pair:
        return pair
    known = cast.actors.find(parts[0])
    called = cast.called.get(parts[0], ())  # somebody is called like a city, a state, a paper
    media = known is not None and known.kind == "media"
    person = any(one.name[-1] == parts[0] for one in called) if media else bool(called)
    body = not person and (looks_outlet(parts[0]) or (known is not None and known.kind != "person"))
    indefinite = is_indefinite(parts[0])
    for number, part in enumerate(parts[:3]):
        if body:
            break
        named = person_in(part, span, cast, strict=number > 0 and indefinite)
        if named:
            return named
    return (
        product_in(parts[0], span, cast, turn)
        or body_in(parts[0], span, cast)
        or _apposed_body(parts, span, cast)
        or class_in(parts[0], span, cast, turn)
    )


def _apposed_body(parts: Sequence[str], span: Span, cast: Cast) -> Resolved | None:
    """The body behind a description of it: "the maker of the engines, Acme Turbines"."""
    if len(parts) < 2 or is_indefinite(parts[0]) or is_role(parts[0]):
        return None
    known = cast.actors.find(parts[1])
    body = parts[1] in cast.bodies or (known is not None and known.kind in ("agency", "body"))
    return body_in(parts[1], span, cast) if body else None


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
        one = person_in(side, span, cast) or body_in(side, span, cast)
        if one is None and lower[0] == "the" and lower[-1] in lexicon.BODY_NOUNS:
            one = class_in(side, span, cast, turn)
        if one is None or one.speaker.speaker_class is SpeakerClass.UNNAMED:
            return None
        if one.rule == "name" and lower[0] != "the":
            return None  # "the Disaster and Emergency Presidency" is one body
        names.append(one.speaker.name)
    name = ", ".join(names[:-1]) + " and " + names[-1]
    return Resolved(Speaker(name, SpeakerClass.NAMED), "pair", plural=True)


def product_in(words: str, span: Span, cast: Cast, turn: Turn) -> Resolved | None:
    """The body behind "the JCS's reckoning", "a ministry statement", "the statement"."""
    by = re.fullmatch(r"(?P<what>.+?) (?:by|from|of) (?P<whose>.+)", words)
    if by and by["what"].split()[-1] in lexicon.PRODUCTS:
        whose_own = body_in(by["whose"], span, cast)
        if whose_own and by["whose"].split()[-1][:1].isupper():
            return Resolved(whose_own.speaker, "product.by")
    bare = OF.split(words)[0].strip()
    parts = bare.split()
    if not parts or parts[-1] not in lexicon.PRODUCTS:  # "the Andean Post" is a newspaper
        return None
    owner = re.split(r"[’']s?(?= )", bare)
    whose = owner[0] if len(owner) > 1 else " ".join(parts[:-1])
    if whose.casefold() in ("the", "a", "its", ""):
        last = turn.last(person=False if parts[-1] in _PAPERS else None)
        if last and last.plural and parts[-1] in _STUDIES:
            return None  # "the survey" is not what "some officials" put out
        return Resolved(last.speaker, "product.latest") if last and parts[0] != "A" else None
    whose = re.sub(r"^(?:A|An|a|an) ", "the ", whose)
    found = body_in(whose, span, cast)
    if found is None and whose.casefold().split()[-1] in lexicon.BODY_NOUNS:
        found = Resolved(Speaker(without_article(whose), SpeakerClass.NAMED), "body.words")
    return Resolved(found.speaker, "product") if found else None


_PAPERS = frozenset(("report", "data", "findings", "figures", "analysis", "assessment", "bulletin"))
"""What bodies and teams put out, and not the person who spoke last."""
_STUDIES = frozenset(("survey", "study", "poll"))


def class_in(part: str, span: Span, cast: Cast, turn: Turn) -> Resolved:
    """An office, a body known from before, or an unnamed class."""
    lower = part.casefold()
    head_words = OF.split(lower)[0].split()
    head = (head_words or lower.split())[-1].split("’")[0].split("'")[0]
    definite = lower.startswith("the ")
    if definite and len(lower.split()) == 2 and head in lexicon.TITLES | lexicon.GROUPS:
        back = _by_title(head, span, cast) or _same_head(head, turn)
        if back:
            return back
    if definite and len(lower.split()) == 2 and head in lexicon.BODY_NOUNS | lexicon.OUTLET_HEADS:
        company = company_before(span, cast) if head in lexicon.COMPANY else None
        last = _latest(head, turn)
        if company and not (last and last[0] > company[1] and _is_trade(last[1].speaker)):
            return Resolved(Speaker(company[0], SpeakerClass.NAMED), "body.company-in-text")
        if last:
            return Resolved(last[1].speaker, "body.latest")
    named_office = head in lexicon.OFFICES and not is_indefinite(part) and not head.endswith("s")
    body = head in lexicon.BODY_WORDS | lexicon.BODY_NOUNS and not is_indefinite(part)
    if head in lexicon.PARTIES and lower.split()[0] in ("the", "both"):
        return Resolved(Speaker(without_article(lower), SpeakerClass.NAMED), "parties", plural=True)
    if named_office or body:
        return Resolved(
            Speaker(without_article(part), SpeakerClass.NAMED),
            "office" if named_office else "body.words",
            person=named_office,
        )
    return unnamed(part)


def _latest(head: str, turn: Turn) -> tuple[int, Resolved] | None:
    """The latest body that "the HEAD" takes up, and where it spoke.

    One whose name holds the noun comes before one that only may be such a body.
    """
    bodies = [
        (place, one)
        for place, one in zip(turn.places[-LOOK_BACK:], turn.speakers[-LOOK_BACK:], strict=True)
        if not one.person and not one.plural and _fits(head, one.speaker)
    ]
    named = [body for body in bodies if head in body[1].speaker.name.casefold().split()]
    return next(iter((*reversed(named), *reversed(bodies))), None)


def _is_trade(speaker: Speaker) -> bool:
    """Whether a speaker may be a firm: no public body, no outlet."""
    words = set(speaker.name.casefold().split())
    public = words & (lexicon.BODY_NOUNS | lexicon.BODY_WORDS) - lexicon.COMPANY - _OF_COMPANIES
    code = speaker.code or "CO."
    return speaker.speaker_class is SpeakerClass.NAMED and code.startswith("CO.") and not public


_OF_OUTLETS = lexicon.OUTLET_HEADS | frozenset(
    {"newspaper", "paper", "broadcaster", "network", "agency", "organization", "organisation"}
)
_OF_STATES = frozenset(
    {"army", "navy", "military", "police", "court", "council", "government", "board", "church"}
)
"""Nouns that stand for a body only where its name holds them or is its state's."""

_OF_GOVERNMENTS = frozenset({"country", "nation", "state", "government", "side", "republic"})


_GENERAL = frozenset(
    {"agency", "body", "institution", "organization", "organisation", "group", "authority"}
)
"""Nouns that may take up a body of whatever kind."""

_OF_COMPANIES = frozenset(
    {"corp", "corporation", "inc", "ltd", "llc", "lines", "airlines", "airways", "group", "bank"}
)


def _fits(head: str, speaker: Speaker) -> bool:
    """Whether "the HEAD" may be this speaker."""
    if speaker.speaker_class is SpeakerClass.UNNAMED:
        return False
    if speaker.speaker_class is SpeakerClass.OUTLET:
        return head in _OF_OUTLETS
    if head in lexicon.COMPANY and not (speaker.code or "CO.").startswith("CO."):
        return False
    if speaker.code and speaker.code.removesuffix(".GOV").isalpha():  # a state, or its government
        return head in _OF_GOVERNMENTS
    if head in lexicon.OUTLET_HEADS or head in ("newspaper", "paper", "broadcaster"):
        return False
    words = speaker.name.casefold().split()
    if head in words:
        return True
    if len(words) == 1 and speaker.name == words[0]:
        return False  # "the survey" and "the agency" are two, unless a name joins them
    if head in _OF_STATES:
        return False
    own = words[-1]  # "the union" is no company, and "the ministry" no coast guard
    if own not in lexicon.BODY_NOUNS | lexicon.BODY_WORDS:
        return head in lexicon.COMPANY | _GENERAL  # "Acme" may be a company, and no council
    return head in _GENERAL or (head in lexicon.COMPANY and own in _OF_COMPANIES)


def unnamed(words: str) -> Resolved:
    """The class that `words` describe, in lower case; no two of these are ever one."""
    lower = words.casefold()
    head = (OF.split(lower)[0].split() or lower.split() or [lower])[-1]
    plural = head.endswith("s") or head in ("people", "men", "women", "many", "some", "police")
    role = head in lexicon.TITLES | lexicon.GROUPS
    if head in ("one", "another") and " of " in lower:  # "one of the injured passengers"
        role = lower.split()[-1] in lexicon.GROUPS | _PEOPLE
    return Resolved(
        Speaker(lower, SpeakerClass.UNNAMED), "unnamed", plural=plural, person=role and not plural
    )


_PEOPLE = frozenset(
    {"victims", "suspects", "defendants", "injured", "wounded", "accused", "girls", "boys",
     "children", "hostages", "employees", "guests", "players", "organisers", "organizers"}
)  # fmt: skip


def _by_title(head: str, span: Span, cast: Cast) -> Resolved | None:
    """The one named with this title, before or else after: "the president", "President Cruz"."""
    if head not in lexicon.OFFICES:
        return None
    earlier = [p for p in names_before(cast, span.start) if head in p.titles]
    chosen = earlier[-1] if earlier else next((p for p in cast.people if head in p.titles), None)
    return named_person(chosen.printed, cast, "office.title-in-text") if chosen else None


def _same_head(head: str, turn: Turn) -> Resolved | None:
    """The latest speaker whose words end in the same noun: "the official" after "an official"."""
    for one in reversed(turn.speakers[-LOOK_BACK:]):
        name = one.speaker.name.casefold()
        unnamed = one.speaker.speaker_class is SpeakerClass.UNNAMED and not one.plural
        if unnamed and head in OF.split(name)[0].split():
            return Resolved(one.speaker, "unnamed.same-head", person=one.person)
    return None
