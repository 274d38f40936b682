"""Whether the words around a day speak of what is to come or of what has been."""

from __future__ import annotations

from onrecord.values.lexer import Tokens, bag
from onrecord.values.numbers import starts_number

_FUTURE = bag(
    "will shall ll expected scheduled due plans planned planning plan upcoming ahead expects "
    "expecting hopes intends aims tomorrow would if set slated payable deadline until unless "
    "proposed await awaits awaiting effective predict predicts predicted forecast forecasts "
    "anticipate anticipates anticipated could might soon "
)
_PAST = bag(
    "was were had did said says told went came fell rose struck hit fired launched killed "
    "died met held took made saw found got gave left began won lost sent spoke wrote ran "
)
_NOT_TO = bag(
    "began begun started continued failed refused declined managed able forced had used "
    "was were appeared seemed led according due compared close thanks prior addition response "
    "returned went came helped tried wanted chose unable sought "
)
_NO_VERB_AFTER = bag("behind in on at of with from by under its his her their the a an")
_NO_INFINITIVE = bag("comment say date have us him")
_BE = bag("is are was were be")
_STOPS = frozenset({"\n", ";"})
_REACH = 14


def looks_ahead(tokens: Tokens, i: int) -> bool | None:
    """Whether the words before token `i` speak of the future; None where nothing tells.

    The nearest sign decides: "said it will vote Thursday" looks ahead, "he said Monday that talks
    will go on" does not. An infinitive looks ahead ("asked the council to meet on Thursday"),
    unless the verb before it has been done ("began to arrive on Monday").
    """
    told = _before(tokens, i)
    return True if told is None and _will_follow(tokens, i) else told


def _will_follow(tokens: Tokens, i: int) -> bool:
    """Whether the sentence that a day opens goes on in the future: "On Friday, it will vote"."""
    for k in range(i, min(len(tokens), i + _REACH)):
        word = tokens.words[k]
        if tokens.sentence[k] != tokens.sentence[i] or word in _STOPS or word in _PAST:
            return False
        if word in ("will", "shall"):
            return True
        if len(word) > 4 and word.endswith("ed"):
            return False
    return False


def _before(tokens: Tokens, i: int) -> bool | None:
    sentence = tokens.sentence[i] if i < len(tokens) else -1
    if tokens.word(i - 1) == "since":
        return False
    for k in range(i - 1, max(-1, i - _REACH), -1):
        if tokens.sentence[k] != sentence:
            return None
        word = tokens.words[k]
        if word in _STOPS:
            return None
        if word in _FUTURE:
            if word == "due" and tokens.word(k + 1) == "to" and tokens.word(k - 1) not in _BE:
                continue  # "due to a landslide"
            if word == "set" and tokens.word(k + 1) not in ("to", "for"):
                continue
            if word == "due" and tokens.word(k + 1) == "to" and tokens.word(k + 2) == "the":
                continue
            return True
        if word == "to" and k + 1 < i and _infinitive(tokens, k):
            return True
        if word in _PAST or (len(word) > 4 and word.endswith("ed")):
            if tokens.word(k - 1) in _NO_VERB_AFTER:
                continue  # "behind closed doors"
            if tokens.word(k - 1) == "be":
                continue  # "to be published"
            return False
    return None


def _infinitive(tokens: Tokens, k: int) -> bool:
    verb = tokens.word(k + 1)
    if not verb.isalpha() or tokens.capital(k + 1) or verb in ("the", "a", "an", "its", "their"):
        return False
    if starts_number(verb) or verb.endswith(("s", "ed", "ing")) or verb in _NO_INFINITIVE:
        return False
    return tokens.word(k - 1) not in _NOT_TO
