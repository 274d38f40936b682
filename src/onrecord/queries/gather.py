"""Everything that an event's questions rest on, in a fixed number of SELECTs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement

from onrecord.model.claim import Claim
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.model.mention import Mention
from onrecord.queries.fetch import (
    candidates,
    claims_by_id,
    found_near,
    hidden_claims,
    judgements_about,
    membership,
    mentions_near,
    needed_claims,
)
from onrecord.queries.identity import Identity, events_of
from onrecord.queries.judgements import VERDICTS, holding, weight
from onrecord.queries.parsed import claim_of
from onrecord.queries.rows import JudgementRow
from onrecord.queries.sentences import sentence_at
from onrecord.queries.visible import Seen, View, reports_of, versions_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim in its place: version, reading, mention, sentence; not yet with a status.

    `reread` tells that the current reading of its version no longer finds it. `read_by` is the
    person who read it, None for a reader's claim; `lapsed` that the amendment or the mark that put
    it here no longer holds. `hidden` is the reason for which its words must not be shown, or None.
    """

    id: str
    claim: Claim
    seen: Seen
    mention: str | None
    reading: str
    rule: str
    confidence: float
    notes: Mapping[str, str]
    sentence: str
    reread: bool = False
    read_by: str | None = None
    lapsed: bool = False
    hidden: str | None = None


Voice = tuple[str, str | None]
"""A speaker's name and code."""


@dataclass(frozen=True, slots=True)
class _Unread:
    """A claim that was not asked for: its version and its speaker."""

    version: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Gathered:
    """An event's claims, mentions, versions and judgements, as of the clocks.

    `placed` are sorted by known time, report, version number, span and id. `reports` holds every
    visible version of every report that tells of the event, whether or not that version does.
    `judgements` are those on its claims, withdrawals included; `mentions` those of current
    readings. `told_in` are the ids of the versions that tell of it, `voices` the names and codes
    of its claims' speakers: of all claims, those that were not asked for too. `left` are claims
    that were once of the event, until a judgement put them elsewhere.
    """

    identity: Identity
    placed: tuple[Placed, ...]
    mentions: Mapping[str, Mention]
    reports: Mapping[str, tuple[Seen, ...]]
    judgements: tuple[JudgementRow, ...]
    told_in: frozenset[str]
    voices: frozenset[Voice]
    left: tuple[Placed, ...] = ()

    @property
    def versions(self) -> dict[str, Seen]:
        """Version id -> version, of all the reports."""
        return {seen.id: seen for versions in self.reports.values() for seen in versions}


@dataclass(frozen=True, slots=True)
class _Amended:
    """Which claim an amendment amends, by which judgement, and whether that holds."""

    old: str
    row: JudgementRow
    holds: bool


def gather(seen: View, identity: Identity) -> Gathered:
    """The event's rows as of the clocks of `seen`."""
    return gather_all(seen, [identity])[0]


