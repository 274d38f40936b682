"""One claim: the words behind it, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.desk.asked import Asked
from onrecord.desk.shown import Shown
from onrecord.queries import explain_claim, short_ids
from onrecord.queries.rows import Explanation


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """How a claim came about; `short` is its id as people write it."""

    short: str
    told: Explanation


def claim_page(asked: Asked) -> Shown:
    """The claim that the address names.

    Raises:
        Ambiguous, NotOnRecord: see `onrecord.queries.explain_claim`.
    """
    told = explain_claim(asked.ledger, asked.words["claim"], asked.clocks)
    id = told.line.row.id
    return Shown("claim.html", ClaimPage(short_ids(asked.ledger, [id])[id], told))
