"""How much an item of review weighs by itself, and which claims are one item."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from math import log2
from typing import Any

from onrecord.codebook.codebook import Codebook, Slot, SlotType
from onrecord.model.judgement import Verb

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

_ENDS = re.compile(r"[.!?](?:\s|\Z)|\n")
"""The same, looked for behind a value: the last sentence of a text ends with it, so that it is the
same sentence where a later version goes on."""

_FAR = 400
"""Characters to either side of a value that are looked at."""


def weight_of_claim(extra: str | None, kind: str, slot: str, codebook: Codebook) -> float:
    """The doubt that a reading left in a claim, `extra` being what it noted beside it, times what
    hangs on the slot."""
    sure = float(json.loads(extra or "{}").get("confidence", 1.0))
    return max(_SURE, 1.0 - sure) * _hangs_on(codebook, kind, slot)


def _hangs_on(codebook: Codebook, kind: str, name: str) -> float:
    held = codebook.kinds.get(kind)
    slot: Slot | None = held.slots.get(name) if held else None
    if slot is None:
        return 1.0
    return _HANGS_ON[slot.type] * (1.0 if slot.several else _REPLACES)


def weight_of_link(verb: str, body: str) -> float:
    """The doubt in a link that a reader's judgement made: across reports, or within a version."""
    return _REASONS / (1 + body.count("; ")) if verb == Verb.MERGED.value else _WITHIN


def factor_of(reports: int) -> float:
    """How many times as much an item weighs where so many reports tell of its happening."""
    return 1.0 + log2(max(1, reports))


def key_of(claim: Mapping[str, Any], report: str, text: str) -> str:
    """What is the same for a claim (its body) and for itself carried over to another version, by
    the text of its own."""
    start, end = claim["span"]
    stops = _STOPS.finditer(text, max(0, start - _FAR), start)
    begin = max((stop.end() for stop in stops), default=max(0, start - _FAR))
    stop = _ENDS.search(text, end, end + _FAR)
    sentence = text[begin : stop.start() if stop else end + _FAR]
    same = (report, claim["slot"], claim["item"], claim["value"], claim["speaker"], start - begin)
    written = _as_json([*same, sentence])
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:_KEY]


_as_json = json.JSONEncoder(sort_keys=True).encode
