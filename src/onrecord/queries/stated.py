"""What each version states of an event, kept beside its card: how a claim stands hangs on all that
was ever said of the event, and the page of a report shows what one version of it says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, select, union

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.cards import card_text
from onrecord.ledger.tables import attribution, claim, mention
from onrecord.model.mention import Mention
from onrecord.model.record import ClaimRow
from onrecord.model.scales import Certainty, Status
from onrecord.model.value import TermValue
from onrecord.notices.consistency import find_inconsistencies
from onrecord.notices.contamination import suspected
from onrecord.notices.history import EventHistory
from onrecord.notices.overtaken import overtaken
from onrecord.notices.stale import SILENT
from onrecord.notices.voices import with_states
from onrecord.queries.identity import Identity
from onrecord.queries.lines import Told
from onrecord.queries.parsed import claim_of, mention_of
from onrecord.queries.prepared import SOME, Sight, prepared
from onrecord.queries.visible import Seen, View, in_lots, rows_by_id


@dataclass(frozen=True, slots=True)
class StatedIn:
    """What one version states of an event: its claims and mentions of it, as rows of the record.

    `quiet` tells that no notice of the event rests on words of any text, whatever other events are
    told of: no contamination, nothing stale, no inconsistency.
    """

    rows: tuple[ClaimRow, ...]
    mentions: tuple[Mention, ...]
    quiet: bool


def stated_as_text(told: Told, quiet: bool) -> str:
    """What the versions state of the event, as its card keeps it.

    Ids that come again and again are written once: in the rows stand their numbers.
    """
    words: dict[str | None, int] = {}

    def number(word: str | None) -> int:
        return words.setdefault(word, len(words))

    rows: dict[str, list[object]] = defaultdict(list)
    for one in told.gathered.placed:
        if one.reread or one.hidden is not None:
            continue
        row = told.rows[one.id]
        seldom = [row.status.value, row.replaced_by, row.why, row.via]
        often = [number(word) for word in (row.reading, row.mention, row.rule, row.origin)]
        rows[one.seen.id].append([row.id, row.confidence, *often, *seldom])
    mentions: dict[str, list[str]] = defaultdict(list)
    for id, held in told.gathered.mentions.items():
        mentions[held.version].append(id)
    return json.dumps([quiet, list(words), rows, mentions], ensure_ascii=False)


def kept_stated(seen: View, events: Collection[Identity], version: Seen) -> dict[str, StatedIn]:
    """Event id -> what the version states of it, of those that have a card that holds."""
    found: dict[str, StatedIn] = {}
    for some in in_lots(one.id for one in events):
        held = {row.event: row.stated for row in seen.connection.execute(_KEPT, {"events": some})}
        for identity in events:
            if identity.id in held:
                found[identity.id] = _from_text(seen, held[identity.id], identity, version)
    return found


_KEPT = select(card_text.c.event, card_text.c.stated).where(
    card_text.c.event.in_(bindparam("events", expanding=True))
)


def _from_text(seen: View, text: str, identity: Identity, version: Seen) -> StatedIn:
    quiet, words, rows, mentions = json.loads(text)
    mine, ids = rows.get(version.id, ()), mentions.get(version.id, ())
    claims = rows_by_id(seen, claim, [row[0] for row in mine])
    told = rows_by_id(seen, mention, ids)
    return StatedIn(
        tuple(_row(row, words, claims[row[0]].body, identity, version) for row in mine),
        tuple(mention_of(told[id].body) for id in ids),
        quiet,
    )


def _row(
    packed: Sequence[Any], words: Sequence[Any], body: str, identity: Identity, version: Seen
) -> ClaimRow:
    id, confidence, reading, mention, rule, origin, status, replaced_by, why, via = packed
    held = claim_of(body)
    return ClaimRow(
        id=id,
        claim=held,
        words=held.span.of(version.version.text),
        event=identity.id,
        kind=identity.kind,
        version=version.row,
        reading=words[reading],
        mention=words[mention],
        rule=words[rule],
        confidence=confidence,
        status=Status(status),
        replaced_by=replaced_by,
        why=why,
        via=tuple(via),
        origin=words[origin],
    )


def quiet_events(
    seen: View, events: Mapping[str, EventHistory], book: Codebook
) -> Iterator[tuple[str, bool]]:
    """Of each event, by id, whether it is quiet (`StatedIn`); where other events or attributions
    would have to be looked at to tell, it is not."""
    hushed = {
        row.version
        for row in seen.ask_lots(_hushed, {id for one in events.values() for id in one.versions})
    }
    for id, one in events.items():
        history = with_states(one)
        found = (
            not hushed.isdisjoint(history.versions)
            or any(suspected(history, book))
            or any(overtaken(history, book))
            or any(find_inconsistencies(history, book))
        )
        yield id, not found


@prepared
def _hushed(at: Sight) -> CompoundSelect[Any]:
    """The versions in which somebody keeps silent or would not say something: what they say
    elsewhere may break the silence."""
    silent = json.dumps(TermValue(SILENT).as_json(), separators=(",", ":"))
    unstated = f'"certainty":"{Certainty.UNSTATED.value}"'
    return union(
        select(claim.c.version).where(
            claim.c.version.in_(SOME), claim.c.body.contains(silent), at.on(claim)
        ),
        select(attribution.c.version).where(
            attribution.c.version.in_(SOME), attribution.c.body.contains(unstated)
        ),
    )
