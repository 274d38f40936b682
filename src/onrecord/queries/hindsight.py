"""Whether what is known of all claims of an event held at an earlier time of those known then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from onrecord.model.judgement import Verb
from onrecord.queries.as_of import actors_among
from onrecord.queries.gather import Gathered, Placed, Voice
from onrecord.queries.items import numbered
from onrecord.queries.rows import JudgementRow
from onrecord.queries.speakers import Speakers


class Hindsight:
    """Tells from what time on all that bears on several claims of an event is as it is now.

    That is: into which numbered things a slot falls, who is the same speaker, and to which text a
    report went back. All else that is decided of a claim rests on it and on the claims before it.
    """

    def __init__(
        self, gathered: Gathered, speakers: Speakers, actors: Sequence[JudgementRow]
    ) -> None:
        self._speakers, self._actors = speakers, actors
        held = (*gathered.placed, *gathered.left)
        rows = {one.seen.id: one.seen.row for one in held}
        rows |= {id: version.row for id, version in gathered.versions.items()}
        self._came_back = [
            (row.known_at, row.returned_at[-1]) for row in rows.values() if row.returned_at
        ]
        self._items = _items_since(gathered.placed)
        self._voices = _voices_since(gathered.placed)
        self._others = _voices_since(gathered.left)
        self._known_by_code = bool(actors) or any(code for _, code in self._voices)
        self._alike: dict[frozenset[Voice], bool] = {}
        self._amends_elsewhere = _amends_elsewhere(gathered)

    def holds(self, known: datetime) -> bool:
        """Whether it was so at this time, for the claims known by then."""
        return not (
            self._amends_elsewhere
            or any(first <= known < last for first, last in self._came_back)
            or any(_numbers(since, known) != numbered(since) for since in self._items)
            or not self._same_speakers(known)
        )

    def _same_speakers(self, known: datetime) -> bool:
        if not self._known_by_code:
            return True
        voices = _until(self._voices, known)
        others = _until(self._others, known)
        key = voices | others
        if key not in self._alike:
            then = Speakers(voices, actors_among(self._actors, voices))
            self._alike[key] = all(then.voice(*each) == self._speakers.voice(*each) for each in key)
        return self._alike[key]


def _items_since(placed: Sequence[Placed]) -> list[dict[str | None, datetime]]:
    """For each slot that tells things apart by number, since when each of its items is known."""
    slots: dict[str, dict[str | None, datetime]] = {}
    for one in placed:
        slots.setdefault(one.claim.slot, {}).setdefault(one.claim.item, one.seen.row.known_at)
    return [items for items in slots.values() if numbered(items)]


def _numbers(items: Mapping[str | None, datetime], known: datetime) -> frozenset[str]:
    """The numbers told apart at a time; all where nothing of the slot was told yet."""
    return numbered([item for item, since in items.items() if since <= known] or items)


def _voices_since(placed: Sequence[Placed]) -> dict[Voice, datetime]:
    """Since when each speaker is heard."""
    found: dict[Voice, datetime] = {}
    for one in placed:
        voice = (one.claim.speaker.name, one.claim.speaker.code)
        found[voice] = min(one.seen.row.known_at, found.get(voice, one.seen.row.known_at))
    return found


def _until(since: Mapping[Voice, datetime], known: datetime) -> frozenset[Voice]:
    return frozenset(voice for voice, first in since.items() if first <= known)


def _amends_elsewhere(gathered: Gathered) -> bool:
    """Whether a claim was amended by one that stands in another version."""
    versions = {one.id: one.seen.id for one in gathered.placed}
    return any(
        versions.get(row.object or "", there) != there
        for row in gathered.judgements
        if row.verb is Verb.AMENDED and (there := versions.get(row.subject)) is not None
    )
