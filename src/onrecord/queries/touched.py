"""Which events a batch, or a judgement, tells anything new of: by all ids that may name one.

The answers only grow with the record. What some batches touch, asked as of a later batch, is in
what they touched then or in what the batches between touch: so what was found once need not be
asked again (`onrecord.queries.behind`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, or_, select, union

from onrecord.ledger.tables import (
    appearance,
    attribution,
    claim,
    found,
    judgement,
    mention,
    redaction,
    version,
)
from onrecord.model.judgement import Verb
from onrecord.queries.judgements import ACTORS, MEMBERSHIP
from onrecord.queries.mentioned import owners_of
from onrecord.queries.tellings import judged_between, versions_touched, with_withdrawn
from onrecord.queries.told import actor_judgements
from onrecord.queries.visible import View, in_lots

# Made once: to make a statement takes longer than to run it.
_IDS: BindParameter[str] = bindparam("ids", expanding=True)

_REDACTED = select(redaction.c.subject).where(
    redaction.c.batch > bindparam("done"), redaction.c.batch <= bindparam("upto")
)
_FOUND_IN = union(
    select(version.c.id).where(version.c.id.in_(_IDS)),
    select(attribution.c.version).where(attribution.c.id.in_(_IDS)),
    select(appearance.c.version).where(appearance.c.capture.in_(_IDS)),
)
_REPORTS = select(version.c.report).where(version.c.id.in_(_IDS)).distinct()

_VERSIONS = select(version.c.id).where(version.c.report.in_(_IDS))
_MENTIONS = select(mention.c.id).where(mention.c.version.in_(_VERSIONS))
_CLAIMS = select(claim.c.id).where(claim.c.version.in_(_VERSIONS))
_TOLD_IN = union(
    _MENTIONS,
    *(
        select(judgement.c.object).where(
            judgement.c.subject.in_(rows),
            judgement.c.verb.in_([verb.value for verb in MEMBERSHIP]),
            judgement.c.object.is_not(None),
        )
        for rows in (_MENTIONS, _CLAIMS)
    ),
)
_SPOKEN_BY = union(
    *(
        select(claim.c.id).where(column.in_(_IDS))
        for column in (claim.c.speaker_name, claim.c.speaker_code)
    )
)
_AMENDED = select(judgement.c.subject).where(
    judgement.c.object.in_(_IDS), judgement.c.verb == Verb.AMENDED.value
)
_STANDS_BY = union(
    select(found.c.mention).where(
        found.c.object.in_(_IDS), found.c.sort == "claim", found.c.mention.is_not(None)
    ),
    select(judgement.c.object).where(
        judgement.c.subject.in_(_IDS),
        judgement.c.verb == Verb.BELONGS.value,
        judgement.c.object.is_not(None),
    ),
)
_MERGES = select(judgement.c.subject, judgement.c.object).where(
    or_(
        and_(judgement.c.subject.in_(_IDS), judgement.c.verb == Verb.MERGED.value),
        and_(judgement.c.object.in_(_IDS), judgement.c.verb == Verb.MERGED.value),
    )
)
_THERE = select(mention.c.id).where(mention.c.id.in_(_IDS))
_PARTS = select(judgement.c.subject).where(
    judgement.c.object.in_(_IDS), judgement.c.verb == Verb.PART_OF.value
)


def touched(seen: View, done: int, upto: int) -> set[str]:
    """Ids of the events of which these batches, the first aside, tell anything new.

    All ids that may have named one before or may now, those of what is no event any more too.
    """
    between = {"done": done, "upto": upto}
    hidden = set(seen.connection.execute(_REDACTED, between).scalars()) if seen.redacts else set()
    # A redacted reason stands with what its judgement is on.
    judged = [*judged_between(seen, done, upto), *with_withdrawn(seen, hidden)]
    return _events(seen, judged, done, upto, hidden)


def touched_by(seen: View, judgements: Collection[str]) -> tuple[set[str], bool]:
    """Ids of the events that the judgements with these ids bear on, as `touched`; and whether one
    of them is on who speaks: such bear on whatever that speaker is yet to say, too."""
    rows = with_withdrawn(seen, judgements)
    return _events(seen, rows, 0, 0, ()), any(Verb(row.verb) in ACTORS for row in rows)


def _events(
    seen: View, judged: Collection[Any], done: int, upto: int, hidden: Collection[str]
) -> set[str]:
    ends = {end for row in judged for end in (row.subject, row.object) if end}
    versions = versions_touched(seen, done, upto, ends.union(hidden))
    versions |= _ask(seen, _FOUND_IN, hidden)
    reports = _ask(seen, _REPORTS, versions).union(hidden)
    names = {end for row in judged if Verb(row.verb) in ACTORS for end in (row.subject, row.object)}
    ids = ends | _ask(seen, _TOLD_IN, reports) | _told_by(seen, names)
    ids = _ever_one_with(seen, ids)
    # Those that are, or were, part of one of these name it.
    ids |= _ever_one_with(seen, _ask(seen, _PARTS, ids) - ids)
    return _ask(seen, _THERE, ids)


def _told_by(seen: View, names: Iterable[str]) -> set[str]:
    """The events of claims by speakers of these names or codes, or who may be the same: those that
    the claims were found with, and those that they, or what they amend, were put into."""
    wanted = {name for name in names if name}
    for row in actor_judgements(seen, wanted) if wanted else ():
        wanted |= {row.subject, row.object or row.subject}
    claims: set[str] = set()
    waiting = _ask(seen, _SPOKEN_BY, wanted)
    while waiting:
        claims |= waiting
        waiting = _ask(seen, _AMENDED, waiting) - claims
    beside = _ask(seen, _STANDS_BY, claims)
    return beside.union(owners_of(seen, beside).values())


def _ever_one_with(seen: View, ids: Collection[str]) -> set[str]:
    """These ids and all that a judgement, whether or not it holds, ever made one event with them:
    they named, name or may name it."""
    reached: set[str] = set()
    waiting = set(ids)
    while waiting:
        reached |= waiting
        further: set[str] = set()
        for some in in_lots(waiting):
            for row in seen.connection.execute(_MERGES, {"ids": some}).all():
                further |= {row.subject, row.object or row.subject}
        waiting = further - reached
    return reached


def _ask(seen: View, question: Any, ids: Iterable[str]) -> set[str]:
    """What is found for these ids, asked for in lots."""
    return {
        row[0]
        for some in in_lots(ids)
        for row in seen.connection.execute(question, {"ids": some}).all()
    }
