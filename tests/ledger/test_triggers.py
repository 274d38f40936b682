"""The database itself refuses to change, take away or replace a row."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ledger_histories import record_everything
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import ROW_TABLES

TABLES = ["batch", *ROW_TABLES]
KEY = dict.fromkeys(ROW_TABLES, "id") | {"batch": "seq"}


def refused(ledger: Ledger, statement: str) -> None:
    with ledger.engine.connect() as connection:
        before = connection.execute(text("SELECT count(*) FROM batch")).scalar()
        with pytest.raises(DBAPIError, match="the ledger only adds"):
            connection.execute(text(statement))
    with ledger.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM batch")).scalar() == before


def test_update_delete_and_truncate_are_refused_on_every_table(ledger: Ledger) -> None:
    record_everything(ledger)
    for table in TABLES:
        with ledger.connect() as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar(), table
        column = "note" if table == "batch" else "extra"
        refused(ledger, f"UPDATE {table} SET {column} = 'x'")
        refused(ledger, f"DELETE FROM {table}")
        if ledger.engine.dialect.name == "postgresql":
            refused(ledger, f"TRUNCATE {table}")


def test_an_insert_cannot_change_what_is_there(ledger: Ledger) -> None:
    record_everything(ledger)
    for table in TABLES:
        key = KEY[table]
        with ledger.engine.connect() as connection:
            one = connection.execute(text(f"SELECT * FROM {table} LIMIT 1")).mappings().one()
        values = dict(one) | {"note" if table == "batch" else "extra": "x"}
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        change = "note" if table == "batch" else "extra"
        upsert = (
            f"INSERT INTO {table} ({names}) VALUES ({marks}) "
            f"ON CONFLICT ({key}) DO UPDATE SET {change} = 'x'"
        )
        with ledger.engine.connect() as connection, contextlib.suppress(DBAPIError):
            connection.execute(text(upsert), values)
            assert ledger.engine.dialect.name == "sqlite"
            connection.commit()
        with ledger.engine.connect() as connection:
            same = text(f"SELECT * FROM {table} WHERE {key} = :key")
            now = connection.execute(same, {"key": one[key]}).mappings().one()
        assert dict(now) == dict(one), table


@pytest.mark.parametrize("new_url", ["sqlite"], indirect=True)
def test_replace_is_refused_to_a_stranger_too(ledger: Ledger) -> None:
    """By id, by the hidden rowid, with the same and with another body; default settings."""
    record_everything(ledger)
    connection = sqlite3.connect(ledger.name)
    for table in TABLES:
        key = KEY[table]
        cursor = connection.execute(f"SELECT rowid, * FROM {table} LIMIT 1")
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True))
        before = connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()
        other_body = {"note" if table == "batch" else "body": "{}"}
        other_key = {"seq": 99, "digest": "d"} if table == "batch" else {"id": "no such id"}
        for changes in ({}, {"place": 9}, other_body, other_body | other_key):
            values = {k: v for k, v in (row | changes).items() if table != "batch" or k != "place"}
            if table == "batch":
                values.pop("rowid", None)
            if values == row or (table == "batch" and "seq" in changes):
                continue
            for verb in ("INSERT OR REPLACE", "REPLACE"):
                marks = ", ".join("?" * len(values))
                statement = f"{verb} INTO {table} ({', '.join(values)}) VALUES ({marks})"
                with contextlib.suppress(sqlite3.IntegrityError):
                    connection.execute(statement, list(values.values()))
                after = connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()
                assert after == before, (table, changes)
    connection.close()


def test_adding_is_allowed(ledger: Ledger) -> None:
    with ledger.batch(author_kind="person", author="Ann", at=datetime(2019, 1, 1, tzinfo=UTC)):
        pass
    record_everything(ledger)
    assert ledger.head() is not None
