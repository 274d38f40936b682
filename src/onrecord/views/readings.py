"""A reading as JSON, before any ledger: every span beside its words."""

from __future__ import annotations

from onrecord.model.json import JsonObject
from onrecord.model.reading import Reading
from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.views.jsonable import jsonable


def reading_json(version: Version, reading: Reading) -> JsonObject:
    """The version with everything that was found in it.

    Spans are `[start, end)` in `text`, in code points. `events` are numbered from 0; a mention or
    claim names its event by that number. `id`s are those that a ledger would have.
    """
    text = version.text
    event_of = {
        mention: number
        for number, cluster in enumerate(reading.clusters)
        for mention in cluster.mentions
    }

    def words(span: Span | None) -> str | None:
        return span.of(text) if span else None

    body = version.body()
    return {
        "id": version.id,
        "report": version.report_key,
        **{key: body[key] for key in ("title", "outlet", "address", "authors")},
        **{key: body[key] for key in ("published", "updated", "language", "dateline")},
        "text": text,
        "blocks": [
            {"kind": b.kind.value, "span": b.span.as_json(), "locator": b.locator}
            for b in version.blocks
        ],
        "reader": reading.reader.as_json(),
        "attributions": [
            {
                "id": one.id,
                **{key: value for key, value in one.body().items() if key != "version"},
                "anonymity": one.anonymity.as_json() if one.anonymity else None,
                "words": [span.of(text) for span in one.content],
                "source_words": words(one.source),
                "cue_words": words(one.cue),
                "hedge_words": words(one.hedge),
                "anonymity_words": words(one.anonymity),
                "confidence": round(one.confidence, 4),
                "rule": one.rule,
                "speaker_rule": one.speaker_rule,
            }
            for one in reading.attributions
        ],
        "events": [
            {
                "kind": cluster.kind,
                "part_of": cluster.parent,
                "reasons": list(cluster.reasons),
            }
            for cluster in reading.clusters
        ],
        "mentions": [
            {
                "id": mention.id,
                "event": event_of.get(number),
                **{key: value for key, value in mention.body().items() if key != "version"},
                "words": mention.span.of(text),
                "rule": mention.rule,
            }
            for number, mention in enumerate(reading.mentions)
        ],
        "claims": [
            {
                "id": finding.claim.id,
                "event": finding.event,
                "kind": reading.clusters[finding.event].kind,
                **{key: value for key, value in finding.claim.body().items() if key != "version"},
                "words": finding.claim.span.of(text),
                "evidence_words": words(finding.claim.evidence),
                "rule": finding.rule,
                "confidence": round(finding.confidence, 4),
                "notes": dict(finding.notes),
            }
            for finding in reading.findings
        ],
        "problems": jsonable(reading.problems),
    }
