"""What persons decided on notices: one that was rejected is told no more."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.judgement import Verb
from onrecord.model.notice import Notice
from onrecord.queries.judged import judgements_on, with_withdrawals
from onrecord.queries.judgements import VERDICTS, holding
from onrecord.queries.visible import View


def upheld(seen: View, notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """The notices but for those that the holding judgement on them rejects."""
    rows = with_withdrawals(seen, judgements_on(seen, {one.id for one in notices}, VERDICTS))
    held = holding(rows, VERDICTS)
    rejected = {id for id, row in held.items() if row.verb is Verb.REJECTED}
    return tuple(one for one in notices if not rejected or one.id not in rejected)
