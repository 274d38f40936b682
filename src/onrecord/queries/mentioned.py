"""Mentions by what stands around them, and the events that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import and_, func, or_, select

from onrecord.ledger.rows import clip
from onrecord.ledger.search import search_versions
from onrecord.ledger.tables import appearance, claim, found, mention
from onrecord.queries.identity import events_of, judgements_on, with_withdrawals
from onrecord.queries.judgements import MEMBERSHIP
from onrecord.queries.visible import View

_VERSIONS_A_WORD = 500
_MOST_WORDS = 10


def mentions_matching(
    seen: View,
    *,
    kind: str | None = None,
    actor: str | None = None,
    place: str | None = None,
    dated: bool = False,
    days: Sequence[tuple[date, date]] = (),
    prefix: str | None = None,
    words: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> list[str]:
    """Ids of mentions that may fit, those last known of first; too many rather than too few.

    `dated` asks for those of events that have a day; `days`, for those with a day that may meet
    each of these runs, each within one year. `words` are those of a user's name for an event, each
    with the kinds that it may mean: it names the mention's kind or stands in the text of the
    version. With `prefix`, ids that begin so, whether or not they were known yet.
    """
    last = func.max(appearance.c.known_at).label("last")
    question: Any = (
        select(mention.c.id, last)
        .join(appearance, appearance.c.version == mention.c.version)
        .where(seen.on(mention, appearance))
        .group_by(mention.c.id)
        .order_by(last.desc(), mention.c.id)
    )
    if prefix is not None:
        question = question.where(mention.c.id >= prefix, mention.c.id < prefix + "g")
    elif seen.known is not None:
        question = question.where(appearance.c.known_at <= seen.known)
    if kind is not None:
        question = question.where(mention.c.kind == kind)
    when = claim.c.slot == "when" if dated else None
    for some in (_spoken(actor), _placed(place), when, *map(_dated, days)):
        if some is not None:
            near = (
                select(found.c.mention)
                .join(claim, claim.c.id == found.c.object)
                .where(found.c.sort == "claim", some, seen.on(found, claim))
            )
            question = question.where(mention.c.id.in_(near))
    for fits in _worded(seen, words):
        question = question.where(fits)
    return [row.id for row in seen.connection.execute(question)]


def _spoken(actor: str | None) -> Any:
    if actor is None:
        return None
    anywhere = f"%{_escaped(actor)}%"
    return or_(
        claim.c.speaker_name.ilike(anywhere, escape="\\"),
        claim.c.speaker_code.ilike(anywhere, escape="\\"),
        and_(claim.c.body.ilike('%"actor":%'), claim.c.body.ilike(anywhere, escape="\\")),
    )


def _placed(place: str | None) -> Any:
    if place is None:
        return None
    return and_(
        claim.c.body.ilike('%"place":%'),
        claim.c.body.ilike(f"%{_escaped(place)}%", escape="\\"),
    )


def _escaped(words: str) -> str:
    """Words for LIKE, with its own signs taken as letters."""
    plain = " ".join(clip(words).split())
    return plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _dated(days: tuple[date, date]) -> Any:
    """That a date claim may meet this run of days: by the letters that both begin with.

    An interval is taken to fit: the caller looks closer.
    """
    first, last = (day.isoformat() for day in days)
    shared = first if first == last else first[:7] if first[:7] == last[:7] else first[:4]
    wider = [f'%"edtf":"{first[:length]}{end}%' for length in (4, 7) for end in ('"', "~", "?")]
    return and_(
        claim.c.slot == "when",
        or_(
            claim.c.body.like(f'%"edtf":"{shared}%'),
            claim.c.body.like('%"edtf":"%/%'),
            *(claim.c.body.like(pattern) for pattern in wider),
        ),
    )


def _worded(seen: View, words: Mapping[str, Collection[str]]) -> Iterator[Any]:
    """Conditions on mentions for the words: one for each that may mean a kind, one for the rarest
    of the others. A word that stands in too many versions to list narrows nothing."""
    rarest: list[str] | None = None
    for word, kinds in list(words.items())[:_MOST_WORDS]:
        versions = search_versions(seen.connection, word, _VERSIONS_A_WORD)
        too_many = len(versions) == _VERSIONS_A_WORD
        if kinds and not too_many:
            yield or_(mention.c.kind.in_(sorted(kinds)), mention.c.version.in_(versions))
        elif not too_many and (rarest is None or len(versions) < len(rarest)):
            rarest = versions
    if rarest is not None:
        yield mention.c.version.in_(rarest)


def owners_of(seen: View, mentions: Collection[str]) -> dict[str, str]:
    """Mention id -> the event id that its judgement names, or its own."""
    rows = judgements_on(seen, mentions, MEMBERSHIP)
    belongs = events_of(with_withdrawals(seen, rows))
    return {id: belongs.get(id, id) for id in mentions}
