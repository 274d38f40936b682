"""What a name of a place may mean: entries of the gazetteer for it, however it is written."""

from __future__ import annotations

from onrecord.names.lexicon import (
    ADMIN,
    BUILT,
    INSTITUTIONS,
    ORG_HEADS,
    PHYSICAL,
    SIDES,
    STATE_SHORT,
    TITLES,
)
from onrecord.registers.actors import ActorRegister
from onrecord.registers.keys import plain, undotted
from onrecord.registers.places import Gazetteer, Place

_WIDE = ("country", "region", "land", "island")
_PEOPLE = ("ians", "ian", "eans", "ean", "ans", "an", "ns", "n", "ers", "er", "ese", "is", "i", "s")
_ENDS = ("", "a", "o", "ia", "y", "e", "ea", "s")
_LONGEST = 8


def meanings(name: str, gazetteer: Gazetteer, register: ActorRegister) -> tuple[Place, ...]:
    """The places that `name` may mean, best first; empty where none is known.

    Demonyms lead to the state or region of the people, abbreviations to what they stand for,
    "Republic of X" and "X State" to X.

    >>> from onrecord.registers.actors import load_actors
    >>> from onrecord.registers.places import load_gazetteer
    >>> asked = ("W. Va.", "Texans", "Sokoto State", "Zzyzx")
    >>> [[p.name for p in meanings(n, load_gazetteer(), load_actors())][:1] for n in asked]
    [['West Virginia'], ['Texas'], ['Sokoto'], []]
    """
    if name == "L.A.":  # with its dots the city, bare and in capitals the state
        return gazetteer.find("Los Angeles")
    short = undotted(name).replace(" ", "")
    if name[:1].isupper() and short.casefold() in STATE_SHORT:
        code = STATE_SHORT[short.casefold()]
        if "." in name or (name.isupper() and len(short) == 2):
            return _in_states(_STATES[code], code, gazetteer)
    if short in _PROVINCES and name.isupper():
        return tuple(p for p in gazetteer.find(_PROVINCES[short]) if not p.town)
    people = register.demonym(name)
    if people is not None and register.find(name) is None:
        return gazetteer.find(people.name)
    found = gazetteer.find(name)
    if not found:
        state = register.state(name)
        found = gazetteer.find(state.name) if state is not None else ()
    return found or _bare(name, gazetteer) or _of_people(name, gazetteer)


def _in_states(name: str, code: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The state of the United States of that name and code; the capital for DC."""
    kind = "town" if code == "DC" else "region"
    found = gazetteer.find(name)
    return tuple(p for p in found if (p.country, p.kind) == ("US", kind))[:1]


def place_within(name: str, gazetteer: Gazetteer, register: ActorRegister) -> tuple[Place, ...]:
    """The places that the longest part of `name` means: those of "Osaka" for "Osaka City Hall"."""
    parts = name.split()[:_LONGEST]
    for size in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - size + 1):
            part = " ".join(parts[start : start + size]).strip(".,'’")
            if not part[:1].isupper() or part.casefold() in _NO_NAMES:
                continue
            found = gazetteer.find(part)
            if found:
                return found
    people = register.demonym(parts[0]) if parts else None
    return gazetteer.find(people.name) if people is not None else ()


_NO_NAMES = ADMIN | SIDES | ORG_HEADS | BUILT | INSTITUTIONS | PHYSICAL | TITLES
"""Words that are towns somewhere ("Center", "Church") and in longer names are not meant as such."""


def _bare(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The meanings without a word for a level of government before or after, or with one."""
    parts = plain(name).split()
    if not parts or len(parts) > _LONGEST:
        return ()
    county = gazetteer.find(" ".join((*parts, "county")))
    if county or len(parts) < 2:  # "the Clarke sheriff"
        return county
    if len(parts) > 2 and parts[0] in ADMIN and parts[1] == "of":
        found = gazetteer.find(" ".join(parts[2:]))
    elif parts[0] in ADMIN:  # "County Mayo", "Raion X"
        found = gazetteer.find(" ".join(parts[1:]))
    elif parts[-1] in _LEVELS:
        level = _LEVELS[parts[-1]]
        found = gazetteer.find(" ".join((*parts[:-1], level)))
        found = found or gazetteer.find(" ".join((level, *parts[:-1])))
        found = found or gazetteer.find(" ".join(parts[:-1]))
    elif parts[0] in _QUARTERS:
        found = gazetteer.find(" ".join((_QUARTERS[parts[0]], *parts[1:])))
        return found or (gazetteer.find(" ".join(parts[1:])) if parts[0] in SIDES else ())
    else:
        return ()
    return found


def _of_people(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The region whose people or adjective `name` is, by its ending ("Ohioans", "Sicilian")."""
    low = plain(name)
    if len(low) < 5:
        return ()
    for suffix in _PEOPLE:
        stem = low.removesuffix(suffix)
        if stem == low or len(stem) < 3:
            continue
        for end in _ENDS:
            wide = [p for p in gazetteer.find(stem + end) if p.kind in _WIDE]
            if wide:
                return tuple(wide)
    return ()


_LEVELS = {word: word for word in ADMIN} | {"twp": "township", "co": "county"}
_QUARTERS = {"n": "north", "s": "south", "e": "east", "w": "west"} | {s: s for s in SIDES}

_PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "NB": "New Brunswick", "NS": "Nova Scotia",
    "ON": "Ontario", "PEI": "Prince Edward Island", "QC": "Quebec", "NSW": "New South Wales",
    "QLD": "Queensland",
}  # fmt: skip
"""Abbreviations of Canadian provinces and Australian states that mean no other place."""

_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa",
    "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
    "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "DC": "Washington",
}  # fmt: skip
