"""Datelines: the place (and day, and agency) that open a report."""

from __future__ import annotations

import re

from onrecord.reports.written import WEEKDAY

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WORD = r"[^\W\d_][\w.'’-]*"
_CAPS = r"[^\W\d_a-zß-öø-ÿ][^\W\da-zß-öø-ÿ]*(?:[.'’-][^\W\da-zß-öø-ÿ]+)*\.?"
_CLOCK = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
_DAY = rf",? (?:{WEEKDAY},? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?{_CLOCK}"
_AGENCY = r" ?\([^()\n]{2,40}\)"
_DASH = r"(?: ?[—–]|  ?--?|:? -)(?=\s)"
# A dateline is told by its dash: after capitals, after an agency in brackets, or after a day.
_OPENINGS = tuple(
    re.compile(pattern)
    for pattern in (
        # SEOUL, South Korea, July 25 (Granite Wire) —
        rf"(?P<place>{_CAPS}(?:[ /]{_CAPS}){{0,4}}(?:, {_WORD}(?: {_WORD}){{0,3}}){{0,2}})"
        rf"(?:{_DAY})?(?:{_AGENCY})?{_DASH}",
        # Seoul, July 25 (Granite Wire) -
        rf"(?P<place>{_WORD}(?: {_WORD}){{0,3}}(?:, {_WORD}(?: {_WORD}){{0,2}}){{0,1}})"
        rf"(?:(?:{_DAY})?{_AGENCY}|{_DAY}){_DASH}",
        # (Granite Wire) —   [an agency alone]
        rf"(?P<place>)\([A-Z][^()\n]{{1,40}}\){_DASH}",
    )
)
_LINE = re.compile(
    rf"(?P<place>(?:[^\W\d_]+ )?{_WORD}(?: {_WORD}){{0,2}}"
    rf"(?:(?: and|,(?! with\b)) {_WORD}(?: {_WORD}){{0,2}})?)"
    rf"(?:{_DAY})?(?P<agency>{_AGENCY}|, with [A-Z][\w' ’]{{1,40}})?"
)
_JOINERS = {"of", "the", "de", "del", "la", "le", "el", "al", "da", "do", "and", "on", "upon", "en"}
# First words and last words of places of more than one word; other two-word lines are as often
# the name of an author.
_FIRST = {
    "new", "san", "santa", "santo", "los", "las", "el", "la", "le", "saint", "st", "st.", "port",
    "puerto", "fort", "mount", "kuala", "hong", "rio", "sao", "são", "buenos", "addis", "tel",
    "phnom", "cape", "abu", "sri", "north", "south", "east", "west", "northern", "southern",
    "eastern", "western", "central", "ho", "salt", "den", "des", "baton", "united",
    "the", "dar", "ulan", "general", "lake", "grand", "great", "upper", "lower", "old",
}  # fmt: skip
_LAST = {
    "city", "beach", "province", "island", "islands", "county", "state", "region", "springs",
    "falls", "town", "harbour", "harbor", "bay", "valley", "rapids", "rica", "aires", "lumpur",
    "heights", "park", "strip", "d.c.", "dc",
}  # fmt: skip
_NO_PLACES = {
    "on", "in", "at", "by", "since", "from", "until", "after", "before", "last", "next", "early",
    "late", "this", "that", "update", "updated", "correction", "breaking",
}  # fmt: skip
_IN_BRACKETS = re.compile(r"\(([^()\n]{2,40})\)")
_LONGEST = 110  # characters that a dateline may take of its paragraph


def opening_dateline(paragraph: str) -> tuple[int, str] | None:
    """The end of the dateline that opens a paragraph and the place it names, or None.

    The end is the offset just past the dash. The place is empty where only an agency is named.

    >>> opening_dateline("MANILA (Granite Wire) - Five people are missing.")
    (23, 'MANILA')
    >>> opening_dateline("ODESSA, July 25, 2019, at 4:27 p.m. -- Two ships are missing.")
    (38, 'ODESSA')
    >>> opening_dateline("Seoul — and Tokyo too — kept silent.") is None
    True
    """
    head = paragraph[:_LONGEST]
    for pattern in _OPENINGS:
        found = pattern.match(head)
        if found and len(paragraph) - found.end() > 20 and _may_open(found["place"]):
            return found.end(), found["place"].rstrip(",")
    return None


def dateline_agency(dateline: str) -> str | None:
    """The agency that a dateline names in brackets, or None.

    >>> dateline_agency("MANILA, May 3 (Granite Wire) —"), dateline_agency("LENZ (updated) –")
    ('Granite Wire', None)
    """
    found = _IN_BRACKETS.search(dateline)
    if found is None:
        return None
    words = found[1].split()
    named = all(word[0].isupper() or word in _JOINERS for word in words)
    told = words[0].casefold().rstrip(":") in _NO_PLACES or any(c.isdigit() for c in found[1])
    return found[1] if named and not told else None


def _may_open(place: str) -> bool:
    return place.split(" ", 1)[0].casefold() not in _NO_PLACES


def dateline_alone(line: str) -> str | None:
    """The place of a line that holds nothing but a dateline, or None.

    Only to be asked of a short line right before the first paragraph. One capitalised word counts
    as a place; several do if they look like a place's name rather than a person's.

    >>> dateline_alone("Manila"), dateline_alone("Seoul, with Granite Wire")
    ('Manila', 'Seoul')
    >>> dateline_alone("Jane Doe") is None
    True
    """
    if len(line) > 80 or (line.endswith(".") and not line.endswith("D.C.")):
        return None
    found = _LINE.fullmatch(line)
    if not found:
        return None
    place = found["place"]
    words = place.replace(",", "").split()
    if not all(word[0].isupper() or word.lower() in _JOINERS for word in words):
        return None
    if not words[0][0].isupper() or not words[-1][0].isupper():
        return None
    known = len(words) == 1 or "," in place or place.isupper() or found["agency"] is not None
    known = known or words[0].lower() in _FIRST or words[-1].lower() in _LAST
    known = known or (len(words) == 3 and words[1] == "and")
    return place if known else None