def gather_all(
    seen: View, identities: Sequence[Identity], needed: ColumnElement[bool] | None = None
) -> list[Gathered]:
    """The rows of each event, in the order given; asked for together.

    With `needed`, a condition on claims, those that meet it or were ever judged are placed and the
    others only counted as told, which a list of events has no use for.
    """
    owner = {id: identity.id for identity in identities for id in identity.ids}
    near = candidates(seen, owner)
    belongs, named = membership(seen, near)

    def event_of(id: str | None) -> str | None:
        return None if id is None else owner.get(belongs.get(id, id))

    def ever_of(id: str | None) -> set[str]:
        """All events that it was ever in, by a judgement or as their founder."""
        return {owner[event] for event in (id, *named.get(id or "", ())) if event in owner}

    mentions, read_in = mentions_near(seen, near)
    found = found_near(seen, near)
    claims = claims_by_id(seen, near - set(mentions))
    judged = judgements_about(seen, {*found, *claims})
    amended, judged = _amendments(seen, judged)
    unread: dict[str, _Unread] = {}
    waiting = {*found, *amended} - set(claims)
    if needed is None:
        claims |= claims_by_id(seen, waiting)
    else:
        judged_ids = {id for row in judged for id in (row.subject, row.object) if id}
        for id, row in needed_claims(seen, waiting, needed, judged_ids):
            if row.body is None:
                unread[id] = _Unread(row.version, (row.speaker_name, row.speaker_code))
            else:
                claims[id] = claim_of(row.body)
    told_in = {one.version for held in (claims, mentions, unread) for one in held.values()}
    reports = versions_of(seen, reports_of(seen, told_in))
    by_version = {v.id: v for versions in reports.values() for v in versions}
    moved = {id: owner.get(event) for id, event in events_of(judged).items()}
    hidden = hidden_claims(seen, claims)
    marked = {row.subject: row for row in reversed(judged) if row.verb is Verb.BELONGS}
    wrong = {id for id, row in holding(judged, VERDICTS).items() if row.verb is not Verb.ACCEPTED}
    placed: dict[tuple[str, str], Placed] = {}
    left: dict[str, dict[str, Placed]] = defaultdict(dict)
    for id, claim in claims.items():
        version = by_version.get(claim.version)
        if version is None:
            continue
        for row in _current(found.get(id, []), version.read_by) or [None]:
            event = moved[id] if id in moved else event_of(row and row.mention)
            former = (ever_of(id) | ever_of(row and row.mention)) - {event}
            if event is None and not former:
                continue
            one = _placed(id, claim, version, row, hidden.get(id))
            if row is None and id in marked:
                one = _marked(one, marked[id], lapsed=event is None)
                event = event or min(former)
            if event is not None:
                placed[event, id] = one
            if not one.reread and id not in wrong:
                for each in former:
                    left[each][id] = one
    _place_amendments(placed, claims, by_version, amended, hidden, moved)
    aside: dict[str | None, list[_Unread]] = defaultdict(list)
    for id, other in unread.items():
        version = by_version.get(other.version)
        for row in _current(found[id], version.read_by) if version is not None else ():
            aside[event_of(row.mention)].append(other)
    told: dict[str | None, dict[str, Mention]] = defaultdict(dict)
    for id, mention in sorted(mentions.items()):
        version = by_version.get(mention.version)
        if version is not None and version.read_by in read_in.get(id, {version.read_by}):
            told[event_of(id)][id] = mention
    of: dict[str, list[Placed]] = defaultdict(list)
    for (event, _), one in placed.items():
        of[event].append(one)
    return [
        replace(
            _gathered(one, of[one.id], aside[one.id], told[one.id], by_version, reports, judged),
            left=tuple(
                held for id, held in sorted(left[one.id].items()) if (one.id, id) not in placed
            ),
        )
        for one in identities
    ]


def _gathered(
    identity: Identity,
    placed: Iterable[Placed],
    aside: Sequence[_Unread],
    mentions: Mapping[str, Mention],
    versions: Mapping[str, Seen],
    reports: Mapping[str, tuple[Seen, ...]],
    judged: Sequence[JudgementRow],
) -> Gathered:
    """The rows of one of several events that were asked for together."""
    mine = sorted(placed, key=place_of)
    told_in = {mention.version for mention in mentions.values()}
    told_in |= {one.seen.id for one in mine} | {one.version for one in aside}
    voices = {(one.claim.speaker.name, one.claim.speaker.code) for one in mine}
    ids = {one.id for one in mine}
    about = {row.id for row in judged if row.subject in ids}
    withdrawals = [row for row in judged if row.verb is Verb.WITHDRAWN]
    while more := {row.id for row in withdrawals if row.subject in about} - about:
        about |= more
    return Gathered(
        identity=identity,
        placed=tuple(mine),
        mentions=mentions,
        reports={
            report: reports[report]
            for report in sorted({versions[id].row.report for id in told_in})
        },
        judgements=tuple(row for row in judged if row.id in about),
        told_in=frozenset(told_in),
        voices=frozenset(voices | {one.voice for one in aside}),
    )


def place_of(placed: Placed) -> tuple[Any, ...]:
    """Sorts claims by known time, report, version number, place in the text and id."""
    row = placed.seen.row
    return (row.known_at, row.report_key, row.number, placed.claim.span, placed.id)


