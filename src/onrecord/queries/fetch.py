"""The SELECTs that an event's claims, mentions and judgements are gathered with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, union

from onrecord.ledger.tables import CLIP, judgement
from onrecord.ledger.tables import claim as claim_table
from onrecord.ledger.tables import found as found_table
from onrecord.ledger.tables import mention as mention_table
from onrecord.ledger.tables import reading as reading_table
from onrecord.ledger.tables import version as version_table
from onrecord.model.claim import Claim
from onrecord.model.judgement import Verb
from onrecord.model.mention import Mention
from onrecord.queries.identity import judgements_on, judgements_where, with_withdrawals
from onrecord.queries.judgements import MEMBERSHIP, VERDICTS
from onrecord.queries.parsed import claim_of, mention_of
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import View, in_lots, redactions, rows_by_id


def found_near(seen: View, candidate: Any) -> dict[str, list[Any]]:
    """Claim id -> all that readings said of it, for the claims of any candidate mention, and those
    that are candidates themselves."""
    near = union(
        select(found_table.c.object).where(
            found_table.c.sort == "claim",
            found_table.c.mention.in_(select(candidate.c.id)),
            seen.on(found_table),
        ),
        select(candidate.c.id),
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


def mentions_near(seen: View, candidate: Any) -> tuple[dict[str, Mention], dict[str, set[str]]]:
    """The candidate mentions by id, and by id the readings that found each."""
    question = (
        select(mention_table.c.id, mention_table.c.body, found_table.c.reading)
        .outerjoin(
            found_table,
            and_(
                found_table.c.object == mention_table.c.id,
                found_table.c.sort == "mention",
                seen.on(found_table),
            ),
        )
        .where(mention_table.c.id.in_(select(candidate.c.id)), seen.on(mention_table))
    )
    mentions: dict[str, Mention] = {}
    readings: dict[str, set[str]] = {}
    for row in seen.connection.execute(question):
        if row.id not in mentions:
            mentions[row.id] = mention_of(row.body)
        if row.reading is not None:
            readings.setdefault(row.id, set()).add(row.reading)
    return mentions, readings


def claims_near(seen: View, candidate: Any) -> dict[str, Claim]:
    """Claims that are candidates themselves."""
    question = select(claim_table.c.id, claim_table.c.body).where(
        claim_table.c.id.in_(select(candidate.c.id)), seen.on(claim_table)
    )
    return {row.id: claim_of(row.body) for row in seen.connection.execute(question)}


def claim_rows(
    seen: View, ids: Collection[str], needed: ColumnElement[bool] | None, also: Collection[str]
) -> Iterator[tuple[str, Any]]:
    """Id and row of each claim; without a body if it is neither `needed` nor one of `also`."""
    body: Any = claim_table.c.body
    if needed is not None:
        # What the columns hold in part only is read whole.
        cut = (claim_table.c.speaker_name, claim_table.c.speaker_code)
        clipped = or_(*(func.length(column) >= CLIP for column in cut))
        body = case((or_(needed, clipped), body)).label("body")
    columns = claim_table.c
    light = select(columns.id, columns.version, columns.speaker_name, columns.speaker_code, body)
    for some in in_lots(set(ids) - set(also) if needed is not None else ids):
        question = light.where(columns.id.in_(some), seen.on(claim_table))
        yield from ((row.id, row) for row in seen.connection.execute(question))
    if needed is not None:
        yield from rows_by_id(seen, claim_table, set(ids) & set(also)).items()


def judgements_about(seen: View, claims: Collection[str]) -> list[JudgementRow]:
    """Judgements on these claims, those that say that one replaces them, and withdrawals."""
    rows = judgements_on(seen, claims, VERDICTS | MEMBERSHIP | {Verb.REPLACES})
    for some in in_lots(claims):
        about = and_(judgement.c.object.in_(some), judgement.c.verb == Verb.REPLACES.value)
        rows.extend(judgements_where(seen, about))
    unique = {row.id: row for row in rows}
    return sorted(with_withdrawals(seen, unique.values()), key=lambda row: (row.at, row.id))


def hidden_claims(seen: View, claims: Mapping[str, Claim]) -> dict[str, str]:
    """Claim id -> why its words must not be shown: its own reason, or its attribution's."""
    resting = {id: claim.attribution for id, claim in claims.items() if claim.attribution}
    reasons = redactions(seen, [*claims, *resting.values()])
    by_attribution = {id: reasons[on] for id, on in resting.items() if on in reasons}
    return by_attribution | {id: reason for id, reason in reasons.items() if id in claims}


def reports_of(seen: View, versions: Iterable[str]) -> set[str]:
    """The reports that these versions are of."""
    reports: set[str] = set()
    for some in in_lots(versions):
        question = select(version_table.c.report).where(
            version_table.c.id.in_(some), seen.on(version_table)
        )
        reports.update(seen.connection.execute(question).scalars())
    return reports
