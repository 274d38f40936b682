"""The whole ledger as JSON Lines, and back: load(dump(L)) is L, byte for byte.

The first line is `{"schema":N,"sort":"ledger"}`. Then, batch by batch, a line for the batch
(`"sort":"batch"`, its header and digest) and one for each of its rows in their order, with `batch`,
`place`, `sort`, `id`, `body`, `extra` and for a blob `data` (zlib, base64). Every line is canonical
JSON (RFC 8785), so a stranger can check ids and digests with a JSON library and SHA-256 alone:
see `onrecord.ledger.chain` for what a digest is made of.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.ledger.chain import Header
from onrecord.ledger.history import refuse_unless_empty, write_batch
from onrecord.ledger.ledger import Ledger, new_ledger
from onrecord.ledger.problems import BadDump
from onrecord.ledger.rows import Row, row_id
from onrecord.ledger.tables import ROW_TABLES, SCHEMA
from onrecord.ledger.walk import Stored, headers, stored_rows
from onrecord.model.identity import canonical_json

_HEADER_KEYS = frozenset(Header.__slots__) | {"digest", "sort"}


def dump(ledger: Ledger, out: BinaryIO) -> str | None:
    """Write the ledger to `out`, line by line, and give its head.

    Blobs aside, memory does not grow with the ledger. Others may write meanwhile: the dump shows
    the ledger as it was at the start.
    """
    head = None
    with ledger.connect() as connection:
        out.write(canonical_json({"sort": "ledger", "schema": SCHEMA}) + b"\n")
        groups = groupby(stored_rows(connection), key=attrgetter("batch"))
        waiting = next(groups, None)
        for header, digest in headers(connection):
            line = header.as_json() | {"digest": digest, "sort": "batch"}
            out.write(canonical_json(line) + b"\n")
            head = digest
            if waiting is not None and waiting[0] == header.seq:
                for row in waiting[1]:
                    out.write(_line(row).encode() + b"\n")
                waiting = next(groups, None)
    return head


def _line(row: Stored) -> str:
    """The row as canonical JSON; body and extra are canonical already and go in as they are."""
    data = ""
    if row.data is not None:
        data = f'"data":"{base64.b64encode(bytes(row.data)).decode()}",'
    return (
        f'{{"batch":{row.batch},"body":{row.body},{data}"extra":{row.extra or "null"},'
        f'"id":"{row.id}","place":{row.place},"sort":"{row.sort}"}}'
    )


def load(lines: Iterable[bytes], url_or_path: str | Path) -> str | None:
    """Make the ledger that `dump` wrote, at a place where there is none, and give its head.

    One transaction: all of it is on record in the end, or nothing; a file that was made for it
    goes again if it cannot be loaded.

    Raises:
        BadDump: a line cannot be read, or does not fit its id or the digest of its batch.
        NotEmpty: there are batches in that ledger already.
    """
    with new_ledger(url_or_path) as ledger, ledger.writing() as connection:
        refuse_unless_empty(connection, ledger.name)
        reader = _Lines(lines)
        head = None
        for seq, (header, digest) in enumerate(reader.headers(), 1):
            if header.seq != seq or header.previous != head:
                raise reader.bad("this batch does not follow the one before it")
            if write_batch(connection, header, reader.rows(header)) != digest:
                raise reader.bad(f"the digest of batch {header.seq} does not follow from its rows")
            head = digest
    return head


class _Lines:
    """Reads a dump line by line; one line is held back where a batch ends."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = enumerate(lines, 1)
        self._number = 0
        self._held: dict[str, Any] | None = None

    def bad(self, why: str) -> BadDump:
        return BadDump(self._number, why)

    def headers(self) -> Iterator[tuple[Header, str]]:
        first = self._next()
        if first is None or first.get("sort") != "ledger":
            raise self.bad("a dump begins with a line of sort ledger")
        if first.get("schema") not in range(1, SCHEMA + 1):
            raise self.bad(f"its schema is {first.get('schema')}, this onrecord reads {SCHEMA}")
        while (line := self._next()) is not None:
            if line.pop("sort", None) != "batch" or line.keys() | {"sort"} != _HEADER_KEYS:
                raise self.bad("the header of a batch is wanted here")
            digest = str(line.pop("digest"))
            yield Header(**line), digest

    def rows(self, header: Header) -> Iterator[Row]:
        place = 0
        while (line := self._next()) is not None:
            if line.get("sort") == "batch":
                break
            yield self._row(line, header.seq, place)
            place += 1
        self._held = line
        if place != header.row_count:
            raise self.bad(f"batch {header.seq} has {place} rows, not {header.row_count}")

    def _row(self, line: dict[str, Any], seq: int, place: int) -> Row:
        try:
            sort, id, fields, extra = line["sort"], line["id"], line["body"], line["extra"]
            data = base64.b64decode(line["data"], validate=True) if "data" in line else None
            # The standard library writes most bodies canonically, five times as fast.
            body = json.dumps(
                fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            ).encode()
            if row_id(sort, body) != id:
                body = canonical_json(fields)
            known = sort in ROW_TABLES and (data is not None) == (sort == "blob")
            if not known or (line["batch"], line["place"]) != (seq, place):
                raise self.bad("this row has no place here")
            if row_id(sort, body) != id:
                raise self.bad("the body is not what the id was made of")
            written = None if extra is None else canonical_json(extra).decode()
        except (KeyError, TypeError, ValueError) as error:
            raise self.bad("a row with its keys is wanted here") from error
        return Row(sort, id, body.decode(), fields, written, data)

    def _next(self) -> dict[str, Any] | None:
        if self._held is not None:
            line, self._held = self._held, None
            return line
        try:
            self._number, text = next(self._lines)
            line = json.loads(text)
        except StopIteration:
            return None
        except ValueError as error:
            raise self.bad("this is not JSON") from error
        if not isinstance(line, dict):
            raise self.bad("this is not a JSON object")
        return line
