"""Bodies, states and outlets as speakers: acronyms, missing states, seats of government."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.attributions import lexicon
from onrecord.attributions.people import STARTERS
from onrecord.model.attribution import Speaker
from onrecord.model.scales import SpeakerClass
from onrecord.registers.actors import Actor, ActorRegister

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_WORD = re.compile(r"[\w&’'.-]+")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "to", "&"})
_AROUND = 20_000
"""Characters on each side in which a body is looked for with its state."""
_REACH = 120
"""Characters before a bracket in which the long form is looked for."""


def acronyms(text: str) -> dict[str, str]:
    """Acronym -> long form, for each "long form (ACRONYM)" of `text`; the first one holds.

    >>> acronyms("Tell the Joint Chiefs of Staff (JCS) or the Eastern Front (FPO).")
    {'JCS': 'Joint Chiefs of Staff', 'FPO': 'Eastern Front'}
    """
    out: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        short = match.group(1)
        before = text[max(0, match.start() - _REACH) : match.start()]
        words = _WORD.findall(before.rsplit("\n", 1)[-1])
        long = _by_initials(short, words) or _capitals_before(words)
        if long and short not in out:
            out[short] = long
    return out


def _by_initials(short: str, words: list[str]) -> str | None:
    """The last words whose initials spell `short`, small words aside."""
    letters = [letter for letter in short if letter.isalpha()]
    place = len(words)
    for letter in reversed(letters):
        place -= 1
        while place >= 0 and words[place].casefold() in _SMALL:
            place -= 1
        if place < 0 or words[place][0].casefold() != letter.casefold():
            return None
    return " ".join(words[place:])


def _capitals_before(words: list[str]) -> str | None:
    """The run of capitals, small words between, that ends `words`: "FPO" for a foreign name."""
    place = len(words)
    while place > 0 and (words[place - 1][0].isupper() or words[place - 1] in _SMALL):
        place -= 1
    while place < len(words) and (words[place].casefold() in _SMALL or words[place] in STARTERS):
        place += 1
    return " ".join(words[place:]) if len(words) - place >= 2 else None


def speaker_of(actor: Actor) -> Speaker:
    """The speaker that a register's actor is; a state or its capital speaks as its government.

    The name of a state or capital stays the state's ("South Korea"), the code is its
    government's, so that "Seoul", "South Korea" and "the South Korean government" are one.
    """
    if actor.kind == "media":
        return Speaker(actor.name, SpeakerClass.OUTLET, actor.code)
    if actor.kind in ("state", "capital"):
        code = actor.code if actor.kind == "capital" else f"{actor.code}.GOV"
        return Speaker(actor.name, SpeakerClass.NAMED, code)
    return Speaker(actor.name, SpeakerClass.NAMED, actor.code)


def looks_outlet(words: str) -> bool:
    """Whether words that no register knows name a newspaper, agency or station.

    >>> [looks_outlet(w) for w in ("Radio Uplands", "state media", "Granite Wire", "the agency")]
    [True, True, True, False]
    """
    parts = [part.casefold() for part in _WORD.findall(words) if part.casefold() not in _SMALL]
    if len(parts) < 2:
        return False
    if parts[0] in ("state", "official") and parts[-1] in ("media", "television", "tv", "radio"):
        return True
    if parts[-1] in ("media", "press") and parts[-2] in ("state", "state-run"):
        return True
    if "news" in parts and "agency" in parts:
        return True
    capital = [part for part in _WORD.findall(words) if part[:1].isupper()]
    named = [part for part in capital if part.casefold() in lexicon.OUTLET_WORDS]
    if not named or len(capital) < 2:
        return False
    last = capital[-1].casefold()
    if last in ("agency", "press", "media", "network", "channel", "sun", "mirror", "globe"):
        return any(part.casefold() in ("news", "associated", "daily") for part in capital)
    return capital[-1] in named or capital[0].casefold() in ("radio", "news")


def with_state(words: str, text: str, actors: ActorRegister, before: int) -> Actor | None:
    """The actor that `words` ("the coast guard") name where the text named its state earlier.

    Looks for the same words after a state's name or adjective: the nearest one before, else
    the first one after. None where the text has none.
    """
    bare = words.casefold().removeprefix("the ").strip()
    if len(bare) < 4:
        return None
    start = max(0, before - _AROUND)
    for window, last in ((text[start:before], True), (text[before : before + _AROUND], False)):
        folded = window.lower()
        if len(folded) != len(window):  # a letter that grows when folded would shift offsets
            continue
        place = folded.rfind(bare) if last else folded.find(bare)
        for _ in range(50):
            if place < 0:
                break
            found = _stated(window, place, bare, actors)
            if found:
                return found
            place = folded.rfind(bare, 0, place) if last else folded.find(bare, place + 1)
    return None


def _stated(text: str, place: int, bare: str, actors: ActorRegister) -> Actor | None:
    """The actor named by one to three words with a capital before `place`, and `bare`."""
    prefix = text[max(0, place - 30) : place].rsplit("\n", 1)[-1].split()
    for size in (1, 2, 3):
        if len(prefix) >= size and prefix[-size][:1].isupper():
            found = actors.find(" ".join(prefix[-size:]) + " " + bare)
            if found:
                return found
    return None


def long_form(words: str, known: Mapping[str, str]) -> str:
    """`words` with an acronym that the text introduced put back into its long form, if it is one.

    >>> long_form("the JCS", {"JCS": "Joint Chiefs of Staff"})
    'Joint Chiefs of Staff'
    """
    bare = words.removeprefix("the ").removeprefix("The ")
    return known.get(bare, words)
