"""The queue: one item, what one needs to see of it, and what one may decide."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk.review_state import Reviewing, reviewer, reviewing
from onrecord.desk.serving import json_response, respond
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.model.judgement import Verb
from onrecord.queries.clocks import NOW
from onrecord.queries.review import (
    ClaimToReview,
    LinkToReview,
    NoticeInPlace,
    claim_to_review,
    in_short,
    link_to_review,
    notice_in_place,
)
from onrecord.queries.review_items import Item
from onrecord.queries.reviewed import Sort
from onrecord.queries.rows import JudgementRow

REASONS: dict[Sort, tuple[str, ...]] = {
    Sort.CLAIMS: (
        "the words do not state that value",
        "it is about something else",
        "someone else said it",
        "it is of another event",
        "it is of another thing of the event",
        "it is denied, planned or less sure than that",
    ),
    Sort.LINKS: (
        "the days differ",
        "the places differ",
        "others took part",
        "one is a part of the other",
        "the one is only compared with the other",
    ),
    Sort.NOTICES: (
        "a claim that it rests on is wrong",
        "nothing changed",
        "both can be right",
        "it does not follow",
    ),
}
"""Why something may be wrong: a key each, in this order."""

AGREES = "the words bear it out"
"""Why something is accepted, where the reviewer gives no other reason."""

_SKIPPED_AT_ONCE = 50
"""Items that must not be shown are passed over, so many in one request at most."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was decided a moment ago: by which judgement, and on what."""

    judgement: str
    verb: str
    what: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """An item to decide on, or None where nothing waits.

    `key` names it, `mention` its event. `reasons` are those that have a key. `mine` is what this
    reviewer decided on it before. `waiting` is how many items of the sort there are, of notices
    how many events; `looked_at` how many of these were gone through.
    """

    sort: Sort
    key: str
    mention: str
    item: ClaimToReview | LinkToReview | NoticeInPlace | None
    reasons: tuple[str, ...]
    mine: JudgementRow | None
    done: Done | None
    waiting: int
    looked_at: int = 0
    skipped: bool = False


def review_page(request: Request) -> Response:
    """The next item of a sort, or the one that is named."""
    me, state = reviewer(request), reviewing(request)
    sort = sort_of(request.path_params["sort"])
    key, after = request.path_params.get("key", ""), request.query_params.get("after", "")
    if sort is Sort.NOTICES:
        page = _notice_page(request, state, me, key, after)
    else:
        page = _item_page(request, state, sort, me, key, after)
    if request.url.path.endswith(".json"):
        return json_response(page)
    answer = respond(request, Shown("review.html", page, clocks=NOW), agrees=AGREES)
    if page.item is not None:
        answer.background = BackgroundTask(_foresee, state, me, page)
    return answer


def first_page(_request: Request) -> Response:
    """To the claims."""
    return RedirectResponse("/review/claims", 303)


def sort_of(word: str) -> Sort:
    """The sort of item that a word names.

    Raises:
        Misused: it names none.
    """
    try:
        return Sort(word)
    except ValueError:
        raise Misused(
            "There is nothing of that sort to review.", "Review claims, links or notices."
        ) from None


def item_of(state: Reviewing, key: str) -> Item:
    """The item with this key.

    Raises:
        Misused: there is none.
    """
    item = state.queue.item(key)
    if item is None:
        raise Misused("That is no longer there to review.", "Go to the next.")
    return item


def _item_page(
    request: Request, state: Reviewing, sort: Sort, me: str, key: str, after: str
) -> ReviewPage:
    item = item_of(state, key) if key else None
    shown = shown_item(state, item, me) if item else None
    if not key:
        item, shown = _next_shown(state, sort, me, after)
    return ReviewPage(
        sort=sort,
        key=item.key if item else "",
        mention=item.mention if item else "",
        item=shown,
        reasons=REASONS[sort],
        mine=state.queue.review(item).of(me) if item else None,
        done=done_of(request, state, me),
        waiting=state.queue.size(sort),
        skipped=bool(after),
    )


def _next_shown(
    state: Reviewing, sort: Sort, me: str, after: str
) -> tuple[Item | None, ClaimToReview | LinkToReview | None]:
    for _ in range(_SKIPPED_AT_ONCE):
        item = state.queue.next(sort, me, after)
        if item is None:
            break
        if (shown := shown_item(state, item, me)) is not None:
            return item, shown
        after = item.key
    return None, None


def shown_item(state: Reviewing, item: Item, me: str) -> ClaimToReview | LinkToReview | None:
    """What one needs to see of a claim or a link; None if it must not be shown."""
    event = state.event(item.mention, me)
    if event is None:
        return None
    if item.sort is Sort.LINKS:
        return link_to_review(state.ledger, item.link, event)
    return claim_to_review(state.ledger, state.queue.subject_of(item), event)


def _notice_page(request: Request, state: Reviewing, me: str, key: str, after: str) -> ReviewPage:
    found = state.notices.next(me, after, request.query_params.get("mention", ""))
    notice, mention = found.notice, found.mention
    if key:
        mention = request.query_params.get("mention", "")
        notice = state.notices.find(me, mention, key)
    event = state.event(mention, me) if notice else None
    return ReviewPage(
        sort=Sort.NOTICES,
        key=notice.id if notice else "",
        mention=mention,
        item=notice_in_place(state.ledger, notice, event) if notice and event else None,
        reasons=REASONS[Sort.NOTICES],
        mine=state.queue.review_of_notice(notice.id).of(me) if notice else None,
        done=done_of(request, state, me),
        waiting=found.events,
        looked_at=found.looked_at,
        skipped=bool(after),
    )


def done_of(request: Request, state: Reviewing, me: str) -> Done | None:
    """What this reviewer decided a moment ago, as the address tells."""
    row = state.queue.decision(request.query_params.get("done", ""))
    if row is None or row.author != me:
        return None
    withdrawn = row.verb is Verb.WITHDRAWN
    subject = state.queue.decision(row.subject) if withdrawn else row
    told = in_short(state.ledger, [subject.subject]) if subject else {}
    what = next(iter(told.values()), "a notice")
    return Done(row.id, row.verb.value, what)


def _foresee(state: Reviewing, me: str, page: ReviewPage) -> None:
    """Make ready what is likely asked for next."""
    if page.sort is Sort.NOTICES:
        state.notices.next(me, page.key, page.mention)
