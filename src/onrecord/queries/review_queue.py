"""What to review next, and what several decisions on one thing come to.

What waits, and in which order, is kept beside the record (`onrecord.queries.review_order`); what
persons decided is held here.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import LedgerBusy, ReadOnlyLedger
from onrecord.ledger.review_order import OrderUpTo
from onrecord.queries.clocks import NOW
from onrecord.queries.decisions import Decisions
from onrecord.queries.review_items import (
    FIRST,
    Happening,
    Item,
    happenings_before,
    happenings_from,
    happenings_in_all,
    happenings_of,
    items_behind,
    items_of,
    keys_of,
    subjects_of,
)
from onrecord.queries.review_order import keep_order, order_known
from onrecord.queries.reviewed import Review, Sort
from onrecord.queries.rows import JudgementRow
from onrecord.queries.told import asking
from onrecord.queries.visible import View

_A_FEW, _MANY = 10, 200
"""Items that are looked at together: first few, for most often one of them waits."""

_LEFT_OUT = 10_000
"""Items that are left out at most where the order is asked: a database takes so many as parameters.
Those that are more are passed over."""


@dataclass(frozen=True, slots=True)
class Happenings:
    """Some happenings, those that most reports tell of first; how many come before them, and how
    many there are in all."""

    some: tuple[Happening, ...]
    before: int
    every: int


class ReviewQueue:
    """The items of one ledger in the order in which to review them; safe to share by threads.

    Where another process keeps the order, what was recorded less than `lag` seconds ago may be
    missing from it: then nobody who reviews waits for a writer. All decisions count at once; those
    on what is missing are hidden from others until it is not.
    """

    def __init__(self, ledger: Ledger, lag: float = 0.0) -> None:
        self.ledger = ledger
        self.being_made = False
        self._lag = lag
        self._behind_since = monotonic()
        self._unwritable = ledger.read_only
        self._lock = threading.RLock()
        self._seen = 0
        self._order: OrderUpTo | None = None
        self._decisions = Decisions()

    def make(self) -> None:
        """Bring the order up to date; `being_made` tells meanwhile that who asks has to wait."""
        self.being_made = True
        try:
            self.catch_up()
        finally:
            self.being_made = False

    def catch_up(self) -> None:
        """Take in what was recorded since the last time."""
        with self._asking():
            pass

    def next(self, sort: Sort, reviewer: str, after: str = "") -> Item | None:
        """What this person reviews next, of those behind the item `after`; None where nothing is.

        What must not be shown is the caller's to pass over.
        """
        with self._asking() as seen:
            held = items_of(seen, [after]).get(after) if after.isprintable() and after else None
            place, most = (held.place if held else FIRST), _A_FEW
            with self._lock:
                passed = self._decisions.passed_by(reviewer, sort)
            but = sorted(passed)[:_LEFT_OUT]
            while some := items_behind(seen, sort, place, most, but):
                wanted = [one for one in some if one.key not in passed]
                if there := _there(seen, sort, wanted):
                    return there
                place, most = some[-1].place, _MANY
        return None

    def item(self, key: str) -> Item | None:
        """The item of this key, or the one that a judgement on this id is on."""
        if not key.isprintable():
            return None
        with self._asking() as seen:
            if held := items_of(seen, [key]).get(key):
                return held
            _, of = keys_of(seen, [key]).get(key, (None, ""))
            return items_of(seen, [of]).get(of)

    def review(self, item: Item) -> Review:
        """What reviewers made of it."""
        with self._lock:
            return self._decisions.review(item.sort, item.key)

    def review_of_notice(self, id: str) -> Review:
        """What reviewers made of the notice with this id."""
        with self._lock:
            return self._decisions.review(Sort.NOTICES, id)

    def is_open(self, row: JudgementRow) -> bool:
        """Whether everybody may see this decision: it is on what two have decided on, or on nothing
        that is reviewed."""
        with self._lock:
            return self._decisions.is_open(row)

    def decided(self) -> list[tuple[Sort, str, Review]]:
        """Sort and key of the items that anyone decided on, those decided on last first."""
        self.catch_up()
        with self._lock:
            held = [(*of, self._decisions.review(*of)) for of in self._decisions.items()]
        held = [one for one in held if one[2].decisions]
        held.sort(key=lambda one: max(row.at for row in one[2].decisions), reverse=True)
        return held

    def decided_notices(self) -> list[tuple[str, Review]]:
        """The id of each notice that anyone accepted or rejected, and its review."""
        self.catch_up()
        with self._lock:
            of = self._decisions.review
            held = [(id, of(Sort.NOTICES, id)) for id in self._decisions.notices()]
        return [pair for pair in held if pair[1].decisions]

    def size(self, sort: Sort) -> int:
        """How many items there are of this sort, decided on or not, as the order last was."""
        there = self._order or OrderUpTo(0)
        return {Sort.CLAIMS: there.claims, Sort.LINKS: there.links}.get(sort, 0)

    def subject_of(self, item: Item) -> str:
        """The id that a judgement on the item is to name: in the newest reading that finds it."""
        return self.subjects_of([(item.sort, item.key)])[item.key]

    def subjects_of(self, items: Collection[tuple[Sort, str]]) -> dict[str, str]:
        """Key -> what `subject_of` gives, of items of these sorts and keys."""
        named = {key: key for _, key in items}
        if keys := {key for sort, key in items if sort is Sort.CLAIMS}:
            with self._asking() as seen:
                for key, held in subjects_of(seen, keys).items():
                    current = [one for one in held if one.current]
                    named[key] = (current or held)[-1].id
        return named

    def happenings(self, mention: str = "", most: int = 1) -> Happenings:
        """At most `most` happenings in the order in which to review their notices: from that of
        this mention on, or from the first."""
        with self._asking() as seen:
            named = mention and mention.isprintable()
            name = happenings_of(seen, [mention]).get(mention, "") if named else ""
            some = happenings_from(seen, name, most)
            return Happenings(
                tuple(some),
                happenings_before(seen, some[0]) if some and name else 0,
                happenings_in_all(seen),
            )

    def decisions(self) -> list[JudgementRow]:
        """All judgements of persons, withdrawals too, in the order in which they were recorded."""
        self.catch_up()
        with self._lock:
            return list(self._decisions.by_id.values())

    def decision(self, id: str) -> JudgementRow | None:
        """The judgement of a person with this id, or None."""
        self._follow()
        with self._lock:
            return self._decisions.by_id.get(id)

    def together(self, row: JudgementRow) -> list[JudgementRow]:
        """The live judgements that were made with this one, in one batch on one subject."""
        with self._lock:
            return self._decisions.together(row)

    def unseen_by(self, reviewer: str) -> frozenset[str]:
        """The judgements of others on what fewer than two have decided on: this person is to
        decide on that without knowing of them.

        While the order is being made, those are all of others': better too many than one too few;
        none where the ledger has no order and cannot be written, since nobody is to decide there.
        """
        self._follow()
        with self._lock:
            if self._order is None and self._unwritable:
                return frozenset()  # nobody decides here, and what is on what is not to be told
            return self._decisions.unseen_by(reviewer)

    def _follow(self) -> None:
        """Take in what persons decided, by the order as it is; that is brought up to date where it
        may not know yet what they decided on, and nobody else is about to do it. Until then that is
        hidden from others."""
        with asking(self.ledger, NOW) as seen:
            self._take_in(seen)
        with self._lock:
            waits = self._decisions.unplaced and not self.being_made and not self._is_in_time()
        if waits:
            with suppress(LedgerBusy, ReadOnlyLedger):
                self.catch_up()

    @contextmanager
    def _asking(self) -> Iterator[View]:
        """The ledger as it is now, its order brought up to date and all decisions taken in.

        Where another writer does not end, or nothing can be written, the order is as it was.

        Raises:
            ReadOnlyLedger, LedgerBusy: there is no order, and none can be made.
        """
        with asking(self.ledger, NOW) as seen:
            if self._take_in(seen) or self._may_lag():
                yield seen
                return
        try:
            keep_order(self.ledger)
        except (LedgerBusy, ReadOnlyLedger) as problem:
            self._unwritable = isinstance(problem, ReadOnlyLedger)
            if self._order is None:
                raise
        with asking(self.ledger, NOW) as seen:
            self._take_in(seen)
            yield seen

    def _take_in(self, seen: View) -> bool:
        """Add what persons decided since, and say whether the order knows all that is on record."""
        order, newest = order_known(seen)
        with self._lock:
            if newest >= self._seen:  # else another thread saw more
                if newest > self._seen:
                    self._decisions.add(seen, self._seen)
                if order is not None:
                    self._decisions.place(seen, order.batch)
                if self._order != order or (order and order.batch == newest):
                    self._behind_since = monotonic()
                self._order, self._seen = order, newest
        return order is not None and order.batch == newest

    def _may_lag(self) -> bool:
        """Whether there is an order, and another process is about to bring it up to date."""
        with self._lock:
            return self._order is not None and self._is_in_time()

    def _is_in_time(self) -> bool:
        return monotonic() - self._behind_since < self._lag


def _there(seen: View, sort: Sort, items: list[Item]) -> Item | None:
    """The first of the items that is still read so."""
    if sort is Sort.LINKS or not items:
        return next(iter(items), None)
    held = subjects_of(seen, [one.key for one in items])
    return next((one for one in items if any(s.current for s in held[one.key])), None)
