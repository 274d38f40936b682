"""What was worked out of events that have no card yet: remembered until more is recorded.

A card is made a moment after its event was told of. Meanwhile every list that the event may stand
in works it out from its rows; this way only the first one does.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.tables import batch
from onrecord.queries.cards import Card
from onrecord.queries.identity import Identity
from onrecord.queries.keeping import Kept
from onrecord.queries.visible import View

_MOST = 1024
_HEAD = select(batch.c.digest).where(batch.c.seq == bindparam("newest"))

_Of = TypeVar("_Of")

WorkOut = Callable[[Sequence[Identity]], Iterable[tuple[Card, _Of]]]
"""What makes the cards of events from their rows, and what else is wanted of them."""

_held: OrderedDict[tuple[object, ...], tuple[Card, Any] | None] = OrderedDict()
_lock = threading.Lock()


def remembering(
    seen: View, kept: Kept, book: Codebook, what: str, work_out: WorkOut[_Of]
) -> WorkOut[_Of]:
    """As `work_out`, but for what was worked out so before, of the same ledger at these clocks.

    `what` tells apart what is worked out. All that is on record must count (`may_list`): then its
    newest batch, whose digest is made of all the others, says what that is.
    """

    def work(events: Sequence[Identity]) -> list[tuple[Card, _Of]]:
        if not events:
            return []
        head = seen.connection.execute(_HEAD, {"newest": kept.newest}).scalar()
        asked = (head, seen.known, seen.clocks.unseen, book.digest, what)
        found: dict[str, tuple[Card, _Of] | None] = {}
        with _lock:
            for one in events:
                key = (asked, one.id)
                if key in _held:
                    _held.move_to_end(key)
                    found[one.id] = _held[key]
        missing = [one for one in events if one.id not in found]
        if missing:
            made = {card.details.event.id: (card, also) for card, also in work_out(missing)}
            fresh = {one.id: made.get(one.id) for one in missing}
            found.update(fresh)
            with _lock:
                _held.update({(asked, id): one for id, one in fresh.items()})
                while len(_held) > _MOST:
                    _held.popitem(last=False)
        return [held for one in events if (held := found[one.id]) is not None]

    return work
