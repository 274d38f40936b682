"""How much, how deep and how long an input may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on every input; what passes one is reported and left out.

    `page` bounds one page or JSON report and `text` one plain text, in bytes after
    decompression. `depth` counts folders within folders. `seconds` bounds one fetch in all, its
    redirects included. `allow_private` lets addresses be fetched that are not on the public
    internet (a test server, an intranet): then anyone who can name an address to read can make
    this machine ask its neighbours.
    """

    page: int = 20_000_000
    text: int = 5_000_000
    records: int = 1_000_000
    depth: int = 32
    seconds: float = 30.0
    redirects: int = 5
    allow_private: bool = False
