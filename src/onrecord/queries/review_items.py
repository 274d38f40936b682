"""Items of review: what may be decided on, how unsure it is, and how much hangs on it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from onrecord.codebook.codebook import Codebook, Slot, SlotType
from onrecord.ledger.tables import version
from onrecord.model.judgement import Verb
from onrecord.queries.reviewed import Sort
from onrecord.queries.visible import View, in_lots

_HANGS_ON: Mapping[SlotType, float] = {
    SlotType.QUANTITY: 1.5,
    SlotType.TERM: 1.2,
    SlotType.DATE: 1.1,
    SlotType.PLACE: 1.1,
    SlotType.ACTOR: 1.0,
    SlotType.NAME: 0.7,
    SlotType.TEXT: 0.7,
}
_REPLACES = 1.25
"""How much more hangs on a slot in which a new value replaces the old one."""

_SURE = 0.02
"""The doubt that is left where a reader was sure."""

_REASONS = 0.5
"""The doubt in a link that rests on one reason; on two, half of it, and so on."""

_WITHIN = 0.05
"""The doubt in a link within one version."""

_KEY = 24
"""Characters of a claim's key: no id is as short, so that neither is taken for the other."""

_STOPS = re.compile(r"[.!?]\s|\n")
"""Where a sentence may end: too many places do no harm where the same are found each time."""

_FAR = 400
"""Characters to either side of a value that are looked at."""


@dataclass(slots=True)
class Item:
    """Something to review.

    `subjects` are the ids that a judgement on it may name, the newest last, each with the version
    and the reading that it is of. A link has one, with the judgement that made it as `link`, and
    what that says of it as `joins`.
    """

    sort: Sort
    key: str
    doubt: float
    weight: float
    mention: str
    place: tuple[int, int]
    subjects: list[tuple[str, str, str]] = field(default_factory=list)
    link: str = ""
    joins: tuple[Verb, str] | None = None


def claim_item(row: Any, key: str, codebook: Codebook | None) -> Item:
    """The item of a claim, from what a reading says of it; nothing is its subject yet."""
    sure = float(json.loads(row.extra or "{}").get("confidence", 1.0))
    return Item(
        sort=Sort.CLAIMS,
        key=key,
        doubt=max(_SURE, 1.0 - sure),
        weight=_weight(codebook, row.kind, row.slot),
        mention=row.mention,
        place=(row.batch, row.place),
    )


def link_item(row: Any) -> Item:
    """The item of a link, from a reader's judgement: across reports, or within one version."""
    across = row.verb == Verb.MERGED.value
    return Item(
        sort=Sort.LINKS,
        key=row.subject,
        doubt=_REASONS / (1 + row.body.count("; ")) if across else _WITHIN,
        weight=1.0,
        mention=row.subject,
        place=(row.batch, row.place),
        subjects=[(row.subject, "", "")],
        link=row.id,
        joins=(Verb(row.verb), row.object),
    )


def _weight(codebook: Codebook | None, kind: str, name: str) -> float:
    held = codebook.kinds.get(kind) if codebook else None
    slot: Slot | None = held.slots.get(name) if held else None
    if slot is None:
        return 1.0
    return _HANGS_ON[slot.type] * (1.0 if slot.several else _REPLACES)


def texts_of(seen: View, versions: Iterable[str]) -> dict[str, str]:
    """Version id -> its text."""
    texts: dict[str, str] = {}
    for some in in_lots(versions):
        question = select(version.c.id, version.c.body).where(version.c.id.in_(some))
        for id, body in seen.connection.execute(question):
            texts[id] = str(json.loads(body).get("text", ""))
    return texts


def key_of(row: Any, report: str, text: str) -> str:
    """What is the same for a claim and for itself carried over to another version, by the text of
    its own."""
    held = json.loads(row.body)
    start, end = held["span"]
    stops = _STOPS.finditer(text, max(0, start - _FAR), start)
    begin = max((stop.end() for stop in stops), default=max(0, start - _FAR))
    stop = _STOPS.search(text, end, end + _FAR)
    sentence = text[begin : stop.start() if stop else end + _FAR]
    same = (report, held["slot"], held["item"], held["value"], held["speaker"], start - begin)
    written = _as_json([*same, sentence])
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:_KEY]


_as_json = json.JSONEncoder(sort_keys=True).encode
