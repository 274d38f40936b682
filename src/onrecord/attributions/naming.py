"""Names in a source's words: persons, bodies, states, outlets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.attributions import lexicon
from onrecord.attributions.bodies import long_form, looks_outlet, speaker_of, with_state
from onrecord.attributions.cast import Cast, Resolved
from onrecord.attributions.people import Person, is_body, runs, without_place, without_title
from onrecord.language.tokens import split
from onrecord.model.attribution import Speaker
from onrecord.model.scales import SpeakerClass
from onrecord.model.span import Span
from onrecord.registers.actors import Actor

OF = re.compile(r"\b(?:of|from|at|with|in|for|to|near|on)\b")


def person_in(words: str, span: Span, cast: Cast, *, strict: bool = False) -> Resolved | None:
    """A person's name at the end of `words`, or before "of" in them.

    `strict`: the words must be the name, with titles at most.
    """
    cut = OF.search(words)
    before = words[: cut.start()] if cut else ""
    for piece in (before, words) if _titled(before) else (words, before):
        found = list(runs(piece, split(piece)))
        if not found or found[-1].span.end < len(piece.rstrip(" .'’s")):
            continue
        run = found[-1]
        titles, name = without_title(run.words)
        name = without_place(name, run.before, cast.actors)
        if not name or name[-1].casefold() in lexicon.TITLES or (strict and run.span.start > 0):
            continue
        if len(name) == 1:
            titled = bool(titles) or run.before in lexicon.TITLES
            known = _surname(name[0], titles, run.before, span, cast)
            if known:
                return known
            if titled and not is_body(name, cast.actors):
                return named_person(name[0], cast, "person.title")
            continue
        placed = (
            run.before in ("of", "in", "at", "from", "the") and not titles and len(run.words) == 2
        )
        if placed or is_body(name, cast.actors) or run.before in lexicon.GROUPS - lexicon.TITLES:
            continue
        endings = [" ".join(name[cut:]) for cut in range(len(name) - 1)]
        if endings[0] in cast.bodies and not titles and run.before not in lexicon.TITLES:
            continue
        printed = next((one for one in endings if one in cast.titles), endings[0])
        return named_person(printed, cast, "person.name")
    return None


def _titled(words: str) -> bool:
    """Whether words are a title and a name of two words or more: "Director Ana Cruz"."""
    found = list(runs(words, split(words)))
    if len(found) != 1 or found[0].span.start:
        return False
    titles, name = without_title(found[0].words)
    return bool(titles) and len(name) > 1


def named_person(name: str, cast: Cast, rule: str) -> Resolved:
    """The person of this name, with the register's code and full name where it knows one."""
    actor = cast.actors.find(name)
    code = actor.code if actor and actor.kind == "person" else None
    printed = actor.name if actor and code else name
    return Resolved(Speaker(printed, SpeakerClass.NAMED, code), rule, person=True)


def _surname(
    word: str, titles: Sequence[str], before: str, span: Span, cast: Cast
) -> Resolved | None:
    """The person of the text whom one name calls: by title where two share it, else the latest."""
    called: Sequence[Person] = cast.called.get(word, ())
    if not called:
        actor = cast.actors.find(word)
        if actor and actor.kind == "person":
            return named_person(word, cast, "person.register")
        return None
    marks = {title.casefold() for title in titles} | {before}
    marks &= lexicon.TITLES
    if marks:
        by_title = [person for person in called if cast.titles[person.printed] & marks]
        called = by_title or called
    place = bisect_left(called, span.start, key=lambda person: person.span.start)
    chosen = called[max(0, place - 1)]
    several = any(person.printed != chosen.printed for person in called)
    return named_person(
        chosen.printed, cast, "person.surname-latest" if several else "person.surname"
    )


def body_in(words: str, span: Span, cast: Cast) -> Resolved | None:
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
    signed = _signed(whole, cast)
    if signed:
        return Resolved(speaker_of(signed), "register.signed")
    if looks_outlet(whole) or _is_branch(whole, cast):
        return Resolved(Speaker(without_article(whole), SpeakerClass.OUTLET), "outlet.words")
    stated = with_state(whole, text, actors, span.start)
    if stated:
        return Resolved(speaker_of(stated), "body.state-in-text")
    longer = _longer(without_article(whole), cast)
    if longer:
        return Resolved(Speaker(longer, SpeakerClass.NAMED), "name.short")
    said = without_article(whole).split()
    capital = [word for word in said if word[:1].isupper()]
    if len(said) == 1 and _is_common(said[0], span, cast):
        return None
    if (
        len(capital) == 1
        and said[0] == capital[0]
        and len(said) > 1
        and whole == without_article(whole)
    ):
        capital = []  # the first word of a sentence
    if capital and not is_indefinite(whole) and not is_role(whole):
        outlet = cast.version.facts.outlet
        if outlet and without_article(whole).casefold() == outlet.casefold():
            return Resolved(Speaker(outlet, SpeakerClass.OUTLET), "outlet.own")
        return Resolved(Speaker(without_article(whole), SpeakerClass.NAMED), "name")
    return None


