"""Events as single versions tell them: rows of the index, made from what is on record."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    func,
    select,
    union,
)

from onrecord.events import (
    EventProfile,
    build_profile,
    clues_of,
    countries_of,
    names_near,
    profile_of_values,
)
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import appearance, batch, claim, found, judgement, mention, version
from onrecord.ledger.tables import reading as reading_table
from onrecord.ledger.tellings import (
    add_tellings,
    name_tellings,
    telling,
    told_so_far,
    told_up_to,
)
from onrecord.ledger.times import instant, stamp
from onrecord.model.claim import Claim
from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.judgement import Verb
from onrecord.model.mention import Mention
from onrecord.model.scales import Modality
from onrecord.model.value import value_from_json
from onrecord.queries.clocks import NOW
from onrecord.queries.identity import JOINING, Identity, events_of, identify
from onrecord.queries.judged import judgements_on, with_withdrawals
from onrecord.queries.judgements import MEMBERSHIP, VERDICTS, holding
from onrecord.queries.parsed import claim_of, mention_of
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import View, current_readings, in_lots, rows_by_id, view

WIDTHS = (1, 31, 366)
"""How many days an event of width 0, 1 and 2 has beside the first at most."""

FOREVER = len(WIDTHS)
"""The width of an event that may have happened on more days than a year has: no clue at all."""

UNDATED_ACTUAL, UNDATED_OTHER = 8, 9
"""The widths of events without days: those that happened, those planned, demanded, supposed."""

_BATCHES_A_TURN = 200
_FAR = 50
"""Batches behind from which the index is brought up to date some batches at a time."""

# Made once: to make a statement takes longer than to run it.
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_ROW = select(judgement.c.id, judgement.c.subject, judgement.c.verb, judgement.c.object)
_NEWEST = select(func.max(batch.c.seq))
_JUDGED = _ROW.where(judgement.c.id.in_(_IDS))


def _between(table: Table) -> ColumnElement[bool]:
    return and_(table.c.batch > bindparam("done"), table.c.batch <= bindparam("upto"))


_JUDGED_BETWEEN = _ROW.where(_between(judgement))
_SHOWN_OR_READ = union(
    select(reading_table.c.version).where(_between(reading_table)),
    select(appearance.c.version).where(_between(appearance)),
)
_STAND_IN = union(
    select(mention.c.version).where(mention.c.id.in_(_IDS)),
    select(claim.c.version).where(claim.c.id.in_(_IDS)),
)


def catch_up(connection: Connection) -> View:
    """Bring the index of tellings up to date with all batches but the one being written.

    A version is told anew when a batch holds a reading or a known time of it, or a judgement on
    what was found in it. Asked on the writer's own connection.
    """
    seen = view(connection, NOW)
    newest = _newest(connection)
    while (done := told_up_to(connection)) < newest:
        _take_in(seen, done, min(done + _BATCHES_A_TURN, newest))
    return seen


def keep_tellings(ledger: Ledger, most: int = _FAR) -> None:
    """Bring an index that is more than `most` batches behind up to date, in short turns of writing.

    So nobody who records the first report after a merge, an upgrade or a `reindex` holds up other
    writers while all that is on record is gone through; the rest is left to `catch_up`.

    Raises:
        LedgerBusy, ReadOnlyLedger, NoSpace, LedgerOutOfReach: see there.
    """
    while True:
        with ledger.connect() as connection:
            if _newest(connection) - (told_so_far(connection) or 0) <= most:
                return
        with ledger.writing(lasting=False) as connection:
            done = told_up_to(connection)
            _take_in(view(connection, NOW), done, min(done + _FAR, _newest(connection)))


def _newest(connection: Connection) -> int:
    return connection.execute(_NEWEST).scalar() or 0


def _take_in(seen: View, done: int, upto: int) -> None:
    """Tell what the batches behind `done`, up to `upto`, tell anything new of."""
    judged = judged_between(seen, done, upto)
    pairs = [(row.subject, row.object) for row in judged if row.verb in JOINING]
    joined = {end for pair in pairs for end in pair if end}
    versions = versions_touched(seen, done, upto, {row.subject for row in judged})
    for some in list(in_lots(versions)) or [[]]:
        _tell(seen, some, joined, upto)
        joined = set()


def judged_between(seen: View, done: int, upto: int) -> list[Any]:
    """Subject, verb and object of the judgements of these batches and of those they withdraw."""
    rows = seen.connection.execute(_JUDGED_BETWEEN, {"done": done, "upto": upto}).all()
    withdrawn = [row.subject for row in rows if row.verb == Verb.WITHDRAWN.value]
    return [*rows, *with_withdrawn(seen, withdrawn)]


def with_withdrawn(seen: View, judgements: Collection[str]) -> list[Any]:
    """Subject, verb and object of the judgements with these ids, and of those they withdraw."""
    rows: list[Any] = []
    waiting = list(judgements)
    while waiting:
        fresh: list[Any] = []
        for some in in_lots(waiting):
            fresh += seen.connection.execute(_JUDGED, {"ids": some}).all()
        rows += fresh
        waiting = [row.subject for row in fresh if row.verb == Verb.WITHDRAWN.value]
    return rows


def versions_touched(seen: View, done: int, upto: int, subjects: Collection[str]) -> set[str]:
    """Versions of which these batches tell anything new, and those that the subjects stand in."""
    found_in: set[str] = set()
    if done < upto:
        between = {"done": done, "upto": upto}
        rows = seen.connection.execute(_SHOWN_OR_READ, between).all()
        found_in.update(row.version for row in rows)
    for some in in_lots(subjects):
        rows = seen.connection.execute(_STAND_IN, {"ids": some}).all()
        found_in.update(row.version for row in rows)
    return found_in


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one version tells it: the profile has the founder's id, not the event's."""

    version: str
    report: str
    profile: EventProfile


