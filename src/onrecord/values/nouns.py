"""What is counted: the head noun behind a number, by form and a closed list of other words."""

from __future__ import annotations

from onrecord.values.lexer import Tokens, bag

PLURALS = {
    "people": "people",
    "persons": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "policemen": "policeman",
    "policewomen": "policewoman",
    "fishermen": "fisherman",
    "servicemen": "serviceman",
    "gunmen": "gunman",
    "firemen": "fireman",
    "crewmen": "crewman",
    "congressmen": "congressman",
    "businessmen": "businessman",
    "crew": "crew",
    "staff": "staff",
    "personnel": "personnel",
    "police": "police",
    "troops": "troop",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "cattle": "cattle",
    "sheep": "sheep",
    "fish": "fish",
    "dead": "people",
    "deaf": "deaf",
    "deceased": "people",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "thieves": "thief",
    "leaves": "leaf",
    "halves": "half",
    "wolves": "wolf",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "crises": "crisis",
    "bases": "base",
    "analyses": "analysis",
    "buses": "bus",
    "viruses": "virus",
    "gases": "gas",
    "campuses": "campus",
    "bonuses": "bonus",
    "movies": "movie",
    "cookies": "cookie",
    "rookies": "rookie",
    "shoes": "shoe",
    "canoes": "canoe",
    "data": "datum",
    "media": "media",
    "headquarters": "headquarters",
    "series": "series",
    "species": "species",
    "million": "million",
    "alumni": "alumnus",
    "bacteria": "bacterium",
    "criteria": "criterion",
    "nuclei": "nucleus",
    "stimuli": "stimulus",
    "deer": "deer",
    "salmon": "salmon",
    "bison": "bison",
    "geese": "goose",
    "oxen": "ox",
    "offspring": "offspring",
    "livestock": "livestock",
    "taxis": "taxi",
    "skis": "ski",
    "rabbis": "rabbi",
    "menus": "menu",
    "gurus": "guru",
    "ads": "ad",
    "tvs": "tv",
    "pcs": "pc",
}
"""Plurals that don't end in -s, or whose singular the endings don't give."""

STOPS = bag(
    "a an the this that these those its his her their our my your some any no all each every "
    "of in on at by to from with without for into onto off out over under up down near after "
    "before during between among through across against along around about above below since "
    "until till as than per via amid beside behind toward towards including like "
    "and or but nor so if when while where who whom whose which because although though "
    "is are was were be been being am has have had having do does did done will would shall "
    "should can could may might must not also just only even still already later ago earlier "
    "last next apart closer farther further early late away back together again then now overnight "
    "today yesterday tomorrow it he she they we you i them him us me there here what how why "
    "other-than said says say told reported according died dies killed killing injured wounded "
    "hurt missing hospitalized hospitalised displaced detained arrested unaccounted rescued "
    "trapped aboard feared confirmed saved alive fell fled flew hit rose went came left took "
    "made struck"
)
"""Words that end the run in which the head noun is looked for."""

PARTICIPLES = bag(
    "killed injured wounded hurt missing hospitalized hospitalised displaced detained arrested "
    "rescued trapped feared confirmed saved struck reported told hit left made dead"
)
"""Words among the stops that may also stand before what is counted ("1,279 confirmed cases")."""

ADJECTIVES_IN_S = bag("overseas previous various serious dangerous famous religious us less plus")
_NOT_HEADS = bag("more other others such least most new additional further extra different")
_NARROW = bag("sports arms news states forces goods women men united armed honors savings sales")
_PEOPLES = ("raelis", "stanis", "iraqis", "saudis", "menis", "ainis", "deshis", "malis", "uthis")
_PERSONS = ("people", "men", "women", "children")
_NO_PERSONS = bag("specimen regimen abdomen omen stamen acumen amen bitumen semen yemen turkmen")
_OPENERS = frozenset({"“", '"', "‘", "`"})
_REACH = 7


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    if word in PLURALS or (word.endswith(_PERSONS) and word not in _NO_PERSONS):
        return True
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ous")):
        return False
    return word not in ADJECTIVES_IN_S and word not in STOPS


