"""Everything that an event's questions rest on, in a fixed number of SELECTs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from onrecord.ledger.tables import claim as claim_table
from onrecord.ledger.tables import found as found_table
from onrecord.ledger.tables import judgement
from onrecord.ledger.tables import mention as mention_table
from onrecord.ledger.tables import reading as reading_table
from onrecord.model.claim import Claim
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.model.mention import Mention
from onrecord.queries.identity import (
    Identity,
    candidates,
    events_of,
    judgements_on,
    judgements_where,
    membership,
    with_withdrawals,
)
from onrecord.queries.judgements import MEMBERSHIP, VERDICTS, holding
from onrecord.queries.rows import JudgementRow
from onrecord.queries.sentences import sentence_at
from onrecord.queries.visible import Seen, View, in_lots, redactions, rows_by_id, versions_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim in its place: version, reading, mention, sentence; not yet with a status.

    `reread` tells that the current reading of its version no longer finds it. `read_by` is the
    person who read it, None for a reader's claim. `hidden` is the reason for which its words
    must not be shown, or None.
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
    hidden: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """An event's claims, mentions, versions and judgements, as of the clocks.

    `placed` are sorted by known time, report, version number, span and id. `reports` holds every
    visible version of every report that tells of the event, whether or not that version does.
    `judgements` are those on its claims, withdrawals included; `mentions` those of current
    readings.
    """

    identity: Identity
    placed: tuple[Placed, ...]
    mentions: Mapping[str, Mention]
    reports: Mapping[str, tuple[Seen, ...]]
    judgements: tuple[JudgementRow, ...]

    @property
    def versions(self) -> dict[str, Seen]:
        """Version id -> version, of all the reports."""
        return {seen.id: seen for versions in self.reports.values() for seen in versions}


def gather(seen: View, identity: Identity) -> Gathered:
    """The event's rows as of the clocks of `seen`."""
    candidate = candidates(seen, identity.ids)
    belongs = membership(seen, candidate)

    def here(id: str) -> bool:
        return belongs.get(id, id) in identity.ids

    found = _found_near(seen, candidate)
    mentions = _mentions(seen, candidate)
    mentions = {id: body for id, body in mentions.items() if here(id)}
    claims = _claims_near(seen, candidate)
    put = {id for id in claims if id in belongs and here(id)}
    judged = _judgements_about(seen, {*found, *claims})
    amended, judged = _amendments(seen, judged)
    claims.update(_claims_by_id(seen, {*found, *amended} - set(claims)))
    reports = versions_of(seen, _reports_of(seen, claims.values(), mentions.values()))
    by_version = {v.id: v for versions in reports.values() for v in versions}
    moved = events_of(judged)
    hidden = redactions(seen, claims)
    placed: dict[str, Placed] = {}
    for id, claim in claims.items():
        version = by_version.get(claim.version)
        if version is None or (id in moved and moved[id] not in identity.ids):
            continue
        row = _best(found.get(id, []), version.read_by, here, anywhere=id in put)
        if row is not None or id in put:
            placed[id] = _placed(id, claim, version, row, hidden.get(id))
    _place_amendments(placed, claims, by_version, amended, hidden, moved)
    return Gathered(
        identity=identity,
        placed=tuple(sorted(placed.values(), key=place_of)),
        mentions={
            id: mention
            for id, mention in sorted(mentions.items())
            if mention.version in by_version
        },
        reports=reports,
        judgements=tuple(judged),
    )


def place_of(placed: Placed) -> tuple[Any, ...]:
    """Sorts claims by known time, report, version number, place in the text and id."""
    row = placed.seen.row
    return (row.known_at, row.report_key, row.number, placed.claim.span, placed.id)


def _found_near(seen: View, candidate: Any) -> dict[str, list[Any]]:
    """Claim id -> all that readings said of it, for the claims of any candidate mention."""
    near = select(found_table.c.object).where(
        found_table.c.sort == "claim",
        found_table.c.mention.in_(select(candidate.c.id)),
        seen.on(found_table),
    )
    question = (
        select(found_table, reading_table.c.version.label("version"))
        .join(reading_table, reading_table.c.id == found_table.c.reading)
        .where(found_table.c.object.in_(near), seen.on(found_table, reading_table))
        .order_by(found_table.c.batch, found_table.c.place)
    )
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in seen.connection.execute(question):
        if row.sort == "claim":
            rows[row.object].append(row)
    return rows