def _tell(seen: View, versions: list[str], joined: Collection[str], upto: int) -> None:
    """Make the index's rows of these versions anew, and name the events that were joined."""
    told = list(_tellings(seen, versions))
    ends = {*joined, *_told_with(seen, joined)}
    events = identify(seen, ends | {one.profile.id for one in told})
    owner = {id: event for event in events for id in event.ids}
    rows = [_row(one, owner[one.profile.id]) for one in told if one.profile.id in owner]
    add_tellings(seen.connection, versions, rows, upto)
    for event in events:
        if event.aliases or event.id in ends:
            for some in in_lots(event.ids):
                name_tellings(seen.connection, some, event.id)


def _told_with(seen: View, founders: Collection[str]) -> set[str]:
    """The founders that the index names as it names one of these."""
    found_with: set[str] = set()
    for some in in_lots(founders):
        names = select(telling.c.event).where(telling.c.founder.in_(some))
        question = select(telling.c.founder).where(telling.c.event.in_(names))
        found_with.update(seen.connection.execute(question).scalars())
    return found_with


def _row(told: Told, event: Identity) -> dict[str, object]:
    profile = told.profile
    width, first, last = _days(profile)
    if profile.part_of in event.ids:
        profile = replace(profile, part_of=None)
    return {
        "version": told.version,
        "founder": profile.id,
        "event": event.id,
        "kind": event.kind,
        "report": told.report,
        "known_at": stamp(profile.known_at),
        "width": width,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "countries": " ".join(sorted(countries_of(profile))),
        "clues": "\n".join(sorted(clues_of(profile))),
        "body": json.dumps(_body(profile), ensure_ascii=False),
    }


def _days(profile: EventProfile) -> tuple[int, date, date]:
    """The width of the profile's days, the first and the last of them."""
    if profile.first_day is None or profile.last_day is None:
        told = profile.known_at.date()
        actual = profile.modality is Modality.ACTUAL
        return (UNDATED_ACTUAL if actual else UNDATED_OTHER), told, told
    more = profile.last_day - profile.first_day
    width = next((at for at, days in enumerate(WIDTHS) if more <= timedelta(days)), FOREVER)
    return width, profile.first_day, profile.last_day


def _body(profile: EventProfile) -> JsonObject:
    """What `profile_from` needs beside the row's columns."""
    values: JsonObject = {
        slot: [value.as_json() for value in held] for slot, held in profile.values.items()
    }
    words: list[JsonValue] = list(profile.words)
    names: list[JsonValue] = [*sorted(profile.names)]
    return {
        "values": values,
        "words": words,
        "names": names,
        "modality": profile.modality.value,
        "order": profile.order,
        "part_of": profile.part_of,
    }


def profile_from(row: Any) -> EventProfile:
    """The profile of a row of the index."""
    body = json.loads(row.body)
    return profile_of_values(
        id=row.event,
        kind=row.kind,
        known_at=instant(row.known_at),
        values={
            slot: [value_from_json(cast(JsonObject, value)) for value in held]
            for slot, held in body["values"].items()
        },
        reports=[row.report],
        versions=[row.version],
        words=body["words"],
        names=frozenset(body["names"]),
        modality=Modality(body["modality"]),
        order=body["order"],
        part_of=body["part_of"],
    )