def _is_common(word: str, span: Span, cast: Cast) -> bool:
    """Whether a word has its capital from the sentence that it opens: "Estimates suggest"."""
    opens = bool(cast.names) and span.start in cast.starts
    return opens and word.endswith("s") and word[1:].islower() and word not in cast.names


def _longer(word: str, cast: Cast) -> str | None:
    """The body that one word calls by the beginning of its name: "Acme" for "Acme Turbines"."""
    if " " in word or word.casefold() in lexicon.BODY_WORDS | lexicon.PLACE_WORDS:
        return None
    found = {name for name in cast.bodies if name.startswith(word + " ")}
    return found.pop() if len(found) == 1 else None


def _signed(words: str, cast: Cast) -> Actor | None:
    """The outlet whose acronym ends the words that describe it: "state news agency KCNA"."""
    last = words.split()[-1]
    if not (last.isupper() and len(last) > 2) or len(words.split()) < 3:
        return None
    actor = cast.actors.find(last)
    described = set(words.casefold().split()) & _DESCRIBED
    return actor if actor and actor.kind == "media" and described else None


_DESCRIBED = lexicon.OUTLET_HEADS | frozenset({"agency", "newspaper", "paper", "network", "media"})


def _is_branch(words: str, cast: Cast) -> bool:
    """Whether words are an outlet's name and a state's: "CNN Chile"."""
    first, _, rest = without_article(words).partition(" ")
    outlet = cast.actors.find(first)
    named = outlet is not None and outlet.kind == "media"
    return named and cast.actors.state(rest) is not None


def _half(half: str, cast: Cast, span: Span) -> str | None:
    """The state of a divided country that "the North" means: the one named last before.

    Else the one of two halves, of which the text names either, its people or its seat anywhere.
    """
    text = cast.version.text
    place = text.rfind(half + " ", 0, span.start)
    tries = 0
    while place >= 0 and tries < 20:
        name = " ".join(text[place : place + 30].split()[:2]).strip(".,;:’'")
        name = name.removesuffix("’s").removesuffix("'s")
        if cast.actors.state(name):
            return name
        place, tries = text.rfind(half + " ", 0, place), tries + 1
    names = {state.name: state.code for state in cast.actors.states()}
    for name in names:
        first, _, rest = name.partition(" ")
        other = f"{_OTHER_HALF.get(first, '')} {rest}"
        if first == half and other in names:
            codes = {names[name], names[other]}
            told = {cast.actors.state(word) for word in set(_CAPITALS.findall(text))}
            if codes & {state.code for state in told if state}:
                return name
    return None


_OTHER_HALF = {"North": "South", "South": "North"}
_CAPITALS = re.compile(r"\b[A-Z]\w+")


def is_role(words: str) -> bool:
    """Whether the head of the words, before "of" and its like, is a person's role."""
    head = OF.split(words)[0].split()
    return bool(head) and head[-1].casefold() in lexicon.TITLES | lexicon.GROUPS


def is_indefinite(words: str) -> bool:
    """Whether words open with "a", "some", "two" … and so name nobody in particular."""
    return words.casefold().split()[0] in lexicon.INDEFINITE


def without_article(words: str) -> str:
    """`words` without "the" at the start."""
    for article in ("the ", "The ", "THE "):
        words = words.removeprefix(article)
    return words


_FIRM = re.compile(
    r"\b(?:inc|corp|co|company|corporation|ltd|llc|plc|lines?|airlines?|airways|electric|energy|"
    r"motors?|industries|group|holdings|bank|shipping|air|foods|systems|technologies)\b",
    re.IGNORECASE,
)


def company_before(span: Span, cast: Cast) -> tuple[str, int] | None:
    """The firm that the text named last before, and where: capitals with a word of trade."""
    start = max(0, span.start - 4000)
    text = cast.version.text[start : span.start]
    found: tuple[str, int] | None = None
    for run in runs(text, split(text)):
        name = " ".join(run.words)
        longer = (long for long in cast.acronyms.values() if long.endswith(" " + name))
        whole = cast.acronyms.get(name) or next(longer, name)
        actor = cast.actors.find(whole)
        public = actor is not None and actor.kind not in ("company", "agency", "body", "person")
        if _FIRM.search(whole) and not public and not looks_outlet(whole):
            lower = {word.casefold() for word in run.words}
            if not lower & {"department", "ministry", "board", "authority", "agency", "government"}:
                found = whole, start + run.span.start
    return found
