"""An event as it stood at an earlier known time, from its rows as of now: nothing is asked anew.

What the public could read by then is a part of what it can read now: the versions known by then
and whatever hangs on them. Which event an id names, what readings found and what was judged does
not depend on the known clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from onrecord.ledger.rows import clip
from onrecord.model.judgement import Verb
from onrecord.queries.gather import Gathered, Placed, Voice
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import Seen


def moments_of(gathered: Gathered) -> list[datetime]:
    """The known times at which anything about the event changed, the first first."""
    times: set[datetime] = set()
    for version in gathered.versions.values():
        times |= {version.row.known_at, *version.row.returned_at}
    return sorted(times)


def as_of(gathered: Gathered, known: datetime) -> Gathered:
    """The event's rows as they could be read at `known`: as `gather` gives them at that clock.

    All of the event's claims must have been gathered, none only counted.
    """
    seen = {
        id: trimmed
        for id, version in gathered.versions.items()
        if (trimmed := _seen_at(version, known)) is not None
    }
    placed = _placed_at(gathered.placed, seen, known)
    told_in = frozenset(id for id in gathered.told_in if id in seen)
    reports = {
        report: tuple(seen[version.id] for version in versions if version.id in seen)
        for report, versions in gathered.reports.items()
        if any(version.id in told_in for version in versions)
    }
    return replace(
        gathered,
        placed=placed,
        mentions={id: one for id, one in gathered.mentions.items() if one.version in seen},
        reports=reports,
        judgements=_about({one.id for one in placed}, gathered.judgements),
        told_in=told_in,
        voices=voices_of(placed),
        left=_placed_at(gathered.left, seen, known),
    )


def voices_of(placed: Iterable[Placed]) -> frozenset[Voice]:
    """The speakers of the claims."""
    return frozenset((one.claim.speaker.name, one.claim.speaker.code) for one in placed)


def actors_among(actors: Sequence[JudgementRow], voices: Iterable[Voice]) -> Sequence[JudgementRow]:
    """Those of the judgements on who is the same actor that bear on these speakers, and on those
    that they are then the same as."""
    if not actors:
        return ()
    names = {clip(name) for voice in voices for name in voice if name is not None}
    found: dict[str, JudgementRow] = {}
    while True:
        fresh = [
            row
            for row in actors
            if row.id not in found
            and row.verb is not Verb.WITHDRAWN
            and not names.isdisjoint(map(clip, _ends(row)))
        ]
        if not fresh:
            return _about(found, actors)
        found.update((row.id, row) for row in fresh)
        names |= {clip(end) for row in fresh for end in _ends(row)}


def _ends(row: JudgementRow) -> list[str]:
    return [row.subject] if row.object is None else [row.subject, row.object]


def _seen_at(version: Seen, known: datetime) -> Seen | None:
    """The version as it was at `known`; None where nobody could read it yet."""
    row = version.row
    if row.known_at > known:
        return None
    if not row.returned_at or row.returned_at[-1] <= known:
        return version
    returned = tuple(at for at in row.returned_at if at <= known)
    return replace(version, row=replace(row, returned_at=returned))


def _placed_at(
    placed: Iterable[Placed], seen: Mapping[str, Seen], known: datetime
) -> tuple[Placed, ...]:
    found: list[Placed] = []
    for one in placed:
        version = seen.get(one.seen.id) or _seen_at(one.seen, known)
        if version is not None:
            found.append(one if version is one.seen else replace(one, seen=version))
    return tuple(found)


def _about(subjects: Iterable[str], judgements: Sequence[JudgementRow]) -> tuple[JudgementRow, ...]:
    """The judgements that are among the subjects or on one of them, and what withdraws them."""
    known = set(subjects)
    about = {row.id for row in judgements if row.id in known or row.subject in known}
    withdrawals = [row for row in judgements if row.verb is Verb.WITHDRAWN]
    while more := {row.id for row in withdrawals if row.subject in about} - about:
        about |= more
    return tuple(row for row in judgements if row.id in about)
