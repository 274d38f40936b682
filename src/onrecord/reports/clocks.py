"""The machine-readable times that a page sets beside its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html

from onrecord.reports.folding import fold

_UPDATED = re.compile(r"updat|modif|revis|edited|last.?changed", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|posted|pub.?date|created|issued|first", re.IGNORECASE)
_ELSEWHERE = frozenset(("nav", "aside", "footer", "li", "figure", "blockquote"))
_PROSE = 80  # characters of a paragraph with which the report's text has begun
_MOST = 6000  # elements that are looked at


@dataclass(frozen=True, slots=True)
class Clocks:
    """Times as written in `datetime`; either may be missing."""

    published: str | None = None
    updated: str | None = None


def clocks_at_headline(tree: lxml.html.HtmlElement) -> Clocks:
    """The times of the <time> elements between the headline and the text, or right above it.

    Words before the time, its class or its itemprop tell which it is; one that nothing is said of
    is that of the publication. Those in menus, lists and beside other stories are left out.

    >>> clocks_at_headline(lxml.html.fromstring(
    ...     '<div><h1>A ferry sank</h1>Updated <time datetime="2022-05-03">today</time></div>'))
    Clocks(published=None, updated='2022-05-03')
    """
    published = updated = None
    for node in _at_headline(tree):
        words = fold(node.get("datetime") or "")
        label = _label(node)
        if _UPDATED.search(label):
            updated = updated or words
        elif published is None or (_PUBLISHED.search(label) and updated is None):
            published = published or words
    return Clocks(published, updated)


def _at_headline(tree: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """The <time> elements that stand with the only h1."""
    heads = list(tree.iter("h1"))
    if len(heads) != 1:
        return
    near = set(list(heads[0].iterancestors())[:2])
    below = False
    for number, node in enumerate(tree.iter()):
        if number > _MOST or not isinstance(node.tag, str):
            continue
        if node is heads[0]:
            below = True
        elif node.tag == "p" and below and len("".join(node.itertext())) > _PROSE:
            return
        elif node.tag == "time" and node.get("datetime"):
            above = list(node.iterancestors())
            if not any(one.tag in _ELSEWHERE for one in above) and (below or near & set(above[:2])):
                yield node


def _label(node: lxml.html.HtmlElement) -> str:
    """What is said of a time: its attributes, and the words before it in its line."""
    parent = node.getparent()
    before = node.getprevious()
    words = (before.tail or "") if before is not None else (parent.text or "")
    if before is not None and not words.strip() and before.tag in ("span", "b", "strong", "em"):
        words = "".join(before.itertext())[-40:]
    own = " ".join(node.get(key) or "" for key in ("itemprop", "class"))
    return f"{own} {words[-40:]} {parent.get('class') or ''}"
