"""Headlines and captions that kept a figure which their text has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.codebook import Codebook, SlotType
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.report import BlockKind
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.passages import kind_at
from onrecord.values.compare import Relation

_OUTER = (BlockKind.HEADLINE, BlockKind.DEK, BlockKind.CAPTION)


def overtaken(history: EventHistory, codebook: Codebook) -> Iterator[Notice]:
    """Figures of a headline or caption that an earlier version of the report gave in its text
    too, and that the text of this version has changed; each figure is told once.

    Only numbers of slots that take one value, and only where all the text now conflicts with it.
    """
    told: set[tuple[str, str]] = set()
    for row in history.rows:
        slot = shared.slot_of(history, row.claim.slot, codebook)
        if slot is None or slot.type is not SlotType.QUANTITY or not shared.is_single(slot):
            continue
        if not _is_outer(row, history) or not shared.is_plain(row):
            continue
        key = (row.version.report, row.words)
        now = _text(history, row, row.version.id)
        if key in told or not now or any(shared.agree(row, one, codebook) for one in now):
            continue
        before = [
            one
            for one in history.rows
            if one.version.report == row.version.report
            and one.version.number < row.version.number
            and one in _text(history, row, one.version.id)
            and shared.relation(one, row, codebook) is Relation.SAME
        ]
        if before:
            told.add(key)
            yield _say(history, row, now[0], codebook)


def _is_outer(row: ClaimRow, history: EventHistory) -> bool:
    version = history.versions.get(row.version.id)
    return version is not None and kind_at(version, row.claim.span.start) in _OUTER


def _text(history: EventHistory, row: ClaimRow, version: str) -> list[ClaimRow]:
    """The plain rows of a version's text on the row's slot and item, told as what holds."""
    return [
        one
        for one in history.given_in(version, row.claim.slot)
        if shared.is_plain(one)
        and one.claim.earlier is None
        and one.claim.item == row.claim.item
        and not _is_outer(one, history)
    ]


def _say(history: EventHistory, row: ClaimRow, now: ClaimRow, codebook: Codebook) -> Notice:
    block = kind_at(history.versions[row.version.id], row.claim.span.start).value
    title = shared.slot_words(history, row.claim.slot, row.claim.item, codebook)
    return Notice(
        kind=NoticeKind.STALE,
        event=history.event,
        slot=row.claim.slot,
        item=row.claim.item,
        rests_on=tuple(shared.evidence(one) for one in (row, now)),
        says=f"The {block} still gives {title} as “{row.words}”; its text now says “{now.words}”.",
    )
