"""Pages that were made a moment ago: a ledger that stands still gives the same answer twice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TypeAlias

from onrecord.desk.asked import Asked
from onrecord.desk.shown import PageMaker, Shown

_MOST = 128

_Key: TypeAlias = tuple[str | None, PageMaker, tuple[tuple[str, str], ...], frozenset[str]]


class Kept:
    """The pages made last, by what was asked, as long as nothing is recorded.

    The ledger's head changes with every batch, so nothing outdated is ever shown.
    """

    def __init__(self) -> None:
        self._pages: OrderedDict[_Key, Shown] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, make: PageMaker, asked: Asked) -> Shown:
        """The page, made now or before."""
        words = tuple(sorted(asked.words.items()))
        key = (asked.ledger.head(), make, words, asked.clocks.unseen)
        with self._lock:
            held = self._pages.get(key)
            if held is not None:
                self._pages.move_to_end(key)
                return held
        made = make(asked)
        with self._lock:
            self._pages[key] = made
            while len(self._pages) > _MOST:
                self._pages.popitem(last=False)
        return made
