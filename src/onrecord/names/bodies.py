"""Organisations in a text: names of the register, and runs that end or open like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.names.lexicon import ORG_HEADS, ORG_OPENERS
from onrecord.names.passages import Passage
from onrecord.names.runs import is_name_word, longest_actor, phrase, run_end
from onrecord.names.words import Word
from onrecord.registers.actors import Actor, ActorRegister

_STATES = ("state", "capital", "person")


@dataclass(frozen=True, slots=True)
class BodyMention:
    """An organisation's name at words `start` to `end` (exclusive) of a passage.

    `actor` is the register's where it knows the name.
    """

    passage: int
    start: int
    end: int
    name: str
    actor: Actor | None
    rule: str


def find_bodies(
    text: str, passages: Sequence[Passage], register: ActorRegister
) -> tuple[BodyMention, ...]:
    """The organisations that `text` names, in text order; states are left to others."""
    found: list[BodyMention] = []
    for number, passage in enumerate(passages):
        at = 0
        words = passage.words
        while at < len(words):
            mention = _body_at(text, number, words, at, register, passage.loud)
            if mention:
                found.append(mention)
                at = mention.end
            else:
                at += 1
    return tuple(found)


def _body_at(
    text: str,
    number: int,
    words: Sequence[Word],
    at: int,
    register: ActorRegister,
    loud: bool,
) -> BodyMention | None:
    if not words[at].capital:
        return None
    known = longest_actor(text, words, at, register)
    if known and known[1].kind not in _STATES:
        end, actor = known
        if not (end < len(words) and _longer(words, end)):
            return BodyMention(number, at, end, phrase(text, words, at, end), actor, "body.known")
    if loud or not is_name_word(words[at]) or (at and _inside(words, at)):
        return None
    end = run_end(words, at)
    if end < len(words) and words[end - 1].possessive and words[end].joined:
        longer = run_end(words, end) if is_name_word(words[end]) else end
        if words[longer - 1].low in ORG_HEADS and longer > end:
            end = longer  # "Workers' Party", "Sheriff's Office"
    head = words[end - 1].low
    if end < len(words) and words[end].joined and words[end].low == "of" and head in ORG_OPENERS:
        follow = end + 1
        if follow < len(words) and words[follow].low == "the":
            follow += 1
        if follow < len(words) and words[follow].joined and is_name_word(words[follow]):
            end = run_end(words, follow)
            name = phrase(text, words, at, end)
            return BodyMention(number, at, end, name, None, "body.of")
    if end - at > 1 and head in ORG_HEADS:
        return BodyMention(number, at, end, phrase(text, words, at, end), None, "body.head")
    return None


def _longer(words: Sequence[Word], end: int) -> bool:
    """Whether the known name is the start of another name that goes on with an organisation."""
    stop = run_end(words, end - 1) if words[end - 1].capital else end
    return stop > end and words[stop - 1].low in ORG_HEADS


def _inside(words: Sequence[Word], at: int) -> bool:
    """Whether the run began before `at`."""
    before = words[at - 1]
    return words[at].joined and is_name_word(before) and not before.possessive
