"""Whatever was done to a ledger behind its back is found and named."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable

import pytest
from sqlalchemy import text

from ledger_histories import ferry_story, record_everything
from onrecord.ledger import rows
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import make_row
from onrecord.ledger.tables import ROW_TABLES
from onrecord.ledger.verify import Wrong, verify

SQLITE = pytest.mark.parametrize("new_url", ["sqlite"], indirect=True)


def tampered(ledger: Ledger, *statements: str) -> Wrong:
    """What verify finds after a stranger dropped the triggers, ran these and put them back."""
    behind_its_back(ledger, *statements)
    found = verify(ledger)
    assert not found.holds
    assert found.wrong is not None
    return found.wrong


def restored(ledger: Ledger, *statements: str) -> None:
    """Undo what was done; verify must be content again."""
    behind_its_back(ledger, *statements)
    assert verify(ledger).holds


def behind_its_back(ledger: Ledger, *statements: str) -> None:
    connection = sqlite3.connect(ledger.name, isolation_level=None)
    connection.execute("BEGIN")
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


def test_a_ledger_holds(ledger: Ledger) -> None:
    assert verify(ledger).holds
    record_everything(ledger)
    found = verify(ledger)
    assert (found.wrong, found.batches, found.rows) == (None, 3, 15)
    assert found.head == ledger.head()


def test_a_head_printed_earlier_must_be_there(ledger: Ledger) -> None:
    record_everything(ledger)
    head = ledger.head()
    with ledger.batch(author_kind="person", author="Ann") as batch:
        batch.add(make_row("report", {"key": "k"}))
    assert verify(ledger, head=head).holds
    found = verify(ledger, head="0" * 64)
    assert found.wrong is not None
    assert "cut off" in found.wrong.says


@SQLITE
@pytest.mark.parametrize("table", sorted(ROW_TABLES))
def test_a_changed_body_is_named(ledger: Ledger, table: str) -> None:
    record_everything(ledger)
    wrong = tampered(ledger, f"UPDATE {table} SET body = replace(body, 'e', 'E')")
    assert wrong.sort == table
    assert "body is not what the id was made of" in wrong.says


@SQLITE
def test_a_column_that_does_not_repeat_its_body_is_named(ledger: Ledger) -> None:
    record_everything(ledger)
    looked_at = 0
    for name, table in sorted(ROW_TABLES.items()):
        for column in (column for column in list(table.columns)[5:] if column.name != "data"):
            was = f"UPDATE {name} SET {column.name} = was.{column.name} FROM was_{name} AS was"
            other = {"BOOLEAN": f"NOT {column.name}", "BIGINT": f"{column.name} + 1"}
            value = other.get(str(column.type), "'other'")
            wrong = tampered(
                ledger,
                f"CREATE TABLE IF NOT EXISTS was_{name} AS SELECT * FROM {name}",
                f"UPDATE {name} SET {column.name} = {value}",
            )
            assert wrong.sort == name
            assert f"the column {column.name} does not repeat" in wrong.says
            restored(ledger, f"{was} WHERE was.id = {name}.id")
            looked_at += 1
    assert looked_at > 35


@SQLITE
@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE found SET extra = replace(extra, '0.8', '0.9')", "digest of batch 1"),
        ("UPDATE found SET extra = replace(extra, '7 people', '8 people')", "does not read"),
        ("UPDATE found SET extra = NULL", "digest of batch 1"),
        ("UPDATE found SET extra = '{'", "cannot be read"),
        ("UPDATE batch SET author = 'Eve' WHERE seq = 2", "digest of batch 2"),
        ("UPDATE batch SET note = 'x' WHERE seq = 1", "digest of batch 1"),
        ("UPDATE batch SET recorded_at = '2018' WHERE seq = 1", "recorded before"),
        ("UPDATE batch SET row_count = 99 WHERE seq = 1", "99 were recorded"),
        ("UPDATE batch SET digest = 'd' WHERE seq = 3", "digest of batch 3"),
        ("UPDATE batch SET digest = 'd' WHERE seq = 1", "digest of batch 1"),
        ("UPDATE batch SET previous = 'd' WHERE seq = 2", "batch 2 does not follow"),
        ("DELETE FROM batch WHERE seq = 2", "there is no batch 2"),
        ("DELETE FROM batch WHERE seq = 3", "there is no batch 3"),
        ("UPDATE batch SET seq = 7 WHERE seq = 3", "there is no batch 3"),
    ],
)
def test_what_stands_beside_the_bodies_is_bound_too(
    ledger: Ledger, statement: str, says: str
) -> None:
    record_everything(ledger)
    assert says in tampered(ledger, statement).says


@SQLITE
@pytest.mark.parametrize("table", sorted(set(ROW_TABLES) - {"merged"}))
def test_a_missing_row_is_named(ledger: Ledger, table: str) -> None:
    record_everything(ledger)
    connection = sqlite3.connect(ledger.name)
    question = f"SELECT batch, place, id FROM {table} ORDER BY batch, place LIMIT 1"
    batch, place, id = connection.execute(question).fetchone()
    connection.close()
    wrong = tampered(ledger, f"DELETE FROM {table} WHERE id = '{id}'")
    assert wrong.batch == batch
    assert "missing" in wrong.says or "not on record" in wrong.says
    if "at place" in wrong.says:
        number = re.search(r"at place (\d+)", wrong.says)
        assert number is not None
        assert int(number[1]) == place


@SQLITE
def test_an_added_row_is_named(ledger: Ledger) -> None:
    record_everything(ledger)
    row = make_row("report", {"key": "planted"})
    wrong = tampered(
        ledger,
        "INSERT INTO report (id, batch, place, body, key) "
        f"VALUES ('{row.id}', 1, 12, '{row.body}', 'planted')",
    )
    assert wrong.id == row.id
    assert "added to a batch" in wrong.says


@SQLITE
def test_a_row_at_a_place_that_is_taken_is_named(ledger: Ledger) -> None:
    record_everything(ledger)
    row = make_row("report", {"key": "planted"})
    wrong = tampered(
        ledger,
        "INSERT INTO report (id, batch, place, body, key) "
        f"VALUES ('{row.id}', 1, 5, '{row.body}', 'planted')",
    )
    assert (wrong.batch, wrong.place) == (1, 5)
    assert "second row" in wrong.says


@SQLITE
def test_rows_that_changed_places_are_found(ledger: Ledger) -> None:
    record_everything(ledger)
    wrong = tampered(ledger, "UPDATE mention SET place = 15 - place WHERE batch = 1")
    assert "order of its rows" in wrong.says


@SQLITE
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zlib.compress(b"other"), "not those of its SHA-256"),
        (b"no zlib", "cannot be unpacked"),
        (zlib.compress(b"x" * 100_000_000), "not those of its SHA-256"),
        (zlib.compress(ferry_story(7)[0].data) + b"more", "more bytes"),
    ],
)
def test_other_bytes_are_named(ledger: Ledger, data: bytes, says: str) -> None:
    record_everything(ledger)
    wrong = tampered(ledger, f"UPDATE blob SET data = x'{data.hex()}'")
    assert wrong.sort == "blob"
    assert says in wrong.says


@SQLITE
def test_a_trigger_that_was_dropped_is_missed(ledger: Ledger) -> None:
    record_everything(ledger)
    connection = sqlite3.connect(ledger.name)
    connection.execute("DROP TRIGGER claim_no_update")
    connection.close()
    found = verify(ledger)
    assert found.wrong is not None
    assert "claim_no_update" in found.wrong.says


@pytest.mark.parametrize("new_url", ["postgresql"], indirect=True)
def test_tampering_on_postgresql_is_found(ledger: Ledger) -> None:
    record_everything(ledger)
    with ledger.engine.begin() as connection:
        connection.execute(text("ALTER TABLE claim DISABLE TRIGGER USER"))
    found = verify(ledger)
    assert found.wrong is not None
    assert "claim_only_adds" in found.wrong.says
    with ledger.engine.begin() as connection:
        connection.execute(text("UPDATE claim SET slot = 'dead'"))
    found = verify(ledger)
    assert found.wrong is not None
    assert found.wrong.sort == "claim"


@SQLITE
@pytest.mark.parametrize(
    ("sort", "changes"),
    [
        ("mention", {"span": [5, 5000]}),
        ("claim", {"span": [9, 9]}),
        ("claim", {"evidence": [-1, 4]}),
        ("claim", {"version": "0" * 64}),
        ("attribution", {"content": [[0, 4], [7, 999]]}),
        ("attribution", {"cue": "said"}),
        ("version", {"text": "short"}),
    ],
)
def test_spans_outside_their_text_are_named(
    ledger: Ledger, sort: str, changes: dict[str, object]
) -> None:
    """Rows that were written past the model and the guard, with right ids and digests."""
    _, version, reading = ferry_story(1)
    makers: dict[str, Callable[[], rows.Row]] = {
        "version": lambda: rows.version_row(version),
        "mention": lambda: rows.mention_row(reading.mentions[0]),
        "claim": lambda: rows.claim_row(reading.findings[0].claim),
        "attribution": lambda: rows.attribution_row(reading.attributions[0]),
    }
    bad = make_row(sort, {**makers[sort]().fields, **changes})  # type: ignore[dict-item]
    with ledger.batch(author_kind="person", author="Ann") as batch:
        batch.add(makers["version"](), bad)
    wrong = verify(ledger).wrong
    assert wrong is not None
    assert wrong.id == bad.id
