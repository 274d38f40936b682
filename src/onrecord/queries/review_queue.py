"""What to review next: an index over the record, kept in memory and caught up as it grows.

The least certain and most consequential come first: how unsure the reader was, times how much
hangs on the slot, times how many reports tell of the event. What is carried over from version to
version of a report, in the same sentence, is one item. The index can be thrown away at any time.
"""

from __future__ import annotations

import threading
from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from math import log2

from sqlalchemy import func, select

from onrecord.codebook.codebook import Codebook
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import batch, claim, found, judgement, mention, reading, version
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.happenings import Happenings
from onrecord.queries.identity import judgements_where
from onrecord.queries.judgements import VERDICTS, live
from onrecord.queries.review_items import Item, claim_item, key_of, link_item, texts_of
from onrecord.queries.reviewed import NOT_REVIEWED, Review, Sort, review_of, verbs_of
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import View, view

Order = tuple[float, int, int, str]
"""Less a score, then batch and place of the row, then the item's key: sorts what comes first."""

_A_LOT = 500
"""Claims whose texts are fetched together."""


class ReviewQueue:
    """The items of one ledger in the order in which to review them; safe to share by threads."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.being_made = False
        self._lock = threading.RLock()
        self._seen = 0
        self._codebook: Codebook | None = None
        self._items: dict[str, Item] = {}
        self._order: dict[Sort, list[Order]] = {sort: [] for sort in Sort}
        self._score: dict[str, Order] = {}
        self._size: Counter[Sort] = Counter()
        self._of_subject: dict[str, str] = {}
        self._report: dict[str, str] = {}
        self._reading: dict[str, tuple[int, int, str]] = {}
        self._happenings = Happenings()
        self._rows: dict[str, list[JudgementRow]] = defaultdict(list)
        self._by_id: dict[str, JudgementRow] = {}
        self._decided: set[str] = set()
        self._unseen: dict[str, tuple[int, frozenset[str]]] = {}

    def make(self) -> None:
        """Take in the whole record; `being_made` tells meanwhile that whoever asks has to wait."""
        self.being_made = True
        try:
            self.catch_up()
        finally:
            self.being_made = False

    def catch_up(self) -> None:
        """Take in what was recorded since the last time."""
        with self._lock, self.ledger.connect() as connection:
            seen = view(connection, NOW)
            newest = connection.execute(select(func.max(batch.c.seq))).scalar() or 0
            if newest > self._seen:
                self._codebook = codebook_of(seen)
                self._take_in(seen, self._seen)
                self._seen = newest

    def next(self, sort: Sort, reviewer: str, after: str = "") -> Item | None:
        """What this person reviews next, of those behind the item `after`; None where nothing is.

        What must not be shown is the caller's to pass over.
        """
        self.catch_up()
        with self._lock:
            order = self._order[sort]
            start = bisect_right(order, self._score[after]) if after in self._score else 0
            for entry in islice(order, start, None):
                item = self._items[entry[3]]
                fits = self._score[item.key] == entry and self._there(item)
                if fits and self._review(item).wants(reviewer):
                    return item
        return None

    def item(self, key: str) -> Item | None:
        """The item of this key, or the one that a judgement on this id is on."""
        self.catch_up()
        with self._lock:
            return self._items.get(self._of_subject.get(key, key))

    def review(self, item: Item) -> Review:
        """What reviewers made of it."""
        with self._lock:
            return self._review(item)

    def review_of_notice(self, id: str) -> Review:
        """What reviewers made of the notice with this id."""
        with self._lock:
            return review_of(self._with_withdrawals([id]), verbs_of(Sort.NOTICES))

    def decided(self) -> list[tuple[Item, Review]]:
        """The items that anyone decided on, those decided on last first."""
        self.catch_up()
        with self._lock:
            held = [(self._items[key], self._review(self._items[key])) for key in self._decided]
        held = [pair for pair in held if pair[1].decisions]
        held.sort(key=lambda pair: max(row.at for row in pair[1].decisions), reverse=True)
        return held

    def size(self, sort: Sort) -> int:
        """How many items there are of this sort, decided on or not."""
        return self._size[sort]

    def subject_of(self, item: Item) -> str:
        """The id that a judgement on the item is to name: in the newest reading that finds it."""
        with self._lock:
            current = [one for one in item.subjects if self._is_current(one)]
            return (current or item.subjects)[-1][0]

    def happenings(self) -> list[tuple[str, int]]:
        """A mention of each happening, those that most reports tell of first, and a number that
        grows whenever anything of it changes."""
        self.catch_up()
        with self._lock:
            return self._happenings.all()

    def decisions(self) -> list[JudgementRow]:
        """All judgements of persons, withdrawals too, in the order in which they were recorded."""
        self.catch_up()
        with self._lock:
            return list(self._by_id.values())

    def decision(self, id: str) -> JudgementRow | None:
        """The judgement of a person with this id, or None."""
        self.catch_up()
        with self._lock:
            return self._by_id.get(id)

    def together(self, row: JudgementRow) -> list[JudgementRow]:
        """The live judgements that were made with this one, in one batch on one subject."""
        with self._lock:
            made = live(self._with_withdrawals([row.subject]))
        mine = (row.author, row.recorded_at)
        return [one for one in made if (one.author, one.recorded_at) == mine]

    def decided_notices(self) -> list[tuple[str, Review]]:
        """The id of each notice that anyone accepted or rejected, and its review."""
        self.catch_up()
        with self._lock:
            ids = [
                id
                for id, rows in self._rows.items()
                if id not in self._of_subject and any(row.verb in VERDICTS for row in rows)
            ]
            held = [(id, review_of(self._with_withdrawals([id]), VERDICTS)) for id in ids]
        return [pair for pair in held if pair[1].decisions]

    def unseen_by(self, reviewer: str) -> frozenset[str]:
        """The judgements of others on what fewer than two have decided on: this person is to
        decide on that without knowing of them."""
        self.catch_up()
        with self._lock:
            made, unseen = self._unseen.get(reviewer, (-1, frozenset()))
            if made == len(self._by_id):
                return unseen
            found: set[str] = set()
            for rows, verbs in self._decided_on():
                if not review_of(rows, verbs).is_open:
                    hides = verbs | {Verb.WITHDRAWN}
                    found |= {
                        row.id for row in rows if row.author != reviewer and row.verb in hides
                    }
            self._unseen[reviewer] = (len(self._by_id), frozenset(found))
            return self._unseen[reviewer][1]

    def _decided_on(self) -> Iterator[tuple[list[JudgementRow], frozenset[Verb]]]:
        """The judgements on each item and notice that anyone decided on, and those that decide."""
        for key in self._decided:
            item = self._items[key]
            subjects = [id for id, _, _ in item.subjects]
            yield self._with_withdrawals(subjects), verbs_of(item.sort)
        for id, rows in self._rows.items():
            if id not in self._of_subject and any(row.verb in VERDICTS for row in rows):
                yield self._with_withdrawals([id]), VERDICTS

    def _review(self, item: Item) -> Review:
        ids = [id for id, _, _ in item.subjects]
        if not any(id in self._rows for id in ids):
            return NOT_REVIEWED
        return review_of(self._with_withdrawals(ids), verbs_of(item.sort))

    def _with_withdrawals(self, ids: Iterable[str]) -> list[JudgementRow]:
        found: dict[str, JudgementRow] = {}
        waiting = list(dict.fromkeys(ids))
        while waiting:
            for row in self._rows.get(waiting.pop(), ()):
                if row.id not in found:
                    found[row.id] = row
                    waiting.append(row.id)
        return list(found.values())

    def _there(self, item: Item) -> bool:
        return item.sort is Sort.LINKS or any(map(self._is_current, item.subjects))

    def _is_current(self, subject: tuple[str, str, str]) -> bool:
        _, version_id, reading_id = subject
        return self._reading.get(version_id, (0, 0, ""))[2] == reading_id

    def _take_in(self, seen: View, since: int) -> None:
        """Add the rows of the batches after `since`."""
        ask = seen.connection.execute
        for id, report in ask(
            select(version.c.id, version.c.report).where(version.c.batch > since)
        ):
            self._report[id] = report
        columns = (reading.c.id, reading.c.version, reading.c.batch, reading.c.place)
        for id, of, number, place in ask(select(*columns).where(reading.c.batch > since)):
            held = (number, place, id)
            self._reading[of] = max(held, self._reading.get(of, held))
        mentions = select(mention.c.id, mention.c.version)
        for id, of in ask(mentions.where(mention.c.batch > since)):
            self._happenings.tell(id, self._report.get(of, of))
        fresh: dict[str, Item] = {}
        fresh.update(self._claims(seen, since))
        fresh.update(self._links(seen, since))
        by_persons = judgement.c.author_kind == AuthorKind.PERSON.value
        made = judgements_where(seen, (judgement.c.batch > since) & by_persons)
        for row in sorted(made, key=lambda row: (row.recorded_at, row.at, row.id)):
            self._rows[row.subject].append(row)
            self._by_id[row.id] = row
            if (key := self._of_subject.get(row.subject)) is not None:
                self._decided.add(key)
                self._happenings.touch(self._items[key].mention)
        touched = {key for id in self._happenings.changed() for key in self._happenings.keys(id)}
        self._place(set(fresh) | touched, whole=since == 0)

    def _claims(self, seen: View, since: int) -> Iterator[tuple[str, Item]]:
        """The claims that readings found since."""
        question = (
            select(
                *(found.c.object, found.c.mention, found.c.extra, found.c.batch, found.c.place),
                *(found.c.reading, claim.c.body, claim.c.version.label("of"), claim.c.slot),
                mention.c.kind,
            )
            .join(claim, claim.c.id == found.c.object)
            .join(mention, mention.c.id == found.c.mention)
            .where(found.c.sort == "claim", found.c.batch > since)
            .order_by(found.c.batch, found.c.place)
        )
        for some in seen.connection.execute(question).partitions(_A_LOT):
            texts = texts_of(seen, (row.of for row in some))
            for row in some:
                key = key_of(row, self._report.get(row.of, row.of), texts[row.of])
                item = self._items.get(key)
                if item is None:
                    item = self._items[key] = claim_item(row, key, self._codebook)
                    self._happenings.holds(row.mention, key)
                item.subjects.append((row.object, row.of, row.reading))
                self._of_subject[row.object] = key
                yield key, item

    def _links(self, seen: View, since: int) -> Iterator[tuple[str, Item]]:
        """The links that readers made since between a mention and an event told elsewhere."""
        question = (
            select(
                *(judgement.c.id, judgement.c.subject, judgement.c.object, judgement.c.verb),
                *(judgement.c.batch, judgement.c.place, judgement.c.body),
            )
            .where(
                judgement.c.batch > since,
                judgement.c.author_kind == AuthorKind.READER.value,
                judgement.c.verb.in_([Verb.BELONGS.value, Verb.MERGED.value]),
                judgement.c.subject != judgement.c.object,
            )
            .order_by(judgement.c.batch, judgement.c.place)
        )
        for row in seen.connection.execute(question):
            self._happenings.join(row.subject, row.object)
            item = link_item(row)
            self._items[item.key] = item
            self._of_subject[row.subject] = item.key
            self._happenings.holds(row.subject, item.key)
            yield item.key, item

    def _place(self, keys: Iterable[str], *, whole: bool) -> None:
        """Put the items where their scores say."""
        fresh: list[tuple[Sort, Order]] = []
        for key in keys:
            item = self._items[key]
            told = self._happenings.reports(item.mention)
            score = item.doubt * item.weight * (1.0 + log2(max(1, told)))
            entry: Order = (-score, *item.place, key)
            if key not in self._score:
                self._size[item.sort] += 1
            if self._score.get(key) != entry:
                self._score[key] = entry
                fresh.append((item.sort, entry))
        for sort, order in self._order.items():
            mine = [entry for kind, entry in fresh if kind is sort]
            if whole or len(mine) > 200:
                stale = (entry for entry in order if self._score.get(entry[3]) == entry)
                self._order[sort] = sorted({*stale, *mine})
            else:
                for entry in mine:
                    insort(order, entry)
