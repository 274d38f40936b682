"""Who is on record as saying anything."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Select, bindparam, func, select

from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import appearance, attribution
from onrecord.model.scales import SpeakerClass
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.prepared import KNOWN, Sight, prepared
from onrecord.queries.speakers import OWN, plain
from onrecord.queries.told import asking
from onrecord.queries.visible import View

_MOST_REMEMBERED = 200_000
"""Names and codes beyond which they are counted anew for every question."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker by name, with the codes that the name goes with and how often they speak."""

    name: str
    codes: tuple[str, ...]
    speaker_class: SpeakerClass
    said: int


def find_speakers(
    ledger: Ledger, clocks: Clocks = NOW, *, limit: int = 200
) -> tuple[SpeakerRow, ...]:
    """Those who are credited most often, at most `limit`, by name; outlets themselves left out.

    What a version repeats of an earlier one counts again: the number says how much there is to
    read, not how much was said.
    """
    with asking(ledger, clocks) as seen:
        if seen.known is None and seen.cutoff is None:
            counts = _counts_of(seen).now(seen)
        else:
            counts = _counted(seen, 0)
    most = nsmallest(limit, counts.items(), key=lambda one: (-one[1], one[0].name))
    found: dict[tuple[str, str], SpeakerRow] = {}
    for voice, said in most:
        key = (voice.name, voice.speaker_class)
        held = found.get(key)
        codes = {voice.code} - {None} | set(held.codes if held else ())
        found[key] = SpeakerRow(
            voice.name,
            tuple(sorted(code for code in codes if code is not None)),
            SpeakerClass(voice.speaker_class),
            said + (held.said if held else 0),
        )
    return tuple(sorted(found.values(), key=lambda one: (plain(one.name), one.name)))


class _Voice(NamedTuple):
    name: str
    code: str | None
    speaker_class: str


def _counted(seen: View, done: int) -> Counter[_Voice]:
    """How often each is credited by what was recorded after the batch `done`."""
    question: Any = _credited(seen.sight)
    rows = seen.connection.execute(
        question, {"cutoff": seen.cutoff, "known": seen.known, "done": done}
    )
    return Counter({_Voice(*voice): said for *voice, said in rows})


@prepared
def _credited(at: Sight) -> Select[Any]:
    columns = attribution.c
    voice = columns.speaker_name, columns.speaker_code, columns.speaker_class
    # Beside its appearances an attribution stands several times; alone it need not be told.
    said = func.count(columns.id.distinct()) if at.known else func.count()
    question = (
        select(*voice, said)
        .where(columns.batch > bindparam("done"), columns.speaker_name != OWN, at.on(attribution))
        .group_by(*voice)
    )
    if not at.known:
        return question
    return question.join(appearance, appearance.c.version == columns.version).where(
        appearance.c.known_at <= KNOWN, at.on(appearance)
    )


_NEWEST = select(func.max(attribution.c.batch))


class _Counts:
    """How often each is credited in one ledger, remembered: as the ledger only adds, what was
    recorded since is counted and added."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._upto = 0
        self._counts: Counter[_Voice] = Counter()

    def now(self, seen: View) -> Counter[_Voice]:
        """How often each is credited as the view sees it, which sees every batch up to some."""
        newest = seen.connection.execute(_NEWEST).scalar() or 0
        with self._lock:
            if newest < self._upto:  # a view that was opened before another's
                return _counted(seen, 0)
            if newest > self._upto:
                self._counts = self._counts + _counted(seen, self._upto)
                self._upto = newest
            counts = self._counts
            if len(counts) > _MOST_REMEMBERED:
                self._counts, self._upto = Counter(), 0
        return counts


_counts: WeakKeyDictionary[Engine, _Counts] = WeakKeyDictionary()
_lock = threading.Lock()


def _counts_of(seen: View) -> _Counts:
    with _lock:
        return _counts.setdefault(seen.connection.engine, _Counts())