def _tellings(seen: View, versions: list[str]) -> Iterator[Told]:
    """The events that the current reading of each version tells of; what persons decided counts."""
    texts = rows_by_id(seen, version, versions)
    current = current_readings(seen, versions)
    known = _known(seen, versions)
    mentions = _mentions(seen, versions, current)
    placed = _claims(seen, current)
    ids = {*mentions, *(one.id for one in placed), *(one.mention for one in placed)}
    judged = with_withdrawals(
        seen, judgements_on(seen, ids, MEMBERSHIP | VERDICTS | {Verb.PART_OF})
    )
    belongs, within = events_of(judged), holding(judged, (Verb.PART_OF,))
    instead = _instead(seen, judged)
    claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for one in placed:
        event = belongs.get(one.id) or belongs.get(one.mention, one.mention)
        claims[one.claim.version, event].extend(instead.get(one.id, [one.claim]))
    said: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for id, told in mentions.items():
        said[told.version, belongs.get(id, id)].append(told)
    plain = {id: str(json.loads(row.body)["text"]) for id, row in texts.items()}
    orders: Counter[tuple[str, str]] = Counter()
    for key in dict.fromkeys([*said, *claims]):
        id, founder = key
        if id not in known or id not in texts:
            continue
        spans = [one.span for one in said[key]]
        modalities = [one.modality for one in said[key]] or [Modality.ACTUAL]
        kind = said[key][0].kind if said[key] else ""
        profile = build_profile(
            id=founder,
            kind=kind,
            known_at=instant(known[id]),
            claims=claims[key],
            reports=[texts[id].report],
            versions=[id],
            words=[span.of(plain[id]) for span in spans],
            names=names_near(plain[id], spans),
            modality=Modality.ACTUAL if Modality.ACTUAL in modalities else modalities[0],
            order=orders[id, kind],
            part_of=within[founder].object if founder in within else None,
        )
        orders[id, kind] += 1
        yield Told(id, texts[id].report, profile)


def _known(seen: View, versions: list[str]) -> dict[str, str]:
    """Version id -> since when the public could read it."""
    question = (
        select(appearance.c.version, func.min(appearance.c.known_at))
        .where(appearance.c.version.in_(versions))
        .group_by(appearance.c.version)
    )
    return {row[0]: row[1] for row in seen.connection.execute(question)}


def _mentions(seen: View, versions: list[str], current: Mapping[str, str]) -> dict[str, Mention]:
    """The mentions that the current readings found, in the order of the text."""
    question = (
        select(mention.c.id, mention.c.version, mention.c.body, found.c.reading)
        .outerjoin(found, and_(found.c.object == mention.c.id, found.c.sort == "mention"))
        .where(mention.c.version.in_(versions))
    )
    mentions = {
        row.id: mention_of(row.body)
        for row in seen.connection.execute(question)
        if row.reading in (None, current.get(row.version))
    }
    return dict(sorted(mentions.items(), key=lambda pair: (pair[1].version, pair[1].span, pair[0])))


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim of a current reading and the mention that it stands by."""

    id: str
    claim: Claim
    mention: str


def _claims(seen: View, current: Mapping[str, str]) -> list[_Found]:
    """What the readings found, in their order; a claim more than once where it is told of several
    events."""
    question = (
        select(claim.c.id, claim.c.body, found.c.mention)
        .join(claim, claim.c.id == found.c.object)
        .where(found.c.reading.in_(sorted(current.values())), found.c.sort == "claim")
        .order_by(found.c.batch, found.c.place)
    )
    return [
        _Found(row.id, claim_of(row.body), row.mention or "")
        for row in seen.connection.execute(question)
    ]


def _instead(seen: View, judged: Collection[JudgementRow]) -> dict[str, list[Claim]]:
    """Claim id -> what persons let stand in its place: nothing, or the claim that amends it."""
    verdicts = holding(judged, VERDICTS)
    waiting = {row.object for row in verdicts.values() if row.object}
    bodies: dict[str, Any] = {}
    while waiting:
        bodies |= rows_by_id(seen, claim, waiting)
        further = holding(with_withdrawals(seen, judgements_on(seen, waiting, VERDICTS)), VERDICTS)
        verdicts |= further
        waiting = {row.object for row in further.values() if row.object} - bodies.keys()

    def right(id: str) -> str | None:
        """The claim that stands in the place of `id`, which may be `id` itself."""
        passed: set[str] = set()
        while (row := verdicts.get(id)) is not None and row.verb is not Verb.ACCEPTED:
            passed.add(id)
            if not row.object or row.object in passed:
                return None
            id = row.object
        return id

    stands = {id: right(id) for id in verdicts}
    return {
        id: [claim_of(bodies[other].body)] if other in bodies else []
        for id, other in stands.items()
        if other != id
    }
