"""All notices of one event, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.codebook import Codebook
from onrecord.model.notice import Notice
from onrecord.notices.announced import find_announced
from onrecord.notices.consistency import find_inconsistencies
from onrecord.notices.contamination import find_contaminations, stuck
from onrecord.notices.dispute import find_disputes
from onrecord.notices.history import EventHistory
from onrecord.notices.obligation import find_duties
from onrecord.notices.origins import find_origins
from onrecord.notices.precedent import find_precedents
from onrecord.notices.revision import find_revisions
from onrecord.notices.stale import find_stale
from onrecord.notices.voices import with_states
from onrecord.notices.wording import find_wordings
from onrecord.registers.actors import ActorRegister
from onrecord.registers.obligations import Obligation


def find_notices(
    history: EventHistory,
    codebook: Codebook,
    obligations: Sequence[Obligation],
    actors: ActorRegister | None = None,
) -> tuple[Notice, ...]:
    """Every notice of one event, by kind in the order of RECORD section 5.

    A figure that is stuck to the wrong event is told as such and makes neither a revision nor a
    dispute. `actors` tells who speaks for whom (the shipped register if None). Pass what comes for
    several events of one report through `once`.
    """
    history = with_states(history)
    contaminations = find_contaminations(history, codebook)
    wrong = stuck(contaminations)
    revisions = find_revisions(history, codebook, wrong)
    return (
        *revisions,
        *find_announced(history, revisions),
        *find_disputes(history, codebook, wrong),
        *find_origins(history, codebook),
        *contaminations,
        *find_stale(history, codebook, actors),
        *find_wordings(history, codebook),
        *find_duties(history, codebook, obligations, actors),
        *find_precedents(history, codebook, actors),
        *find_inconsistencies(history, codebook),
    )
