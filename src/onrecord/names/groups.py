"""People without a name: "South Korean officials", "a U.S. Defense Department official"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.names.lexicon import GROUPS, MODIFIERS, SOMEONE
from onrecord.names.words import Word
from onrecord.registers.actors import ActorRegister

_LEADS = frozenset(("of", "and", "but", "if", "in", "on", "for", "as", "to", "by", "with", "from"))


def find_groups(words: Sequence[Word], register: ActorRegister) -> Iterator[tuple[int, int]]:
    """Yield first and last (exclusive) word of each description of unnamed people.

    One person needs an article or the like ("a senior official"); several need none.
    """
    last = 0
    for at, word in enumerate(words):
        if word.capital and not word.first:
            continue
        several = word.low in GROUPS
        if not several and word.low not in SOMEONE:
            continue
        if at + 1 < len(words) and _goes_on(words, at):
            continue
        start = at
        while start > last and at - start < 8 and words[start].joined:
            before = words[start - 1]
            fits = (
                before.low in MODIFIERS
                or before.capital
                or before.low.isdigit()
                or register.demonym(before.text) is not None
            )
            if not fits or (before.possessive and not before.capital):
                break
            start -= 1
        for i in range(at - 1, start, -1):
            if words[i].low in ("the", "a", "an", "these", "those"):
                start = i
                break
        while start < at and words[start].low in _LEADS:
            start += 1
        if words[start].low == "no" or (
            start and words[start].joined and words[start - 1].low == "no"
        ):
            continue  # "no coalition troops"
        if several or words[start].low in ("a", "an", "another", "one", "unnamed", "the"):
            if not several and start == at:
                continue
            if words[start].low == "the" and not several and at - start < 2:
                continue
            yield start, at + 1
            last = at + 1


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether the noun is itself a modifier, or a title before a name ("officer Ann Lee")."""
    following = words[at + 1]
    if not following.joined or words[at].possessive:
        return False
    return (
        following.low in GROUPS
        or following.low in SOMEONE
        or (following.capital and words[at].low in SOMEONE)
    )