def _mentions(seen: View, candidate: Any) -> dict[str, Mention]:
    question = select(mention_table.c.id, mention_table.c.body).where(
        mention_table.c.id.in_(select(candidate.c.id)), seen.on(mention_table)
    )
    return {
        row.id: Mention.from_body(json.loads(row.body)) for row in seen.connection.execute(question)
    }


def _claims_near(seen: View, candidate: Any) -> dict[str, Claim]:
    """Claims that are candidates themselves."""
    question = select(claim_table.c.id, claim_table.c.body).where(
        claim_table.c.id.in_(select(candidate.c.id)), seen.on(claim_table)
    )
    return {
        row.id: Claim.from_body(json.loads(row.body)) for row in seen.connection.execute(question)
    }


def _claims_by_id(seen: View, ids: Collection[str]) -> dict[str, Claim]:
    rows = rows_by_id(seen, claim_table, ids)
    return {id: Claim.from_body(json.loads(row.body)) for id, row in rows.items()}


def _judgements_about(seen: View, claims: Collection[str]) -> list[JudgementRow]:
    """Judgements on these claims, those that say that one replaces them, and withdrawals."""
    rows = judgements_on(seen, claims, VERDICTS | MEMBERSHIP | {Verb.REPLACES})
    for some in in_lots(claims):
        about = and_(judgement.c.object.in_(some), judgement.c.verb == Verb.REPLACES.value)
        rows.extend(judgements_where(seen, about))
    unique = {row.id: row for row in rows}
    return sorted(with_withdrawals(seen, unique.values()), key=lambda row: (row.at, row.id))


def _amendments(
    seen: View, judged: list[JudgementRow]
) -> tuple[dict[str, tuple[str, JudgementRow]], list[JudgementRow]]:
    """New claim id -> (amended claim id, judgement), amendments of amendments too."""
    amended: dict[str, tuple[str, JudgementRow]] = {}
    every = {row.id: row for row in judged}
    while True:
        new = {
            row.object: (row.subject, row)
            for row in holding(every.values(), VERDICTS).values()
            if row.verb is Verb.AMENDED and row.object and row.object not in amended
        }
        if not new:
            break
        amended.update(new)
        every.update((row.id, row) for row in _judgements_about(seen, new))
    return amended, sorted(every.values(), key=lambda row: (row.at, row.id))


def _reports_of(
    seen: View, claims: Iterable[Claim], mentions: Iterable[Mention]
) -> set[str]:
    from onrecord.ledger.tables import version

    ids = {claim.version for claim in claims} | {mention.version for mention in mentions}
    reports: set[str] = set()
    for some in in_lots(ids):
        question = select(version.c.report).where(version.c.id.in_(some), seen.on(version))
        reports.update(seen.connection.execute(question).scalars())
    return reports


def _best(rows: list[Any], current: str | None, here: Any, *, anywhere: bool) -> Any:
    """The finding that places a claim in this event: the current reading's, else the newest old.

    None where the current reading puts the claim in another event, or no reading puts it here.
    """
    now = [row for row in rows if row.reading == current]
    pool = now or rows
    fitting = [row for row in pool if anywhere or (row.mention is not None and here(row.mention))]
    return fitting[-1] if fitting else None


def _placed(id: str, claim: Claim, seen: Seen, row: Any, hidden: str | None) -> Placed:
    extra = json.loads(row.extra or "{}") if row is not None else {}
    return Placed(
        id=id,
        claim=claim,
        seen=seen,
        mention=None if row is None else row.mention,
        reading="" if row is None else row.reading,
        rule=str(extra.get("rule", "")),
        confidence=float(extra.get("confidence", 1.0)),
        notes={str(name): str(value) for name, value in dict(extra.get("notes") or {}).items()},
        sentence=sentence_at(seen.version, claim.span).of(seen.version.text),
        reread=row is not None and row.reading != seen.read_by,
        hidden=hidden or seen.hidden,
    )


def _place_amendments(
    placed: dict[str, Placed],
    claims: Mapping[str, Claim],
    by_version: Mapping[str, Seen],
    amended: Mapping[str, tuple[str, JudgementRow]],
    hidden: Mapping[str, str],
    moved: Mapping[str, str],
) -> None:
    """Add the claims that persons put in the place of others: they are of the same event."""
    waiting = dict(amended)
    while ready := [id for id, (old, _) in sorted(waiting.items()) if old in placed]:
        for id in ready:
            old, row = waiting.pop(id)
            claim = claims.get(id)
            if id in placed or id in moved or claim is None or claim.version not in by_version:
                continue
            seen = by_version[claim.version]
            before = placed[old]
            placed[id] = Placed(
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
                hidden=hidden.get(id) or seen.hidden,
            )
