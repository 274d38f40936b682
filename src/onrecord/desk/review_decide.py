"""Taking decisions in: each becomes a judgement, and nothing else changes."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.claims.amending import amend
from onrecord.claims.guard import check_by_hand
from onrecord.desk.review import AGREES, item_of, sort_of
from onrecord.desk.review_state import Reviewing, reviewer, reviewing
from onrecord.errors import Misused
from onrecord.ledger.judging import judge, judge_notice, merge_elsewhere
from onrecord.model.claim import Claim
from onrecord.model.judgement import Judgement, Verb
from onrecord.queries import explain_claim, resolve_event
from onrecord.queries.codebooks import codebook_of_ledger
from onrecord.queries.review import to_mark
from onrecord.queries.review_items import Item
from onrecord.queries.reviewed import Review, Sort

_ACCEPT, _REJECT, _AMEND = "accept", "reject", "amend"

_LONGEST = 2_000
"""Characters of a field, at most."""


def decide(request: Request) -> Response:
    """Record a decision on an item and go to the next.

    Raises:
        Misused: nothing is decided, a reason is missing, or two have decided already.
    """
    me, state = reviewer(request), reviewing(request)
    sort = sort_of(word(request, "sort"))
    decision, because = _decision(request)
    if sort is Sort.NOTICES:
        made = _on_notice(request, state, me, decision, because)
    else:
        item = item_of(state, word(request, "key"))
        _refuse_late(state.queue.review(item))
        if item.sort is Sort.CLAIMS:
            made = _on_claim(request, state, item, me, decision, because)
        else:
            made = _on_link(request, state, item, me, decision, because)
    state.cards.keep_soon()
    return _onward(f"/review/{sort.value}", done=made.id)


def undo(request: Request) -> Response:
    """Withdraw a decision of one's own and show its item again.

    Raises:
        Misused: there is no such decision, or it is another's.
    """
    me, state = reviewer(request), reviewing(request)
    row = state.queue.decision(word(request, "judgement"))
    if row is None or row.author != me:
        raise Misused("That is no decision of yours.", "Withdraw one that is.")
    because = word(request, "because") or "taken back"
    made = [
        judge(state.ledger, one.id, Verb.WITHDRAWN, author=me, because=because)
        for one in state.queue.together(row)
    ]
    if not made:
        raise Misused("That decision is withdrawn already.", "Go to the next.")
    state.cards.keep_soon()
    item = state.queue.item(row.subject)
    if item is None:
        return _onward("/review/history")
    return _onward(f"/review/{item.sort.value}/{item.key}", done=made[-1].id)


def settle(request: Request) -> Response:
    """Record that one of the decisions on an item is right.

    Raises:
        Misused: there is no such decision, no difference, or no reason.
    """
    me, state = reviewer(request), reviewing(request)
    row = state.queue.decision(word(request, "keep"))
    if row is None:
        raise Misused("Nothing is settled.", "Choose one of the decisions.")
    item = state.queue.item(row.subject)
    review = state.queue.review(item) if item else state.queue.review_of_notice(row.subject)
    if not review.is_open:
        raise Misused("Two must have decided before it is settled.", "Decide on it first.")
    because = word(request, "because")
    for one in state.queue.together(row):
        if item is None:
            judge_notice(state.ledger, one.subject, one.verb, author=me, because=because)
        else:
            judge(state.ledger, one.subject, one.verb, one.object, author=me, because=because)
    state.cards.keep_soon()
    return _onward("/review/differences")


def _on_claim(
    request: Request, state: Reviewing, item: Item, me: str, decision: str, because: str
) -> Judgement:
    id = state.queue.subject_of(item)
    right: Claim | None = None
    verb = Verb.ACCEPTED if decision == _ACCEPT else Verb.REJECTED
    if decision == _AMEND:
        right, verb = _amended(request, state, id), Verb.AMENDED
    return judge(state.ledger, id, verb, author=me, because=because, amended=right)


def _amended(request: Request, state: Reviewing, id: str) -> Claim:
    """The claim that is right instead, past the guard."""
    row = explain_claim(state.ledger, id).line.row
    book = codebook_of_ledger(state.ledger)
    kind = book.kinds.get(row.kind)
    slot = kind.slots.get(row.claim.slot) if kind else None
    held = to_mark(state.ledger, row.version.id)
    if slot is None or held is None:
        raise Misused("That claim cannot be amended here.", "Reject it, and mark the right one.")
    version = held[0].version
    before = row.claim.item or ""
    item = word(request, "item") if "item" in request.state.form else before
    right = amend(
        row.claim,
        version,
        slot,
        book,
        value=_changed(request, "value"),
        words=_changed(request, "words"),
        item=item if item != before else None,
    )
    refusal = check_by_hand(right, row.kind, version, held[1], book)
    if refusal is not None:
        raise Misused(
            f"The guard keeps that out: {refusal.reason.replace('-', ' ')}.",
            "Amend it so that its words bear it out.",
        )
    return right


def _on_link(
    request: Request, state: Reviewing, item: Item, me: str, decision: str, because: str
) -> Judgement:
    if item.joins is None:
        raise Misused("That is no link.", "Go to the next.")
    link, (verb, event) = item.key, item.joins
    if decision == _ACCEPT:
        return judge(state.ledger, link, verb, event, author=me, because=because)
    if decision == _REJECT:
        return judge(state.ledger, link, Verb.SPLIT, event, author=me, because=because)
    other = resolve_event(state.ledger, word(request, "event")).id
    if verb is Verb.MERGED:
        return merge_elsewhere(state.ledger, link, event, other, author=me, because=because)
    return judge(state.ledger, link, Verb.BELONGS, other, author=me, because=because)


def _on_notice(
    request: Request, state: Reviewing, me: str, decision: str, because: str
) -> Judgement:
    if decision == _AMEND:
        raise Misused("A notice follows from claims.", "Amend one that it rests on.")
    notice = state.notices.find(me, word(request, "mention"), word(request, "key"))
    if notice is None:
        raise Misused("That notice no longer follows from the record.", "Go to the next.")
    _refuse_late(state.queue.review_of_notice(notice.id))
    verb = Verb.ACCEPTED if decision == _ACCEPT else Verb.REJECTED
    return judge_notice(state.ledger, notice.id, verb, author=me, because=because)


def _decision(request: Request) -> tuple[str, str]:
    """What is decided and why: a button's own reason, else the one that was written."""
    written = word(request, "because")
    for decision in (_ACCEPT, _REJECT, _AMEND):
        if decision in request.state.form:
            because = written or word(request, decision)
            if not because and decision != _ACCEPT:
                raise Misused(
                    "A decision needs a reason.", "Say why, or choose one of those given."
                )
            return decision, because or AGREES
    raise Misused("Nothing is decided.", "Accept, reject or amend.")


def _refuse_late(review: Review) -> None:
    if review.is_open:
        raise Misused(
            "Two have decided on that already.", "See what they differ in, and settle it there."
        )


def _changed(request: Request, name: str) -> str | None:
    """What was written in a field, if it is not what stood there."""
    written = word(request, name)
    return written if written and written != word(request, f"{name}_was") else None


def word(request: Request, name: str) -> str:
    """What stands in a field of the form, without white space around it.

    Raises:
        Misused: it is longer than a reason, or the words of a claim, need to be.
    """
    value = request.state.form.get(name, "")
    written = value.strip() if isinstance(value, str) else ""
    if len(written) > _LONGEST:
        raise Misused(f"That is longer than {_LONGEST:,} characters.", "Say it shorter.")
    return written


def _onward(path: str, **query: str) -> Response:
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, 303)
