"""Schema 3: indexes of the values within claims, and of speakers in the order of the record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations, dialect: str) -> None:
    """Make the indexes; no row is touched."""
    for table, name, columns in (
        ("attribution", "speaker_name", ("batch", "place")),
        ("attribution", "speaker_code", ("batch", "place")),
        ("claim", "speaker_name", ("slot",)),
        ("claim", "speaker_code", ("slot",)),
    ):
        op.drop_index(f"{table}_{name}", table)
        op.create_index("_".join((table, name, *columns)), table, [name, *columns])
    find = "instr" if dialect == "sqlite" else "strpos"
    for key in ("edtf", "place", "actor"):
        begin = f'"{key}":"'
        at = f"{find}(body, '{begin}')"
        text = f"substr(body, {at} + {len(begin)}, 120)"
        part = f"substr({text}, 1, {find}({text} || '\"', '\"') - 1)"
        op.create_index(
            f"claim_part_{key}",
            "claim",
            [sa.text(f"({part})") if dialect == "postgresql" else sa.text(part)],
            sqlite_where=sa.text(f"{at} > 0"),
            postgresql_where=sa.text(f"{at} > 0"),
        )
