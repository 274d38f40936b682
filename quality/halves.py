"""A corpus in two parts by a fixed hash: three quarters to shape rules by, one that stays unseen.

Until 0.2.0 the parts were halves; the unseen quarter is of the half that was unseen then.
"""

from __future__ import annotations

import hashlib
import sys

PARTS = ("tune", "held-out")


def in_part(key: str, part: str | None) -> bool:
    """Whether the item of that key belongs to the part; to the whole corpus for None.

    >>> sum(in_part("a", part) for part in PARTS)
    1
    """
    unseen = hashlib.sha256(key.encode()).digest()[0] & 3 == 3
    return part is None or PARTS[unseen] == part


def asked(arguments: list[str]) -> tuple[str | None, bool]:
    """The part that a command line asks for, and whether the misses are wanted."""
    part = None
    if "--part" in arguments:
        part = [*arguments, ""][arguments.index("--part") + 1]
        if part not in PARTS:
            sys.exit("--part takes tune or held-out.")
    misses = "--misses" in arguments
    if misses and part != "tune":
        sys.exit("--misses needs --part tune: the other part is kept unseen.")
    return part, misses
