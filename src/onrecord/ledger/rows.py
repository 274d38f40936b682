"""Rows as they are written: an id, a canonical body, and the columns that repeat parts of it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from onrecord.ledger.tables import CLIP
from onrecord.ledger.times import stamp
from onrecord.model.attribution import Attribution
from onrecord.model.claim import Claim
from onrecord.model.identity import canonical_json
from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.judgement import Judgement
from onrecord.model.mention import Mention
from onrecord.model.reading import Reading
from onrecord.model.report import Capture, TimeFrom, Version

Columns = dict[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One row before it has a place in a batch.

    `body` and `extra` are canonical JSON as text, `fields` is the body parsed. `data` is a blob's
    compressed bytes and None for every other sort.
    """

    sort: str
    id: str
    body: str
    fields: Mapping[str, JsonValue]
    extra: str | None = None
    data: bytes | None = None

    def columns(self) -> Columns:
        """The columns that repeat parts of the body, ready to insert."""
        columns = derived_columns(self.sort, self.fields)
        if self.data is not None:
            columns["data"] = self.data
        return columns


def clip(text: str) -> str:
    """`text` as a query column holds it: at most 300 characters, no NUL (PostgreSQL has none).

    Compare a column with `clip(wanted)`, never with `wanted`.

    >>> len(clip("long " * 100)), clip("short")
    (300, 'short')
    """
    return text[:CLIP].replace("\x00", "\ufffd")


def row_id(sort: str, body: bytes) -> str:
    """The content id of canonical `body`: `content_id` without writing the JSON twice.

    >>> row_id("mention", b'{"kind":"meeting"}')[:12]
    '65dbc9d5ae8b'
    """
    return hashlib.sha256(b'{"body":' + body + b',"sort":"' + sort.encode() + b'"}').hexdigest()


def make_row(
    sort: str,
    body: JsonObject,
    extra: JsonObject | None = None,
    data: bytes | None = None,
) -> Row:
    """The row of this sort with this body.

    Raises:
        ValueError: a string holds half of a surrogate pair, or a number is too large for JSON.
    """
    written = canonical_json(body)
    return Row(
        sort=sort,
        id=row_id(sort, written),
        body=written.decode(),
        fields=body,
        extra=None if extra is None else canonical_json(extra).decode(),
        data=data,
    )


def blob_row(data: bytes) -> Row:
    """The bytes of a capture."""
    body: JsonObject = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    return make_row("blob", body, data=zlib.compress(data))


def capture_row(capture: Capture) -> Row:
    """That the bytes were fetched or given."""
    return make_row("capture", capture.body())


def report_row(version: Version) -> Row:
    """The report that `version` is a version of."""
    return make_row("report", {"key": version.report_key})


def version_row(version: Version) -> Row:
    """The version; its problems stand beside it, they are no part of what was published."""
    problems: list[JsonValue] = [problem.as_json() for problem in version.problems]
    extra: JsonObject | None = {"problems": problems} if problems else None
    return make_row("version", version.body(), extra)


def appearance_row(
    *,
    version: str,
    capture: str,
    report: str,
    known_at: datetime,
    known_from: TimeFrom,
    day_only: bool = False,
    zone_assumed: bool = False,
) -> Row:
    """That `capture` shows `version`, public since `known_at` by that evidence."""
    return make_row(
        "appearance",
        {
            "version": version,
            "capture": capture,
            "report": report,
            "known_at": stamp(known_at),
            "known_from": known_from.value,
            "day_only": day_only,
            "zone_assumed": zone_assumed,
        },
    )


def reading_row(reading: Reading, extra: JsonObject | None = None) -> Row:
    """That a reader read a version; `extra` holds problems and refusals."""
    return make_row("reading", reading.body(), extra)


def attribution_row(attribution: Attribution) -> Row:
    """An attribution."""
    return make_row("attribution", attribution.body())


def mention_row(mention: Mention) -> Row:
    """A mention."""
    return make_row("mention", mention.body())


def claim_row(claim: Claim) -> Row:
    """A claim."""
    return make_row("claim", claim.body())


