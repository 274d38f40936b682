"""Readings of a folder of reports: `python quality/record.py REPORTS_DIR OUT_DIR`.

REPORTS_DIR holds `*.json` with the keys id, outlet, published and text or html; for each a reading
is written to OUT_DIR/ID.json in the format of the gold guide, its spans mapped back to `text` as
given. The last line printed is JSON: how many reports, how many refused, how many claims.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from onrecord.claims.guard import Refusal, check
from onrecord.codebook import Codebook
from onrecord.errors import SkipItem
from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.reading import Finding, Reading
from onrecord.model.report import Capture, Version
from onrecord.model.span import Span
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
    Value,
)
from onrecord.pipeline import Equipment, equip
from onrecord.pipeline import read as pipeline_read
from onrecord.reports.offsets import map_back
from onrecord.reports.read import read_report

Back = Callable[[Span], "Span | None"]


def read(version: Version, equipment: Equipment) -> tuple[Reading, tuple[Refusal, ...]]:
    """The guarded reading of one version, and what the guard refused."""
    reading = pipeline_read(version, equipment)
    return check(version, reading, equipment.codebook, equipment.actors, equipment.gazetteer)


def version_of(body: JsonObject) -> Version:
    """The version that a JSON report shows."""
    data = json.dumps(body).encode()
    return read_report(
        Capture(
            origin="file",
            name=f"{body['id']}.json",
            captured_at=datetime.now(UTC),
            media_type="application/json",
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
        )
    )


def as_gold(body: JsonObject, version: Version, reading: Reading, codebook: Codebook) -> JsonObject:
    """The reading in the format of the gold guide."""
    given = body.get("text")
    back: Back = map_back(version.text, str(given)) if given else (lambda span: span)
    attributions: list[JsonValue] = []
    for one in reading.attributions:
        content = [list(span.as_json()) for part in one.content if (span := back(part))]
        if content:
            attributions.append(
                {
                    "source": _back(one.source, back),
                    "cue": _back(one.cue, back),
                    "content": content,
                    "speaker": one.speaker.name,
                    "class": one.speaker.speaker_class.value,
                    "manner": one.manner.value,
                    "certainty": one.certainty.value,
                    "polarity": one.polarity.value,
                    "modality": one.modality.value,
                }
            )
    mentions: list[JsonValue] = []
    for number, cluster in enumerate(reading.clusters):
        for index in cluster.mentions:
            span = back(reading.mentions[index].span)
            if span:
                mentions.append(
                    {"event": f"e{number}", "kind": cluster.kind, "span": span.as_json()}
                )
    claims = [
        claim
        for finding in reading.findings
        if (claim := _claim(finding, reading, back, codebook)) is not None
    ]
    return {
        "id": body["id"],
        "attributions": attributions,
        "mentions": mentions,
        "claims": claims,
        "notices": [],
    }


def _back(span: Span | None, back: Back) -> JsonValue:
    found = back(span) if span else None
    return found.as_json() if found else None


def _claim(finding: Finding, reading: Reading, back: Back, codebook: Codebook) -> JsonObject | None:
    claim = finding.claim
    span = back(claim.span)
    if span is None:
        return None
    kind = reading.clusters[finding.event].kind
    named = codebook.kinds[kind].slots[claim.slot].type.value == "name"
    return {
        "event": f"e{finding.event}",
        "kind": kind,
        "slot": claim.slot,
        "item": claim.item,
        "span": span.as_json(),
        "value": gold_value(claim.value, named=named),
        "speaker": claim.speaker.name,
        "certainty": claim.certainty.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "status": "superseded" if claim.earlier else "standing",
    }


def gold_value(value: Value, *, named: bool = False) -> JsonObject:
    """A value as the gold guide writes it; `named` turns a text into a name.

    >>> gold_value(DateValue("2019-07-25", time="05:34"))
    {'edtf': '2019-07-25T05:34', 'approx': False}
    """
    if isinstance(value, Quantity):
        out: JsonObject = {"unit": value.unit}
        for key in ("n", "min", "max"):
            amount = getattr(value, key)
            if amount is not None:
                out[key] = int(amount) if amount == amount.to_integral_value() else float(amount)
        if value.vague:
            out["vague"] = value.vague
        if value.approx:
            out["approx"] = True
        return out
    if isinstance(value, DateValue):
        edtf = value.edtf
        if value.time and "/" not in edtf:
            edtf += f"T{value.time}"
        return {"edtf": edtf, "approx": value.approx}
    if isinstance(value, PlaceValue):
        return {
            "name": value.name,
            "country": value.country,
            "geonames": value.geonames,
            "relation": value.relation,
        }
    if isinstance(value, ActorValue):
        return {"name": [value.name]}
    if isinstance(value, TermValue):
        return {"term": value.term}
    assert isinstance(value, TextValue)
    return {"name": [value.text]} if named else {"text": value.text}


def main() -> None:
    reports, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    equipment = equip()
    done = skipped = claims = refused = 0
    for path in sorted(reports.glob("*.json")):
        body = json.loads(path.read_text("utf-8"))
        if not isinstance(body, dict) or not (body.get("text") or body.get("html")):
            continue
        try:
            version = version_of(body)
        except SkipItem as problem:
            print(f"{path.name}: {problem}", file=sys.stderr)
            skipped += 1
            continue
        reading, refusals = read(version, equipment)
        for one in refusals:
            words = one.span.of(version.text) if one.span else ""
            print(f"{path.name}: refused {one.what} ({one.reason}) {words!r}", file=sys.stderr)
        target = out / f"{body['id']}.json"
        gold = as_gold(body, version, reading, equipment.codebook)
        target.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
        done += 1
        claims += len(reading.findings)
        refused += len(refusals)
    print(json.dumps({"reports": done, "skipped": skipped, "claims": claims, "refused": refused}))


if __name__ == "__main__":
    main()
