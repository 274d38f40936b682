"""An event's history as `notices` want it, and the notices that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.model.attribution import Attribution
from onrecord.model.notice import Notice
from onrecord.notices import find_notices
from onrecord.notices.history import EventHistory
from onrecord.notices.obligations import days_of
from onrecord.queries.bare import bare_history
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_rows, resolve_in, told_last
from onrecord.queries.identity import identify
from onrecord.queries.judged_notices import upheld
from onrecord.queries.lines import Told
from onrecord.queries.mentioned import owners_of
from onrecord.queries.near import near_mentions
from onrecord.queries.returns import returns_of
from onrecord.queries.told import asking, attributions_found, events_in_versions, tell_known
from onrecord.queries.visible import Seen, View, redactions
from onrecord.registers.obligations import Obligation, load_obligations

_REACTION = "reaction"
_OTHERS = 24
"""Events of the kind that an event is held against, at most, beside those of its own reports."""
_EARLIER = 60
"""Earlier events of the kind that a rank ("the third in a week") is checked against, at most."""


def event_notices(
    ledger: Ledger,
    event: str,
    clocks: Clocks = NOW,
    *,
    codebook: Codebook | None = None,
    obligations: Sequence[Obligation] | None = None,
) -> tuple[Notice, ...]:
    """Every notice of an event, as of the clocks, but for those that a person rejected.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    duties = shipped_obligations() if obligations is None else obligations
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        told = resolve_in(seen, event, book)
        return upheld(seen, find_notices(build_history(seen, told, book), book, duties))


@lru_cache(maxsize=1)
def shipped_obligations() -> tuple[Obligation, ...]:
    """The duties of the shipped register."""
    return load_obligations()


def event_history(
    ledger: Ledger, event: str, clocks: Clocks = NOW, codebook: Codebook | None = None
) -> EventHistory:
    """The event's claims over all versions, with texts, attributions and look-alike events.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_event`.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        history = build_history(seen, resolve_in(seen, event, book), book)
        alike, earlier = history.alike(), history.earlier()
        return replace(history, alike=lambda: alike, earlier=lambda: earlier)


def build_history(seen: View, told: Told, book: Codebook) -> EventHistory:
    """As `event_history`, in an open view, and no longer than that are its `alike` and `earlier` to
    be called."""
    versions = told.gathered.versions
    others = _beside(seen, told, book)
    names = event_rows(seen, [told, *others], book)
    histories = [
        bare_history(one, row.name) for one, row in zip([told, *others], names, strict=True)
    ]
    texts = {id: held.version for id, held in versions.items() if held.hidden is None}
    return replace(
        histories[0],
        versions=texts,
        attributions={**attributions_read(seen, versions), **told.attributions},
        returns=returns_of(told.gathered.reports.values()),
        others=tuple(histories[1:]),
        alike=cache(lambda: _alike(seen, told, others, book)),
        earlier=cache(lambda: _earlier(seen, histories[0], book)),
    )


def _beside(seen: View, told: Told, book: Codebook) -> list[Told]:
    """Events of the kind, and reactions, that the same reports tell of, by id."""
    identity = told.gathered.identity
    others = [
        other
        for other in events_in_versions(seen, set(told.gathered.versions))
        if other.kind in (identity.kind, _REACTION) and other.id != identity.id
    ]
    return sorted(tell_known(seen, others, book), key=lambda one: one.gathered.identity.id)


def _earlier(seen: View, mine: EventHistory, book: Codebook) -> tuple[EventHistory, ...]:
    """Events of the kind of which a day before this one is told, those last told of."""
    days = days_of(mine)
    if days is None:
        return ()
    before = islice(told_last(seen, book, mine.kind, _OTHERS, days[0]), _EARLIER)
    found = [one for one in before if one.gathered.identity.id != mine.event]
    names = event_rows(seen, found, book)
    return tuple(bare_history(one, row.name) for one, row in zip(found, names, strict=True))


def _alike(
    seen: View, told: Told, beside: Sequence[Told], book: Codebook
) -> tuple[EventHistory, ...]:
    """Events of the kind near in time, those `beside` aside."""
    identity = told.gathered.identity
    held = {other.gathered.identity.id for other in beside} | {identity.id}
    times = [version.row.known_at for version in told.gathered.versions.values()]
    mentions = near_mentions(seen, identity.kind, min(times), max(times), _OTHERS)
    near = identify(seen, set(owners_of(seen, mentions).values()))
    found = tell_known(seen, [one for one in near if one.id not in held][:_OTHERS], book)
    names = event_rows(seen, found, book)
    return tuple(bare_history(one, row.name) for one, row in zip(found, names, strict=True))


def attributions_read(seen: View, versions: dict[str, Seen]) -> dict[str, Attribution]:
    """All attributions that the current readings of these versions find."""
    readings = [held.read_by for held in versions.values() if held.read_by and not held.hidden]
    attributions = attributions_found(seen, readings)
    for id in redactions(seen, attributions):
        del attributions[id]
    return attributions
