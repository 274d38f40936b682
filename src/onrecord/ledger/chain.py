"""The digest of a batch: over its rows in their order, its header, and the digest before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.model.identity import canonical_json
from onrecord.model.json import JsonObject


@dataclass(frozen=True, slots=True)
class Header:
    """What is kept of a batch beside its rows; `previous` is None for the first."""

    seq: int
    previous: str | None
    recorded_at: str
    author_kind: str
    author: str
    reader: str | None
    note: str
    row_count: int

    def as_json(self) -> JsonObject:
        """The header as JSON, without the digest that it goes into."""
        return {
            "seq": self.seq,
            "previous": self.previous,
            "recorded_at": self.recorded_at,
            "author_kind": self.author_kind,
            "author": self.author,
            "reader": self.reader,
            "note": self.note,
            "row_count": self.row_count,
        }


class Digester:
    """Takes a batch's rows one by one, then its header, and gives the digest.

    SHA-256 over, for each row in order, one line `place sort id length-of-body length-of-extra`
    (lengths in bytes of UTF-8, "-" for no extra) followed by body and extra, and then the header
    as canonical JSON. A blob's bytes are bound by the SHA-256 in its body.

    >>> rows = Digester()
    >>> rows.add(0, "report", "ab12", '{"key":"k"}', None)
    >>> rows.close(Header(1, None, "2019-07-25T05:30:00.000000Z", "person", "Ann", None, "", 1))[:8]
    '474b5505'
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, place: int, sort: str, id: str, body: str, extra: str | None) -> None:
        """Take the next row."""
        body_bytes = body.encode()
        extra_bytes = b"" if extra is None else extra.encode()
        length = "-" if extra is None else str(len(extra_bytes))
        line = f"{place} {sort} {id} {len(body_bytes)} {length}\n".encode()
        self._hash.update(line + body_bytes + extra_bytes)

    def close(self, header: Header) -> str:
        """The digest of the batch, 64 hex characters."""
        self._hash.update(canonical_json(header.as_json()))
        return self._hash.hexdigest()
