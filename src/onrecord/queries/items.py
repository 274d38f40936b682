"""Which of several things a claim is about, and when two claims are about the same one."""

from __future__ import annotations

from collections.abc import Iterable

ALL = frozenset({"both", "all", "each"})
"""Items that stand for every one of the things that are told apart by number."""

WHOLE = ""
"""The one thing there is, where nothing is told apart."""


def numbered(items: Iterable[str | None]) -> frozenset[str]:
    """The numbers that the items of one slot tell apart; "both" tells two apart.

    >>> sorted(numbered(["both", None, "3", "children"]))
    ['1', '2', '3']
    """
    found: set[str] = set()
    for item in items:
        if item == "both":
            found |= {"1", "2"}
        elif item is not None and item.isdecimal():
            found.add(item)
    return frozenset(found)


def covers(item: str | None, numbers: frozenset[str]) -> frozenset[str]:
    """The things that a claim with this item is about, given the numbers of its slot.

    A claim without an item, or on "both" or "all", is about every numbered thing, or about the
    whole where there are none. Any other words ("children") mark a part that is a thing of its
    own: it never replaces, and is never replaced by, the whole.

    >>> sorted(covers("both", frozenset("12"))), sorted(covers("2", frozenset("12")))
    (['1', '2'], ['2'])
    >>> covers(None, frozenset()), covers("children", frozenset())
    (frozenset({''}), frozenset({'children'}))
    """
    if item is None or item in ALL:
        return numbers or frozenset({WHOLE})
    return frozenset({item})


def named(things: Iterable[str], whole: frozenset[str], item: str | None) -> tuple[str | None, ...]:
    """How to name these things of a claim: by its own item if they are all, else one by one.

    >>> named({"1"}, frozenset("12"), "both"), named({"1", "2"}, frozenset("12"), "both")
    (('1',), ('both',))
    """
    wanted = frozenset(things)
    if wanted == whole:
        return (item,)
    return tuple(sorted(wanted))
