"""The SELECTs that an event's claims, mentions and judgements are gathered with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    union,
)

from onrecord.ledger.tables import CLIP, appearance, judgement
from onrecord.ledger.tables import claim as claim_table
from onrecord.ledger.tables import found as found_table
from onrecord.ledger.tables import mention as mention_table
from onrecord.ledger.tables import reading as reading_table
from onrecord.model.claim import Claim
from onrecord.model.judgement import Verb
from onrecord.model.mention import Mention
from onrecord.queries.identity import events_of
from onrecord.queries.judged import judgements_naming, judgements_on, with_withdrawals
from onrecord.queries.judgements import MEMBERSHIP, VERDICTS
from onrecord.queries.parsed import claim_of, mention_of
from onrecord.queries.prepared import KNOWN, SOME, Sight, prepared
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import View, bodies_of, in_lots, redactions, rows_by_id


def candidates(seen: View, ids: Collection[str]) -> set[str]:
    """The mentions and claims that may belong to the event with these ids.

    All that a judgement ever put there, and the founding mentions; `membership` decides. Not those
    mentions whose version was not known yet: what is told there is told of that version alone.
    """
    return {row.id for row in seen.ask_lots(_candidates, ids)}


@prepared
def _candidates(at: Sight) -> CompoundSelect[Any]:
    put = select(judgement.c.subject.label("id")).where(
        judgement.c.object.in_(SOME), judgement.c.verb == Verb.BELONGS.value, at.on(judgement)
    )
    founders = select(mention_table.c.id.label("id")).where(mention_table.c.id.in_(SOME))
    if at.known:
        put = put.where(~_not_yet_known(judgement.c.subject))
        founders = founders.where(~_not_yet_known(mention_table.c.id))
    return union(put, founders)


def _not_yet_known(id: ColumnElement[str]) -> ColumnElement[bool]:
    """That it is a mention in a version which the public could not read yet."""
    told = mention_table.alias("told")
    shown = exists().where(appearance.c.version == told.c.version, appearance.c.known_at <= KNOWN)
    return exists().where(told.c.id == id, ~shown)


def membership(
    seen: View, candidates: Collection[str]
) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Mention or claim id -> the event id that its holding judgement names, and -> all that any
    judgement ever named.

    For the candidates that have a judgement; a mention without one founds an event of its own, as
    does one that was split off.
    """
    rows = judgements_on(seen, candidates, MEMBERSHIP)
    named: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.object:
            named[row.subject].add(row.object)
    return events_of(with_withdrawals(seen, rows)), named


def found_near(seen: View, candidates: Collection[str]) -> dict[str, list[Any]]:
    """Claim id -> all that readings said of it, oldest first, for the claims of any candidate
    mention, and those that are candidates themselves."""
    told = {id for ids in seen.read(_claims_of, candidates).values() for id in ids}
    found = findings_of(seen, {*told, *candidates})
    rows: dict[str, list[Any]] = {}
    for id in sorted(found):
        mine = [row for row in found[id] if row.sort == "claim" and row.version is not None]
        if mine:
            rows[id] = sorted(mine, key=lambda row: (row.batch, row.place))
    return rows


def _claims_of(seen: View, mentions: Collection[str]) -> Iterator[tuple[str, str]]:
    return ((row.mention, row.object) for row in seen.ask_lots(_claims_of_mentions, mentions))


@prepared
def _claims_of_mentions(at: Sight) -> Select[Any]:
    columns = found_table.c
    return (
        select(columns.mention, columns.object)
        .distinct()
        .where(columns.mention.in_(SOME), columns.sort == "claim", at.on(found_table))
    )


def findings_of(seen: View, objects: Collection[str]) -> dict[str, Sequence[Any]]:
    """Id -> the rows of all readings that found it."""
    return seen.read(_findings, objects)


def _findings(seen: View, objects: Collection[str]) -> Iterator[tuple[str, Any]]:
    return ((row.object, row) for row in seen.ask_lots(_findings_of_objects, objects))


@prepared
def _findings_of_objects(at: Sight) -> Select[Any]:
    """What readings found; without a version where the reading is not on record."""
    columns = found_table.c
    needed = (columns.object, columns.sort, columns.reading, columns.mention, columns.extra)
    read = and_(reading_table.c.id == columns.reading, at.on(reading_table))
    return (
        select(*needed, columns.batch, columns.place, reading_table.c.version)
        .outerjoin(reading_table, read)
        .where(columns.object.in_(SOME), at.on(found_table))
    )


def mentions_near(
    seen: View, candidates: Collection[str]
) -> tuple[dict[str, Mention], dict[str, set[str]]]:
    """The candidate mentions by id, and by id the readings that found each."""
    mentions = {id: one for id, held in seen.read(_mentions, candidates).items() for one in held}
    found = findings_of(seen, mentions)
    readings: dict[str, set[str]] = {}
    for id in mentions:
        if by := {row.reading for row in found[id] if row.sort == "mention"}:
            readings[id] = by
    return mentions, readings


_mentions = bodies_of(mention_table, mention_of)


def claims_by_id(seen: View, ids: Collection[str]) -> dict[str, Claim]:
    """The claims with these ids."""
    return {id: one for id, held in seen.read(_claims, ids).items() for one in held}


_claims = bodies_of(claim_table, claim_of)


def needed_claims(
    seen: View, ids: Collection[str], needed: ColumnElement[bool], also: Collection[str]
) -> Iterator[tuple[str, Any]]:
    """Id and row of each claim; without a body if it is neither `needed` nor one of `also`."""
    body: Any = claim_table.c.body
    # What the columns hold in part only is read whole.
    cut = (claim_table.c.speaker_name, claim_table.c.speaker_code)
    clipped = or_(*(func.length(column) >= CLIP for column in cut))
    body = case((or_(needed, clipped), body)).label("body")
    columns = claim_table.c
    light = select(columns.id, columns.version, columns.speaker_name, columns.speaker_code, body)
    for some in in_lots(set(ids) - set(also)):
        question = light.where(columns.id.in_(some), seen.on(claim_table))
        yield from ((row.id, row) for row in seen.connection.execute(question))
    yield from rows_by_id(seen, claim_table, set(ids) & set(also)).items()


def judgements_about(seen: View, claims: Collection[str]) -> list[JudgementRow]:
    """Judgements on these claims, those that say that one replaces them, and withdrawals."""
    rows = judgements_on(seen, claims, VERDICTS | MEMBERSHIP | {Verb.REPLACES})
    rows += judgements_naming(seen, claims, (Verb.REPLACES,))
    unique = {row.id: row for row in rows}
    return sorted(with_withdrawals(seen, unique.values()), key=lambda row: (row.at, row.id))


def hidden_claims(seen: View, claims: Mapping[str, Claim]) -> dict[str, str]:
    """Claim id -> why its words must not be shown: its own reason, or its attribution's."""
    if not seen.redacts:
        return {}
    resting = {id: claim.attribution for id, claim in claims.items() if claim.attribution}
    reasons = redactions(seen, [*claims, *resting.values()])
    by_attribution = {id: reasons[on] for id, on in resting.items() if on in reasons}
    return by_attribution | {id: reason for id, reason in reasons.items() if id in claims}
