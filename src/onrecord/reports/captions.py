"""Captions: lines that describe or credit a picture."""

from __future__ import annotations

import re

from onrecord.reports.written import WEEKDAY

_FILE = re.compile(
    r"(?:FILE|File|FILE PHOTO|File photo|FILE IMAGE|FILE PICTURE|File picture|Photo|PHOTO|Image"
    r"|Picture|VIDEO|Video|WATCH|Watch|Map|Graphic|Caption)\s?(?:[-–—:]|\(\d{4}\)\s?[-–—:])\s?\S"
    r"|(?:In |A |An )?(?:[Tt]his|[Ff]ile|[Uu]ndated|[Hh]andout|[Ss]atellite|[Aa]erial|[Vv]ideo)"
    r"(?: (?:undated|handout|file|satellite|aerial|video|combination|combo|still|screen|frame"
    r"|grab|drone|illustration|of))*"
    r" (?:image|photo|photograph|picture|pictures|photos|images|grab|frame|still)"
    r"(?: (?:taken|made|released|provided|obtained|issued|published|distributed|shows|showing)\b|,)"
)
_CREDIT = re.compile(
    r"(?:^|[.!?”\"'’)\]]\s)[\[(]?(?:Photographs?|Photos?|Pictures?|Images?|Illustration|Composite"
    r"|(?:Photo |Image |Picture )?[Cc]redits?)\s?(?::|\bby\b|courtesy)\s?\S.{0,80}$"
    r"|\((?:[^()]{0,60}(?:Photo|Image|Getty Images|Handout|Picture)[^()]{0,60}"
    r"|[A-Z][^()/\d]{2,40}/[A-Z][^()\d]{1,40})\)\.?$"
    r"|©\s?\S.{0,60}$"
)
_MONTHS = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_DATED = re.compile(
    rf",?(?:(?<=,) | on | in |, )(?:{WEEKDAY},? )?"
    rf"(?:{_MONTHS} \d{{1,2}}, (?:19|20)\d\d|\d{{1,2}} {_MONTHS},? (?:19|20)\d\d)\.?"
    r"(?= [A-Z“\"(\[]|$)"
)
_SEEN = re.compile(
    r"\b(?:is|are) (?:seen|pictured|shown|photographed|silhouetted|displayed)\b"
    r"|\b(?:undated|file|this|handout) (?:picture|photo|photograph|image)\b"
    r"|\b(?:left|right|center|centre|second from (?:left|right)|l|r|foreground|background)\b[,)]"
)
# Verbs of what can be seen; not those that laws and plans take too ("takes effect on …"). The
# singular is told by its -s; the plural follows a plural noun.
_STEMS = (
    "watch|walk|stand|sit|look|gesture|speak|talk|meet|arrive|attend|visit|inspect|shake"
    "|wave|hold|carry|ride|run|drive|pass|gather|protest|march|search|clear|remove|stack"
    "|wait|queue|line|pray|mourn|embrace|hug|react|listen|address|deliver|leave|board"
    "|enter|exit|greet|welcome|pose|smile|applaud|salute|guard|patrol|examine|survey"
    "|assess|burn|billow|fly|float|lie|fight|douse|spray|battle|assist|evacuate|escort"
    "|tend|comfort|vote|cast|cheer|celebrate|demonstrate|chant|rally|shop|play|wear|check"
    "|prepare|unload|load|participate|overse|oversee|preside|exchange|chat|receive"
    "|testify|hang|pull|push|sift|transport|cross|flee|climb"
)
_PICTURED = re.compile(rf"\b(?:{_STEMS})(?:s|es)?\b|\bcarries\b|\bhurries\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:said|was|were|had|told|announced|killed|died|reported|added|called|began|signed|became"
    r"|made|took|ruled|asked|claimed|launched|fired|tested|struck|according)\b"
)
_LONGEST = 700  # characters
_LONGEST_DATED = 400


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph of plain text describes or credits a picture.

    Told by an opening ("FILE - …", "In this photo released …"), by a credit at the end
    ("Photograph: …", "(Name/Agency)"), or by a first sentence in the present tense that ends in
    a full date. A long paragraph is never one.

    >>> is_caption("People watch the news at a railway station, Seoul, May 9, 2019.")
    True
    >>> is_caption("The two leaders met in Seoul on May 9, 2019.")
    False
    """
    if len(paragraph) > _LONGEST:
        return False
    if _FILE.match(paragraph):
        return True
    if _CREDIT.search(paragraph[-200:]) and len(paragraph) < _LONGEST_DATED:
        return True
    dated = _DATED.search(paragraph[:_LONGEST_DATED])
    if dated is None:
        return False
    scene = paragraph[: dated.start()]
    # "Dr. Smith", "St. Louis": a full stop followed by a capital is no proof of a new sentence,
    # so only the words decide.
    if _SEEN.search(scene):
        return True
    if not dated.group().startswith(","):
        return False  # "holds elections on March 3, 2026" is the schedule's present tense
    verb = _PICTURED.search(scene)
    return verb is not None and not _PAST.search(scene) and verb.start() > 0
