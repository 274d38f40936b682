"""Which runs of a page's text are the article: trafilatura decides, the page's own runs are kept.

trafilatura finds the body well but hands back words without their place. Its words are therefore
only used as a measure; the blocks are the page's own runs of text, with their elements.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

import lxml.html
import trafilatura

from onrecord.reports.asides import is_aside
from onrecord.reports.dom import Chunk

_WORD = re.compile(r"\w+")
_LENGTH = 4  # words of a shingle
_PROSE = 80  # characters; a shorter run may be a teaser or an entry of a menu
_SHARE = 0.75  # of a run's shingles that must stand in the extracted body

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def body_words(tree: lxml.html.HtmlElement, *, generous: bool = False) -> str:
    """The article's words as trafilatura sees them, a block a line; empty where it finds none.

    `generous` takes more of the page, for pages of which hardly anything is found otherwise.
    """
    try:
        found = trafilatura.extract(
            tree,
            include_comments=False,
            include_formatting=False,
            favor_precision=not generous,
            favor_recall=generous,
            deduplicate=False,
        )
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return ""  # a page that breaks the extractor has no body that can be told from the rest
    return found or ""


def body_runs(runs: Sequence[Chunk], words: str) -> tuple[int, ...]:
    """The indices of the runs that make up the body whose words are given."""
    lines = {_key(line.strip("-•*# |")) for line in words.splitlines()}
    shingles = _shingles(_WORD.findall(words))
    chosen: list[int] = []
    seen: set[str] = set()
    for index, run in enumerate(runs):
        key = _key(run.text)
        if not key or run.tags[-1] in ("title", "caption"):
            continue
        if key in seen and len(key) > 60:
            continue  # a page often holds its body twice, for wide and narrow screens
        if key in lines or _stands_in(run.text, shingles):
            chosen.append(index)
            seen.add(key)
    return _main_stretch(runs, chosen)


def prose_runs(runs: Sequence[Chunk]) -> tuple[int, ...]:
    """The runs of prose that stand in no menu, and the short ones among them.

    For pages so large that trafilatura, whose time grows faster than they do, would never end.
    """
    own = [i for i, run in enumerate(runs) if run.linked < 0.5 and not is_aside(run)]
    prose = [i for i in own if len(runs[i].text) > _PROSE]
    return tuple(i for i in own if prose and prose[0] <= i <= prose[-1])


def _main_stretch(runs: Sequence[Chunk], chosen: Sequence[int]) -> tuple[int, ...]:
    """Without the short look-alikes (a teaser, a menu entry) that stand far from the body."""
    prose = [i for i in chosen if len(runs[i].text) > _PROSE]
    if not prose:
        return tuple(chosen)
    first, last = prose[0], prose[-1]
    return tuple(i for i in chosen if first - 12 <= i <= last + 6)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + _LENGTH]) for i in range(len(words) - _LENGTH + 1)}


def _stands_in(text: str, shingles: set[tuple[str, ...]]) -> bool:
    own = _shingles(_WORD.findall(text))
    return bool(own) and len(own & shingles) >= _SHARE * len(own)
