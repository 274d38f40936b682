"""Whether the day beside a happening is that of another doing in its sentence, by the tree."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.language.listing import listed
from onrecord.mentions.trees import Trees
from onrecord.model.span import Span

_PREDICATES = ("VERB", "AUX")
_NOMINAL = frozenset(
    ("acl", "acl:relcl", "nmod", "nmod:poss", "nsubj", "nsubj:pass", "obj", "obl", "appos")
)
_RELATIVE = frozenset(("acl", "acl:relcl"))
_ABOUT = listed("about over of from regarding concerning despite against")
"""Prepositions behind which a happening is what the doing is about, and not when it is done."""
_ANSWERING = (
    "claim", "blam", "jail", "arrest", "sentenc", "charg", "convict", "condemn", "apologi", "thank",
    "prais", "fault", "prosecut", "tak", "took", "admit",
)  # fmt: skip
"""How verbs begin that answer what they stand before with "for": "blamed him for the raid"."""
_RAISING = listed("taking bringing raising lifting pushing")
_STRETCHES = listed(
    "scene site start beginning time day night morning hours round series wave string spate "
    "dozens hundreds thousands scores pair couple number one two three most some"
)
"""Words that a happening may hang on without being set back: "the scene of the crash"."""
_LEADS = listed("on in late early last at")
"""Words between a happening and the day that stands right behind it."""
_FEW = 3
_NAMED = frozenset(("compound", "flat", "amod"))


def of_another(trees: Trees, day: Span, trigger: Span, others: Iterable[Span] = ()) -> bool:
    """Whether the sentence's tree gives the day at `day` to another verb than the happening's.

    `others` are the other single days of the sentence: one that hangs on the happening is its own.

    So it does in "a woman hurt in the crash on Monday | died on Thursday" for the Thursday, and in
    "the toll of the fire rose to 12 on Tuesday". False where no tree was made, or it says nothing.
    """
    date, word = trees.head(day), trees.head(trigger)
    if date is None or word is None:
        return False
    verbal = trees.tag(word) == "VERB" and trigger.end <= day.start
    if verbal and trees.between(trigger, day) <= _LEADS:
        return False  # "fired on Thursday"
    above = [one for one, _ in trees.way_up(date)]
    if word in above:
        return _in_a_clause_behind(trees, date, word)
    for other in others:
        own = trees.head(other)
        if own is not None and word in (one for one, _ in trees.way_up(own)):
            return True
    verb = next((one for one in above[1:] if trees.tag(one) in _PREDICATES), None)
    if verb is None:
        return False
    if trees.span(verb).start >= day.end and not trees.opens(date):
        return False  # "the toll of the slide that struck on Monday rose to 12"
    way = list(trees.way_up(word))
    while len(way) > 1 and way[0][1] in _NAMED:  # "Hurricane | Marun"
        way = way[1:]
    word = way[0][0]
    if word in above:
        return False
    if verb not in [one for one, _ in way]:
        relation = next(iter(trees.way_up(verb)))[1]
        own = 0 <= trees.span(verb).start - trigger.end <= 1  # "drills planned for May"
        return relation in _RELATIVE and not own and _right_behind(trees, verb, day)
    crossed = way[: [one for one, _ in way].index(verb)]
    if trees.tag(word) == "VERB":
        if trees.opens(date):  # "On Sunday, a man who … stabbed two": the day of it all
            return False
        return any(relation in _NOMINAL for _, relation in crossed)
    return _set_back(trees, crossed, verb)


def _right_behind(trees: Trees, verb: int, day: Span) -> bool:
    """Whether the day stands a few words behind the verb ("a notice released | on Sunday")."""
    span = trees.span(verb)
    words = trees.between(span, day) if span.end <= day.start else frozenset()
    return span.end <= day.start and len(words) <= _FEW and not any("," in word for word in words)


def _in_a_clause_behind(trees: Trees, date: int, word: int) -> bool:
    """Whether a relative clause under a verb's object holds the date: "signed a truce that …"."""
    if trees.tag(word) != "VERB":
        return False
    for one, relation in trees.way_up(date):
        if one == word:
            return False
        if relation in _RELATIVE or (relation == "advcl" and "that" in trees.case_of(one)):
            return True
    return False


def _set_back(trees: Trees, crossed: list[tuple[int, str]], verb: int) -> bool:
    """Whether the noun only stands inside of what the dated verb tells of.

    `crossed` is the way from the noun up to the verb: one step where it is the verb's own subject
    or object.
    """
    for place, (one, relation) in enumerate(crossed):
        if trees.low(one) in _RAISING:  # "died on Tuesday, taking the toll of the fire to 12"
            return True
        last = place == len(crossed) - 1
        if relation in _RELATIVE:
            return True
        if relation == "nmod" and not last:
            return trees.low(crossed[place + 1][0]) not in _STRETCHES
        cases = trees.case_of(one) if relation == "obl" else frozenset()
        answers = "for" in cases and trees.low(verb).startswith(_ANSWERING)
        if cases & _ABOUT or answers:
            return True
    return False
