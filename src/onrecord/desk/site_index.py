"""The names and words of a site: who and what its events tell of, and where to find it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.desk.event import EventPage
from onrecord.model.record import EventRow
from onrecord.model.value import ActorValue, PlaceValue, TermValue, TextValue
from onrecord.queries.rows import Line
from onrecord.queries.speakers import OWN, plain


@dataclass(frozen=True, slots=True)
class Entry:
    """A name or word, and the events that it stands in."""

    name: str
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Entries by their first letter, in order; what begins with no letter comes first."""

    letters: tuple[tuple[str, tuple[Entry, ...]], ...]


_LONGEST = 80


def index_page(events: Iterable[EventPage]) -> IndexPage:
    """Every place, actor, term, speaker and outlet of these events."""
    found: dict[str, tuple[str, dict[str, EventRow]]] = {}
    for page in events:
        if page.state is None:
            continue
        record = page.state.record
        names = [record.kind_title]
        for slot in (*record.standing, *record.before):
            for line in slot.lines:
                names += _names(line)
        for name in names:
            _, held = found.setdefault(plain(name), (name, {}))
            held[page.event.id] = page.event
    letters: dict[str, list[Entry]] = defaultdict(list)
    for key in sorted(found):
        name, held = found[key]
        letter = key[:1].upper() if key[:1].isalpha() else "0–9"
        letters[letter].append(Entry(name, tuple(held.values())))
    return IndexPage(tuple((letter, tuple(some)) for letter, some in sorted(letters.items())))


def _names(line: Line) -> list[str]:
    value, speaker = line.row.claim.value, line.row.claim.speaker
    names = [speaker.name if speaker.name != OWN else line.row.version.outlet or ""]
    if isinstance(value, PlaceValue | ActorValue):
        names.append(value.name)
    elif isinstance(value, TermValue):
        names.append(value.term.replace("-", " "))
    elif isinstance(value, TextValue) and len(value.text) <= _LONGEST:
        names.append(value.text)
    return [name for name in names if plain(name)]
