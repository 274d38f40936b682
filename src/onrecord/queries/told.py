"""One event, asked for whole: gathered, decided, told; what most questions start with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import clip
from onrecord.ledger.tables import attribution, found, mention
from onrecord.model.attribution import Attribution
from onrecord.model.judgement import Verb
from onrecord.queries.clocks import Clocks
from onrecord.queries.gather import Gathered, gather_all
from onrecord.queries.identity import Identity, identify
from onrecord.queries.judged import judgements_naming, judgements_on, with_withdrawals
from onrecord.queries.lines import Decided, Told, tell
from onrecord.queries.mentioned import owners_of
from onrecord.queries.parsed import attribution_of
from onrecord.queries.prepared import SOME, Sight, prepared
from onrecord.queries.rows import JudgementRow
from onrecord.queries.status import derive
from onrecord.queries.visible import View, bodies_of, redactions, view

_ACTORS = (Verb.SAME_ACTOR, Verb.OTHER_ACTOR)


@contextmanager
def asking(ledger: Ledger, clocks: Clocks) -> Iterator[View]:
    """The ledger as it is seen at `clocks`, unchanging until the `with` block ends."""
    with ledger.connect() as connection:
        yield view(connection, clocks)


def decide_all(
    seen: View,
    identities: Sequence[Identity],
    codebook: Codebook,
    needed: ColumnElement[bool] | None = None,
) -> list[Decided]:
    """How each event's claims stand, in the order given; with `needed`, of some of its slots."""
    if not identities:
        return []
    gathered = gather_all(seen, identities, needed)
    actors = _actor_judgements(seen, gathered)
    return [Decided(one, derive(one, codebook, actors)) for one in gathered]


def tell_all(seen: View, identities: Sequence[Identity], codebook: Codebook) -> list[Told]:
    """Each event's claims with status, in the order given."""
    if not identities:
        return []
    gathered = gather_all(seen, identities)
    actors = _actor_judgements(seen, gathered)
    wanted = {
        one.claim.attribution
        for event in gathered
        for one in event.placed
        if one.claim.attribution is not None
    }
    attributions = attributions_with_relays(seen, wanted)
    return [tell(one, derive(one, codebook, actors), attributions, actors) for one in gathered]


def told_in_versions(seen: View, versions: Collection[str], codebook: Codebook) -> list[Told]:
    """The events that these versions tell of, with all their claims in whatever version."""
    return tell_known(seen, events_in_versions(seen, versions), codebook)


def events_in_versions(seen: View, versions: Collection[str]) -> list[Identity]:
    """The events that these versions tell of."""
    mentions = [row.id for row in seen.ask_lots(_mentions_in, versions)]
    return identify(seen, set(owners_of(seen, mentions).values()))


@prepared
def _mentions_in(at: Sight) -> Select[Any]:
    """The mentions in versions."""
    return select(mention.c.id).where(mention.c.version.in_(SOME), at.on(mention))


def told_by_mentions(seen: View, mentions: Collection[str], codebook: Codebook) -> list[Told]:
    """The events that these mentions belong to."""
    owners = owners_of(seen, mentions)
    return tell_known(seen, identify(seen, set(owners.values())), codebook)


def tell_known(seen: View, identities: Sequence[Identity], codebook: Codebook) -> list[Told]:
    """As `tell_all`, without the events of which nothing could be read by then."""
    events = tell_all(seen, identities, codebook)
    return [told for told in events if told.gathered.told_in]


def attributions_with_relays(seen: View, ids: Collection[str]) -> dict[str, Attribution]:
    """Attribution id -> attribution, for these and all that they are relayed by."""
    every: dict[str, Attribution] = {}
    waiting = set(ids)
    while waiting:
        read = seen.read(_attributions, waiting)
        fresh = {id: one for id, held in read.items() for one in held}
        every.update(fresh)
        waiting = {held.via for held in fresh.values() if held.via is not None} - set(every)
    for id in redactions(seen, every):
        del every[id]
    return every


_attributions = bodies_of(attribution, attribution_of)


def attributions_found(seen: View, readings: Collection[str]) -> dict[str, Attribution]:
    """Attribution id -> attribution, for all that these readings find."""
    return {id: one for found in seen.read(_found_in, readings).values() for id, one in found}


def _found_in(
    seen: View, readings: Collection[str]
) -> Iterator[tuple[str, tuple[str, Attribution]]]:
    for row in seen.ask_lots(_attributions_found, readings):
        yield row.reading, (row.id, attribution_of(row.body))


@prepared
def _attributions_found(at: Sight) -> Select[Any]:
    return (
        select(found.c.reading, attribution.c.id, attribution.c.body)
        .join(found, found.c.object == attribution.c.id)
        .where(
            found.c.reading.in_(SOME),
            found.c.sort == "attribution",
            at.on(attribution, found),
        )
    )


def _actor_judgements(seen: View, gathered: Sequence[Gathered]) -> list[JudgementRow]:
    """Judgements on who is the same actor, for the speakers of these claims."""
    names: set[str] = set()
    for event in gathered:
        for name, code in event.voices:
            names.add(clip(name))
            if code is not None:
                names.add(clip(code))
    return actor_judgements(seen, names)


def actor_judgements(seen: View, names: Collection[str]) -> list[JudgementRow]:
    """Judgements that these names or codes are, or are not, the same actor as others, and those on
    the others: one may be the same as another by way of a third."""
    rows: dict[str, JudgementRow] = {}
    asked: set[str] = set()
    while new := {clip(name) for name in names} - asked:
        asked |= new
        rows.update((row.id, row) for row in judgements_on(seen, new, _ACTORS))
        rows.update((row.id, row) for row in judgements_naming(seen, new, _ACTORS))
        names = {end for row in rows.values() for end in (row.subject, row.object) if end}
    return with_withdrawals(seen, rows.values())
