"""The outlet that a byline names: "By Jane Doe, Granite Wire"."""

from __future__ import annotations

import re

from onrecord.language.listing import listed
from onrecord.registers.actors import load_actors
from onrecord.reports.credits import byline_names

_PART = re.compile(
    r"(?P<mark>[,|/–—]|\s-\s|\b(?:for|of|at)\b)\s*(?P<words>[^,|/–—]+?)\s*(?=[,|/–—]|$)"
)
_JOBS = listed(
    "staff writer writers reporter reporters correspondent correspondents editor editors columnist "
    "contributor contributors chief desk senior special contributing bureau photographer analyst "
    "producer opinion analysis comment intern fellow freelance"
)
_OUTLETS = listed(
    "press news times post wire herald journal tribune gazette agency chronicle broadcasting radio "
    "television tv telegraph guardian observer review courier mail daily weekly sun star mirror "
    "standard examiner inquirer monitor dispatch sentinel record globe argus echo bulletin "
    "register independent today online media network magazine newspaper newspapers newsroom"
)
_JOINERS = listed("of the and for de la")
_MOST = 6  # words


def byline_outlet(line: str) -> str | None:
    """The outlet that a byline gives after its authors, or None.

    It is told by "for", by a bar, by a word that outlets bear, or by the register. A job, a place
    and a section are none.

    >>> byline_outlet("By Jane Doe and Li Na, Granite Wire")
    'Granite Wire'
    >>> byline_outlet("By Jane Doe, Staff Writer"), byline_outlet("By Jane Doe, Boston")
    (None, None)
    """
    authors = byline_names(line)
    if not authors:
        return None
    last = line.casefold().rfind(authors[-1].casefold())
    if last < 0:
        return None
    for part in _PART.finditer(line, last + len(authors[-1])):
        words = part["words"].split()
        if words and words[0] == "the":
            words = words[1:]
        if _may_be_named(words) and (
            part["mark"] == "for"
            or (part["mark"] == "|" and len(words) > 1)
            or words[-1].casefold() in _OUTLETS
            or _is_known(" ".join(words))
        ):
            return " ".join(words)
    return None


def _may_be_named(words: list[str]) -> bool:
    return (
        0 < len(words) <= _MOST
        and all(word[0].isupper() or word in _JOINERS for word in words)
        and not any(word.casefold() in _JOBS for word in words)
    )


def _is_known(name: str) -> bool:
    actor = load_actors().find(name)
    return actor is not None and actor.kind == "media"
