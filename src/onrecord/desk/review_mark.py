"""Marking a claim in a report where no reader found one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.claims.amending import span_of
from onrecord.claims.by_hand import mark_claim
from onrecord.claims.guard import check_by_hand
from onrecord.codebook import Slot
from onrecord.desk.review import Done, done_of
from onrecord.desk.review_decide import word
from onrecord.desk.review_state import reviewer, reviewing
from onrecord.desk.serving import json_response, respond
from onrecord.desk.shown import Shown
from onrecord.errors import Misused
from onrecord.ledger.judging import add_claim
from onrecord.ledger.ledger import Ledger
from onrecord.model.attribution import Attribution
from onrecord.model.record import EventRow, VersionRow
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import codebook_of_ledger
from onrecord.queries.ids import resolve_id
from onrecord.queries.review import to_mark
from onrecord.queries.visible import Seen


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of the version's text and where it starts, in code points."""

    kind: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class MarkPage:
    """A version to mark in, and the slots of each event that it tells of."""

    version: VersionRow
    blocks: tuple[TextBlock, ...]
    slots: tuple[tuple[EventRow, tuple[Slot, ...]], ...]
    done: Done | None


def mark_page(request: Request) -> Response:
    """The text to mark in."""
    me, state = reviewer(request), reviewing(request)
    held, _ = _version(state.ledger, request.path_params["version"])
    book = codebook_of_ledger(state.ledger)
    events = state.events.told_in(held.id, state.clocks(me))
    page = MarkPage(
        version=held.row,
        blocks=tuple(
            TextBlock(block.kind.value, block.span.start, block.span.of(held.version.text))
            for block in held.version.blocks
        ),
        slots=tuple(
            (event, tuple(book.kinds[event.kind].slots.values()))
            for event in events
            if event.kind in book.kinds
        ),
        done=done_of(request, state, me),
    )
    if request.url.path.endswith(".json"):
        return json_response(page)
    return respond(request, Shown("review_mark.html", page, clocks=NOW))


def mark(request: Request) -> Response:
    """Record the claim that was marked, past the guard.

    Raises:
        Misused: the words do not stand there, state no such value, or the guard keeps it out.
    """
    me, state = reviewer(request), reviewing(request)
    held, said = _version(state.ledger, request.path_params["version"])
    event_id, _, name = word(request, "slot").partition(" ")
    events = state.events.told_in(held.id, state.clocks(me))
    event = next((one for one in events if one.id == event_id), None)
    book = codebook_of_ledger(state.ledger)
    kind = book.kinds.get(event.kind) if event else None
    slot = kind.slots.get(name) if kind else None
    if event is None or slot is None:
        raise Misused("It is not said what the words state.", "Choose a slot of an event.")
    start = word(request, "start")
    words = word(request, "words")
    numbered = start.isdecimal() and len(start) <= len(str(len(held.version.text)))
    span = span_of(words, held.version.text, int(start) if numbered else None)
    claim = mark_claim(
        *(held.version, span, slot, book, said),
        value=word(request, "value"),
        item=word(request, "item"),
    )
    refusal = check_by_hand(claim, event.kind, held.version, said, book)
    if refusal is not None:
        raise Misused(
            f"The guard keeps that out: {refusal.reason.replace('-', ' ')}.",
            "Mark the words that state the value, and no more.",
        )
    because = word(request, "because")
    made = add_claim(state.ledger, claim, event.id, author=me, because=because)
    state.cards.keep_soon()
    return RedirectResponse(f"/mark/{held.id}?{urlencode({'done': made.id})}", 303)


def _version(ledger: Ledger, words: str) -> tuple[Seen, tuple[Attribution, ...]]:
    """The version that an id's beginning names.

    Raises:
        Misused: none is, or it must not be shown.
    """
    _, id = resolve_id(ledger, words, ("version",))
    found = to_mark(ledger, id)
    if found is None:
        raise Misused("That version must not be shown.", "Mark in another.")
    return found
