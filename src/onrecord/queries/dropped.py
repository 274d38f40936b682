"""Which claims a later version of their report no longer makes."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from onrecord.model.report import BlockKind
from onrecord.model.value import Quantity
from onrecord.queries.gather import Placed
from onrecord.queries.order import gave_way
from onrecord.queries.relations import Relations
from onrecord.queries.sentences import folded
from onrecord.queries.speakers import Key, speaker_words
from onrecord.queries.visible import Seen
from onrecord.values.quantities import quantities_in


@dataclass(frozen=True, slots=True)
class Dropped:
    """By which version, in plain words; `credited` is a claim there that gives the same value to
    another speaker, or None."""

    why: str
    credited: str | None = None


class Drops:
    """Which version dropped a claim, for the claims that one did.

    Version after version is asked: does the same speaker still say it, or something that doesn't
    give it up (a coarser value, a finer one)? Does its sentence still stand? Versions that nobody
    read yet are passed over: what they say isn't known. `left` are claims that a judgement put in
    another event: their versions say them still.
    """

    def __init__(
        self,
        reports: Mapping[str, Sequence[Seen]],
        active: Sequence[Placed],
        left: Sequence[Placed],
        key: Callable[[Placed], Key],
        things: Callable[[Placed], frozenset[str]],
        relations: Relations,
    ) -> None:
        self._key, self._things, self._relations = key, things, relations
        self._held: dict[tuple[str, str], list[Placed]] = defaultdict(list)
        for one in (*active, *left):
            self._held[one.seen.id, one.claim.slot].append(one)
        self._here = {one.id for one in active}
        self._read = {
            report: sorted((one for one in versions if one.read_by is not None), key=_when)
            for report, versions in reports.items()
        }
        self._texts: dict[str, str] = {}
        self._known: datetime | None = None

    def at(self, known: datetime) -> Drops:
        """By the versions that could be read at `known`; none came back later than that."""
        then = copy.copy(self)
        then._known = known
        return then

    def of(self, one: Placed) -> Dropped | None:
        """What dropped this claim; None where nothing did."""
        now = one
        for later in self._read.get(one.seen.row.report, ()):
            if self._known is not None and later.row.known_at > self._known:
                continue
            if not gave_way(one.seen.row, later.row):
                continue
            beside = [
                other
                for other in self._held.get((later.id, one.claim.slot), ())
                if self._things(other) & self._things(one)
            ]
            kept = [
                other
                for other in beside
                if self._key(other) == self._key(one) and self._relations.keeps(other, now)
            ]
            if kept:
                now = min(kept, key=lambda other: (not self._relations.same(other, now), other.id))
                continue
            if later.id not in self._texts:
                self._texts[later.id] = folded(later.version.text)
            if folded(now.sentence) in self._texts[later.id]:
                continue
            beside = [other for other in beside if other.id in self._here]
            return _dropped(now, later, beside, self._relations)
        return None


def _when(seen: Seen) -> tuple[datetime, int]:
    return seen.row.stands_since, seen.row.number


def _dropped(one: Placed, by: Seen, beside: Sequence[Placed], relations: Relations) -> Dropped:
    name = f"{by.row.outlet or 'the report'} v{by.row.number}"
    if by.row.returned_at and one.seen.row.number > by.row.number:
        name += ", which came back,"
    credited = [other for other in beside if relations.same(other, one)]
    if credited:
        new = min(credited, key=lambda other: other.id)
        speaker = "another" if new.hidden else speaker_words(new.claim.speaker, by)
        return Dropped(f"{name} credits it to {speaker}", new.id)
    notes = () if by.hidden else by.version.of_kind(BlockKind.CORRECTION)
    for words in (note.span.of(by.version.text) for note in notes):
        if _speaks_of(words, one):
            return Dropped(f'{name} no longer says it; its correction: "{_short(words)}"')
    return Dropped(f"{name} no longer says it")


def _speaks_of(words: str, one: Placed) -> bool:
    """Whether a correction names the value: another one is no reason why this was withdrawn.

    A number may be written otherwise there ("12" for "twelve people").
    """
    value = one.claim.value
    said = " ".join(one.claim.span.of(one.seen.version.text).split()).casefold()
    if said in " ".join(words.split()).casefold():
        return True
    if not isinstance(value, Quantity) or value.n is None:
        return False
    return any(found.value.n == value.n for found in quantities_in(words))


def _short(words: str, longest: int = 200) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
