"""What is claimed in some sentences, but not how it stands: for that, no event is gathered."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, and_, select

from onrecord.ledger.tables import claim, found, judgement
from onrecord.model.claim import Claim
from onrecord.model.judgement import Verb
from onrecord.queries.identity import identify
from onrecord.queries.judged import judgements_where
from onrecord.queries.mentioned import owners_of
from onrecord.queries.parsed import claim_of
from onrecord.queries.prepared import SOME, Sight, prepared
from onrecord.queries.rows import FoundClaim, JudgementRow
from onrecord.queries.sentences import sentence_at
from onrecord.queries.visible import Seen, View, in_lots, redactions


def claims_in_sentences(
    seen: View, versions: Mapping[str, Seen], sentences: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], list[FoundClaim]]:
    """Version id and sentence -> the claims that stand in that sentence, in order.

    Those that the current readings find, and those that persons read; whatever their status.
    """
    there: dict[str, tuple[Claim, str]] = {}
    stretches = {id: _where(versions[id].version.text, held) for id, held in sentences.items()}
    for row in seen.ask_lots(_claims_of, [id for id, some in stretches.items() if some]):
        start = json.loads(row.body)["span"][0]
        if not any(first <= start < last for first, last in stretches[row.version]):
            continue
        one, text = claim_of(row.body), versions[row.version].version
        sentence = sentence_at(text, one.span).of(text.text).strip()
        if sentence in sentences[row.version]:
            there[row.id] = (one, sentence)
    mentions = _mentions_of(seen, versions, {id: one.version for id, (one, _) in there.items()})
    hidden = redactions(seen, [*there, *(one.attribution or "" for one, _ in there.values())])
    owners = owners_of(seen, {*mentions, *filter(None, mentions.values())})
    events = {id: one.id for one in identify(seen, set(owners.values())) for id in one.ids}
    rows: dict[tuple[str, str], list[FoundClaim]] = defaultdict(list)
    for id, (one, sentence) in sorted(there.items(), key=lambda pair: (pair[1][0].span, pair[0])):
        if id not in mentions or id in hidden or one.attribution in hidden:
            continue
        # A person may have put the claim itself elsewhere than its mention.
        event = events.get(owners[id]) or events.get(owners[mentions[id] or id])
        if event is not None:
            words = one.span.of(versions[one.version].version.text)
            rows[one.version, sentence].append(FoundClaim(id, one.slot, one.item, words, event))
    return rows


def _where(text: str, sentences: Iterable[str]) -> list[tuple[int, int]]:
    """From where to where these sentences stand in a text."""
    found: list[tuple[int, int]] = []
    for sentence in sentences:
        start = text.find(sentence)
        while start >= 0:
            found.append((start, start + len(sentence)))
            start = text.find(sentence, start + 1)
    return found


@prepared
def _claims_of(at: Sight) -> Select[Any]:
    columns = claim.c
    return select(columns.id, columns.version, columns.body).where(
        columns.version.in_(SOME), at.on(claim)
    )


def _mentions_of(
    seen: View, versions: Mapping[str, Seen], claims: Mapping[str, str]
) -> dict[str, str | None]:
    """Claim id -> the mention that it stands by, None for one that a person marked; without those
    that the current readings of their versions no longer find.

    `claims` are their versions. One put in the place of another stands by its mention.
    """
    found_by: dict[str, dict[str, str | None]] = defaultdict(dict)
    for row in seen.ask_lots(_findings, claims):
        found_by[row.object][row.reading] = row.mention
    mentions: dict[str, str | None] = {}
    for id, of in claims.items():
        reading = versions[of].read_by
        if id not in found_by:
            mentions[id] = None
        elif reading is not None and reading in found_by[id]:
            mentions[id] = found_by[id][reading]
    for id, mention in _amended(seen, [id for id, one in mentions.items() if one is None]).items():
        mentions[id] = mention
    return mentions


def _amended(seen: View, claims: Iterable[str]) -> dict[str, str]:
    """Claim id -> the mention of the claim that it amends, amendments of amendments followed."""
    found_for: dict[str, str] = {}
    waiting = {id: {id} for id in claims}
    while waiting:
        rows: list[JudgementRow] = []
        for some in in_lots(waiting):
            about = and_(judgement.c.object.in_(some), judgement.c.verb == Verb.AMENDED.value)
            rows += judgements_where(seen, about)
        older: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            older[row.subject] |= waiting[row.object or ""]
        waiting = {}
        mentions = {row.object: row.mention for row in seen.ask_lots(_findings, older)}
        for old, news in older.items():
            if old in mentions:
                found_for.update(dict.fromkeys(news, mentions[old]))
            else:
                waiting[old] = news
    return found_for


@prepared
def _findings(at: Sight) -> Select[Any]:
    columns = found.c
    return select(columns.object, columns.reading, columns.mention).where(
        columns.object.in_(SOME), columns.sort == "claim", at.on(found)
    )
