"""Lines of credit: who wrote a report, who contributed to it, what was corrected in it."""

from __future__ import annotations

import re

_BY = re.compile(r"(?:(?:Story|Words|Report|Written|Exclusive)\s+)?[Bb][Yy]:?\s+(?P<names>\S.*)")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_NOT_NAMES = {"the", "a", "an", "this", "that", "all", "most", "far", "then", "now", "late",
              "early", "midday", "noon", "nightfall", "monday", "tuesday", "wednesday",
              "thursday", "friday", "saturday", "sunday"}  # fmt: skip
_PARTICLES = {"de", "del", "da", "van", "von", "der", "den", "al", "el", "bin", "bint", "our"}
_ROLE = re.compile(
    r"(?:\||,|-|–|—|/|\bfor\b|\bin\b|\bof\b|\bat\b|\band agenc(?:y|ies)\b|\bstaff\b"
    r"|\bcorrespondent\b|\breporters?\b|\beditor\b|\bwriter\b)"
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to this (?:report|story|article|dispatch|piece|post|series)\b"
    r"|(?:additional )?reporting\b|research\b)|\bcontributed to the report(?:ing)?[.)]"
    r"|^[(\[*]*(?:additional |with |more )*(?:reporting|writing|editing|compiled|research"
    r"|translation|translated|photographs?|graphics?|video|rewritten) (?:by|from)\b"
    r"|^[(\[*]*(?:writing|reporting|editing) and (?:writing|reporting|editing) by\b"
    r"|^[(\[*]*(?:with|from) (?:additional )?(?:material|reporting|files"
    r"|information|reports?|input)"
    r" (?:from|by)\b"
    r"|\breported from [A-Z][^.]{2,60}\.(?:$| [A-Z].{0,120}\bcontributed\b)"
    r"|^[(\[*]*(?:agencies|agence|associated press|reuters|ap|afp)\b.{0,60}\bcontributed\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"^[\W_]*(?:corrections?|clarifications?|corrected)\b(?: \([^)]{0,40}\))?\s?[:—–-]"
    r"|\b(?:this (?:[\w ,.]{0,24})?(?:story|article|report|post|version|headline|item|page)"
    r"|the (?:story|article|headline|post))"
    r" (?:has been|was|is being) (?:(?:since|also|subsequently) )?(?:corrected|amended"
    r"|updated to (?:correct|clarify|reflect|remove)|re-?filed|changed to)\b"
    r"|\b(?:an?|the) (?:earlier|previous|prior|original|initial) version of (?:this|the)"
    r" (?:[\w-]+ )?(?:story|article|report|post|headline|item|page|caption)\b"
    r"|^[\W_]*(?:this version corrects|corrects |refiles )"
    r"|^[\W_]*editor[’']?s? note:.{0,200}\b(?:correct|amend|clarif|remov|retract)",
    re.IGNORECASE,
)
_PROMO = re.compile(
    r"(?:advertisement|advertising|story continues(?: below)?(?: advertisement)?|article continues"
    r"(?: below| after)?(?: (?:this )?advertisement)?|read more|related(?: articles| stories"
    r"| topics| content| coverage)?|share this(?: story| article)?|most (?:read|popular)"
    r"|recommended(?: for you)?|sign up (?:for|to) our [\w ]{0,40}newsletters?[.!]?"
    r"|skip past newsletter promotion|more on this story|top stories|follow us on \w+[.!]?)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:read more|read also|also read|see also|related|more|watch|must read|read)\s?[:|»>]\s?\S",
    re.IGNORECASE,
)


def byline_names(line: str) -> tuple[str, ...] | None:
    """The authors that a byline names (it may name none: "By our staff"), or None for no byline.

    >>> byline_names("By Jane Doe and Li Na, Granite Wire")
    ('Jane Doe', 'Li Na')
    >>> byline_names("By Friday the toll had doubled.") is None
    True
    """
    found = _BY.fullmatch(line)
    if not found or len(line) > 140 or line.endswith((".", "?", "!", ":", ",")):
        return None
    names = _ROLE.split(found["names"])[0]
    people = [part.strip() for part in re.split(r",|&|\band\b", names) if part.strip()]
    words = [word for person in people for word in _NAME.findall(person)]
    if not words or words[0].lower() in _NOT_NAMES or len(words) > 14:
        return None
    if not all(word[0].isupper() or word.lower() in _PARTICLES for word in words):
        return None
    if words[0].lower() == "our":  # "Our Foreign Staff" names no one
        return ()
    return tuple(p.title() if p.isupper() else p for p in people if 2 <= len(p.split()) <= 5)


def is_contributors(line: str) -> bool:
    """Whether the line credits those who reported, wrote or edited.

    >>> is_contributors("(Reporting by Jane Doe; Editing by Li Na)")
    True
    >>> is_contributors("Heavy rain contributed to the collapse, officials said.")
    False
    """
    return len(line) <= 400 and _CONTRIBUTED.search(line) is not None


def is_correction(line: str) -> bool:
    """Whether the line tells of a correction to the report itself.

    >>> is_correction("An earlier version of this article named the wrong town.")
    True
    >>> is_correction("The ministry corrected the toll.")
    False
    """
    return len(line) <= 1200 and _CORRECTED.search(line) is not None


def is_promo(line: str) -> bool:
    """Whether the line is surely no part of the report: advertising, links to other stories.

    >>> is_promo("Advertisement"), is_promo("READ MORE: Ferry sinks off Mindanao")
    (True, True)
    >>> is_promo("Advertisement sales fell by 4 percent.")
    False
    """
    bare = line.strip(" \t-–—*•>»:")
    if len(line) > 160:
        return False
    return _PROMO.fullmatch(bare) is not None or (
        _LINK.match(bare) is not None and not line.endswith(".")
    )
