"""All notices of one event, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.codebook import Codebook
from onrecord.model.notice import Notice, NoticeKind
from onrecord.notices.consistency import find_inconsistencies
from onrecord.notices.contamination import find_contaminations, stuck
from onrecord.notices.dispute import find_disputes
from onrecord.notices.history import EventHistory
from onrecord.notices.obligation import find_duties
from onrecord.notices.origins import find_origins
from onrecord.notices.precedent import find_precedents
from onrecord.notices.revision import find_revisions
from onrecord.notices.stale import find_stale
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
    contaminations = find_contaminations(history, codebook)
    wrong = stuck(contaminations)
    return (
        *find_revisions(history, codebook, wrong),
        *find_disputes(history, codebook, wrong),
        *find_origins(history, codebook),
        *contaminations,
        *find_stale(history, codebook, actors),
        *find_wordings(history, codebook),
        *find_duties(history, codebook, obligations),
        *find_precedents(history, codebook),
        *find_inconsistencies(history, codebook),
    )


_FROM_TEXT = (
    NoticeKind.STALE,
    NoticeKind.WORDING,
    NoticeKind.OBLIGATION,
    NoticeKind.PRECEDENT,
    NoticeKind.CONTAMINATION,
)


def once(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices, each passage told once.

    Several events of a report may claim the same words ("the deadliest since 1998"): of notices
    of one kind that rest on overlapping words of one version, the first stays. Those that rest
    on claims alone (revisions, disputes) are told apart by their claims already.
    """
    kept: list[Notice] = []
    for notice in notices:
        if notice.kind in _FROM_TEXT and any(_same_words(notice, other) for other in kept):
            continue
        kept.append(notice)
    return tuple(kept)


def _same_words(mine: Notice, theirs: Notice) -> bool:
    if mine.kind is not theirs.kind:
        return False
    if mine.kind is NoticeKind.STALE:
        silence, other_silence = mine.rests_on[0], theirs.rests_on[0]
        return silence.version == other_silence.version and silence.span.overlaps(
            other_silence.span
        )
    last, other = mine.rests_on[-1], theirs.rests_on[-1]
    first, another = mine.rests_on[0], theirs.rests_on[0]
    return (
        last.version == other.version
        and last.span.overlaps(other.span)
        and first.version == another.version
        and first.span.overlaps(another.span)
    )
