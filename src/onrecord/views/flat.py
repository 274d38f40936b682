"""Lines as flat records, one a row, for CSV and spreadsheets."""

from __future__ import annotations

import json

from onrecord.model.json import JsonObject
from onrecord.model.record import EventRow, VersionRow
from onrecord.queries.rows import ClaimChange, Line, Said, SearchHit


def line_record(line: Line, event: str) -> JsonObject:
    """A value with speaker, scales, words, status, clocks and source, in one flat object."""
    row, claim = line.row, line.row.claim
    return {
        "event": event,
        "kind": row.kind,
        "slot": claim.slot,
        "item": line.item,
        "value": line.value,
        "value_json": json.dumps(claim.value.as_json(), ensure_ascii=False),
        "speaker": claim.speaker.name,
        "speaker_code": claim.speaker.code,
        "speaker_class": claim.speaker.speaker_class.value,
        "certainty": claim.certainty.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "hedge": line.hedge,
        "words": row.words,
        "status": row.status.value,
        "why": row.why,
        "replaced_by": row.replaced_by,
        "known_since": line.since.isoformat(),
        "recorded_at": row.version.recorded_at.isoformat(),
        "outlet": row.version.outlet,
        "report": row.version.report_key,
        "version": row.version.number,
        "address": row.version.address,
        "copies": len(line.copies),
        "claim": row.id,
    }


def said_record(said: Said) -> JsonObject:
    """An attribution in one flat object."""
    one = said.attribution
    return {
        "speaker": one.speaker.name,
        "speaker_code": one.speaker.code,
        "speaker_class": one.speaker.speaker_class.value,
        "words": said.words,
        "cue": said.cue,
        "source": said.source,
        "via": "; ".join(said.via),
        "manner": one.manner.value,
        "certainty": one.certainty.value,
        "polarity": one.polarity.value,
        "modality": one.modality.value,
        "hedge": said.hedge,
        "known_since": said.since.isoformat(),
        "outlet": said.version.outlet,
        "report": said.version.report_key,
        "version": said.version.number,
        "attribution": said.id,
    }


def change_record(change: ClaimChange) -> JsonObject:
    """A difference between two versions in one flat object."""
    row = change.after or change.before
    return {
        "sort": change.sort,
        "event": change.event.id if change.event else None,
        "slot": change.slot,
        "item": change.item,
        "before": change.before_value,
        "after": change.after_value,
        "announced": change.announced,
        "speaker": row.claim.speaker.name if row else None,
        "words_before": change.before.words if change.before else None,
        "words_after": change.after.words if change.after else None,
    }


def event_record(event: EventRow) -> JsonObject:
    """An event in one flat object."""
    return {
        "event": event.id,
        "kind": event.kind,
        "name": event.name,
        "known_since": event.first_known.isoformat(),
        "part_of": event.part_of,
    }


def version_record(version: VersionRow) -> JsonObject:
    """A version of a report in one flat object."""
    return {
        "report": version.report_key,
        "version": version.number,
        "id": version.id,
        "outlet": version.outlet,
        "title": version.title,
        "address": version.address,
        "known_since": version.known_at.isoformat(),
        "known_from": version.known_from.value,
        "recorded_at": version.recorded_at.isoformat(),
    }


def hit_record(hit: SearchHit) -> JsonObject:
    """A sentence that was found, in one flat object."""
    return {
        "version": hit.version.id,
        "outlet": hit.version.outlet,
        "title": hit.version.title,
        "known_since": hit.version.known_at.isoformat(),
        "sentence": hit.sentence,
        "claims": [row.id for row in hit.claims],
    }
