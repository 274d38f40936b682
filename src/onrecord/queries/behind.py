"""What is not known yet to the cards of a ledger, remembered from one question to the next.

Every list and every event's page asks for it, and several are asked between two batches. What
batches and judgements touch only grows (`onrecord.queries.touched`), so it is found batch by batch.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from onrecord.queries.touched import touched, touched_by
from onrecord.queries.visible import View

_MOST_STEPS = 128
_MOST_LOTS = 4_000
_A_LOT = 10
"""Judgements that are looked up together: and again, where more is told of what one bears on."""


@dataclass(frozen=True, slots=True)
class _Step:
    """The ids of events that the batches after `done`, up to `upto`, touch."""

    done: int
    upto: int
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Lot:
    """The ids of events that these judgements bear on, as of the batch `upto`."""

    judgements: frozenset[str]
    upto: int
    ids: frozenset[str]
    on_actors: bool


class _Behind:
    """Of one ledger; whoever asks while another finds out waits for what that one finds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on_lots = threading.Lock()
        self._steps: list[_Step] = []
        self._lots: OrderedDict[frozenset[str], _Lot] = OrderedDict()

    def touched(self, seen: View, done: int, newest: int) -> frozenset[str]:
        """As `touched_since`."""
        with self._lock:
            return self._touched(seen, done, newest)

    def touched_by(self, seen: View, judgements: frozenset[str], newest: int) -> frozenset[str]:
        """As `touched_by_unseen`."""
        with self._on_lots:
            there = [one for one in self._lots.values() if one.judgements <= judgements]
            lots = self._still(seen, there, newest)
            for gone in {one.judgements for one in there} - {one.judgements for one in lots}:
                del self._lots[gone]
            missing = sorted(judgements.difference(*(one.judgements for one in lots)))
            for start in range(0, len(missing), _A_LOT):
                some = frozenset(missing[start : start + _A_LOT])
                ids, on_actors = touched_by(seen, some)
                lots.append(_Lot(some, newest, frozenset(ids), on_actors))
            for one in lots:
                self._lots[one.judgements] = one
                self._lots.move_to_end(one.judgements)
            while len(self._lots) > _MOST_LOTS:
                self._lots.popitem(last=False)
            return frozenset().union(*(one.ids for one in lots))

    def _still(self, seen: View, lots: list[_Lot], newest: int) -> list[_Lot]:
        """Those of the lots that hold as of `newest`, too.

        A judgement comes to bear on more where more is told of what it bears on, or where whoever
        it is on says more.
        """
        since = {
            upto: self.touched(seen, upto, newest)
            for upto in {one.upto for one in lots}
            if upto < newest
        }
        return [
            replace(one, upto=max(one.upto, newest))
            for one in lots
            if one.upto not in since or (not one.on_actors and one.ids.isdisjoint(since[one.upto]))
        ]

    def _touched(self, seen: View, done: int, newest: int) -> frozenset[str]:
        steps: list[_Step] = []
        at = done
        for step in self._steps:
            if done <= step.done and step.upto <= newest:
                steps += _stepped(seen, at, step.done)
                steps.append(step)
                at = step.upto
        steps += _stepped(seen, at, newest)
        others = [one for one in self._steps if one.upto <= done or newest <= one.done]
        self._steps = sorted([*others, *steps], key=lambda step: step.done)[-_MOST_STEPS:]
        return frozenset().union(*(step.ids for step in steps))


def _stepped(seen: View, done: int, upto: int) -> list[_Step]:
    return [_Step(done, upto, frozenset(touched(seen, done, upto)))] if done < upto else []


_behind: WeakKeyDictionary[Engine, _Behind] = WeakKeyDictionary()
_lock = threading.Lock()


def touched_since(seen: View, done: int, newest: int) -> frozenset[str]:
    """As `touched`; both batches are on record as the view sees it, and it sees every judgement."""
    return _of(seen).touched(seen, done, newest)


def touched_by_unseen(seen: View, judgements: frozenset[str], newest: int) -> frozenset[str]:
    """Ids of the events that these judgements bear on, which the view sees, with all batches up to
    `newest`."""
    return _of(seen).touched_by(seen, judgements, newest)


def _of(seen: View) -> _Behind:
    with _lock:
        return _behind.setdefault(seen.connection.engine, _Behind())
