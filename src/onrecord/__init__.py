"""News reports in, the record out: who said what, since when, and what changed.

The names below are the library. They are loaded when first used, so that importing `onrecord`
loads neither the model nor the database.

>>> import onrecord
>>> one = onrecord.read_text(
...     "The coast guard said nine people died when the ferry sank on Tuesday.",
...     outlet="Granite Wire", published="2024-05-08",
... )
>>> [said] = one.reading.attributions
>>> said.speaker.name, [span.of(one.version.text) for span in said.content]
('coast guard', ['nine people died when the ferry sank on Tuesday'])
>>> deaths = next(f.claim for f in one.reading.findings if f.claim.slot == "deaths")
>>> deaths.value.as_json(), deaths.span.of(one.version.text), deaths.speaker.name
({'n': '9', 'unit': 'people'}, 'nine people', 'coast guard')
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.capture.sources import fetch_sources
    from onrecord.equipment import equip
    from onrecord.ledger.ledger import open_ledger
    from onrecord.pipeline import read, read_text, record
    from onrecord.pool import read_captures
    from onrecord.queries import (
        Clocks,
        blame_event,
        find_events,
        log_event,
        show_event,
    )

__version__ = "0.4.0"

_HOMES = {
    "fetch_sources": "onrecord.capture.sources",
    "open_ledger": "onrecord.ledger.ledger",
    "equip": "onrecord.equipment",
    "read": "onrecord.pipeline",
    "read_captures": "onrecord.pool",
    "read_text": "onrecord.pipeline",
    "record": "onrecord.pipeline",
    "Clocks": "onrecord.queries",
    "blame_event": "onrecord.queries",
    "find_events": "onrecord.queries",
    "log_event": "onrecord.queries",
    "show_event": "onrecord.queries",
}

__all__ = [
    "Clocks",
    "blame_event",
    "equip",
    "fetch_sources",
    "find_events",
    "log_event",
    "open_ledger",
    "read",
    "read_captures",
    "read_text",
    "record",
    "show_event",
]


def __getattr__(name: str) -> object:
    """The exported name, from the module that it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
