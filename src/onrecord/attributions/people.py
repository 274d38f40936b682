"""Persons named in a text: full names, and what they are later called by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.attributions import lexicon
from onrecord.language.listing import listed
from onrecord.model.layers import Name
from onrecord.model.span import Span
from onrecord.registers.actors import ActorRegister

STARTERS = listed(
    "The A An In On At But And Or If When While After Before For From As It He She They We I You "
    "This That These Those His Her Its Their Our My Another One Two Three No Not Many Some Most "
    "Several Both All Earlier Later Meanwhile However According Also With Without By Of To Since "
    "Local Afterwards Afterward Then There Here What Who Which Why How Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December"
)
"""Capitals that are no part of a name."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals that stand together: `words`, their span, and the word before."""

    words: tuple[str, ...]
    span: Span
    before: str


def runs(text: str, tokens: Sequence[Span]) -> Iterator[Run]:
    """The runs of capitals in `tokens`, left to right; initials, hyphens and particles included.

    A run ends at a possessive, a mark or a word that begins sentences.

    >>> from onrecord.language.tokens import split
    >>> printed = "Then Gov. J. de la Cruz-Diaz met Ana O'Neil of Acme."
    >>> [" ".join(run.words) for run in runs(printed, split(printed))]
    ['Gov', 'J de la Cruz-Diaz', "Ana O'Neil", 'Acme']
    """
    place = 0
    size = len(tokens)
    while place < size:
        first = tokens[place].of(text)
        if not _capital(first) or first in STARTERS:
            place += 1
            continue
        words: list[str] = []
        start = last = place
        while place < size:
            word, place = _whole_word(text, tokens, place)
            if not _capital(word.removeprefix("al-").removeprefix("el-")):
                break
            words.append(word)
            last = place - 1
            if place < size and text[tokens[place].start] == ".":
                if len(word) > 1 or not _spaced(tokens, place):
                    break
                place += 1
            place = _over_particles(text, tokens, place, words)
            if place >= size or not _follows(text, tokens, place):
                break
        if words:
            before = tokens[start - 1].of(text).casefold() if start else ""
            if before == "." and start > 1:
                before = tokens[start - 2].of(text).casefold()
            while words[-1] in lexicon.PARTICLES:
                words.pop()
            yield Run(tuple(words), Span(tokens[start].start, tokens[last].end), before)
        place = max(place, start + 1)


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _spaced(tokens: Sequence[Span], stop: int) -> bool:
    """Whether a word follows the stop after a space: an initial and no "U.S."."""
    return stop + 1 < len(tokens) and tokens[stop + 1].start == tokens[stop].end + 1


def _follows(text: str, tokens: Sequence[Span], place: int) -> bool:
    gap = text[tokens[place - 1].end : tokens[place].start]
    return gap in (" ", "\u00a0") and tokens[place].of(text) not in STARTERS


def _over_particles(text: str, tokens: Sequence[Span], place: int, words: list[str]) -> int:
    """The place after particles that a capital follows; they are added to `words`."""
    ahead = place
    held: list[str] = []
    while ahead < len(tokens) and ahead - place < 3:
        word = tokens[ahead].of(text)
        if word not in lexicon.PARTICLES or not _follows(text, tokens, ahead):
            break
        if ahead + 1 < len(tokens) and text[tokens[ahead + 1].start] == "-":
            break
        held.append(word)
        ahead += 1
    if held and ahead < len(tokens) and _capital(tokens[ahead].of(text)):
        words.extend(held)
        return ahead
    return place


def _whole_word(text: str, tokens: Sequence[Span], place: int) -> tuple[str, int]:
    """The word at `place` with what hyphens and inner apostrophes tie to it, and the next place."""
    end = place + 1
    while end + 1 < len(tokens) and end - place < 8:
        mark, after = tokens[end], tokens[end + 1]
        tied = mark.start == tokens[end - 1].end and after.start == mark.end
        letter = text[mark.start]
        if not tied or letter not in "-'’‑&":
            break
        if letter in "'’" and not _capital(after.of(text)):
            break
        end += 2
    return text[tokens[place].start : tokens[end - 1].end], end


def is_body(words: Sequence[str], actors: ActorRegister) -> bool:
    """Whether a run of capitals names a body, an outlet or a place known to the register."""
    lower = [word.casefold() for word in words]
    if any(word in lexicon.BODY_WORDS or word in lexicon.PLACE_WORDS for word in lower):
        return True
    if lower[0] in ("radio", "television", "tv", "news", "the"):
        return True
    if lower[-1] in lexicon.OUTLET_WORDS:
        return True
    name = " ".join(words)
    found = actors.find(name)
    if found is not None:
        return found.kind != "person"
    outlet = actors.find(words[0])
    if outlet is not None and outlet.kind == "media":
        return True  # "CNN Chile"
    return actors.state(words[0]) is not None or actors.state(name) is not None


