"""Hidden by a row; gone only from a new ledger that names the old head."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from sqlalchemy import select

from ledger_histories import NOON, ferry_story, record_everything
from onrecord.errors import Misused
from onrecord.ledger import tables
from onrecord.ledger.dump import dump
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.problems import NoSuchRow
from onrecord.ledger.redact import redact, redacted_ids, rewrite_without
from onrecord.ledger.rows import make_row
from onrecord.ledger.search import search_versions
from onrecord.ledger.verify import verify

CAPTURE, VERSION, READING = ferry_story(7)


def hidden(ledger: Ledger) -> dict[str, str]:
    with ledger.connect() as connection:
        return redacted_ids(connection)


def test_nothing_is_hidden_at_first(ledger: Ledger) -> None:
    assert hidden(ledger) == {}


def test_a_redaction_hides_what_shows_the_text(ledger: Ledger) -> None:
    record_everything(ledger)
    before = hidden(ledger)
    assert set(before) == {"a" * 64}
    cases = [
        (READING.findings[0].claim.id, set()),
        (READING.mentions[0].id, set()),
        (READING.attributions[0].id, set()),
        (CAPTURE.id, set()),
        (VERSION.report_id, {VERSION.id}),
    ]
    for subject, also in cases:
        redact(ledger, subject, reason="a court order", author="Ann")
        new = {subject, *also}
        before |= dict.fromkeys(new, "a court order")
        assert hidden(ledger) == before
    assert verify(ledger).holds


def test_a_redacted_version_takes_its_captures_along(ledger: Ledger) -> None:
    record_everything(ledger)
    redact(ledger, VERSION.id, reason="a court order", author="Ann")
    assert set(hidden(ledger)) == {"a" * 64, VERSION.id, CAPTURE.id}


def test_a_redaction_needs_a_row_and_a_reason(ledger: Ledger) -> None:
    record_everything(ledger)
    with pytest.raises(NoSuchRow):
        redact(ledger, "0" * 64, reason="a court order", author="Ann")
    with pytest.raises(Misused):
        redact(ledger, VERSION.id, reason=" ", author="Ann")


def test_the_bytes_go_from_a_new_ledger(ledger: Ledger, new_url: Callable[[], str]) -> None:
    record_everything(ledger)
    with ledger.batch(author_kind="person", author="Ben", note="kept", at=NOON) as batch:
        batch.add(make_row("report", {"key": "other"}))
    redact(ledger, VERSION.id, reason="a court order", author="Ann")
    url = new_url()
    rewrite_without(ledger, url, author="Ann")
    out = io.BytesIO()
    with open_ledger(url) as other:
        assert verify(other).holds
        dump(other, out)
        with other.connect() as connection:
            batches = connection.execute(select(tables.batch).order_by(tables.batch.c.seq)).all()
            assert search_versions(connection, "ferry") == []
        assert hidden(other)[VERSION.id] == "a court order"
    written = out.getvalue()
    for words in (b"people", b"ferry 7", b"pier", b"heard it myself", b"ferry-7.txt"):
        assert words not in written
    assert f"the old head: {ledger.head()}" in batches[0].note
    # The batch with the accepted claim went with it; the others keep author, note and time.
    assert [row.author for row in batches] == ["by-hand", "Ann", "Ben", "Ann"]
    assert batches[2].note == "kept"
    assert batches[0].recorded_at == "2019-07-25T12:00:00.000000Z"


def test_bytes_that_another_capture_needs_stay(ledger: Ledger, new_url: Callable[[], str]) -> None:
    record_everything(ledger)
    redact(ledger, READING.findings[0].claim.id, reason="a source", author="Ann")
    url = new_url()
    rewrite_without(ledger, url, author="Ann")
    with open_ledger(url) as other, other.connect() as connection:
        for table in (tables.blob, tables.version, tables.mention, tables.attribution):
            assert connection.execute(select(table)).first()
        assert connection.execute(select(tables.claim)).first() is None
        assert connection.execute(select(tables.found)).first() is None
