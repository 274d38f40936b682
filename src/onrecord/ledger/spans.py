"""Do the spans of a row lie in their version's text, and read the words that were recorded?"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger.tables import ROW_TABLES

_SPANS: Mapping[str, tuple[str, ...]] = {
    "attribution": ("source", "cue", "content", "hedge", "anonymity"),
    "mention": ("span",),
    "claim": ("span", "evidence", "earlier"),
}
_SINCE_ADDED = frozenset({"anonymity"})
"""Fields that rows recorded by older versions don't have."""
_TEXTS_HELD = 64
_CHARACTERS_HELD = 20_000_000
_OBJECTS_HELD = 20_000


class SpanCheck:
    """Checks rows one by one, in any order; keeps the last texts at hand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._objects: OrderedDict[str, tuple[str, Any]] = OrderedDict()
        self._characters = 0

    def wrong(self, sort: str, id: str, body: Mapping[str, Any], extra: Any) -> str | None:
        """What is wrong with the spans of a row, or None.

        The row itself is taken as it was recorded (its id was checked).
        """
        try:
            if sort == "version":
                self._keep(id, str(body["text"]))
                ends = [(first, last) for _, first, last in body["blocks"]]
                return _outside(ends, len(body["text"]))
            if sort in _SPANS:
                return self._parts(sort, id, body)
            if sort == "found" and isinstance(extra, dict) and "words" in extra:
                return self._words(body["sort"], body["object"], extra["words"])
        except (KeyError, TypeError, ValueError):
            return "its spans cannot be read"
        return None

    def _parts(self, sort: str, id: str, body: Mapping[str, Any]) -> str | None:
        text = self._text(body["version"])
        if text is None:
            return f"its version {body['version']} is not on record"
        if sort != "attribution":
            self._objects[id] = (body["version"], body["span"])
            if len(self._objects) > _OBJECTS_HELD:
                self._objects.popitem(last=False)
        return _outside(_ends(sort, body), len(text))

    def _words(self, sort: str, id: str, words: str) -> str | None:
        held = self._objects.get(id) or self._object(sort, id)
        if held is None:
            return f"the {sort} {id} is not on record"
        version, (start, end) = held
        text = self._text(version)
        if text is None or text[start:end] != words:
            return f"the span of {sort} {id} does not read {words!r}"
        return None

    def _object(self, sort: str, id: str) -> tuple[str, Any] | None:
        table = ROW_TABLES[sort]
        body = self._connection.execute(select(table.c.body).where(table.c.id == id)).scalar()
        if body is None:
            return None
        fields = json.loads(body)
        return fields["version"], fields["span"]

    def _text(self, version: str) -> str | None:
        held = self._texts.get(version)
        if held is not None:
            return held
        table = ROW_TABLES["version"]
        body = self._connection.execute(select(table.c.body).where(table.c.id == version)).scalar()
        if body is None:
            return None
        text = str(json.loads(body)["text"])
        self._keep(version, text)
        return text

    def _keep(self, version: str, text: str) -> None:
        if version in self._texts:
            return
        self._texts[version] = text
        self._characters += len(text)
        while len(self._texts) > 1 and (
            len(self._texts) > _TEXTS_HELD or self._characters > _CHARACTERS_HELD
        ):
            _, dropped = self._texts.popitem(last=False)
            self._characters -= len(dropped)


def _ends(sort: str, body: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for key in _SPANS[sort]:
        value = body.get(key) if key in _SINCE_ADDED else body[key]
        if value:
            yield from value if key == "content" else [value]


def _outside(ends: Any, length: int) -> str | None:
    for first, last in ends:
        if not 0 <= first < last <= length:
            return f"the span [{first}, {last}) does not lie in a text of {length} characters"
    return None
