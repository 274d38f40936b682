"""An event as it was told at an earlier known time, from what is told of it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from onrecord.codebook.codebook import Codebook
from onrecord.model.attribution import Attribution
from onrecord.queries.as_of import actors_among, as_of
from onrecord.queries.gather import Placed
from onrecord.queries.lines import Told, tell
from onrecord.queries.status import derive


def told_then(told: Told, known: datetime, book: Codebook) -> Told | None:
    """The event as it is told at `known`; None where nothing of it could be read by then."""
    gathered = as_of(told.gathered, known)
    if not gathered.told_in:
        return None
    actors = actors_among(told.actors, gathered.voices)
    return tell(
        gathered,
        derive(gathered, book, actors),
        _with_relays(gathered.placed, told.attributions),
        actors,
    )


def _with_relays(
    placed: Iterable[Placed], attributions: Mapping[str, Attribution]
) -> dict[str, Attribution]:
    """The attributions that the claims rest on, and all that they are relayed by."""
    found: dict[str, Attribution] = {}
    waiting = [one.claim.attribution for one in placed]
    while waiting:
        id = waiting.pop()
        held = attributions.get(id or "")
        if id is not None and held is not None and id not in found:
            found[id] = held
            waiting.append(held.via)
    return found
