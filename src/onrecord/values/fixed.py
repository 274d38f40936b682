"""Counts without a number: "no injuries", "both", "dozens", "a pair of"; and what is counted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.values.amounts import Amount
from onrecord.values.bounds import before
from onrecord.values.lexer import Tokens, bag
from onrecord.values.nouns import STOPS, head_noun, is_plural, singular

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
    "remained drowned survived fled perished lost lay sick infected"
)
_HARMING = bag(
    "killed killing kills kill injured injuring injures injure wounded wounding wounds left leaves "
    "leaving hurting hurts claimed claiming rescued rescuing detained detaining arrested trapping "
    "hospitalized hospitalised displaced displacing"
)
_PERSONS = bag(
    "man woman boy girl child person teenager teen bystander passenger pedestrian officer soldier "
    "policeman policewoman civilian worker driver pilot student protester journalist firefighter "
    "toddler baby infant resident villager suspect gunman attacker mayor guard employee sailor "
    "fisherman tourist cyclist motorcyclist doctor nurse teacher lawmaker official youth"
)
_PEOPLE_NOUNS = frozenset({"more", "others", "other"})


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
    if tokens.word(at) == "of" and tokens.word(at + 1) in ("the", "its", "their", "these", "those"):
        found = head_noun(tokens, at + 2, one=False)
        if found is not None:
            return singular(tokens.words[found[0]]), found[1], found[0]
        if tokens.word(at + 2) in ("dead", "deceased", "injured", "wounded", "missing"):
            return "people", at + 3, None
    elif tokens.word(at) == "of" and (
        is_plural(tokens.word(at + 1))
        or (is_plural(tokens.word(at + 2)) and _plain(tokens, at + 1))
    ):
        found = head_noun(tokens, at + 1, one=False)
        if found is not None:
            return singular(tokens.words[found[0]]), found[1], found[0]
    found = head_noun(tokens, at, one=one)
    if found is not None and not _stray(tokens, found[0], one):
        return singular(tokens.words[found[0]]), found[1], found[0]
    if tokens.word(at) in _PEOPLE_NOUNS:
        return "people", at + 1, None
    if tokens.word(at) in _PREDICATES or _harmed_before(tokens, end):
        return "people", end, None
    return "", end, None


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
    if tokens.word(i + 1) in ("sides", "of", "countries") and not noun:
        return None
    return _fixed(i, end, 2, noun if noun != "people" or head else "", head)


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
