"""What lists tell of events, and the order of review: brought up to date beside the requests.

Where several processes answer, the one that began them does it, so that none of those has work
beside its answers; else it is done in a thread.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from contextlib import suppress

from onrecord.errors import OnrecordError
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.problems import LedgerBusy
from onrecord.queries.clocks import NOW
from onrecord.queries.keeping import keep_cards, newest_batch
from onrecord.queries.review_order import keep_order
from onrecord.queries.told import asking

_PAUSE = 0.5
"""Seconds between two times at least: what is recorded meanwhile is taken together."""
_LOOK = 0.25
"""Seconds after which it is looked whether anything was recorded."""
_REST = 10.0
"""Seconds after which it is tried again where it failed: a disk may be full for a while."""
_YIELDS = 5
"""How much the thread that keeps them lets those that answer go first (`nice`)."""


class Cards:
    """Keeps the cards of a ledger's events, and the order of review, one after the other however
    many ask for it.

    Pages are right without: what is not kept yet is worked out when it is asked for, which takes
    longer. With `elsewhere`, another process looks after them, and nothing is done here.
    """

    def __init__(self, ledger: Ledger, *, elsewhere: bool = False) -> None:
        self._ledger = ledger
        self._elsewhere = elsewhere
        self._lock = threading.Lock()
        self._wanted = False
        self._at_work = False

    def keep_soon(self) -> None:
        """Have all brought up to date, and do not wait for it."""
        if self._elsewhere:
            return
        with self._lock:
            self._wanted = True
            if self._at_work:
                return
            self._at_work = True
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while self._is_wanted():
            self.keep()
            time.sleep(_PAUSE)

    def _is_wanted(self) -> bool:
        with self._lock:
            self._at_work = self._wanted
            self._wanted = False
            return self._at_work

    def keep(self) -> None:
        """Bring all up to date now; a ledger that cannot be written to stays as it is."""
        if self._ledger.read_only:
            return
        try:
            _keep(self._ledger)
        except OnrecordError:
            pass  # those who answer tell what is wrong with it
        except Exception:
            _slower()


def _keep(ledger: Ledger) -> bool:
    """Bring cards and order up to date; whether that was done."""
    with suppress(LedgerBusy):
        keep_order(ledger)
        return keep_cards(ledger)
    return False


def keep_while_served(ledger: str) -> None:
    """Begin a thread that keeps the cards of the ledger at this path or URL, and its order of
    review, whoever writes to it, as long as this process runs."""
    threading.Thread(target=_follow, args=(ledger,), daemon=True).start()


def _follow(ledger: str) -> None:
    _give_way()
    while True:
        try:
            with open_ledger(ledger, create=False) as found:
                if found.read_only:
                    return
                _keep_on(found)
        except OnrecordError:
            pass  # those who answer tell what is wrong with it
        except Exception:
            _slower()
        time.sleep(_REST)


def _slower() -> None:
    """Say in the log that what is kept could not be, which costs time alone."""
    logging.getLogger(__name__).exception("Lists and review are slower than they might be")


def _keep_on(ledger: Ledger) -> None:
    """Keep the cards and the order of an open ledger until that fails."""
    known = -1
    while True:
        with asking(ledger, NOW) as seen:
            newest = newest_batch(seen)
        if newest == known:
            time.sleep(_LOOK)
            continue
        if _keep(ledger):
            known = newest
        time.sleep(_PAUSE)


def _give_way() -> None:
    """Let the work of others go before this thread's, where a thread has a priority of its own."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _YIELDS)
