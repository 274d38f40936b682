"""What reviewers decided: where two agree and differ, and the history of decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, islice

from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.review_state import Reviewing, reviewer, reviewing
from onrecord.desk.serving import json_response, respond
from onrecord.desk.shown import Shown
from onrecord.model.judgement import Verb
from onrecord.queries.clocks import NOW
from onrecord.queries.review import in_short
from onrecord.queries.reviewed import Review, Sort, Stage
from onrecord.queries.rows import JudgementRow

_MOST = 50
"""Decisions and differences on one page, at most."""

_NOTICE = "a notice"


@dataclass(frozen=True, slots=True)
class Compared:
    """An item that two decided on: what it is, and the review of it. `amended` says in short what
    claims and events the decisions name."""

    sort: Sort
    key: str
    what: str
    review: Review
    amended: dict[str, str]


@dataclass(frozen=True, slots=True)
class DifferencesPage:
    """Items that two decided on, the differences to settle first, and in how many they agreed
    before they knew of each other. `waiting` counts one's own decisions on items that nobody else
    has decided on."""

    different: tuple[Compared, ...]
    settled: tuple[Compared, ...]
    agreed: tuple[Compared, ...]
    both: int
    same: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in the history; `withdrawn` where it was taken back."""

    row: JudgementRow
    what: str
    object: str | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Decisions, the newest first: one's own, and others' on items that two have decided on.

    `earlier` is the judgement after which the next page begins, None on the last.
    """

    decisions: tuple[Decision, ...]
    earlier: str | None


def differences_page(request: Request) -> Response:
    """Where two reviewers agree and differ."""
    me, state = reviewer(request), reviewing(request)
    held = state.queue.decided()
    held += [(Sort.NOTICES, id, review) for id, review in state.queue.decided_notices()]
    open_ones = [one for one in held if one[2].is_open]
    shown = {
        stage: [one for one in open_ones if one[2].stage is stage][:_MOST]
        for stage in (Stage.DIFFERENT, Stage.SETTLED, Stage.AGREED)
    }
    every = [one for some in shown.values() for one in some]
    subjects = state.queue.subjects_of([(sort, key) for sort, key, _ in every])
    objects = {row.object for *_, review in every for row in review.decisions if row.object}
    told = in_short(state.ledger, {*subjects.values(), *objects})

    def of(stage: Stage) -> tuple[Compared, ...]:
        return tuple(
            Compared(
                sort,
                key,
                told.get(subjects[key], _NOTICE),
                review,
                {row.object: told[row.object] for row in review.decisions if row.object in told},
            )
            for sort, key, review in shown[stage]
        )

    page = DifferencesPage(
        different=of(Stage.DIFFERENT),
        settled=of(Stage.SETTLED),
        agreed=of(Stage.AGREED),
        both=len(open_ones),
        same=sum(bool(review.agreed) for *_, review in open_ones),
        waiting=sum(review.of(me) is not None for *_, review in held if not review.is_open),
    )
    return _answer(request, "review_differences.html", page)


def history_page(request: Request) -> Response:
    """The decisions that one may see, or those behind the judgement `after`."""
    me, state = reviewer(request), reviewing(request)
    made = state.queue.decisions()
    withdrawn = {row.subject for row in made if row.verb is Verb.WITHDRAWN}
    newest_first: Iterator[JudgementRow] = reversed(made)
    if after := request.query_params.get("after", ""):
        newest_first = islice(dropwhile(lambda row: row.id != after, newest_first), 1, None)
    rows = list(islice((row for row in newest_first if _may_see(state, row, me)), _MOST + 1))
    shown = rows[:_MOST]
    ids = {id for row in shown for id in (row.subject, row.object) if id}
    told = in_short(state.ledger, ids)
    page = HistoryPage(
        decisions=tuple(
            Decision(
                row,
                _what(row, told),
                told.get(row.object or ""),
                row.id in withdrawn,
            )
            for row in shown
        ),
        earlier=shown[-1].id if len(rows) > _MOST else None,
    )
    return _answer(request, "review_history.html", page)


def _what(row: JudgementRow, told: dict[str, str]) -> str:
    if row.verb is Verb.WITHDRAWN:
        return "a decision"
    if row.verb in (Verb.SAME_ACTOR, Verb.OTHER_ACTOR):
        return f"{row.subject} and {row.object}"
    return told.get(row.subject, _NOTICE)


def _may_see(state: Reviewing, row: JudgementRow, me: str) -> bool:
    """Whether this reviewer may see a decision: it is theirs, or on what two have decided on, or
    on nothing that is reviewed."""
    if row.author == me:
        return True
    if row.verb is Verb.WITHDRAWN:
        withdrawn = state.queue.decision(row.subject)
        return withdrawn is None or _may_see(state, withdrawn, me)
    return state.queue.is_open(row)


def _answer(request: Request, template: str, page: object) -> Response:
    if request.url.path.endswith(".json"):
        return json_response(page)
    return respond(request, Shown(template, page, clocks=NOW))
