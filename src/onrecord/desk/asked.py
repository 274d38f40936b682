"""What a page is asked: of which ledger, at which clocks, with which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.ledger.ledger import Ledger
from onrecord.queries.clocks import NOW, Clocks, parse_time


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a page; `words` are those of the address and of its query, by name."""

    ledger: Ledger
    clocks: Clocks = NOW
    words: Mapping[str, str] = field(default_factory=dict)

    def word(self, name: str) -> str | None:
        """What was given under this name, without white space around it; None for nothing."""
        return self.words.get(name, "").strip() or None


def clocks_asked(words: Mapping[str, str]) -> Clocks:
    """The clocks that `known` and `recorded` ask for; empty words are now.

    Raises:
        Misused: a time cannot be read.
    """
    known, recorded = (words.get(name, "").strip() for name in ("known", "recorded"))
    return Clocks(
        known=parse_time(known) if known else None,
        recorded=parse_time(recorded) if recorded else None,
    )
