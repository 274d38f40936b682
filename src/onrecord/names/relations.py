"""How words stand to a place: "off the east coast of", "about 40 km north of", "near"."""

from __future__ import annotations

import re

_SIDE = (
    r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|centre|center|middle"
    r"|heart|edge)"
)
_SIDED = (
    r"(?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?"
    r"|central|coastal|upper|lower|rural|downtown|mainland|inner|outer|eastern)"
)
_ABOUT = (
    r"(?:(?:about|around|some|roughly|approximately|approx\.|nearly|almost|just|at least|up to"
    r"|less than|more than|only|over|within|an estimated)\s){0,2}"
)
_NUMBER = (
    r"(?:\d[\d,.]{0,9}|half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|several|a few|dozens of|hundreds of"
    r"|tens of)(?:\s(?:hundred|thousand))?"
)
_LENGTH = r"(?:nautical\s)?(?:miles?|kilomet(?:er|re)s?|kms?|mi|nm|met(?:er|re)s?|yards|feet|m)\b"
_IN_OTHER_UNITS = r"(?:\s\([^()]{1,40}\))?"
_DISTANCE = rf"{_ABOUT}{_NUMBER}[\s-]?(?:and a half\s)?{_LENGTH}{_IN_OTHER_UNITS}"
_WHERE = (
    rf"(?:(?:to the\s|due\s)?{_SIDE}(?:\sof|\sfrom)?|off(?:\sof)?|from|away from|outside(?:\sof)?"
    r"|inside|of|out of|offshore from|downstream from|upstream from|short of|below|above|into)"
)
_COAST = (
    rf"(?:{_SIDED}\s)?(?:coastline|coasts?|shores?|waters|border|outskirts|suburbs?|edge|banks?)"
)
_PREPOSITION = (
    rf"(?:(?:very\s)?close to|near to|near|nearby|around|just off|off|outside of|outside"
    r"|just outside|inside|within|along|beside|alongside|opposite|across from|between|beneath"
    r"|under|above|over"
    rf"|(?:to the |in the |just |due )?{_SIDE} of|(?:to|in) the {_SIDE} of"
    rf"|(?:off|on|along|near|from|at|in|to|over)\s(?:the\s)?{_COAST}\s(?:of|with)"
    rf"|(?:in\s)?(?:the\s)?waters\soff(?:\sthe)?(?:\s{_COAST}\sof)?"
    rf"|on the (?:outskirts|edge|banks|shores) of|in the (?:suburbs|middle|heart|centre|center) of)"
)
_KIND = (
    r"(?:(?:[a-z]{2,12}\s){0,2}(?:city|town|village|province|region|state|district|island|port"
    r"|capital|county|municipality|area|suburb|neighbou?rhood|resort|settlement|peninsula|commune"
    r"|community|prefecture|governorate)(?:\s(?:city|town))?(?:\sof)?\s)"
)
_OWNER = r"(?:[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20})?['’]s?\s)"
_LEAD = rf"(?:the\s)?(?:{_OWNER})?(?:{_SIDED}\s)?(?:{_KIND})?(?:the\s)?"
_DISTANT = re.compile(rf"\b(?P<rel>{_DISTANCE}\s{_WHERE}(?:\s(?:the\s)?{_COAST}\sof)?)\s{_LEAD}\Z")
_PLAIN = re.compile(rf"\b(?P<rel>{_PREPOSITION})\s{_LEAD}\Z", re.I)
_SIDE_BEFORE = re.compile(rf"(?:\bthe\s)?\b(?P<side>{_SIDED})\s\Z", re.I)
_KIND_BEFORE = re.compile(rf"\bthe\s(?:{_SIDED}\s)?{_KIND}\Z")
_WINDOW = 130


def relation_before(text: str, floor: int, start: int) -> tuple[int, str | None, str]:
    """Where the words that place something begin before `text[start]`, the relation, the rule.

    Looks back no farther than `floor`. The relation is None where the place itself is meant.

    >>> printed = "It sank some 12 nautical miles off the northern port of Kota."
    >>> start, relation, _ = relation_before(printed, 0, printed.index("Kota"))
    >>> printed[start:], relation
    ('some 12 nautical miles off the northern port of Kota.', 'some 12 nautical miles off')
    """
    low = max(floor, start - _WINDOW)
    before = text[low:start]
    for pattern, rule in ((_DISTANT, "distance"), (_PLAIN, "relation")):
        match = pattern.search(before)
        if match:
            relation = " ".join(match["rel"].split())
            return low + match.start(), _sided(relation, before[match.end("rel") :]), rule
    match = _KIND_BEFORE.search(before)
    if match:
        return low + match.start(), None, "kind"
    match = _SIDE_BEFORE.search(before)
    if match:
        side = _noun(match["side"])
        return (
            low + match.start(),
            f"in the {side} of" if side else match["side"].casefold(),
            "side",
        )
    the = before.endswith(("the ", "The "))
    return start - 4 if the else start, None, ""


def _noun(side: str) -> str | None:
    """ "southern" -> "south"; None for what is no compass word."""
    low = side.casefold().replace("-", "")
    bare = low.removesuffix("ern")
    return bare if bare.startswith(("north", "south", "east", "west")) else None


_SIDE_WORD = re.compile(rf"(?:the\s)?(?P<side>{_SIDED})\s(?:the\s)?\Z", re.I)


def _sided(relation: str, between: str) -> str:
    """ "off" with "the southern" before a country's name: off the south of."""
    match = _SIDE_WORD.match(between.lstrip())
    side = _noun(match["side"]) if match else None
    return f"{relation.casefold()} the {side} of" if side else relation
