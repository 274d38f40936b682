"""Migrations and tables.py build the same database."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, inspect, text

from onrecord.ledger import ledger as ledger_module
from onrecord.ledger.ledger import Ledger, open_ledger, reach
from onrecord.ledger.migrations import STEPS
from onrecord.ledger.problems import LedgerAhead, LedgerBehind, NoLedger, NotALedger
from onrecord.ledger.tables import SCHEMA
from onrecord.ledger.upgrade import migrate, upgrade

_SCHEMA_NAME = re.compile(r"\bledger_\d+_\d+\b")


def description(connection: Connection) -> list[str]:
    """Everything that the database says of its own make, sorted."""
    if connection.dialect.name == "sqlite":
        question = "SELECT type, name, tbl_name, sql FROM sqlite_master"
        rows = [str(tuple(row)) for row in connection.execute(text(question))]
        return sorted(re.sub(r'["\s]|\\n|\\t', "", row) for row in rows)
    inspector = inspect(connection)
    lines = []
    for table in inspector.get_table_names():
        lines.append(f"{table} {inspector.get_pk_constraint(table)}")
        lines += [f"{table} {sorted(c.items(), key=str)}" for c in inspector.get_columns(table)]
    questions = (
        "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()",
        "SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON t.tgrelid = c.oid "
        "WHERE c.relnamespace = current_schema()::regnamespace",
        "SELECT prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace",
    )
    for question in questions:
        lines += [str(row[0]) for row in connection.execute(text(question))]
    return sorted(_SCHEMA_NAME.sub("S", line) for line in lines)


def migrated(url: str) -> Ledger:
    """A ledger made by the migrations alone."""
    ledger = reach(url, create=True)
    with ledger.engine.connect().execution_options(onrecord_writes=True) as connection:
        migrate(connection, 0)
        connection.commit()
    return ledger


def test_migrations_and_tables_build_the_same_database(
    ledger: Ledger, new_url: Callable[[], str]
) -> None:
    other = migrated(new_url())
    with ledger.connect() as one, other.connect() as two:
        ours, theirs = description(one), description(two)
    other.close()
    assert ours == theirs
    assert len(ours) > 60
    assert len(STEPS) == SCHEMA


def test_the_comparison_sees_a_missing_index(ledger: Ledger) -> None:
    with ledger.connect() as connection:
        before = description(connection)
    with ledger.writing() as connection:
        connection.execute(text("DROP INDEX claim_version"))
    with ledger.connect() as connection:
        assert description(connection) != before


def test_an_older_ledger_is_refused_until_it_is_upgraded(
    new_url: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_url()
    open_ledger(url).close()
    monkeypatch.setattr(ledger_module, "SCHEMA", SCHEMA + 1)
    with pytest.raises(
        LedgerBehind, match=f"has schema {SCHEMA}; this onrecord needs {SCHEMA + 1}"
    ):
        open_ledger(url)
    monkeypatch.setattr("onrecord.ledger.upgrade.SCHEMA", SCHEMA + 1)
    steps = (*STEPS, lambda op, dialect: op.execute("CREATE INDEX a_new_one ON claim (slot)"))
    monkeypatch.setattr("onrecord.ledger.upgrade.STEPS", steps)
    assert upgrade(url) == (SCHEMA, SCHEMA + 1)
    assert upgrade(url) == (SCHEMA + 1, SCHEMA + 1)
    open_ledger(url, create=False).close()
    monkeypatch.undo()
    with pytest.raises(LedgerAhead):
        open_ledger(url)
    with pytest.raises(LedgerAhead):
        upgrade(url)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(
    new_url: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(op: object, dialect: str) -> None:
        op.execute("CREATE INDEX a_new_one ON claim (slot)")  # type: ignore[attr-defined]
        raise RuntimeError("the power went")

    url = new_url()
    open_ledger(url).close()
    monkeypatch.setattr("onrecord.ledger.upgrade.SCHEMA", SCHEMA + 1)
    monkeypatch.setattr("onrecord.ledger.upgrade.STEPS", (*STEPS, step))
    with pytest.raises(RuntimeError):
        upgrade(url)
    with open_ledger(url) as ledger, ledger.connect() as connection:
        assert "a_new_one" not in "".join(description(connection))


def test_what_is_not_there_is_not_upgraded(new_url: Callable[[], str]) -> None:
    with pytest.raises(NoLedger):
        upgrade(new_url())


def test_other_databases_are_told_apart(new_url: Callable[[], str]) -> None:
    url = new_url()
    with reach(url, create=True) as other, other.engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    with pytest.raises(NotALedger, match="other tables"):
        open_ledger(url)
