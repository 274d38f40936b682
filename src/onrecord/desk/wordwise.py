"""Two sentences side by side: which words of each the other does not have."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TypeAlias

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

Part: TypeAlias = tuple[str, bool]
"""Words, and whether the other sentence lacks them."""

_MOST = 300
"""Tokens of either that are compared at most: where they are alike, that takes the cube of it."""


def differing(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The two in parts.

    >>> differing("Nine are dead.", "Ten are dead.")
    ((('Nine', True), (' are dead.', False)), (('Ten', True), (' are dead.', False)))

    White space between two words that differ differs with them. Long ones that are not the same
    differ as wholes.

    >>> differing("Both missiles flew.", "The first flew.")[1]
    (('The first', True), (' flew.', False))
    """
    if before == after:
        return ((before, False),), ((after, False),)
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _MOST:
        return ((before, True),), ((after, True),)
    left: list[Part] = []
    right: list[Part] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(steps):
        between = 0 < place < len(steps) - 1 and "".join(old[a:b]).isspace()
        changed = tag != "equal" or between
        _add(left, "".join(old[a:b]), changed)
        _add(right, "".join(new[c:d]), changed)
    return tuple(left), tuple(right)


def _add(parts: list[Part], words: str, changed: bool) -> None:
    """Put words behind the others; to the last where they are of its sort."""
    if parts and parts[-1][1] == changed:
        words = parts.pop()[0] + words
    if words:
        parts.append((words, changed))
