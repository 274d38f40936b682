"""The words of a site, so that a page without a server can find them: shards that scripts load.

`search/index.js` names the shards. `search/AB.js` holds the words that begin with "ab", each with
the entries that hold it; `search/lot-N.js` the entries. All are scripts that call one function,
for a page that was opened as a file may load scripts and nothing else. `scripts/search.ts` reads
them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from onrecord.desk.actors import ActorPage
from onrecord.desk.claim import ClaimPage
from onrecord.desk.event import EventPage
from onrecord.desk.marks import marked_blocks
from onrecord.desk.report import ReportPage
from onrecord.views.lines import who_of
from onrecord.views.words import moment, printable, version_words

_LOT = 200
"""Entries in one file: some kilobytes, of which a search loads a few."""
_SORTS = ("event", "actor", "claim", "report")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search finds: its sort, a title, its address from the root, what stands below it, and
    the text that it is found by."""

    sort: str
    title: str
    address: str
    below: str
    text: str


@dataclass(slots=True)
class SiteWords:
    """Entries of the pages as they are written; `excerpts` as in `write_site`."""

    excerpts: bool
    entries: list[Entry] = field(default_factory=list)

    def add(self, page: object, address: str) -> None:
        """Take a page in, if it is of a sort that is looked for."""
        if isinstance(page, EventPage):
            self.entries += _of_event(page, address)
        elif isinstance(page, ActorPage):
            self.entries.append(_of_actor(page, address))
        elif isinstance(page, ClaimPage):
            self.entries.append(_of_claim(page, address))
        elif isinstance(page, ReportPage):
            self.entries.append(_of_report(page, address, self.excerpts))

    def write(self, folder: Path) -> None:
        """Write the shards and the entries, events first."""
        folder.mkdir()
        self.entries.sort(key=lambda one: (_SORTS.index(one.sort), one.title, one.address))
        held: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, entry in enumerate(self.entries):
            for word in sorted(set(tokens(f"{entry.title} {entry.text}"))):
                held[shard_of(word)][word].append(number)
        for shard, words in held.items():
            steps = {word: _steps(numbers) for word, numbers in sorted(words.items())}
            _call(folder / f"{shard}.js", "words", shard, steps)
        for start in range(0, len(self.entries), _LOT):
            some = self.entries[start : start + _LOT]
            rows = [[one.sort, one.title, one.address, one.below] for one in some]
            _call(folder / f"lot-{start // _LOT}.js", "lot", start // _LOT, rows)
        _call(folder / "index.js", "index", len(self.entries), _LOT, sorted(held))


def tokens(text: str) -> list[str]:
    """The words of a text as they are looked for: lower case, without accents.

    >>> tokens("“Müller: 690 km, L'Aquila”")
    ['muller', '690', 'km', 'l', 'aquila']
    """
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    return _WORD.findall(plain.lower())


def shard_of(token: str) -> str:
    """The shard of the words that begin as this one does.

    >>> shard_of("missile"), shard_of("6"), shard_of("да")
    ('mi', '6', '_434_430')
    """
    return "".join(one if _PLAIN.fullmatch(one) else f"_{ord(one):x}" for one in token[:2])


def _steps(numbers: Iterable[int]) -> list[int]:
    """Rising numbers as steps from one to the next.

    >>> _steps([3, 4, 9])
    [3, 1, 5]
    """
    return [b - a for a, b in pairwise([0, *numbers])]


def _call(file: Path, name: str, *values: object) -> None:
    written = ",".join(json.dumps(value, separators=(",", ":")) for value in values)
    file.write_text(f"onrecord.{name}({written});\n", encoding="ascii")


def _of_event(page: EventPage, address: str) -> Iterable[Entry]:
    if page.state is None:
        return
    kind = page.state.record.kind_title
    outlets = {report.outlet or "" for report in page.state.record.reports}
    places = {spot.name for spot in page.state.spots}
    below = f"{kind}, first known {moment(page.event.first_known)} UTC"
    text = " ".join((kind, *sorted(outlets), *sorted(places)))
    yield Entry("event", printable(page.event.name), address, below, text)


def _of_actor(page: ActorPage, address: str) -> Entry:
    actor = page.actor
    name = actor.names[0] if actor.names else actor.words
    text = " ".join((*actor.names, *actor.codes))
    return Entry("actor", printable(name), address, ", ".join(actor.codes), text)


def _of_claim(page: ClaimPage, address: str) -> Entry:
    line, event = page.told.line, page.told.event
    row = line.row
    title = f"{row.claim.slot.replace('-', ' ')}: {line.value}"
    below = f"{who_of(line)}: “{row.words}” – {version_words(row.version)}"
    text = " ".join((who_of(line), line.sentence, row.words, event.name if event else ""))
    return Entry("claim", printable(title), address, printable(below), text)


def _of_report(page: ReportPage, address: str, excerpts: bool) -> Entry:
    version = page.article.version
    blocks = marked_blocks(page.article, excerpts)
    shown = " ".join(part.words for block in blocks for part in block.stretches)
    below = f"{version_words(version)}, known since {moment(version.known_at)} UTC"
    text = f"{version.outlet or ''} {shown}"
    return Entry("report", printable(version.title), address, printable(below), text)
