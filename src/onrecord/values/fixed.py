"""Counts without a number: "no injuries", "both", "dozens", "a pair of"; and what is counted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.registers.units import load_units
from onrecord.values.amounts import Amount
from onrecord.values.bounds import before
from onrecord.values.lexer import Tokens, bag
from onrecord.values.nouns import STOPS, head_noun, is_plural, singular
from onrecord.values.numbers import ONES

_VAGUE = {
    "dozens": "dozens",
    "scores": "scores",
    "hundreds": "hundreds",
    "thousands": "thousands",
    "millions": "millions",
    "billions": "billions",
    "several": "several",
}
STARTERS = frozenset({*_VAGUE, "no", "nobody", "both", "pair", "twin", "a", "an", "another", "tens",
                      "single", "few"})  # fmt: skip
_HARM = bag(
    "casualties casualty injuries injury deaths death fatalities fatality victims survivors dead "
    "wounded injured"
)
_HARMED = bag("hurt injured killed harmed wounded died dead dies missing")
_PREDICATES = bag(
    "dead injured killed killing wounded hurt missing hospitalized hospitalised died die dies were "
    "was are is have had unaccounted displaced detained arrested rescued trapped aboard feared "
    "critically seriously severely slightly badly saved evacuated homeless ill pronounced remain "
    "remained drowned survived fled perished lost lay sick infected contracted"
)
_HARMING = bag(
    "killed killing kills kill injured injuring injures injure wounded wounding wounds left leaves "
    "leaving hurting hurts claimed claiming rescued rescuing detained detaining arrested trapping "
    "hospitalized hospitalised displaced displacing infected infecting infects employs employing"
)
_PERSONS = bag(
    "man woman boy girl child person teenager teen bystander passenger pedestrian officer soldier "
    "policeman policewoman civilian worker driver pilot student protester journalist firefighter "
    "toddler baby infant resident villager suspect gunman attacker mayor guard employee sailor "
    "fisherman tourist cyclist motorcyclist doctor nurse teacher lawmaker official youth"
)
_PEOPLE_NOUNS = frozenset({"more", "others", "other"})
_DETERMINERS = bag("the its their his her our my your these those all both whose")
_ATTRIBUTIVE = bag(
    "cylinder door seat seater bed bedroom member man person point game round speed storey story "
    "lane wheel stage piece page word part step star core set goal inning vote seed strong hole "
    "gear channel lot car unit room run match nation state city bit string stop dose wicket"
)
_PICKING = bag("last first next past top only other previous remaining final latest")
_POPULATED = bag(
    "of is was at about around some nearly almost just over under more than only the a to "
    "approximately roughly stands stood and million billion"
)


def counted(tokens: Tokens, end: int, *, one: bool) -> tuple[str, int, int | None]:
    """What the number that ends before token `end` counts.

    Returns:
        The noun, singular ("people" where people are counted without one, "" where nothing is
        named), the token where number and noun end, and the noun's token or None.
    """
    at = end
    hyphen = tokens.word(at) == "-" and tokens.touches(at - 1)
    if hyphen and tokens.word(at + 1) in ("or", "and", "to"):
        return "", end, None  # "7- or 8-inch": the noun stands at the next number
    if hyphen and tokens.word(at + 1).isalpha():
        return singular(tokens.word(at + 1)), at + 2, at + 1  # "three-story"
    if tokens.word(at) == "of":
        part = _part_of(tokens, at + 1)
        if part is not None:
            return part if part[1] else (part[0], end, part[2])
    inner = _measured_inside(tokens, at)
    if inner is not None:
        return singular(tokens.words[inner]), end, inner
    found = head_noun(tokens, at, one=one)
    if found is not None and not _stray(tokens, found[0], one):
        return singular(tokens.words[found[0]]), found[1], found[0]
    if not one and tokens.word(at) in _ATTRIBUTIVE:
        return tokens.words[at], at + 1, at  # "a 3 cylinder engine"
    if tokens.word(at) in ("who", "whom", "whose"):
        return "people", end, None
    if tokens.word(at) in _PEOPLE_NOUNS:
        return "people", at + 1, None
    if _predicated(tokens, at) or _harmed_before(tokens, end) or _population(tokens, end):
        return "people", end, None
    if tokens.printed(at).endswith("ese") and tokens.capital(at):
        return "people", at + 1, None  # "450 Japanese"
    return "", end, None


def _part_of(tokens: Tokens, at: int) -> tuple[str, int, int | None] | None:
    """What "three of …" counts: "his aides", "nine states" (whose number stays to itself)."""
    word = tokens.word(at)
    if word in _DETERMINERS:
        if tokens.word(at + 1) in ("dead", "deceased", "injured", "wounded", "missing"):
            return "people", at + 2, None
        start = at + 1
        while tokens.word(start) in _PICKING or tokens.word(start) in ONES:
            start += 1  # "three of the last four games"
        found = head_noun(tokens, start, one=False) or _owned_by(tokens, start)
    elif word[:1].isdigit() or word in ONES:
        found = head_noun(tokens, at + 1, one=False)
        return None if found is None else (singular(tokens.words[found[0]]), 0, found[0])
    elif is_plural(word) or (is_plural(tokens.word(at + 1)) and _plain(tokens, at)):
        found = head_noun(tokens, at, one=False)
    else:
        found = _owned(tokens, at)
    return None if found is None else (singular(tokens.words[found[0]]), found[1], found[0])


def _owned(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """ "two of Marek's sons": the head behind a possessive close by."""
    for k in range(at, at + 4):
        if tokens.word(k) in ("'", "’") and tokens.word(k + 1) == "s" and k > at:
            return head_noun(tokens, k + 2, one=False)
        if tokens.word(k) not in ("'", "’") and not tokens.capital(k):
            return None
    return None


def _owned_by(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """ "39 of the county's 40 seats": the head behind a possessive and its own number."""
    for k in range(at, at + 3):
        if tokens.word(k) in ("'", "’") and tokens.word(k + 1) == "s":
            k += 2
            return head_noun(tokens, k + (tokens.word(k)[:1].isdigit()), one=False)
    return None


def _measured_inside(tokens: Tokens, at: int) -> int | None:
    """The noun of "20 1,000-megawatt reactors" and "six 40-foot boats", behind their own size."""
    if not tokens.word(at)[:1].isdigit() or tokens.touches(at - 1):
        return None
    k = at + 1
    if tokens.word(k) == "-":
        k += 1
    if tokens.word(k) not in load_units().first_words and tokens.printed(k) not in (
        load_units().signs
    ):
        return None
    found = head_noun(tokens, k + 1, one=False)
    return None if found is None else found[0]


def _predicated(tokens: Tokens, at: int) -> bool:
    """Whether people are meant by what is said of the number: "nine were hurt", "12 died"."""
    if tokens.word(at) == "," and tokens.word(at + 1) in ("including", "among", "mostly"):
        at = _after_aside(tokens, at + 1)  # "seven, including two children, died"
    word = tokens.word(at)
    if word not in _PREDICATES:
        return False
    if word in ("are", "were", "have") and tokens.word(at - 2) in ("which", "whose"):
        return False  # "three polls, of which two are needed"
    if word not in ("is", "has", "have", "was", "were", "are"):
        return True
    return word in ("were", "are", "have") or any(
        tokens.word(k) in _PREDICATES or tokens.word(k) in _HARMED for k in range(at + 1, at + 4)
    )


def _after_aside(tokens: Tokens, at: int) -> int:
    """The token behind the comma that closes what token `at` begins; `at` where none is near."""
    for k in range(at, at + 12):
        if tokens.word(k) == ",":
            return k + 1
    return at


def _population(tokens: Tokens, end: int) -> bool:
    """ "a population of about 7.5 million"."""
    for k in range(end - 2, max(-1, end - 9), -1):
        word = tokens.words[k]
        if word in ("population", "populations"):
            return True
        if not (word in _POPULATED or word[0].isdigit()):
            return False
    return False


def _plain(tokens: Tokens, at: int) -> bool:
    """Whether a word may stand before what is counted: "thousands of job cuts"."""
    return tokens.word(at).isalpha() and tokens.words[at] not in STOPS and not tokens.capital(at)


def _stray(tokens: Tokens, head: int, one: bool) -> bool:
    """Whether a single word behind "one" is a predicate rather than a noun ("one dead")."""
    return one and tokens.words[head] in _PREDICATES


def _harmed_before(tokens: Tokens, end: int) -> bool:
    """Whether a verb of harm governs the number ("injures sixteen")."""
    sentence = tokens.sentence[min(end, len(tokens)) - 1]
    for k in range(end - 2, max(-1, end - 8), -1):
        word = tokens.words[k]
        if tokens.sentence[k] != sentence or word in (",", ";"):
            return False
        if word in _HARMING:
            return True
    return False


def read(tokens: Tokens, i: int, articles: bool) -> Amount | None:
    """The count without a number that begins at token `i`."""
    word = tokens.words[i]
    if word in _VAGUE or word in ("tens", "few"):
        return _vague(tokens, i)
    if word == "no" or word == "nobody":
        return _none(tokens, i)
    if word == "both":
        return _both(tokens, i)
    if word == "twin":
        noun, end, head = counted(tokens, i + 1, one=False)
        return _fixed(i, end, 2, noun, head) if noun else None
    if word == "single" and tokens.word(i - 1) == "a":
        noun, end, head = counted(tokens, i + 1, one=True)
        return _fixed(i, end, 1, noun, head) if noun else None
    if word == "pair":
        if tokens.word(i + 1) == "of":
            noun, end, head = counted(tokens, i + 2, one=False)
            return _fixed(i, end, 2, noun, head)
        alone = tokens.word(i - 1) == "the" and not is_plural(tokens.word(i + 1))
        return _fixed(i, i + 1, 2, "", None) if alone else None
    if articles and word in ("a", "an", "another"):
        return _person(tokens, i)
    return None


def _fixed(i: int, end: int, n: int, noun: str, head: int | None) -> Amount:
    return Amount(
        i, end, i, n=Decimal(n), unit=noun, head=head, rule="quantity.word", sure=0.8,
        bare_end=i + 1, digits=False,
    )  # fmt: skip


def _vague(tokens: Tokens, i: int) -> Amount | None:
    word, at = tokens.words[i], i + 1
    if word == "few":
        if tokens.word(i - 1) != "a":
            return None
        vague = "few"
    elif word == "tens":
        if tokens.word(i + 1) != "of" or tokens.word(i + 2) not in _VAGUE:
            return None
        vague, at = "tens of " + tokens.words[i + 2], i + 3
    elif tokens.word(at) == "of" and tokens.word(at + 1) in ("thousands", "millions", "billions"):
        vague, at = f"{word} of {tokens.words[at + 1]}", at + 2
    else:
        vague = _VAGUE[word]
    if tokens.word(at) in ("dozen", "hundred", "thousand", "million", "billion"):
        vague, at = f"{vague} {tokens.words[at]}", at + 1
    first = i - 1 if word == "few" else i
    if word in ("scores", "several") and tokens.word(i - 1) in ("test", "their", "his", "the"):
        return None
    _, begin = before(tokens, first)
    if tokens.word(at) == "more" and tokens.word(at + 1) == "than":
        return None
    noun, end, head = counted(tokens, at, one=False)
    if word == "scores" and not noun:
        return None
    return Amount(
        begin, end, i, vague=vague, unit=noun, bound=None, head=head, rule="quantity.vague",
        sure=0.9, bare_end=at, digits=False,
    )  # fmt: skip


def _none(tokens: Tokens, i: int) -> Amount | None:
    at = i + 1
    if tokens.words[i] == "nobody" or tokens.word(at) == "one":
        at += 1 if tokens.words[i] == "no" else 0
        for k in range(at, at + 4):
            if tokens.word(k) in _HARMED:
                return _fixed(i, k + 1, 0, "people", None)
        return None
    for k in range(at, at + 4):
        word = tokens.word(k)
        if word in _HARM:
            if word in ("dead", "wounded", "injured", "death") and k == at:
                return None
            return _fixed(i, k + 1, 0, "people", k)
        if not word.isalpha() or word in ("one", "doubt", "matter"):
            return None
    return None


def _both(tokens: Tokens, i: int) -> Amount | None:
    """ "both missiles", "both flew"; not "both X and Y"."""
    for k in range(i + 1, i + 5):
        word = tokens.word(k)
        if word == "and":
            return None
        if not word[:1].isalpha():
            break
    noun, end, head = counted(tokens, i + 1, one=False)
    opens = tokens.opens(i) or tokens.word(i - 1) in (",", "and", "but", "that", ";")
    if not noun and not (opens and _did(tokens, i + 1)):
        return None  # "both in the north and at sea", "they both won"
    return _fixed(i, end, 2, noun if noun != "people" or head else "", head)


def _did(tokens: Tokens, at: int) -> bool:
    """Whether token `at` is a verb: "both flew", "both were found"."""
    word = tokens.word(at)
    return word in _PREDICATES or word in _FLEW or (len(word) > 4 and word.endswith("ed"))


_FLEW = bag("flew fell went came rose hit struck broke sank left landed stood had can could will")


def _person(tokens: Tokens, i: int) -> Amount | None:
    """ "a man", "a 25-year-old man", "another person": one, where the noun is a person's."""
    k = i + 1
    later = tokens.word(k) if tokens.word(k) not in ("later", "also") else tokens.word(k + 1)
    if tokens.words[i] == "another" and later in ("died", "was", "is"):
        return replace(_fixed(i, i + 1, 1, "people", None), rule="quantity.article", sure=0.5)
    while k < i + 9 and (
        tokens.word(k).isalpha() or tokens.word(k) == "-" or tokens.word(k).isdecimal()
    ):
        word = tokens.words[k]
        if word in _PERSONS and tokens.word(k + 1) != "-":
            following = tokens.word(k + 1)
            if following in _PERSONS or is_plural(following):
                return None
            return replace(_fixed(i, k + 1, 1, word, k), rule="quantity.article", sure=0.5)
        if word in ("of", "in", "on", "at", "to", "and", "or", "was", "were", "is", "for", "with"):
            return None
        k += 1
    return None
