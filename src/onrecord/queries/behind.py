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

_MOST = 32
"""Sets of unseen judgements that are remembered: there is one for each reviewer."""
_MOST_STEPS = 128


@dataclass(frozen=True, slots=True)
class _Step:
    """The ids of events that the batches after `done`, up to `upto`, touch."""

    done: int
    upto: int
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Unseen:
    """The ids of events that these judgements bear on, as of the batch `upto`."""

    judgements: frozenset[str]
    upto: int
    ids: frozenset[str]
    on_actors: bool


class _Behind:
    """Of one ledger; whoever asks while another finds out waits for what that one finds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._steps: list[_Step] = []
        self._unseen: OrderedDict[frozenset[str], _Unseen] = OrderedDict()

    def touched(self, seen: View, done: int, newest: int) -> frozenset[str]:
        """As `touched_since`."""
        with self._lock:
            return self._touched(seen, done, newest)

    def touched_by(self, seen: View, judgements: frozenset[str], newest: int) -> frozenset[str]:
        """As `touched_by_unseen`."""
        with self._lock:
            held = self._start(seen, judgements, newest)
            if fresh := judgements - held.judgements:
                ids, on_actors = touched_by(seen, fresh)
                held = _Unseen(judgements, newest, held.ids.union(ids), held.on_actors or on_actors)
            self._unseen[judgements] = held
            self._unseen.move_to_end(judgements)
            while len(self._unseen) > _MOST:
                self._unseen.popitem(last=False)
            return held.ids

    def _start(self, seen: View, judgements: frozenset[str], newest: int) -> _Unseen:
        """What is remembered of most of these judgements, and still holds as of `newest`."""
        none = _Unseen(frozenset(), newest, frozenset(), on_actors=False)
        some = [one for one in self._unseen.values() if one.judgements <= judgements]
        held = max(some, key=lambda one: len(one.judgements), default=none)
        if held.upto >= newest:
            return held
        # A judgement comes to bear on more where more is told of what it bears on, or where
        # whoever it is on says more.
        if held.on_actors or self._touched(seen, held.upto, newest) & held.ids:
            return none
        return replace(held, upto=newest)

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
