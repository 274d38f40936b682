"""Adding a report: a file or an address, read here within the limits of `onrecord read`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from anyio import CapacityLimiter, Lock, fail_after
from anyio.to_thread import run_sync
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from onrecord.capture.kinds import READ
from onrecord.capture.limits import Limits
from onrecord.capture.sources import fetch_sources, is_address
from onrecord.codebook import CodebookText
from onrecord.desk.review_state import Reviewing, reviewer
from onrecord.desk.serving import json_response, respond
from onrecord.desk.shown import Shown
from onrecord.equipment import Equipment, equip
from onrecord.errors import Misused, SkipItem
from onrecord.model.report import Capture, Given, TimeFrom
from onrecord.pipeline import Read, read, record
from onrecord.queries.clocks import NOW
from onrecord.queries.codebooks import newest_codebooks
from onrecord.reports.moments import read_moment
from onrecord.reports.read import read_report
from onrecord.reports.zones import zone_of

_AT_ONCE = 20
"""Reports that one upload brings at most: reading takes seconds each."""

_WAIT = 20.0
"""Seconds that a request waits for others' reports to be read."""

_TOMORROW = timedelta(days=1)
"""How far ahead of the clock a day may lie that has begun elsewhere."""


@dataclass(frozen=True, slots=True)
class Added:
    """A report that was read: its version, and what was found in it if that is new."""

    version: str
    title: str
    new: bool
    claims: int = 0
    events: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class AddPage:
    """What was read a moment ago and what could not be; `reads` names the kinds of file."""

    added: tuple[Added, ...] = ()
    problems: tuple[str, ...] = ()
    reads: str = READ


class Adding:
    """Reads one report at a time, with equipment that is made when the first comes.

    It has a thread of its own: whoever reads the record waits neither for a slow address nor for
    those who wait to add something.
    """

    def __init__(self, state: Reviewing, limits: Limits) -> None:
        self._state = state
        self._limits = replace(limits, records=min(limits.records, _AT_ONCE), depth=1)
        self._turn = Lock()
        self._thread = CapacityLimiter(1)
        self._equipment: tuple[tuple[CodebookText, ...], Equipment] | None = None

    def page(self, request: Request) -> Response:
        """The form."""
        reviewer(request)
        return _answer(request, AddPage())

    async def add(self, request: Request) -> Response:
        """Read what was given and record it, when it is this request's turn.

        Raises:
            Misused: nothing was given, two things were, a fact of it cannot be read, or others'
                reports take too long.
        """
        reviewer(request)
        captures = self._given(request.state.form)
        try:
            with fail_after(_WAIT):
                await self._turn.acquire()
        except TimeoutError as error:
            raise Misused("Another report is being read.", "Try again in a minute.") from error
        try:
            return await run_sync(
                lambda: _answer(request, self._read(captures)), limiter=self._thread
            )
        finally:
            self._turn.release()

    def _given(self, form: FormData) -> Iterator[Capture | SkipItem]:
        """What a form brings; it is fetched when it is asked for."""
        file, address = form.get("file"), str(form.get("address") or "").strip()
        given = given_of({name: str(form.get(name) or "").strip() for name in _FACTS})
        named = isinstance(file, UploadFile) and bool(file.filename)
        if named == bool(address):
            raise Misused("One report at a time is added.", "Give a file or an address.")
        if named and isinstance(file, UploadFile):
            return self._of_file(file.file, str(file.filename), given)
        if not is_address(address):
            raise Misused(f'"{address}" is no address.', "Begin it with https://")
        return fetch_sources([address], given=given, limits=self._limits)

    def _of_file(self, stream: BinaryIO, name: str, given: Given) -> Iterator[Capture | SkipItem]:
        """The captures in an uploaded file; its name says of which kind it is, and nothing more."""
        plain = Path(name.replace("\\", "/")).name[:200]
        ending = "".join(Path(plain).suffixes[-2:]).lower()
        safe = "".join(letter for letter in ending if letter.isalnum() or letter == ".")
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            path = Path(folder) / f"upload{safe[-20:]}"
            with path.open("wb") as copy:
                while data := stream.read(1 << 16):
                    copy.write(data)
            for one in fetch_sources([str(path)], given=given, limits=self._limits):
                if isinstance(one, SkipItem):
                    yield SkipItem(one.problem.replace(str(path), plain), one.remedy)
                else:
                    yield replace(one, name=one.name.replace(str(path), plain))

    def _read(self, captures: Iterator[Capture | SkipItem]) -> AddPage:
        added: list[Added] = []
        problems: list[str] = []
        for capture in list(captures)[: _AT_ONCE + 1]:
            try:
                if isinstance(capture, SkipItem):
                    raise capture
                if len(added) == _AT_ONCE:
                    raise SkipItem("The others were not read.", "Read them with: onrecord read")
                added.append(self._read_one(capture))
            except SkipItem as problem:
                problems.append(str(problem))
        return AddPage(tuple(added), tuple(problems))

    def _read_one(self, capture: Capture) -> Added:
        equipment = self._equip()
        version = read_report(capture)
        item = Read(capture, version, read(version, equipment))
        (done,) = record(self._state.ledger, item, equipment=equipment)
        return Added(
            version=done.version,
            title=version.title,
            new=done.new_reading,
            claims=done.added.get("claim", 0),
            events=len({done.joined.get(event, event) for event in done.events}),
            refused=len(done.refusals),
        )

    def _equip(self) -> Equipment:
        texts = newest_codebooks(self._state.ledger)
        if self._equipment is None or self._equipment[0] != texts:
            self._equipment = (texts, equip(texts))
        return self._equipment[1]


_FACTS = ("outlet", "published", "updated", "zone")


def given_of(words: dict[str, str]) -> Given:
    """The facts that were given beside a report; empty words are left out.

    Raises:
        Misused: a time or zone cannot be read, or lies in the future.
    """
    outlet, published, updated, zone_name = (words.get(name, "")[:300] or None for name in _FACTS)
    given = Given(outlet=outlet, published=published, updated=updated, zone=zone_name)
    zone = zone_of(given.zone) if given.zone else None
    if given.zone and zone is None:
        raise Misused("That is not a time zone.", 'Write a name ("Asia/Seoul") or "+09:00".')
    for word in (given.published, given.updated):
        moment = read_moment(word, TimeFrom.GIVEN, zone) if word else None
        if word and moment is None:
            raise Misused("That is not a time.", 'Write "2019-07-25" or "2019-07-25 16:27".')
        if moment is not None and moment.at > datetime.now(UTC) + _TOMORROW:
            raise Misused("That time has not come yet.", "Give the time that the report bears.")
    return given


def _answer(request: Request, page: AddPage) -> Response:
    if request.url.path.endswith(".json"):
        return json_response(page)
    return respond(request, Shown("review_add.html", page, clocks=NOW))
