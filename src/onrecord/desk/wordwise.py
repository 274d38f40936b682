"""Two sentences side by side: which words of each the other does not have."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TypeAlias

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

Part: TypeAlias = tuple[str, bool]
"""Words, and whether the other sentence lacks them."""

_LONGEST = 2000
"""Characters that are compared word by word at most: that takes the square of it."""


def differing(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The two in parts.

    >>> differing("Nine are dead.", "Ten are dead.")
    ((('Nine', True), (' are dead.', False)), (('Ten', True), (' are dead.', False)))
    """
    if len(before) + len(after) > 2 * _LONGEST:
        return ((before, True),), ((after, True),)
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    left: list[Part] = []
    right: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = tag != "equal"
        if b > a:
            left.append(("".join(old[a:b]), changed))
        if d > c:
            right.append(("".join(new[c:d]), changed))
    return tuple(left), tuple(right)
