"""Runs of capitalised words, and what register names lie in them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.names.lexicon import CALENDAR, OFFICE_ENDS, OPENERS, PARTICLES
from onrecord.names.words import Word
from onrecord.registers.actors import Actor, ActorRegister

_NEVER = frozenset(("a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with"))
RUN = 14
"""The most words of a run."""
LONGEST = 9
"""The most words that a name is looked up with."""


def is_name_word(word: Word) -> bool:
    """Whether the word may belong to a name: a capital that is no sentence opener, no month."""
    if not word.capital or word.low in CALENDAR or word.low in _NEVER:
        return False
    return not (word.low in OPENERS and (word.first or word.low == word.text))


def run_end(words: Sequence[Word], start: int) -> int:
    """Where the run of name words that starts at `start` ends (exclusive).

    Particles ("de", "bin") are inside where a name word follows; a possessive ends the run, and
    so do `RUN` words: text in capitals throughout must not cost the square of its length.
    """
    end = start + 1
    while (
        end < len(words)
        and end - start < RUN
        and not words[end - 1].possessive
        and words[end].joined
    ):
        if is_name_word(words[end]) or words[end].text.isdigit():
            end += 1
            continue
        ahead = end
        while ahead < len(words) and ahead - end < 3 and words[ahead].low in PARTICLES:
            ahead += 1
            if ahead < len(words) and not words[ahead].joined:
                break
        if not (end < ahead < len(words) and words[ahead].joined and is_name_word(words[ahead])):
            break
        end = ahead + 1
    return end


def joined_end(words: Sequence[Word], start: int) -> int:
    """The farthest end (exclusive) of words that only single spaces part, at most `LONGEST`."""
    end = start + 1
    while end < len(words) and end - start < LONGEST and words[end].joined:
        end += 1
    return end


def phrase(text: str, words: Sequence[Word], start: int, end: int) -> str:
    """The text of `words[start:end]`, the last word's possessive left out."""
    return text[words[start].start : words[end - 1].end]


def longest_actor(
    text: str, words: Sequence[Word], start: int, register: ActorRegister
) -> tuple[int, Actor] | None:
    """End (exclusive) and actor of the longest register name that starts at `start`.

    The first word has a capital. States by name are found, demonyms alone are not.
    """
    if not words[start].capital:
        return None
    for end in range(joined_end(words, start), start, -1):
        last = words[end - 1]
        if not (last.capital or last.low in OFFICE_ENDS):
            continue
        actor = register.find(phrase(text, words, start, end))
        if actor is not None:
            return end, actor
    return None