def without_title(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(titles, name): the words up to the last title among them, and what follows it.

    >>> without_title(["Coast", "Guard", "Admiral", "Ana", "Cruz"])
    (('Coast', 'Guard', 'Admiral'), ('Ana', 'Cruz'))
    """
    cut = 0
    for place, word in enumerate(words[:-1] if len(words) > 1 else words):
        if word.casefold().rstrip(".") in lexicon.TITLES:
            cut = place + 1
    return tuple(words[:cut]), tuple(words[cut:])


def without_place(name: tuple[str, ...], before: str, actors: ActorRegister) -> tuple[str, ...]:
    """`name` without the place that a title ends in: "Minister of Peru Ana Cruz" -> Ana Cruz."""
    if len(name) > 2 and (
        before in ("of", "for", "in", "from") or actors.state(name[0]) is not None
    ):
        two = len(name) > 3 and actors.state(" ".join(name[:2])) is not None
        return name[2:] if two else name[1:]  # "Chief Executive of Hong Kong Ana Cruz"
    return name


@dataclass(frozen=True, slots=True)
class Person:
    """A full name where it stands, with the titles before it, lower case."""

    name: tuple[str, ...]
    span: Span
    titles: frozenset[str]

    @property
    def printed(self) -> str:
        """The name as one string."""
        return " ".join(self.name)

    @property
    def calls(self) -> frozenset[str]:
        """What may mean this person alone: a surname in either order, with its particle."""
        return frozenset((self.name[0], self.name[-1], " ".join(self.name[-2:])))


def persons(
    text: str, tokens: Sequence[Span], actors: ActorRegister, names: Sequence[Name] = ()
) -> tuple[Person, ...]:
    """Every full personal name (two words or more) in the text, left to right.

    `names` are those that the tagger sees, left to right: what it takes for something else than a
    person is none, unless a title says so, and a name begins where it sees one begin ("Baker Ana
    Cruz" is Ana Cruz). In "Vale College Lima Ana Cruz" the last two words are one if it sees
    "Cruz" as a person elsewhere.
    """
    out: list[Person] = []
    surnames = {one.span.of(text).split()[-1] for one in names if one.kind == "Person"}
    ahead = 0
    for run in runs(text, tokens):
        titles, name = without_title(run.words)
        while ahead < len(names) and names[ahead].span.end <= run.span.start:
            ahead += 1
        seen = _seen(names, ahead, run.span)
        apposed = _apposed(text, run.span)
        titled = bool(titles) or bool(apposed) or run.before in lexicon.TITLES
        name = without_place(name, run.before, actors)
        other = seen is not None and seen.kind != "Person" and seen.span.holds(run.span)
        if other and not titled:
            if len(run.words) < 4 or name[-1] not in surnames:
                continue
            name = name[-2:]
        if seen and seen.kind == "Person":
            name = _from(text, run.span, name, seen.span)
        if not 2 <= len(name) <= 6 or name[-1].casefold() in lexicon.TITLES:
            continue
        if run.before == "the" and not titled and not (seen and seen.kind == "Person"):
            continue  # "the Vale Courier"
        if is_body(name, actors):
            continue
        if not titled and any(word.isupper() and len(word) > 2 for word in name):
            continue
        marks = frozenset(word.casefold() for word in titles) | {run.before} | apposed
        out.append(Person(name, run.span, marks))
    return tuple(out)


def _seen(names: Sequence[Name], place: int, run: Span) -> Name | None:
    """The last person, else the first of other sorts, that the tagger sees in a run of capitals."""
    found: Name | None = None
    while place < len(names) and names[place].span.start < run.end:
        if names[place].span.overlaps(run) and (found is None or names[place].kind == "Person"):
            found = names[place]
        place += 1
    return found


def _from(text: str, run: Span, name: tuple[str, ...], seen: Span) -> tuple[str, ...]:
    """The name from the word on at which the tagger sees a person's name of two words begin."""
    if text[seen.start - 1 : seen.start] in ("-", "’", "'"):
        return name  # "Marie Cruz" of "Ana-Marie Cruz"
    cut = len(text[run.start : max(run.start, seen.start)].split())
    return name[-(len(run.of(text).split()) - cut) :] if cut else name


def _apposed(text: str, span: Span) -> frozenset[str]:
    """Titles in the words beside a name: "the guard's spokesman, Ana Cruz", "Ana Cruz, a judge"."""
    before = text[max(0, span.start - 60) : span.start].rstrip()
    words: list[str] = []
    if before.endswith(","):
        words = before[:-1].rsplit("\n", 1)[-1].split()[-3:]
    after = text[span.end : span.end + 80]
    if after.startswith(","):
        for word in after[1:].split()[:9]:
            words.append(word.rstrip(","))
            if word.endswith((",", ".")):
                break
    return frozenset(word.casefold() for word in words) & lexicon.TITLES
