"""Each passage told once, where several events of a report claim it."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model.notice import Evidence, Notice, NoticeKind
from onrecord.notices.announced import tells_of

_FROM_TEXT = (
    NoticeKind.REVISION,
    NoticeKind.STALE,
    NoticeKind.WORDING,
    NoticeKind.OBLIGATION,
    NoticeKind.PRECEDENT,
    NoticeKind.CONTAMINATION,
)


def once(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices, in the order given, without what repeats another's words.

    Several events of a report may claim the same words ("the deadliest since 1998"): of notices
    of one kind that rest on the same words of one version, the first stays. A change that a text
    tells of (a revision without a slot) gives way to one that was read beside it. What rests on
    claims alone (other revisions, disputes) is told apart by its claims already.
    """
    given = list(notices)
    kept: list[Notice] = []
    for notice in given:
        if notice.kind is NoticeKind.REVISION:
            if notice.slot is None and any(_beside(notice, other) for other in given):
                continue
            repeats = notice.slot is None and any(_same_words(notice, other) for other in kept)
        else:
            repeats = notice.kind in _FROM_TEXT and any(_same_words(notice, one) for one in kept)
        if not repeats:
            kept.append(notice)
    return tuple(kept)


def _beside(told: Notice, read: Notice) -> bool:
    """Whether `read` is a revision between values near the words of `told`."""
    if read.kind is not NoticeKind.REVISION or read.slot is None:
        return False
    return any(tells_of(passage, read) for passage in told.rests_on)


def _same_words(mine: Notice, theirs: Notice) -> bool:
    """Whether both rest on the same words, first and last; for a silence the first will do."""
    if mine.kind is not theirs.kind:
        return False
    first = _overlap(mine.rests_on[0], theirs.rests_on[0])
    if mine.kind is NoticeKind.STALE:
        return first
    return first and _overlap(mine.rests_on[-1], theirs.rests_on[-1])


def _overlap(mine: Evidence, theirs: Evidence) -> bool:
    return mine.version == theirs.version and mine.span.overlaps(theirs.span)
