"""Tables that are derived from the rows: thrown away and begun anew, whoever reads meanwhile."""

from __future__ import annotations

from sqlalchemy import Connection, MetaData, Table, delete, select

from onrecord import __version__


def made_by(codebook: str) -> str:
    """What makes derived rows, in a word: this very onrecord and a codebook, by its digest."""
    return f"{__version__} {codebook}"


def begin_anew(connection: Connection, derived: MetaData, up_to: Table, form: int) -> None:
    """Leave the tables empty and of this form, which the rows of `up_to` tell.

    They are emptied where they can be: to drop tables is to wait for whoever reads them.
    """
    if _have_form(connection, up_to, form):
        for table in reversed(derived.sorted_tables):
            connection.execute(delete(table))
    else:
        derived.drop_all(connection)
        derived.create_all(connection)


def _have_form(connection: Connection, up_to: Table, form: int) -> bool:
    if not connection.dialect.has_table(connection, up_to.name):
        return False
    return connection.execute(select(up_to.c.form)).scalars().all() == [form]