def _amendments(
    seen: View, judged: list[JudgementRow]
) -> tuple[dict[str, _Amended], list[JudgementRow]]:
    """New claim id -> what it amends, amendments of amendments too, whether they hold or not.

    One that was withdrawn or overruled stays on record: what was once shown is never lost.
    """
    amended: dict[str, _Amended] = {}
    every = {row.id: row for row in judged}
    while True:
        holds = {row.id for row in holding(every.values(), VERDICTS).values()}
        made = [row for row in every.values() if row.verb is Verb.AMENDED and row.object]
        made.sort(key=lambda row: (row.id in holds, *weight(row)))
        held = {row.object or "": _Amended(row.subject, row, row.id in holds) for row in made}
        new = set(held) - set(amended)
        amended = held
        if not new:
            return amended, sorted(every.values(), key=lambda row: (row.at, row.id))
        every.update((row.id, row) for row in judgements_about(seen, new))


def _current(rows: Sequence[Any], current: str | None) -> list[Any]:
    """What the current reading said of a claim; if it no longer finds it, the newest that did.

    More than one row where a reading counts the claim for several events.
    """
    reading = current if any(row.reading == current for row in rows) else None
    if reading is None and rows:
        reading = rows[-1].reading
    return [row for row in rows if row.reading == reading]


def _placed(id: str, claim: Claim, seen: Seen, row: Any, hidden: str | None) -> Placed:
    rule, confidence, notes = _noted(None if row is None else row.extra)
    return Placed(
        id=id,
        claim=claim,
        seen=seen,
        mention=None if row is None else row.mention,
        reading="" if row is None else row.reading,
        rule=rule,
        confidence=confidence,
        notes=notes,
        sentence=sentence_at(seen.version, claim.span).of(seen.version.text),
        reread=row is not None and row.reading != seen.read_by,
        hidden=hidden or seen.hidden,
    )


def _marked(one: Placed, row: JudgementRow, *, lapsed: bool) -> Placed:
    """A claim that no reader found: a person marked it in the report."""
    return replace(one, rule=f"read by {row.author}", read_by=row.author, lapsed=lapsed)


@lru_cache(maxsize=1024)
def _noted(extra: str | None) -> tuple[str, float, Mapping[str, str]]:
    """Rule, confidence and notes: a reader writes the same ones beside many claims."""
    held = json.loads(extra or "{}")
    notes = {str(name): str(value) for name, value in dict(held.get("notes") or {}).items()}
    rule, confidence = held.get("rule", ""), held.get("confidence", 1.0)
    return str(rule), float(confidence), MappingProxyType(notes)


def _place_amendments(
    placed: dict[tuple[str, str], Placed],
    claims: Mapping[str, Claim],
    by_version: Mapping[str, Seen],
    amended: Mapping[str, _Amended],
    hidden: Mapping[str, str],
    moved: Mapping[str, str | None],
) -> None:
    """Add the claims that persons put in the place of others: they are of the same event."""
    events: dict[str, set[str]] = defaultdict(set)
    for event, id in placed:
        events[id].add(event)
    waiting = dict(amended)
    while ready := [id for id, made in sorted(waiting.items()) if made.old in events]:
        for id in ready:
            made = waiting.pop(id)
            old, row = made.old, made.row
            claim = claims.get(id)
            if id in events or id in moved or claim is None or claim.version not in by_version:
                continue
            seen = by_version[claim.version]
            for event in sorted(events[old]):
                before = placed[event, old]
                events[id].add(event)
                placed[event, id] = Placed(
                    id=id,
                    claim=claim,
                    seen=seen,
                    mention=before.mention,
                    reading=before.reading,
                    rule=f"read by {row.author}",
                    confidence=1.0,
                    notes={},
                    sentence=sentence_at(seen.version, claim.span).of(seen.version.text),
                    read_by=row.author if row.author_kind is AuthorKind.PERSON else None,
                    lapsed=not made.holds,
                    hidden=hidden.get(id) or seen.hidden,
                )
