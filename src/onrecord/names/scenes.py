"""States that are named only as where something is: "in Georgia", "Aleppo, Syria", "New Mexico"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from onrecord.model.found import Found
from onrecord.model.value import ActorValue, PlaceValue

_STATES = frozenset(("actor.state", "actor.capital", "actor.people"))


def no_scenes(
    actors: Iterable[Found[ActorValue]], places: Iterable[Found[PlaceValue]]
) -> Iterator[Found[ActorValue]]:
    """The actors, without states whose name lies within the words of a place.

    Args:
        actors: as `onrecord.names.actors.find_actors` has them.
        places: of the same version, in text order, none over another.
    """
    spans = [place.span for place in places]
    starts = [span.start for span in spans]
    for actor in actors:
        k = bisect_right(starts, actor.span.start) - 1
        within = k >= 0 and actor.span.end <= spans[k].end
        if not (within and actor.rule in _STATES):
            yield actor
