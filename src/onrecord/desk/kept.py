"""Pages that were made a moment ago: a ledger that stands still gives the same answer twice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TypeAlias

from onrecord.desk.asked import Asked
from onrecord.desk.shown import PageMaker, Shown

_MOST = 128

_Key: TypeAlias = tuple[PageMaker, tuple[tuple[str, str], ...], frozenset[str]]


class Kept:
    """The pages made last, by what was asked and what must not be seen, as long as nothing is
    recorded.

    The ledger's head changes with every batch, so nothing outdated is ever shown, or kept.
    """

    def __init__(self) -> None:
        self._head: str | None = None
        self._pages: OrderedDict[_Key, Shown] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, make: PageMaker, asked: Asked, head: str | None) -> Shown:
        """The page, made now or before; `head` was the ledger's a moment ago."""
        key = (make, tuple(sorted(asked.words.items())), asked.clocks.unseen)
        with self._lock:
            if head != self._head:
                self._pages.clear()
                self._head = head
            held = self._pages.get(key)
            if held is not None:
                self._pages.move_to_end(key)
                return held
        made = make(asked)
        with self._lock:
            if head == self._head:
                self._pages[key] = made
                while len(self._pages) > _MOST:
                    self._pages.popitem(last=False)
        return made
