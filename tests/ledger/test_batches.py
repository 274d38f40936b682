"""One transaction a batch, chained; the same thing twice adds nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from onrecord.ledger import tables
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.problems import BackInTime, TakenId
from onrecord.ledger.rows import Row, make_row, row_id
from onrecord.model.identity import content_id
from onrecord.model.json import JsonObject

NOON = datetime(2019, 7, 25, 12, tzinfo=UTC)


def report(key: str) -> Row:
    return make_row("report", {"key": key})


def headers(ledger: Ledger) -> list[tuple[int, str, str | None, int]]:
    with ledger.connect() as connection:
        columns = tables.batch.c
        question = select(columns.seq, columns.digest, columns.previous, columns.row_count)
        return [tuple(row) for row in connection.execute(question.order_by(columns.seq))]


def test_an_id_made_from_written_json_is_the_content_id() -> None:
    body: JsonObject = {"key": 'q"uote\u0000 é 𝄞', "a": None}
    assert make_row("report", body).id == content_id("report", body)
    assert row_id("report", b"{}") == content_id("report", {})


def test_batches_are_numbered_and_chained(ledger: Ledger) -> None:
    for key in "abc":
        with ledger.batch(author_kind="person", author="Ann") as batch:
            batch.add(report(key), report(key + key))
    first, second, third = headers(ledger)
    assert (first[0], first[2], first[3]) == (1, None, 2)
    assert (second[2], third[2]) == (first[1], second[1])
    assert ledger.head() == third[1] == batch.digest
    assert len({first[1], second[1], third[1]}) == 3


def test_what_is_on_record_is_left_out_and_an_empty_batch_leaves_no_trace(ledger: Ledger) -> None:
    with ledger.batch(author_kind="person", author="Ann") as batch:
        batch.add(report("a"), report("a"))
    head = ledger.head()
    with ledger.batch(author_kind="person", author="Ann") as batch:
        batch.add(report("a"))
    assert not batch.added
    assert ledger.head() == head
    with ledger.batch(author_kind="person", author="Ann") as batch:
        batch.add(report("a"), report("b"))
    assert batch.added == {"report": 1}
    assert headers(ledger)[-1][3] == 1


def test_a_batch_that_fails_is_not_on_record(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.batch(author_kind="person", author="Ann") as batch:
            batch.add(report("a"))
            batch.flush()
            raise RuntimeError("the reader gave up")

    with pytest.raises(RuntimeError):
        fail()
    assert headers(ledger) == []
    with ledger.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM report")).scalar() == 0


def test_a_taken_id_with_other_content_is_refused(ledger: Ledger) -> None:
    row = report("a")
    forged = Row("report", row.id, '{"key":"b"}', {"key": "b"})
    with ledger.batch(author_kind="person", author="Ann") as batch:
        batch.add(row)
    with pytest.raises(TakenId), ledger.batch(author_kind="person", author="Ann") as batch:
        batch.add(forged)
    with pytest.raises(TakenId), ledger.batch(author_kind="person", author="Ann") as batch:
        batch.add(report("c"), Row("report", report("c").id, forged.body, forged.fields))


def test_recorded_time_never_runs_back(ledger: Ledger) -> None:
    def batch_at(key: str, at: datetime | None) -> datetime:
        with ledger.batch(author_kind="person", author="Ann", at=at) as batch:
            batch.add(report(key))
        return batch.at

    assert batch_at("a", NOON) == NOON
    assert batch_at("b", NOON) == NOON
    with pytest.raises(BackInTime):
        batch_at("c", NOON - timedelta(microseconds=1))
    future = datetime.now(UTC) + timedelta(days=400)
    assert batch_at("d", future) == future
    assert batch_at("e", None) == future


def test_more_rows_than_one_flush_holds(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, new_ledger: Callable[[], Ledger]
) -> None:
    rows = [report(str(number)) for number in range(60)]
    with ledger.batch(author_kind="person", author="Ann", at=NOON) as batch:
        batch.add_all(rows)
    monkeypatch.setattr("onrecord.ledger.batches.FLUSH_ROWS", 7)
    other = new_ledger()
    with other.batch(author_kind="person", author="Ann", at=NOON) as batch:
        batch.add_all([*rows, rows[0]])
    assert other.head() == ledger.head()
