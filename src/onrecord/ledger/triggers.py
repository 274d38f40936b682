"""The database's own refusals: no UPDATE, no DELETE, no REPLACE, no TRUNCATE.

SQLite runs no DELETE trigger for the row that INSERT OR REPLACE takes away (unless the connection
sets `recursive_triggers`, which a stranger's does not), and REPLACE can name the row to take away
by its id or by its hidden rowid. So a trigger on INSERT looks at both: a row whose id is on record
with the same body is left out in silence, everything else that is taken is refused.
PostgreSQL has no REPLACE and needs a trigger for TRUNCATE; a taken id breaks the primary key.
"""

from __future__ import annotations

from onrecord.ledger.tables import ROW_TABLES


def trigger_statements(dialect: str) -> list[str]:
    """The statements that make the triggers, for "sqlite" or "postgresql"."""
    if dialect == "sqlite":
        return [
            statement
            for table in ("batch", *ROW_TABLES)
            for statement in (*_sqlite_refusals(table), _sqlite_taken(table))
        ]
    return [_POSTGRES_FUNCTION, *(_postgres(table) for table in ("batch", *ROW_TABLES))]


def trigger_names(dialect: str) -> list[str]:
    """The names of the triggers that `trigger_statements` makes."""
    ends = ("no_update", "no_delete", "taken") if dialect == "sqlite" else ("only_adds",)
    return [f"{table}_{end}" for table in ("batch", *ROW_TABLES) for end in ends]


def _sqlite_refusals(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, 'the ledger only adds: no {verb} on {table}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _sqlite_taken(table: str) -> str:
    refuse = f"RAISE(ABORT, 'the ledger only adds: this row of {table} is taken')"
    if table == "batch":
        return (
            "CREATE TRIGGER batch_taken BEFORE INSERT ON batch "
            "WHEN EXISTS (SELECT 1 FROM batch WHERE seq = NEW.seq OR digest = NEW.digest) "
            f"BEGIN SELECT {refuse}; END"
        )
    return (
        f"CREATE TRIGGER {table}_taken BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR rowid = NEW.rowid) "
        f"BEGIN SELECT CASE WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id "
        f"AND body = NEW.body) THEN RAISE(IGNORE) ELSE {refuse} END; END"
    )


_POSTGRES_FUNCTION = """CREATE FUNCTION onrecord_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger only adds: no % on %', TG_OP, TG_TABLE_NAME; END $$"""


def _postgres(table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_only_adds BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION onrecord_refuse()"
    )
