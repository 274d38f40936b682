"""What reviewers made of one item: undecided, agreed upon, different, or settled.

Two decide without knowing of each other. From then on the decisions are seen, and whoever decides
then, one of the two or a third, settles it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.judgement import AuthorKind, Verb
from onrecord.queries.judgements import VERDICTS, live
from onrecord.queries.rows import JudgementRow

LINKING = frozenset({Verb.BELONGS, Verb.SPLIT, Verb.MERGED})
"""Verbs that say which event a mention, or an event, is one with."""


class Sort(StrEnum):
    """What is reviewed."""

    CLAIMS = "claims"
    LINKS = "links"
    NOTICES = "notices"


def verbs_of(sort: Sort) -> frozenset[Verb]:
    """The verbs that decide on an item of this sort."""
    return LINKING if sort is Sort.LINKS else VERDICTS


class Stage(StrEnum):
    """How far the review of an item has come."""

    OPEN = "open"
    ONE = "one"
    AGREED = "agreed"
    DIFFERENT = "different"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Review:
    """The decisions on an item.

    `decisions` holds the newest live one of each person, those who decided first first; `settled`
    is the one that settled a difference, or None. `agreed` tells whether the first two decided the
    same before they knew of each other; None until both have.
    """

    stage: Stage
    decisions: tuple[JudgementRow, ...] = ()
    settled: JudgementRow | None = None
    agreed: bool | None = None

    def of(self, author: str) -> JudgementRow | None:
        """What this person decided, or None."""
        return next((row for row in self.decisions if row.author == author), None)

    def wants(self, author: str) -> bool:
        """Whether this person is to decide: has not, and fewer than two have."""
        return len(self.decisions) < 2 and self.of(author) is None

    @property
    def is_open(self) -> bool:
        """Whether everybody may see the decisions: two have decided."""
        return len(self.decisions) >= 2


NOT_REVIEWED = Review(Stage.OPEN)


def review_of(rows: Iterable[JudgementRow], verbs: frozenset[Verb]) -> Review:
    """The review of an item, from all judgements on it and their withdrawals.

    Decisions count by when they were made; several of one person in one batch are one decision.
    """
    made = [row for row in live(rows) if row.author_kind is AuthorKind.PERSON and row.verb in verbs]
    made.sort(key=lambda row: (row.at, row.id))
    first = {row.author: row for row in reversed(made)}
    newest = {row.author: row for row in made}
    order = sorted(first, key=lambda author: (first[author].at, author))
    decisions = tuple(newest[author] for author in order)
    if len(order) < 2:
        return Review(Stage.ONE if order else Stage.OPEN, decisions)
    second = first[order[1]]

    def knew(row: JudgementRow) -> bool:
        """Whether it was made when both decisions were there to be seen."""
        own = (row.author, row.recorded_at) == (second.author, second.recorded_at)
        return row.at > second.at and not own

    blind = {row.author: (row.verb, row.object) for row in made if not knew(row)}
    agreed = blind[order[0]] == blind[order[1]]
    if later := [row for row in made if knew(row)]:
        return Review(Stage.SETTLED, decisions, later[-1], agreed)
    return Review(Stage.AGREED if agreed else Stage.DIFFERENT, decisions, None, agreed)
