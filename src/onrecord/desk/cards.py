"""What lists tell of events, brought up to date beside the requests that make it outdated."""

from __future__ import annotations

import threading
from contextlib import suppress

from onrecord.errors import OnrecordError
from onrecord.ledger.ledger import Ledger
from onrecord.queries.keeping import keep_cards


class Cards:
    """Keeps the cards of a ledger's events, one after the other however many ask for it.

    Lists are right without: what is not kept yet is worked out from the rows, which takes longer.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._wanted = False
        self._at_work = False

    def keep_soon(self) -> None:
        """Have the cards brought up to date, and do not wait for it."""
        with self._lock:
            self._wanted = True
            if self._at_work:
                return
            self._at_work = True
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while self._is_wanted():
            self.keep()

    def _is_wanted(self) -> bool:
        with self._lock:
            self._at_work = self._wanted
            self._wanted = False
            return self._at_work

    def keep(self) -> None:
        """Bring the cards up to date now; a ledger that cannot be written to stays as it is."""
        with suppress(OnrecordError):
            if not self._ledger.read_only:
                keep_cards(self._ledger)