def found_row(
    *, reading: str, sort: str, object: str, mention: str | None = None, extra: JsonObject
) -> Row:
    """That `reading` found `object`; `extra` says by which rule and how sure."""
    body: JsonObject = {"reading": reading, "sort": sort, "object": object, "mention": mention}
    return make_row("found", body, extra)


def codebook_row(name: str, text: str) -> Row:
    """A codebook file of the user's own."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return make_row("codebook", {"name": name, "digest": digest, "text": text})


def judgement_row(judgement: Judgement) -> Row:
    """A judgement."""
    return make_row("judgement", judgement.body())


def _text(body: Mapping[str, JsonValue], key: str) -> str:
    return clip(str(body[key]))


def _maybe(body: Mapping[str, JsonValue], key: str) -> str | None:
    value = body[key]
    return None if value is None else clip(str(value))


def _time(body: Mapping[str, JsonValue], key: str) -> str:
    return stamp(datetime.fromisoformat(str(body[key])))


def _texts(*keys: str) -> Callable[[Mapping[str, JsonValue]], Columns]:
    return lambda body: {key: _text(body, key) for key in keys}


def _capture(body: Mapping[str, JsonValue]) -> Columns:
    return {
        **_texts("sha256", "origin", "name")(body),
        "address": _maybe(body, "address"),
        "captured_at": _time(body, "captured_at"),
    }


def _version(body: Mapping[str, JsonValue]) -> Columns:
    return {**_texts("report", "title")(body), "outlet": _maybe(body, "outlet")}


def _appearance(body: Mapping[str, JsonValue]) -> Columns:
    return {
        **_texts("version", "capture", "report", "known_at", "known_from")(body),
        "day_only": bool(body["day_only"]),
        "zone_assumed": bool(body["zone_assumed"]),
    }


def _reading(body: Mapping[str, JsonValue]) -> Columns:
    reader = cast(JsonObject, body["reader"])
    return {
        "version": _text(body, "version"),
        **{f"reader_{key}": _text(reader, key) for key in ("name", "version", "digest")},
    }


def _speaker(body: Mapping[str, JsonValue]) -> Columns:
    speaker = cast(JsonObject, body["speaker"])
    return {"speaker_name": _text(speaker, "name"), "speaker_code": _maybe(speaker, "code")}


def _attribution(body: Mapping[str, JsonValue]) -> Columns:
    speaker = cast(JsonObject, body["speaker"])
    return {
        "version": _text(body, "version"),
        **_speaker(body),
        "speaker_class": _text(speaker, "class"),
    }


def _claim(body: Mapping[str, JsonValue]) -> Columns:
    return {**_texts("version", "slot")(body), "item": _maybe(body, "item"), **_speaker(body)}


def _found(body: Mapping[str, JsonValue]) -> Columns:
    return {**_texts("reading", "sort", "object")(body), "mention": _maybe(body, "mention")}


def _judgement(body: Mapping[str, JsonValue]) -> Columns:
    return {
        **_texts("subject", "verb", "author_kind", "author")(body),
        "object": _maybe(body, "object"),
        "at": _time(body, "at"),
    }


_DERIVED: Mapping[str, Callable[[Mapping[str, JsonValue]], Columns]] = {
    "blob": lambda body: {"sha256": _text(body, "sha256"), "size": int(cast(int, body["size"]))},
    "capture": _capture,
    "report": _texts("key"),
    "version": _version,
    "appearance": _appearance,
    "reading": _reading,
    "attribution": _attribution,
    "mention": _texts("version", "kind"),
    "claim": _claim,
    "found": _found,
    "codebook": _texts("name", "digest"),
    "judgement": _judgement,
    "redaction": _texts("subject", "sort", "digest", "reason"),
    "merged": lambda body: {**_texts("digest")(body), "recorded_at": _time(body, "recorded_at")},
}


def derived_columns(sort: str, body: Mapping[str, JsonValue]) -> Columns:
    """The columns beside `body` in the table of this sort, a blob's `data` aside.

    Raises:
        KeyError, TypeError, ValueError: the body is not one of this sort.
    """
    return _DERIVED[sort](body)
