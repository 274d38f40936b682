"""The forms of an English verb or noun, so that a codebook lists one form of each."""

from __future__ import annotations

from dataclasses import dataclass

_IRREGULAR = {
    "be": "is being was been", "become": "becomes becoming became become",
    "begin": "begins beginning began begun", "blow": "blows blowing blew blown",
    "break": "breaks breaking broke broken", "bring": "brings bringing brought brought",
    "burn": "burns burning burned burned", "burst": "bursts bursting burst burst",
    "catch": "catches catching caught caught", "come": "comes coming came come",
    "cut": "cuts cutting cut cut", "die": "dies dying died died",
    "dig": "digs digging dug dug", "do": "does doing did done",
    "draw": "draws drawing drew drawn", "drive": "drives driving drove driven",
    "fall": "falls falling fell fallen", "fight": "fights fighting fought fought",
    "find": "finds finding found found", "flee": "flees fleeing fled fled",
    "fly": "flies flying flew flown", "forbid": "forbids forbidding forbade forbidden",
    "give": "gives giving gave given", "go": "goes going went gone",
    "have": "has having had had", "hear": "hears hearing heard heard",
    "hit": "hits hitting hit hit", "hold": "holds holding held held",
    "hurt": "hurts hurting hurt hurt", "keep": "keeps keeping kept kept",
    "leave": "leaves leaving left left", "let": "lets letting let let",
    "lose": "loses losing lost lost", "make": "makes making made made",
    "meet": "meets meeting met met", "pay": "pays paying paid paid",
    "put": "puts putting put put", "rise": "rises rising rose risen",
    "run": "runs running ran run", "say": "says saying said said",
    "see": "sees seeing saw seen", "seek": "seeks seeking sought sought",
    "send": "sends sending sent sent", "set": "sets setting set set",
    "shake": "shakes shaking shook shaken", "shoot": "shoots shooting shot shot",
    "sink": "sinks sinking sank sunk", "sit": "sits sitting sat sat",
    "speak": "speaks speaking spoke spoken", "stand": "stands standing stood stood",
    "strike": "strikes striking struck struck", "swear": "swears swearing swore sworn",
    "sweep": "sweeps sweeping swept swept", "take": "takes taking took taken",
    "tell": "tells telling told told", "think": "thinks thinking thought thought",
    "throw": "throws throwing threw thrown", "tie": "ties tying tied tied",
    "withdraw": "withdraws withdrawing withdrew withdrawn",
    "write": "writes writing wrote written",
}  # fmt: skip
"""Base form -> third person, present participle, past, past participle."""

_DOUBLING = frozenset(
    {
        "admit", "ban", "commit", "drop", "flip", "grab", "gun", "hit", "occur", "permit", "plan",
        "ram", "rebut", "refer", "regret", "rip", "ship", "skid", "slam", "slip", "snap", "spot",
        "stab", "step", "stop", "strip", "tip", "trap",
    }
)  # fmt: skip
_PLURALS = {
    "aircraft": "aircraft", "child": "children", "crisis": "crises", "man": "men",
    "person": "people", "policeman": "policemen", "woman": "women", "fisherman": "fishermen",
    "talks": "talks", "series": "series", "troops": "troops", "spacecraft": "spacecraft",
    "hovercraft": "hovercraft", "wildlife": "wildlife", "crossfire": "crossfire",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The five forms of a verb; for a phrase ("go down") the first word is bent."""

    base: str
    third: str
    ing: str
    past: str
    participle: str

    def all(self) -> tuple[str, ...]:
        """The forms without repetition, sorted.

        >>> verb_forms("meet").all()
        ('meet', 'meeting', 'meets', 'met')
        """
        return tuple(sorted({self.base, self.third, self.ing, self.past, self.participle}))


def verb_forms(verb: str) -> VerbForms:
    """The forms of `verb`, given in its base form and lower case.

    >>> verb_forms("stab").past, verb_forms("open fire").ing, verb_forms("test-fire").past
    ('stabbed', 'opening fire', 'test-fired')
    """
    head, gap, rest = verb.partition(" ")
    stem, dash, last = head.rpartition("-")
    forms = _word_forms(last)
    return VerbForms(*(stem + dash + form + gap + rest for form in forms))


def plural(noun: str) -> str:
    """The plural of `noun` (lower case); of a phrase, its last word's.

    >>> plural("ballistic missile"), plural("child"), plural("launch"), plural("ferry")
    ('ballistic missiles', 'children', 'launches', 'ferries')
    """
    rest, gap, last = noun.rpartition(" ")
    if last in _PLURALS:
        last = _PLURALS[last]
    elif last.endswith(("s", "x", "z", "ch", "sh")):
        last += "es"
    elif last.endswith("y") and last[-2:-1] not in set("aeiou"):
        last = last[:-1] + "ies"
    else:
        last += "s"
    return rest + gap + last


def _word_forms(verb: str) -> tuple[str, str, str, str, str]:
    if verb in _IRREGULAR:
        third, ing, past, participle = _IRREGULAR[verb].split()
        return verb, third, ing, past, participle
    third = plural(verb)
    if verb in _DOUBLING:
        return verb, third, verb + verb[-1] + "ing", *(2 * (verb + verb[-1] + "ed",))
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        ing = verb[:-2] + "ying" if verb.endswith("ie") else verb[:-1] + "ing"
        return verb, third, ing, verb + "d", verb + "d"
    if verb.endswith("e"):
        return verb, third, verb + "ing", verb + "d", verb + "d"
    past = third[:-3] + "ied" if third.endswith("ies") else verb + "ed"
    return verb, third, verb + "ing", past, past
