"""The order of review, brought up to date with all that is on record.

The least certain and most consequential come first: how unsure the reader was, times how much
hangs on the slot, times how many reports tell of the event. What is carried over from version to
version of a report, in the same sentence, is one item. What persons decided has no part in it.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.review_order import (
    OrderUpTo,
    found_as,
    happening,
    item,
    joined,
    order_knows,
    order_up_to,
    put,
    rename,
    start_order,
    weigh,
)
from onrecord.ledger.tables import batch, claim, found, judgement, mention, version
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.review_weights import factor_of, key_of, weight_of_claim, weight_of_link
from onrecord.queries.reviewed import Sort
from onrecord.queries.visible import View, in_lots, view

_BATCHES = 500
"""Batches that are taken in together, at most: others may write between two parts."""

_A_LOT = 500
"""Claims whose texts are fetched together."""

_LOOKS_AGAIN = 0.2
_PATIENCE = 5.0
"""Seconds after which one looks again how far another came, and after which, where that came no
further, one goes on oneself."""


def keep_order(ledger: Ledger) -> None:
    """Bring the order up to date with all that is on record.

    Each part is worked out while others may write, and put in if nobody else did so meanwhile;
    where another process is at it, this one waits until that is done.

    Raises:
        ReadOnlyLedger, LedgerBusy, NoSpace, DamagedLedger, LedgerOutOfReach: see there.
    """
    while True:
        with ledger.connect() as connection:
            seen = view(connection, NOW)
            there, newest = order_known(seen)
            if there is not None and there.batch == newest:
                return
            book = codebook_of(seen)
            since = there.batch if there is not None else 0
            part = _work_out(seen, book, since, min(since + _BATCHES, newest))
        with ledger.writing(lasting=False) as connection:
            now, _ = order_known(view(connection, NOW))
            mine = now == there
            if mine and now is None:
                start_order(connection, book.digest)
            if mine:
                _put_in(connection, part, now or OrderUpTo(0))
        if mine and part.upto == newest:
            return
        if not mine:
            _wait(ledger, book.digest, newest)


_NEWEST = select(func.max(batch.c.seq))


def order_known(seen: View) -> tuple[OrderUpTo | None, int]:
    """How far the order goes, None where there is none to trust; and the newest batch on record."""
    newest = seen.connection.execute(_NEWEST).scalar() or 0
    there = order_up_to(seen.connection, codebook_of(seen).digest)
    return (None if there is not None and there.batch > newest else there), newest


def _wait(ledger: Ledger, codebook: str, newest: int) -> None:
    """Wait until another process has made the order, or comes no further."""
    last, ends = -1, 0.0
    while True:
        with ledger.connect() as connection:
            there = order_up_to(connection, codebook)
        batch = there.batch if there is not None else 0
        if batch != last:
            last, ends = batch, monotonic() + _PATIENCE
        if batch >= newest or monotonic() > ends:
            return
        sleep(_LOOKS_AGAIN)


@dataclass(slots=True)
class _Part:
    """What some batches, up to `upto`, tell that is to be reviewed.

    `told` are mentions with the reports that they stand in, `joins` pairs of mentions that readers
    took for one happening; `items` rows by key, as what was found first says, with all that was
    found as `found`; `at` are the mentions that anything was found of.
    """

    upto: int
    told: dict[str, str] = field(default_factory=dict)
    joins: list[tuple[str, str]] = field(default_factory=list)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    found: list[dict[str, object]] = field(default_factory=list)
    at: set[str] = field(default_factory=set)


def _work_out(seen: View, book: Codebook, since: int, upto: int) -> _Part:
    part = _Part(upto)
    between = {"since": since, "upto": upto}
    for one in seen.connection.execute(_MENTIONS, between):
        part.told[one.id] = one.report
    for link in seen.connection.execute(_LINKS, between):
        part.joins.append((link.subject, link.object))
        part.links[link.subject] = _link(link)
    for some in seen.connection.execute(_CLAIMS, between).partitions(_A_LOT):
        texts = _texts(seen, {row.of for row in some})
        for row in some:
            report, text = texts.get(row.of, (row.of, ""))
            key = key_of(json.loads(row.body), report, text)
            part.found.append({"batch": row.batch, "place": row.place, "key": key})
            part.at.add(row.mention)
            if key not in part.items:
                part.items[key] = _claim(row, key, book)
    return part


def _between(table: Any) -> tuple[Any, Any]:
    return (table.c.batch > bindparam("since"), table.c.batch <= bindparam("upto"))


_MENTIONS = (
    select(mention.c.id, func.coalesce(version.c.report, mention.c.version).label("report"))
    .outerjoin(version, version.c.id == mention.c.version)
    .where(*_between(mention))
)
_LINKS = (
    select(
        *(judgement.c.id, judgement.c.subject, judgement.c.object, judgement.c.verb),
        *(judgement.c.batch, judgement.c.place, judgement.c.body),
    )
    .where(
        *_between(judgement),
        judgement.c.author_kind == AuthorKind.READER.value,
        judgement.c.verb.in_([Verb.BELONGS.value, Verb.MERGED.value]),
        judgement.c.subject != judgement.c.object,
    )
    .order_by(judgement.c.batch, judgement.c.place)
)
"""The links that readers made between a mention and an event that is told elsewhere."""
_CLAIMS = (
    select(
        *(found.c.mention, found.c.extra, found.c.batch, found.c.place),
        *(claim.c.body, claim.c.version.label("of"), claim.c.slot, mention.c.kind),
    )
    .join(claim, claim.c.id == found.c.object)
    .join(mention, mention.c.id == found.c.mention)
    .where(*_between(found), found.c.sort == "claim")
    .order_by(found.c.batch, found.c.place)
)
"""The claims that readings found."""
_TEXTS = select(version.c.id, version.c.report, version.c.body).where(
    version.c.id.in_(bindparam("ids", expanding=True))
)


def _texts(seen: View, versions: Collection[str]) -> dict[str, tuple[str, str]]:
    """Version id -> its report and its text."""
    texts: dict[str, tuple[str, str]] = {}
    for some in in_lots(versions):
        for row in seen.connection.execute(_TEXTS, {"ids": some}):
            texts[row.id] = (row.report, str(json.loads(row.body).get("text", "")))
    return texts


def _claim(row: Any, key: str, book: Codebook) -> dict[str, Any]:
    return {
        "key": key,
        "sort": Sort.CLAIMS.value,
        "mention": row.mention,
        "base": weight_of_claim(row.extra, row.kind, row.slot, book),
        "batch": row.batch,
        "place": row.place,
        "link": None,
        "verb": None,
        "event": None,
    }


def _link(row: Any) -> dict[str, Any]:
    return {
        "key": row.subject,
        "sort": Sort.LINKS.value,
        "mention": row.subject,
        "base": weight_of_link(row.verb, row.body),
        "batch": row.batch,
        "place": row.place,
        "link": row.id,
        "verb": row.verb,
        "event": row.object,
    }


def _put_in(connection: Connection, part: _Part, there: OrderUpTo) -> None:
    """Add the part to an order that goes as far as `there`."""
    known = _known(connection, {*part.items, *part.links})
    rows = [row for key, row in part.items.items() if key not in known]
    claims = len(rows)
    rows += part.links.values()
    names, renamed = _join(connection, part)
    touched = set(names.values())
    before = _happenings(connection, {*touched, *renamed})
    reports = _reports(connection, touched)
    factors = {id: factor_of(count) for id, count in reports.items()}
    with_items = {renamed.get(id, id) for id, row in before.items() if row.holds}
    joined_anew = set(renamed.values())
    weigh(
        connection,
        {
            id: factors[id]
            for id in with_items
            if id in joined_anew or before[id].reports != reports[id]
        },
    )
    for row in rows:
        name = names[row["mention"]]
        row["score"] = -(row["base"] * factors[name])
        with_items.add(name)
    put(connection, item, rows, gone=part.links)
    put(connection, found_as, part.found)
    put(
        connection,
        happening,
        [
            {"happening": id, "reports": reports[id], "holds": int(id in with_items)}
            for id in sorted(touched)
        ],
        gone=before,
    )
    links = len(set(part.links) - known)
    upto = OrderUpTo(part.upto, there.claims + claims, there.links + links)
    order_knows(connection, upto)


def _join(connection: Connection, part: _Part) -> tuple[dict[str, str], dict[str, str]]:
    """Take in the mentions and join those that readers joined.

    Gives the happening of each mention that the part tells anything of, and new names of
    happenings that got one by being joined to others.
    """
    ends = {end for pair in part.joins for end in pair}
    asked = {*part.told, *part.at, *ends}
    held: dict[str, Any] = {}
    for some in in_lots(asked):
        held.update((row.mention, row) for row in connection.execute(_JOINED, {"ids": some}))
    up: dict[str, str] = {}

    def name_of(id: str) -> str:
        name = held[id].happening if id in held else id
        while (above := up.get(name)) is not None:
            up[name] = up.get(above, above)  # halves the way for the next
            name = above
        return name

    for pair in part.joins:
        less, more = sorted(map(name_of, pair))
        if less != more:
            up[more] = less
    names = {id: name_of(id) for id in asked}
    renamed = {row.happening: names[id] for id, row in held.items() if row.happening != names[id]}
    rename(connection, renamed)
    late = {id for id, row in held.items() if row.report is None and id in part.told}
    put(
        connection,
        joined,
        [
            {"mention": id, "happening": names[id], "report": part.told.get(id)}
            for id in sorted(asked - (set(held) - late))
        ],
        gone=late,
    )
    return names, renamed


def _known(connection: Connection, keys: Collection[str]) -> set[str]:
    """Those of the keys that are of an item."""
    known: set[str] = set()
    for some in in_lots(keys):
        known.update(connection.execute(_KEYS, {"ids": some}).scalars())
    return known


def _happenings(connection: Connection, names: Collection[str]) -> dict[str, Any]:
    """Name -> row, of those happenings that are there."""
    rows: dict[str, Any] = {}
    for some in in_lots(names):
        rows.update((row.happening, row) for row in connection.execute(_HAPPENINGS, {"ids": some}))
    return rows


def _reports(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Name of a happening -> how many reports tell of it."""
    counts: dict[str, int] = {}
    for some in in_lots(names):
        counts.update(
            (row.happening, row.told) for row in connection.execute(_REPORTS, {"ids": some})
        )
    return counts


def _among(column: Any) -> Any:
    return column.in_(bindparam("ids", expanding=True))


_KEYS = select(item.c.key).where(_among(item.c.key))
_JOINED = select(joined).where(_among(joined.c.mention))
_HAPPENINGS = select(happening).where(_among(happening.c.happening))
_REPORTS = (
    select(joined.c.happening, func.count(joined.c.report.distinct()).label("told"))
    .where(_among(joined.c.happening))
    .group_by(joined.c.happening)
)
