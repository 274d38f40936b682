"""What persons decided, followed as more is recorded, and which items of review that is on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import bindparam, select

from onrecord.ledger.tables import judgement, redaction
from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries.judged import judgements_in
from onrecord.queries.judgements import VERDICTS, live
from onrecord.queries.review_items import found_since, keys_of
from onrecord.queries.reviewed import NOT_REVIEWED, Review, Sort, review_of, verbs_of
from onrecord.queries.rows import JudgementRow
from onrecord.queries.visible import View


class Decisions:
    """The judgements of persons, withdrawals too, in the order in which they were recorded.

    `by_id` holds them all, `unplaced` the batch of each of which it is not known yet which item it
    is on, if on any.
    """

    def __init__(self) -> None:
        self.by_id: dict[str, JudgementRow] = {}
        self.unplaced: dict[str, int] = {}
        self._rows: dict[str, list[JudgementRow]] = defaultdict(list)
        self._of_subject: dict[str, tuple[Sort, str]] = {}
        self._judged: dict[tuple[Sort, str], list[str]] = defaultdict(list)
        self._reviews: dict[tuple[Sort, str], Review] = {}
        self._placed = 0
        self._unseen: dict[str, tuple[object, frozenset[str]]] = {}

    def add(self, seen: View, since: int) -> None:
        """Take in the decisions of the batches after `since`."""
        after = {"since": since}
        batches = {row.id: row.batch for row in seen.connection.execute(_MADE, after)}
        rows = judgements_in(seen, batches)
        for row in sorted(rows, key=lambda row: (row.recorded_at, row.at, row.id)):
            self._rows[row.subject].append(row)
            self.by_id[row.id] = row
            self.unplaced[row.id] = batches[row.id]
        for on in map(self._on, rows):
            self._reviews.pop(self._of_subject.get(on, (Sort.NOTICES, on)), None)
        if seen.redacts and since > 0:
            hidden = set(seen.connection.execute(_REDACTED, after).scalars())
            for row in judgements_in(seen, hidden & self.by_id.keys()):
                held = self._rows[row.subject]
                held[held.index(self.by_id[row.id])] = row
                self.by_id[row.id] = row
                self._reviews.clear()

    def place(self, seen: View, upto: int) -> None:
        """Find out what was decided on, by an order that knows everything up to this batch."""
        asked = {self._on(self.by_id[id]) for id in self.unplaced}
        if 0 < self._placed < upto:
            # What was found by nobody when it was decided on may have been since.
            asked |= found_since(seen, self._placed) & self._rows.keys()
        for subject, of in keys_of(seen, asked - self._of_subject.keys()).items():
            self._of_subject[subject] = of
            self._judged[of].append(subject)
            self._reviews.pop(of, None)
        self._placed = max(upto, self._placed)
        self.unplaced = {
            id: batch
            for id, batch in self.unplaced.items()
            if batch > upto and self._on(self.by_id[id]) not in self._of_subject
        }

    def _on(self, row: JudgementRow) -> str:
        """What a decision is on; of a withdrawal, what that which it withdraws is on."""
        while row.verb is Verb.WITHDRAWN and row.subject in self.by_id:
            row = self.by_id[row.subject]
        return row.subject

    def review(self, sort: Sort, key: str) -> Review:
        """What reviewers made of an item, or of the notice whose id the key is."""
        of = (sort, key)
        if of not in self._judged and key not in self._rows:
            return NOT_REVIEWED
        if of not in self._reviews:
            self._reviews[of] = review_of(self._rows_on(of), verbs_of(sort))
        return self._reviews[of]

    def passed_by(self, reviewer: str, sort: Sort) -> frozenset[str]:
        """The keys of the items of a sort that this person is not to decide on any more."""
        of_sort = (of for of in self._judged if of[0] is sort)
        return frozenset(of[1] for of in of_sort if not self.review(*of).wants(reviewer))

    def items(self) -> list[tuple[Sort, str]]:
        """Sort and key of all that anyone decided on: claims and links."""
        return list(self._judged)

    def notices(self) -> Iterator[str]:
        """The id of each notice that anyone accepted or rejected."""
        for id, rows in self._rows.items():
            if id not in self._of_subject and any(row.verb in VERDICTS for row in rows):
                yield id

    def is_open(self, row: JudgementRow) -> bool:
        """Whether everybody may see this one: it is on what two have decided on, or on nothing
        that is reviewed. Not where it is not known yet what it is on."""
        if row.id in self.unplaced:
            return False
        if (of := self._of_subject.get(row.subject)) is not None:
            return self.review(*of).is_open
        return row.verb not in VERDICTS or self.review(Sort.NOTICES, row.subject).is_open

    def together(self, row: JudgementRow) -> list[JudgementRow]:
        """The live ones that were made with this one, in one batch on one subject."""
        mine = (row.author, row.recorded_at)
        made = live(self._on_all([row.subject]))
        return [one for one in made if (one.author, one.recorded_at) == mine]

    def unseen_by(self, reviewer: str) -> frozenset[str]:
        """Those of others on what fewer than two have decided on, and all that are not placed:
        better too many than one too few."""
        now = (len(self.by_id), len(self._of_subject), len(self.unplaced))
        made, unseen = self._unseen.get(reviewer, (None, frozenset()))
        if made == now:
            return unseen
        found = {id for id in self.unplaced if self.by_id[id].author != reviewer}
        for of in (*self._judged, *((Sort.NOTICES, id) for id in self.notices())):
            if not self.review(*of).is_open:
                hides = verbs_of(of[0]) | {Verb.WITHDRAWN}
                rows = self._rows_on(of)
                found |= {row.id for row in rows if row.author != reviewer and row.verb in hides}
        self._unseen[reviewer] = (now, frozenset(found))
        return self._unseen[reviewer][1]

    def _rows_on(self, of: tuple[Sort, str]) -> list[JudgementRow]:
        """The judgements on an item or a notice, and their withdrawals."""
        return self._on_all([of[1]] if of[0] is Sort.NOTICES else self._judged.get(of, ()))

    def _on_all(self, ids: Iterable[str]) -> list[JudgementRow]:
        """The judgements on these, and whatever withdraws them, or withdraws that."""
        found: dict[str, JudgementRow] = {}
        waiting = list(dict.fromkeys(ids))
        while waiting:
            for row in self._rows.get(waiting.pop(), ()):
                if row.id not in found:
                    found[row.id] = row
                    waiting.append(row.id)
        return list(found.values())


_MADE = select(judgement.c.id, judgement.c.batch).where(
    judgement.c.batch > bindparam("since"), judgement.c.author_kind == AuthorKind.PERSON.value
)
_REDACTED = select(redaction.c.subject).where(redaction.c.batch > bindparam("since"))
