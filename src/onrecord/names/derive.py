"""Whether a name follows from words: what the guard asks before a place or actor is recorded."""

from __future__ import annotations

from functools import lru_cache

from onrecord.model.value import ActorValue, PlaceValue
from onrecord.names.actors import ANAPHORS
from onrecord.registers.actors import Actor, ActorRegister
from onrecord.registers.keys import plain, tidy
from onrecord.registers.offices import office_of
from onrecord.registers.places import Gazetteer

_STOP = frozenset(("the", "of", "a", "an", "in", "at", "and", "for", "to", "on", "s"))


def derivable_place(value: PlaceValue, words: str, gazetteer: Gazetteer) -> bool:
    """Whether `value` is a place that `words` name.

    Its name stands in the words, or both name one entry of the gazetteer; and a GeoNames id is
    one of those that the gazetteer holds for the name. A place that the words only point at
    ("its east coast") needs a relation, and a name that the gazetteer knows.

    >>> from onrecord.registers.places import load_gazetteer
    >>> gazetteer = load_gazetteer()
    >>> derivable_place(PlaceValue("Wonsan", "KP", 1866923), "near Wonsan", gazetteer)
    True
    >>> derivable_place(PlaceValue("Lima", "PE", 3936456), "near Wonsan", gazetteer)
    False
    """
    places = gazetteer.find(value.name)
    if value.geonames is not None and all(p.geonames != value.geonames for p in places):
        return False
    if _within(value.name, words):
        return True
    if places and places[0].kind == "country":
        ids = {p.geonames for p in places if p.kind == "country"}
        if any(p.geonames in ids for part in _parts(words) for p in gazetteer.find(part)):
            return True
        return value.relation is not None and _points(words)
    return False


def derivable_actor(value: ActorValue, words: str, text: str, actors: ActorRegister) -> bool:
    """Whether `value` is an actor that `words` name in `text`.

    The name stands in the words; or a register leads the words to the same code or name; or the
    words are a shorter form of a name that the text itself holds. A group without a name must be
    the words themselves. Pronouns and nouns that stand for someone are no name: whoever resolves
    them records the words that give the name.

    >>> from onrecord.registers.actors import load_actors
    >>> actors = load_actors()
    >>> derivable_actor(ActorValue("South Korea", "KOR.GOV"), "Seoul", "Seoul said", actors)
    True
    >>> text = "Ann Berg spoke. Berg left."
    >>> derivable_actor(ActorValue("Ann Berg"), "Berg", text, actors)
    True
    >>> derivable_actor(ActorValue("Ann Berg"), "Holm", text, actors)
    False
    """
    name = value.name
    if _within(name, words):
        return value.code is None or _code_fits(value, words, text, actors)
    if value.unnamed:
        return False
    if value.code is not None:
        return _code_fits(value, words, text, actors)
    known = actors.find(words) or actors.state(words)
    if known is not None and plain(known.name) == plain(name):
        return True
    return _shortened(name, words, text)


def _within(name: str, words: str) -> bool:
    inner = f" {_flat(tidy(name))} "
    return inner in f" {_flat(words)} "


def _flat(words: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-'’.&" else " " for c in words.replace("’s", " "))
    return plain(kept.replace("'s", " "))


@lru_cache(maxsize=4)
def _flat_text(text: str) -> str:
    return f" {_flat(text)} "


def _parts(words: str) -> list[str]:
    """Runs of up to five words, longest first; at most 200 of them."""
    tokens = [t.strip(',;:()"“”') for t in words.split()][:40]
    return [
        " ".join(tokens[i : i + size]).removesuffix("’s").removesuffix("'s")
        for size in range(min(5, len(tokens)), 0, -1)
        for i in range(len(tokens) - size + 1)
    ][:200]


def _points(words: str) -> bool:
    """Whether the words hold a side or coast that belongs to a place named elsewhere."""
    low = words.casefold()
    return any(
        part in low for part in ("coast", "north", "south", "east", "west", "shore", "waters")
    )


def _code_fits(value: ActorValue, words: str, text: str, actors: ActorRegister) -> bool:
    code = str(value.code)
    for part in (words, *_parts(words)):
        known = actors.find(part)
        if known is not None and known.code == code:
            return True
        state = actors.state(part)
        if state is not None and code in (state.code, f"{state.code}.GOV"):
            return True
    named = actors.get(code)
    if named is None:
        return False
    names = (named.name, *named.aliases, *_office_names(named, actors))
    return any(_shortened(each, words, text) for each in names)


def _office_names(actor: Actor, actors: ActorRegister) -> list[str]:
    """How else a text may name an institution of a state: "Japan's navy"."""
    office = actor.name.removeprefix(f"{actors.adjective(actor.country or '')} ")
    state = actors.get(actor.country) if actor.country else None
    if state is None or office == actor.name:
        return []
    return [f"{owner}'s {office}" for owner in (state.name, *state.aliases)]


def _shortened(name: str, words: str, text: str) -> bool:
    """Whether `words` are a short form of `name`, and `text` holds `name` itself.

    A short form has a word of the name, its initials or the letters in brackets after it, or is
    a bare noun for its kind ("the company", "the coast guard").
    """
    whole = f" {_flat(tidy(name))} "
    if whole not in _flat_text(text):
        return False
    bare = tidy(words.replace("This ", "the ").replace("this ", "the "))
    if bare.casefold() in ANAPHORS or office_of(plain(bare)) is not None:
        return True
    parts = [part for part in whole.split() if part not in _STOP]
    flat = _flat(words).split()
    initials = "".join(part[0] for part in parts)
    return any(
        word in parts
        or (len(word) > 1 and initials.endswith(word))
        or (len(word) > 1 and f"({word})" in text.casefold())
        for word in flat
        if word not in _STOP
    )
