"""Schema 2: codebooks of the user's own are kept beside the readings that were made with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations, dialect: str) -> None:
    """Make the table of codebooks, with its refusals."""
    op.create_table(
        "codebook",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("extra", sa.Text()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
    )
    op.create_index("codebook_batch_place", "codebook", ["batch", "place"])
    op.create_index("codebook_digest", "codebook", ["digest"])
    for statement in _SQLITE if dialect == "sqlite" else _POSTGRESQL:
        op.execute(statement)


_SQLITE = (
    "CREATE TRIGGER codebook_no_update BEFORE UPDATE ON codebook BEGIN "
    "SELECT RAISE(ABORT, 'the ledger only adds: no UPDATE on codebook'); END",
    "CREATE TRIGGER codebook_no_delete BEFORE DELETE ON codebook BEGIN "
    "SELECT RAISE(ABORT, 'the ledger only adds: no DELETE on codebook'); END",
    "CREATE TRIGGER codebook_taken BEFORE INSERT ON codebook "
    "WHEN EXISTS (SELECT 1 FROM codebook WHERE id = NEW.id OR rowid = NEW.rowid) "
    "BEGIN SELECT CASE WHEN EXISTS (SELECT 1 FROM codebook WHERE id = NEW.id "
    "AND body = NEW.body) THEN RAISE(IGNORE) ELSE "
    "RAISE(ABORT, 'the ledger only adds: this row of codebook is taken') END; END",
)
_POSTGRESQL = (
    "CREATE TRIGGER codebook_only_adds BEFORE UPDATE OR DELETE OR TRUNCATE ON codebook "
    "FOR EACH STATEMENT EXECUTE FUNCTION onrecord_refuse()",
)
