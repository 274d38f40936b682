"""Which claims a later version of their report no longer makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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


def find_dropped(
    reports: Mapping[str, Sequence[Seen]],
    active: Sequence[Placed],
    keys: Mapping[str, Key],
    things: Mapping[str, frozenset[str]],
    left: Sequence[Placed],
    relations: Relations,
) -> dict[str, Dropped]:
    """Claim id -> the version that dropped it, for the claims that one did.

    Version after version is asked: does the same speaker still say it, or something that doesn't
    give it up (a coarser value, a finer one)? Does its sentence still stand? Versions that nobody
    read yet are passed over: what they say isn't known. `left` are claims that a judgement put in
    another event: their versions say them still.
    """
    held: dict[str, dict[str, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    for one in (*active, *left):
        held[one.seen.id][one.claim.slot].append(one)
    here = {one.id for one in active}
    texts: dict[str, str] = {}
    found: dict[str, Dropped] = {}
    for one in active:
        now = one
        for later in sorted(reports.get(one.seen.row.report, ()), key=_when):
            if later.read_by is None or not gave_way(one.seen.row, later.row):
                continue
            beside = [
                other
                for other in held[later.id][one.claim.slot]
                if things[other.id] & things[one.id]
            ]
            kept = [
                other
                for other in beside
                if keys[other.id] == keys[one.id] and relations.keeps(other, now)
            ]
            if kept:
                now = min(kept, key=lambda other: (not relations.same(other, now), other.id))
                continue
            if later.id not in texts:
                texts[later.id] = folded(later.version.text)
            if folded(now.sentence) in texts[later.id]:
                continue
            beside = [other for other in beside if other.id in here]
            found[one.id] = _dropped(now, later, beside, relations)
            break
    return found


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
