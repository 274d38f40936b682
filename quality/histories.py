"""Revisions in real histories: `python quality/histories.py FOLDER [--all] [--seed N] [--misses]`.

FOLDER is one of three corpora of texts that were edited again and again; each version is given to
`pipeline.read` as plain text, known since it was seen, and recorded in a ledger of its own; what
is counted are the revisions that the ledger then tells.

missile_test_versions: each version of a test is rendered as a sentence a field, then the
description. Each revision is held against the differences of the fields (precision, recall);
spellings, renamed keys, rounding and removed rows are none. A revision whose new words stand in
the description has no field to be held against and is counted apart.
current_events_versions: reports whose numbers changed; a random hundred revisions of numbers is
printed, to be read by eye: old and new sentence, and what was found.
headline_versions: articles that flip back and forth; how many revisions are told as back and forth,
and how many pairs of values once or again and again.

A sample is read, so that it ends in some minutes; `--all` reads everything. The last line is JSON.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from history_fields import Change, changes, load_names, sentences
from onrecord.capture.make import make_capture
from onrecord.codebook import SlotType
from onrecord.equipment import Equipment, equip
from onrecord.errors import SkipItem
from onrecord.ledger.ledger import open_ledger
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.report import Given, Version
from onrecord.notices import once
from onrecord.pipeline import Read, read, record
from onrecord.queries import event_notices, find_events
from onrecord.reports.read import read_report


@dataclass(frozen=True, slots=True)
class Told:
    """A version as it is given: since when it was public, and its text."""

    seen: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision that the ledger tells; versions by their place in what was given, from 0."""

    notice: Notice
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class History:
    """What replaying gave: the versions as read, by place, and the revisions."""

    versions: tuple[Version | None, ...]
    revisions: tuple[Revision, ...]