def singular(word: str) -> str:
    """The singular of a noun, lower case; words that are no plural stay.

    >>> [singular(w) for w in ("bodies", "missiles", "children", "launches", "people", "glass")]
    ['body', 'missile', 'child', 'launch', 'people', 'glass']
    """
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("children"):
        return word[:-3]  # "grandchildren"
    if word.endswith(("men", "women")) and is_plural(word):
        return word[:-2] + "an"
    if word.endswith(_PEOPLES):
        return word[:-1]
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def head_noun(tokens: Tokens, i: int, *, one: bool) -> tuple[int, int] | None:
    """Where the noun phrase behind a number has its head, and where the phrase ends.

    Reads on from token `i` over adjectives and nouns. For a plural the head is the last plural in
    the run's first row of them ("two sports cars"); for one thing it is the run's last word
    ("a single projectile"). None where no noun follows ("nine died").
    """
    k, count = i, len(tokens)
    head: int | None = None
    last: int | None = None
    while tokens.word(k) in _OPENERS:
        k += 1
    start = k
    while k < count and k < i + _REACH:
        word = tokens.words[k]
        if word == "-" and tokens.touches(k) and k > start and tokens.touches(k - 1):
            k += 1
            continue
        if _initial(tokens, k):
            k += 2  # "159 U.N. members"
            continue
        if head is None and k > start and _joins(tokens, k):
            k += 1
            continue
        stops = word in STOPS and not (k == start and _attributive(tokens, k))
        if not word[0].isalpha() or stops or len(word) == 1:
            break
        if head is not None and (not _narrow(tokens, head) or word.endswith(("ing", "ed"))):
            break
        if one and last is not None and _verbal(word) and not is_plural(word):
            break
        if not one and word not in _NOT_HEADS and _plural_at(tokens, k):
            hyphened = tokens.word(k + 1) == "-" and tokens.touches(k)
            if not hyphened:
                head = k
        if word not in _NOT_HEADS:
            last = k
        k += 1
    if one:
        if last is None:
            return None
        # "one man died": the run ends before the verb by form alone
        return last, last + 1
    return None if head is None else (head, head + 1)


def _narrow(tokens: Tokens, head: int) -> bool:
    """Whether a plural stands before its own head ("United States soldiers", "arms dealers")."""
    return tokens.words[head] in _NARROW or tokens.capital(head)


def _plural_at(tokens: Tokens, k: int) -> bool:
    word = tokens.words[k]
    if is_plural(word):
        return True
    printed = tokens.printed(k)
    if word.endswith("is") and len(word) > 5 and tokens.capital(k):
        return True  # "35 Israelis"; of "12 Paris attacks" the second is the head
    return len(printed) > 2 and printed.endswith("s") and printed[:-1].isupper()  # "CDs"


def _joins(tokens: Tokens, k: int) -> bool:
    """Whether "and" stands between two words of one kind ("12 local and national papers")."""
    if tokens.words[k] not in ("and", "or") or tokens.capital(k - 1):
        return False
    following = tokens.word(k + 1)
    if not following.isalpha() or following in STOPS or is_plural(following):
        return False
    return k + 2 < len(tokens) and _plural_at(tokens, k + 2)


def _initial(tokens: Tokens, k: int) -> bool:
    """Whether a letter of an abbreviation with full stops stands here ("U.N.")."""
    letter = len(tokens.words[k]) == 1 and tokens.capital(k) and tokens.touches(k)
    return letter and tokens.word(k + 1) == "."


def _attributive(tokens: Tokens, k: int) -> bool:
    """Whether a participle stands before what is counted rather than closing the phrase."""
    return tokens.words[k] in PARTICIPLES and k + 1 < len(tokens) and _plural_at(tokens, k + 1)


def _verbal(word: str) -> bool:
    return word.endswith(("ed", "ing")) or (word.endswith("s") and not word.endswith("ss"))
