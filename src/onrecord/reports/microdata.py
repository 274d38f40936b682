"""Names that a page marks with itemprop: who wrote it, and which outlet printed it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import lxml.html

from onrecord.reports.folding import fold

_LONGEST = 100  # characters of a name
_MOST = 10
_WITHIN = 50
"""Elements within a marked one that are looked at: a name stands near the top of its item."""


def marked_names(tree: lxml.html.HtmlElement, prop: str) -> tuple[str, ...]:
    """The names of the elements with this itemprop, in the order of the page, each once.

    >>> page = '<p itemprop="author" itemscope><b itemprop="name">Ida Roth</b></p>'
    >>> marked_names(lxml.html.fromstring(page), "author")
    ('Ida Roth',)
    """
    found: dict[str, None] = {}
    for node in tree.iter():
        if isinstance(node.tag, str) and prop in (node.get("itemprop") or "").split():
            name = next(_names(node), "")
            if 2 < len(name) < _LONGEST:
                found[name] = None
        if len(found) >= _MOST:
            break
    return tuple(found)


def _names(node: lxml.html.HtmlElement) -> Iterator[str]:
    """What a marked element is called: its own name within, else its words where it is no item."""
    for below in islice(node.iter(), _WITHIN):
        if isinstance(below.tag, str) and "name" in (below.get("itemprop") or "").split():
            yield fold(below.get("content") or _words(below))
    if node.get("itemscope") is None:
        yield fold(node.get("content") or _words(node))


def _words(node: lxml.html.HtmlElement) -> str:
    """The words of an element; more than a name has where they are many."""
    return "".join(islice(node.itertext(), _WITHIN))
