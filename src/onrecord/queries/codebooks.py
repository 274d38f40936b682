"""The codebooks of the user's own that a record was made with, and what it is asked with."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Select, select

from onrecord.codebook import Codebook, CodebookText, layer_codebooks
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import codebook
from onrecord.queries.clocks import NOW
from onrecord.queries.prepared import Sight, prepared
from onrecord.queries.visible import View, view


def codebook_of(seen: View) -> Codebook:
    """The shipped codebooks and all that were on record by then, the newest on top.

    Raises:
        BadCodebook: this onrecord cannot read one of them.
    """
    return layer_codebooks(tuple(_recorded(seen)))


def codebook_of_ledger(ledger: Ledger) -> Codebook:
    """As `codebook_of`, now."""
    with ledger.connect() as connection:
        return codebook_of(view(connection, NOW))


def newest_codebooks(ledger: Ledger) -> tuple[CodebookText, ...]:
    """The newest text of each file name that is on record: what is read with again."""
    with ledger.connect() as connection:
        held = {one.name: one for one in _recorded(view(connection, NOW))}
    return tuple(held.values())


def _recorded(seen: View) -> list[CodebookText]:
    bodies = [json.loads(row.body) for row in seen.ask(_bodies)]
    return [CodebookText(str(body["name"]), str(body["text"])) for body in bodies]


@prepared
def _bodies(sight: Sight) -> Select[Any]:
    in_order = codebook.c.batch, codebook.c.place
    return select(codebook.c.body).where(sight.on(codebook)).order_by(*in_order)
