"""Readings of a folder of reports: `python quality/record.py REPORTS_DIR OUT_DIR`.

REPORTS_DIR holds `*.json` with the keys id, outlet, published and text or html; for each a reading
is written to OUT_DIR/ID.json in the format of the gold guide, its spans mapped back to `text` as
given, with the notices that a ledger of this one report gives. Where `_chains.json` names report
ids in order, each chain is recorded in a ledger of its own, and the notices across its reports
are written to OUT_DIR/_chains.json. The last line printed is JSON with the counts.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from onrecord.capture.make import make_capture
from onrecord.claims.guard import check
from onrecord.codebook import Codebook
from onrecord.equipment import Equipment, equip
from onrecord.errors import SkipItem
from onrecord.ledger.ledger import open_ledger
from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.reading import Finding, Reading
from onrecord.model.report import Given
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
from onrecord.notices import once
from onrecord.pipeline import Read, read, record
from onrecord.queries import event_notices, find_events
from onrecord.reports.offsets import map_back
from onrecord.reports.read import read_report

Back = Callable[[Span], "Span | None"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as given, read, with the way back from its canonical text to `text` as given."""

    body: JsonObject
    read: Read
    back: Back

    @property
    def id(self) -> str:
        return str(self.body["id"])


def entry_of(body: JsonObject, equipment: Equipment) -> Entry:
    """The report read; raises SkipItem where it is none."""
    capture = make_capture(
        origin="file",
        name=f"{body['id']}.json",
        data=json.dumps(body).encode(),
        media_type="application/json",
        at=datetime.now(UTC),
        given=Given(),
    )
    version = read_report(capture)
    given = body.get("text")
    back: Back = map_back(version.text, str(given)) if given else (lambda span: span)
    return Entry(body, Read(capture, version, read(version, equipment)), back)


def notices_of(
    entries: Sequence[Entry], equipment: Equipment
) -> tuple[list[Notice], dict[str, str], int]:
    """The notices of a new ledger that holds these reports, recorded in order.

    Also: event id -> "eN" of the last report's reading, and how many claims the guard refused.
    """
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/ledger.db") as ledger:
        done = record(ledger, *(entry.read for entry in entries), equipment=equipment)
        events = find_events(ledger, limit=1000)
        notices = list(once(n for event in events for n in event_notices(ledger, event.id)))
    names = {event: f"e{number}" for number, event in enumerate(done[-1].events)}
    for one in done:
        for refusal in one.refusals:
            print(f"refused {refusal.what}: {refusal.reason}", file=sys.stderr)
    return notices, names, sum(len(one.refusals) for one in done)


def notice_json(notice: Notice, entry: Entry, names: dict[str, str]) -> JsonObject | None:
    """A notice inside one report; None where none of its words can be found again."""
    spans = [
        found.as_json()
        for evidence in notice.rests_on
        if evidence.version == entry.read.version.id and (found := entry.back(evidence.span))
    ]
    if not spans:
        return None
    return {
        "kind": notice.kind.value,
        "event": names.get(notice.event or ""),
        "slot": notice.slot,
        "item": notice.item,
        "spans": list(dict.fromkeys(map(tuple, spans))),
        "says": notice.says,
    }


def chain_notice_json(notice: Notice, entries: dict[str, Entry]) -> JsonObject | None:
    """A notice from one report to a later one; None where it rests on a single version.

    Links are between two statements: how many origins a value has and which duty bears are none.
    """
    if notice.kind in (NoticeKind.ORIGINS, NoticeKind.OBLIGATION):
        return None
    ends = [evidence for evidence in notice.rests_on if evidence.version in entries]
    if len({evidence.version for evidence in ends}) < 2:
        return None
    first, last = ends[0], ends[-1]
    out: JsonObject = {"kind": notice.kind.value, "slot": notice.slot, "says": notice.says}
    for key, evidence in (("from", first), ("to", last)):
        entry = entries[evidence.version]
        span = entry.back(evidence.span)
        if span is None:
            return None
        out[key] = {"report": entry.id, "span": span.as_json()}
    return out


def as_gold(entry: Entry, reading: Reading, codebook: Codebook) -> JsonObject:
    """The guarded reading in the format of the gold guide, without notices."""
    back = entry.back
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
        "id": entry.id,
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
    entries: dict[str, Entry] = {}
    skipped = claims = refused = 0
    for path in sorted(reports.glob("*.json")):
        body = json.loads(path.read_text("utf-8"))
        if not isinstance(body, dict) or not (body.get("text") or body.get("html")):
            continue
        try:
            entry = entry_of(body, equipment)
        except SkipItem as problem:
            print(f"{path.name}: {problem}", file=sys.stderr)
            skipped += 1
            continue
        entries[entry.id] = entry
        reading, _ = check(
            entry.read.version, entry.read.reading,
            equipment.codebook, equipment.actors, equipment.gazetteer,
        )  # fmt: skip
        gold = as_gold(entry, reading, equipment.codebook)
        notices, names, kept_out = notices_of([entry], equipment)
        gold["notices"] = [
            told for notice in notices if (told := notice_json(notice, entry, names))
        ]
        (out / f"{entry.id}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
        claims += len(reading.findings)
        refused += kept_out
    chains = write_chains(reports / "_chains.json", out / "_chains.json", entries, equipment)
    print(
        json.dumps(
            {
                "reports": len(entries),
                "skipped": skipped,
                "claims": claims,
                "refused": refused,
                "chains": chains,
            }
        )
    )


def write_chains(given: Path, target: Path, entries: dict[str, Entry], equipment: Equipment) -> int:
    """The notices across the reports of each chain; how many chains there were."""
    if not given.exists():
        return 0
    out: list[JsonValue] = []
    for chain in json.loads(given.read_text("utf-8")):
        members = [entries[id] for id in chain["reports"] if id in entries]
        if not members:
            continue
        notices, _, _ = notices_of(members, equipment)
        by_version = {entry.read.version.id: entry for entry in members}
        told = [one for n in notices if (one := chain_notice_json(n, by_version))]
        out.append({"id": chain["id"], "notices": told})
    target.write_text(json.dumps(out, ensure_ascii=False), "utf-8")
    return len(out)


if __name__ == "__main__":
    main()
