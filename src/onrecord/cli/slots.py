"""Where a slot is named behind an event: `log EVENT SLOT`, `timeline EVENT SLOT`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger


def slot_at_the_end(words: tuple[str, ...], ledger: Ledger) -> tuple[tuple[str, ...], str | None]:
    """The words of the event, and the slot where the last word is one."""
    from onrecord.queries.codebooks import codebook_of_ledger
    from onrecord.queries.short import is_short_id

    if len(words) < 2:
        return words, None
    if is_short_id(words[0]) and len(words) == 2:
        return words[:1], words[1]
    slots = {slot for kind in codebook_of_ledger(ledger).kinds.values() for slot in kind.slots}
    return (words[:-1], words[-1]) if words[-1] in slots else (words, None)
