"""Word lists as they stand in the code."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of `words`, which stand apart by white space.

    >>> sorted(listed("say tell"))
    ['say', 'tell']
    """
    return frozenset(words.split())
