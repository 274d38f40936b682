"""Whether the words around a day speak of what is to come or of what has been."""

from __future__ import annotations

from onrecord.values.lexer import Tokens, bag
from onrecord.values.numbers import starts_number

_FUTURE = bag(
    "will shall ll expected scheduled due plans planned planning plan upcoming ahead expects "
    "expecting hopes intends aims tomorrow would if set slated payable deadline until unless "
    "proposed await awaits awaiting effective predict predicts predicted forecast forecasts "
    "anticipate anticipates anticipated could might soon "
    "begins opens resumes expires meets "
)
"""The last line are verbs of a timetable, whose present tense is a future: "the trial opens"."""
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
_NO_INFINITIVE = bag("comment say date have us him death court prison jail life power parliament")
_OF_WHAT_WAS = bag("mark celebrate commemorate honor honour mourn remember protest")
_PICKED = bag("first second third latest only")
_NOUNS = bag("plan plans hopes aims forecast forecasts proposed")
"""What looks ahead as a verb, and says nothing behind "the" or "its": "approved the plan"."""
_OF_A_NOUN = bag("the a an its his her their this that our")
_WILL = bag("will shall ll")
_MEANT = bag(
    "is are plan plans hope hopes intend intends expect expects aim aims scheduled expected due set"
)
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
        if word in _WILL or (word in _MEANT and tokens.word(k + 1) == "to"):
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
            if word == "until" and tokens.opens(k) and _was(tokens, i):
                return False  # "Until Friday, they had met"
            if word in ("predicted", "proposed") and not set(tokens.words[k + 1 : i]) - {"on"}:
                return False  # "an official predicted on Friday"
            if word in _NOUNS and tokens.word(k - 1) in _OF_A_NOUN:
                continue
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
            if word.startswith("un") and word not in ("united", "unveiled", "uncovered"):
                continue  # "on a date still unspecified"
            return False
    return None


def told_as_over(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a day that was ahead is told of from later: "was due to open on", "would pass by on".

    So is one whose own verb is past: "the games set for Friday were held".
    """
    if tokens.word(end) in ("was", "were", "had"):
        return True
    for k in range(i - 1, max(-1, i - _REACH), -1):
        word = tokens.words[k]
        if tokens.sentence[k] != tokens.sentence[i] or word in _STOPS:
            return False
        if word == "would":
            return True
        if word in _FUTURE:
            return tokens.word(k - 1) in ("was", "were", "been")
    return False


def _was(tokens: Tokens, i: int) -> bool:
    """Whether what follows in the sentence of token `i` is told as over."""
    for k in range(i, min(len(tokens), i + _REACH)):
        if tokens.sentence[k] != tokens.sentence[i]:
            return False
        if tokens.words[k] in ("had", "was", "were", "did"):
            return True
    return False


def _infinitive(tokens: Tokens, k: int) -> bool:
    """Whether "to" at token `k` begins what is still to be done."""
    verb = tokens.word(k + 1)
    if verb in _OF_WHAT_WAS:
        return False  # "gathered to mark the accord of Friday"
    if any(word in _PICKED for word in tokens.words[max(0, k - 8) : k]):
        return False  # "the first of the neighbours to sign"
    if not verb.isalpha() or tokens.capital(k + 1) or verb in ("the", "a", "an", "its", "their"):
        return False
    if starts_number(verb) or verb.endswith(("s", "ed", "ing")) or verb in _NO_INFINITIVE:
        return False
    return tokens.word(k - 1) not in _NOT_TO


_DONE = bag(
    "ruling decision attack attacks announcement verdict killing killings bombing bombings crash "
    "quake earthquake shooting raid raids blast explosion arrest arrests death deaths collapse "
    "defeat victory loss losses flood floods fire storm derailment"
)
"""What a day is said to have had, never what it is to have: "Friday's blast"."""


def names_done(tokens: Tokens, at: int) -> bool:
    """Whether the words from token `at`, which a day owns, name something that has happened."""
    for k in range(at, at + 4):
        if tokens.word(k) in _DONE:
            return True
        if not tokens.word(k).isalpha():
            break
    return False