def replay(story: str, told: Sequence[Told], equipment: Equipment) -> History:
    """The versions read and recorded in order, and the revisions between them."""
    versions: list[Version | None] = []
    items: list[Read] = []
    for before, each in zip((None, *told), told, strict=False):
        if before is not None and before.text == each.text:
            versions.append(versions[-1])
            continue
        capture = make_capture(
            origin="http",
            name=story,
            data=each.text.encode(),
            media_type="text/plain",
            at=each.seen,
            given=Given(published=told[0].seen.isoformat()),
            address=f"https://register.example/{story}",
        )
        try:
            version = read_report(capture)
        except SkipItem:
            versions.append(None)
            continue
        versions.append(version)
        items.append(Read(capture, version, read(version, equipment)))
    with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/ledger.db") as ledger:
        record(ledger, *items, equipment=equipment)
        events = find_events(ledger, limit=1000)
        notices = once(n for event in events for n in event_notices(ledger, event.id))
    places: dict[str, int] = {}
    for place, held in enumerate(versions):
        if held is not None:
            places.setdefault(held.id, place)
    revisions = tuple(
        Revision(notice, places[notice.rests_on[0].version], places[notice.rests_on[-1].version])
        for notice in notices
        if notice.kind is NoticeKind.REVISION
    )
    return History(tuple(versions), revisions)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def at(written: str) -> datetime:
    """A moment of a corpus, aware."""
    moment = datetime.fromisoformat(written.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def address_of(id: str) -> str:
    """A corpus's id as the end of an address."""
    return "".join(each if each.isalnum() else "-" for each in id)


# ------------------------------------------------------------------------- missile tests


def missiles(folder: Path, pick: Pick, misses: bool) -> dict[str, object]:
    """Revisions of each test held against the differences of its fields."""
    names, equipment = load_names(folder), equip()
    rows = [row for row in lines(folder / "tests.en.jsonl") if len(row["versions"]) > 1]
    right = found = wanted = elsewhere = 0
    for row in pick(rows, len(rows)):
        held = [each for each in row["versions"] if each["fields"]]
        given = [Told(at(each["seen"]), sentences(each["fields"], names)) for each in held]
        history = replay(address_of(row["id"]), given, equipment)
        gold = list(changes([each["fields"] for each in held], names))
        open_ = list(gold)
        wanted += len(gold)
        for revision in history.revisions:
            version = history.versions[revision.last]
            last = revision.notice.rests_on[-1]
            if version is None or not version.blocks[0].span.holds(last.span):
                elsewhere += 1
                if misses:
                    print(f"elsewhere {row['id']}: {revision.notice.says}")
                continue
            found += 1
            hit = next((one for one in open_ if _is(one, revision)), None)
            if hit is None and misses:
                print(f"extra     {row['id']}: {revision.notice.says}")
            if hit is not None:
                right += 1
                open_.remove(hit)
        if misses:
            for one in open_:
                print(f"missed    {row['id']}: {one.slot} {one.before} -> {one.after}")
    return {
        "precision": _share(right, found),
        "recall": _share(right, wanted),
        "found": found,
        "changes": wanted,
        "in_descriptions": elsewhere,
    }


def _is(change: Change, revision: Revision) -> bool:
    """Whether the revision is this change of a field: its slot, its version, its new words."""
    words = revision.notice.rests_on[-1].words
    same = change.slot == revision.notice.slot and change.version == revision.last
    return same and (change.after.split()[0] in words or words in change.after)


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


# ------------------------------------------------------------------------ current events


def current_events(folder: Path, pick: Pick, misses: bool) -> dict[str, object]:
    """A random hundred revisions of numbers, printed for the eye."""
    del misses
    equipment = equip()
    slots = [each for kind in equipment.codebook.kinds.values() for each in kind.slots.values()]
    numbers = {each.name for each in slots if each.type is SlotType.QUANTITY}
    rows = [
        (row["id"], given)
        for row in lines(folder / "current_events.jsonl")
        if len(given := list(_texts(row["versions"], "text"))) > 1 and _numbers_differ(given)
    ]
    shown = reports = 0
    for id, given in pick(rows, len(rows)):
        reports += 1
        history = replay(address_of(id), given, equipment)
        for revision in history.revisions:
            counted = revision.notice.slot in numbers
            if shown < 100 and counted and revision.first != revision.last:
                shown += 1
                print(f"{shown}. {id}: {revision.notice.says}")
                print(f"   was: {given[revision.first].text}")
                print(f"   now: {given[revision.last].text}")
        if shown >= 100:
            break
    return {"shown": shown, "reports": reports}


def _texts(versions: Sequence[Mapping[str, Any]], *keys: str) -> Iterator[Told]:
    """The versions in which one of the keys changed; a key that is left out stayed."""
    held: dict[str, str] = {}
    last = ""
    for version in versions:
        held |= {key: version[key] for key in keys if version.get(key)}
        text = "\n\n".join(held[key] for key in keys if key in held)
        if text and text != last:
            yield Told(at(version["seen"]), text)
            last = text


def _numbers_differ(given: Sequence[Told]) -> bool:
    digits = ["".join(each if each.isdigit() else " " for each in one.text) for one in given]
    return len({tuple(each.split()) for each in digits}) > 1


# ------------------------------------------------------------------------------ headlines


def headlines(folder: Path, pick: Pick, misses: bool) -> dict[str, object]:
    """How the articles whose title came back, with other numbers between, are told."""
    equipment = equip()
    rows = [
        (row["id"], given)
        for row in lines(folder / "bbc_front_page.jsonl")
        if _flips(given := list(_texts(row["versions"], "title", "summary")))
    ]
    articles = once_told = again = flips = 0
    for id, given in pick(rows, 150):
        history = replay(address_of(id), given, equipment)
        pairs: Counter[tuple[str | None, frozenset[str]]] = Counter()
        for revision in history.revisions:
            rests = revision.notice.rests_on
            pairs[revision.notice.slot, frozenset(each.words for each in rests[:2])] += 1
            flips += len(rests) > 2
            if misses:
                print(f"{id}: {revision.notice.says}")
        articles += 1
        once_told += sum(count == 1 for count in pairs.values())
        again += sum(count > 1 for count in pairs.values())
    return {
        "articles": articles,
        "back_and_forth": flips,
        "pairs_told_once": once_told,
        "pairs_told_again": again,
    }


def _flips(given: Sequence[Told]) -> bool:
    """Whether a text came back after another one with other numbers."""
    texts = [one.text for one in given]
    return len(set(texts)) < len(texts) and _numbers_differ(given)


Pick = Callable[[Sequence[Any], int], Sequence[Any]]
_KINDS = {
    "tests.en.jsonl": missiles,
    "current_events.jsonl": current_events,
    "bbc_front_page.jsonl": headlines,
}


def main(arguments: list[str]) -> int:
    flags = [each for each in arguments if each.startswith("--")]
    rest = [each for each in arguments if not each.startswith("--")]
    seed = 1
    if "--seed" in arguments:
        seed = int(rest.pop(rest.index(arguments[arguments.index("--seed") + 1])))
    folder = Path(rest[0]) if rest else Path()
    run = next((each for name, each in _KINDS.items() if (folder / name).is_file()), None)
    if run is None or not rest:
        print(__doc__, file=sys.stderr)
        return 2

    def pick(rows: Sequence[Any], most: int) -> Sequence[Any]:
        if "--all" in flags:
            return rows
        return random.Random(seed).sample(list(rows), min(most, len(rows)))

    print(json.dumps(run(folder, pick, "--misses" in flags)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
