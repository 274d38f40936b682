"""The union of two ledgers, in either order."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ledger_histories import NOON, record_everything
from onrecord.errors import Misused
from onrecord.ledger import tables
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.merge import content_ids, merge
from onrecord.ledger.rows import make_row
from onrecord.ledger.verify import verify

BATCHES = st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=5), max_size=4)


def write(ledger: Ledger, batches: list[list[int]]) -> None:
    for keys in batches:
        with ledger.batch(author_kind="person", author="Ann") as batch:
            batch.add_all(make_row("report", {"key": str(key)}) for key in keys)


def ids(ledger: Ledger) -> frozenset[str]:
    with ledger.connect() as connection:
        return content_ids(connection)


@settings(max_examples=15, deadline=None)
@given(BATCHES, BATCHES, BATCHES)
def test_merging_is_the_union_in_either_order(
    empty_file: Path, shared: list[list[int]], one: list[list[int]], other: list[list[int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in "abcd":
            shutil.copy(empty_file, Path(folder) / f"{name}.db")
        a, b, c, d = (open_ledger(Path(folder) / f"{name}.db") for name in "abcd")
        for ledger in (a, b, c, d):
            write(ledger, shared)
        for ledger in (a, c):
            write(ledger, one)
        for ledger in (b, d):
            write(ledger, other)
        union = ids(a) | ids(b)
        added = merge(a, b, author="Ann")
        assert added == len(union) - len(ids(c))
        merge(d, c, author="Ann")
        assert ids(a) == ids(d) == union
        head = a.head()
        assert merge(a, d, author="Ann") == 0
        assert a.head() == head
        for ledger in (a, d):
            assert verify(ledger).holds
        for ledger in (a, b, c, d):
            ledger.close()


def test_a_merge_is_one_batch_with_the_other_headers(
    ledger: Ledger, new_ledger: Callable[[], Ledger]
) -> None:
    other = new_ledger()
    record_everything(other)
    write(other, [[1, 2], [3]])
    write(ledger, [[2, 3]])
    later = NOON + timedelta(days=9000)
    assert merge(ledger, other, author="Ann", at=later) == 15
    with ledger.connect() as connection:
        newest = connection.execute(select(tables.batch).where(tables.batch.c.seq == 2)).one()
        assert newest.note == f"merged the ledger with head {other.head()}"
        assert newest.recorded_at.startswith("2044-")
        headers = connection.execute(
            select(tables.merged.c.digest, tables.merged.c.place)
            .where(tables.merged.c.batch == 2)
            .order_by(tables.merged.c.place)
        ).all()
    with other.connect() as connection:
        batches = connection.execute(select(tables.batch.c.digest).order_by(tables.batch.c.seq))
        theirs = list(batches.scalars())
    # Batch 3 of the other has a header row of its own; all of batch 5 was on record.
    named = [digest for digest, _ in headers if digest != "c" * 64]
    assert named == theirs[:4]
    assert verify(ledger).holds


def test_an_empty_file_brings_nothing(ledger: Ledger, new_ledger: Callable[[], Ledger]) -> None:
    record_everything(ledger)
    head = ledger.head()
    assert merge(ledger, new_ledger(), author="Ann") == 0
    assert ledger.head() == head


def test_ledgers_of_both_databases_are_merged(ledger: Ledger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "other.db") as other:
        record_everything(other)
        merge(ledger, other, author="Ann")
        assert ids(ledger) == ids(other)
        write(ledger, [[1]])
        merge(other, ledger, author="Ann")
        assert ids(ledger) == ids(other)


def test_a_ledger_is_not_merged_into_itself(ledger: Ledger) -> None:
    with pytest.raises(Misused):
        merge(ledger, ledger, author="Ann")
