"""A person's decisions, appended as rows: nothing that was recorded is changed by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from onrecord.errors import Misused
from onrecord.ledger.batches import Batch
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import NoSuchRow
from onrecord.ledger.rows import Row, claim_row, judgement_row
from onrecord.ledger.tables import ROW_TABLES
from onrecord.model.claim import Claim
from onrecord.model.judgement import AuthorKind, Judgement, Verb

# Verb: what its subject may be, what its object; an event is named by a mention's id. "actor" is
# a code or a name and need not be on record; None: nothing.
_SORTS: Mapping[Verb, tuple[tuple[str, ...], str | None]] = {
    Verb.BELONGS: (("mention", "claim"), "mention"),
    Verb.MERGED: (("mention",), "mention"),
    Verb.SPLIT: (("mention",), "mention"),
    Verb.PART_OF: (("mention",), "mention"),
    Verb.REPLACES: (("claim",), "claim"),
    Verb.REJECTED: (("claim",), None),
    Verb.ACCEPTED: (("claim",), None),
    Verb.AMENDED: (("claim",), "claim"),
    Verb.SAME_ACTOR: (("actor",), "actor"),
    Verb.OTHER_ACTOR: (("actor",), "actor"),
    Verb.WITHDRAWN: (("judgement",), None),
}


def judge(
    ledger: Ledger,
    subject: str,
    verb: Verb,
    object: str | None = None,
    *,
    author: str,
    because: str,
    amended: Claim | None = None,
    at: datetime | None = None,
) -> Judgement:
    """Record that a person decided `subject verb object`, and why; the judgement as recorded.

    Ids are whole ids; which sorts a verb takes is in `onrecord.model.judgement.Verb`. For
    AMENDED give `amended`, the claim that is right instead, which is recorded with the judgement
    (its span and words are the caller's to check), or the id of one that is on record.

    Raises:
        Misused: no reason, no author, or an object too many or too few.
        NoSuchRow: subject or object is not on record.
    """
    rows: list[Row] = []
    if amended is not None:
        if verb is not Verb.AMENDED or object is not None:
            raise Misused(f"A claim to put in its place goes with amend, not with {verb.value}.")
        rows.append(claim_row(amended))
        object = rows[0].id
    return _append(ledger, subject, verb, object, author, because, rows, at)


def judge_notice(
    ledger: Ledger,
    notice: str,
    verb: Verb,
    *,
    author: str,
    because: str,
    at: datetime | None = None,
) -> Judgement:
    """Record that a person accepted or rejected the notice with this id; the judgement as recorded.

    A notice is derived, so it is on record nowhere: its id is what it says and rests on.

    Raises:
        Misused: no reason, no author, or another verb.
    """
    if verb not in (Verb.ACCEPTED, Verb.REJECTED):
        raise Misused("A notice follows from claims.", "Accept it, reject it, or amend a claim.")
    return _append(ledger, notice, verb, None, author, because, (), at, derived=True)


def merge_elsewhere(
    ledger: Ledger,
    event: str,
    apart_from: str,
    one_with: str,
    *,
    author: str,
    because: str,
    at: datetime | None = None,
) -> Judgement:
    """Record that `event` is not one with `apart_from` but with `one_with`, in one batch.

    The judgement that merges is given back; the one that splits is an instant older, so that it
    counts against what it was merged with before and not against this.

    Raises:
        Misused: no reason, no author, or an event is named twice.
        NoSuchRow: an event is not on record.
    """
    also = (Verb.MERGED, one_with)
    return _append(ledger, event, Verb.SPLIT, apart_from, author, because, (), at, also=also)


def add_claim(
    ledger: Ledger,
    claim: Claim,
    event: str,
    *,
    author: str,
    because: str,
    at: datetime | None = None,
) -> Judgement:
    """Record a claim that a person read and that it belongs to the event of mention `event`.

    Its span and words are the caller's to check (`onrecord.claims.guard.check_by_hand`).

    Raises:
        Misused: no reason or no author.
        NoSuchRow: there is no such mention on record.
    """
    row = claim_row(claim)
    return _append(ledger, row.id, Verb.BELONGS, event, author, because, (row,), at)


def _append(
    ledger: Ledger,
    subject: str,
    verb: Verb,
    object: str | None,
    author: str,
    because: str,
    rows: Sequence[Row],
    at: datetime | None,
    *,
    derived: bool = False,
    also: tuple[Verb, str] | None = None,
) -> Judgement:
    """Record `rows`, then the judgement, and `also` another on the subject, whose is then given
    back; a `derived` subject is not on record."""
    if not because.strip():
        raise Misused("A judgement needs a reason.", "Say why: --because …")
    if not author.strip():
        raise Misused("A judgement needs an author.", "Say who: --author NAME")
    with ledger.batch(author_kind=AuthorKind.PERSON.value, author=author, at=at) as batch:
        batch.add(*rows)
        batch.flush()
        for number, (what, whom) in enumerate(
            ((verb, object), also) if also else ((verb, object),)
        ):
            if not derived:
                _refuse_unknown(batch, subject, what, whom)
            judgement = Judgement(
                subject=subject,
                verb=what,
                object=whom,
                author_kind=AuthorKind.PERSON,
                author=author,
                at=batch.at + number * timedelta(microseconds=1),
                because=because,
            )
            batch.add(judgement_row(judgement))
    return judgement


def _refuse_unknown(batch: Batch, subject: str, verb: Verb, object: str | None) -> None:
    subjects, objects = _SORTS[verb]
    if (object is None) != (objects is None):
        wanted = "no other" if objects is None else f"another {_say(objects)}"
        raise Misused(f'"{verb.value}" takes a {_say(subjects[0])} and {wanted}.')
    if object is not None and object == subject and verb is not Verb.BELONGS:
        raise Misused(f'"{verb.value}" needs two different ids.', "Name the other one.")
    if not any(_there(batch.connection, sort, subject) for sort in subjects):
        raise NoSuchRow(" or ".join(_say(sort) for sort in subjects), subject)
    if object is not None and objects is not None and not _there(batch.connection, objects, object):
        raise NoSuchRow(_say(objects), object)


def _there(connection: Connection, sort: str, id: str) -> bool:
    if sort == "actor":
        return bool(id.strip())
    table = ROW_TABLES[sort]
    return connection.execute(select(table.c.id).where(table.c.id == id)).first() is not None


def _say(sort: str) -> str:
    return {"mention": "mention or event", "actor": "actor code or name"}.get(sort, sort)
