"""Origins: from how many independent places a value comes."""

from __future__ import annotations

from onrecord.codebook import Codebook, SlotType
from onrecord.model.notice import Notice, NoticeKind
from onrecord.model.record import ClaimRow
from onrecord.model.scales import SpeakerClass, Status
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.values.compare import Relation


def find_origins(history: EventHistory, codebook: Codebook) -> tuple[Notice, ...]:
    """Values that several outlets give although one place alone stands behind them.

    Only standing numbers in slots that take one value. What comes from two independent places
    raises nothing: `count_origins` gives the figure for any rows.
    """
    found: list[Notice] = []
    told: set[str] = set()
    standing = [
        row for row in history.rows if shared.is_plain(row) and row.status is Status.STANDING
    ]
    for row in standing:
        known = shared.slot_of(history, row.claim.slot, codebook)
        if row.id in told or known is None or known.type is not SlotType.QUANTITY:
            continue
        if not shared.is_single(known):
            continue
        same = [
            other
            for other in standing
            if other.claim.slot == row.claim.slot
            and other.claim.item == row.claim.item
            and shared.relation(row, other, codebook) is Relation.SAME
        ]
        told |= {other.id for other in same}
        outlets = {other.version.outlet for other in same if other.version.outlet}
        if len(outlets) > 1 and count_origins(same) == 1:
            found.append(_say(history, same, sorted(outlets), codebook))
    return tuple(found)


def count_origins(rows: list[ClaimRow]) -> int:
    """How many independent origins the rows have.

    A copy counts with the version that it copies (`ClaimRow.origin`); everyone who credits the
    same named speaker, or relays the same one, counts once; an outlet's own voice is an origin
    for each outlet; each unnamed speaker is one for each origin that quotes him.
    """
    return len({_origin(row) for row in rows})


def _origin(row: ClaimRow) -> tuple[str, str]:
    speaker = row.claim.speaker
    text = row.origin or row.version.id
    if shared.is_own(speaker):
        return ("copy", text) if row.origin else ("outlet", row.version.outlet or text)
    if speaker.speaker_class is SpeakerClass.UNNAMED:
        return ("unnamed", text)
    return ("speaker", speaker.code or speaker.name.casefold().removeprefix("the "))


def _say(
    history: EventHistory, rows: list[ClaimRow], outlets: list[str], codebook: Codebook
) -> Notice:
    first = rows[0]
    title = shared.slot_words(history, first.claim.slot, first.claim.item, codebook)
    behind = shared.speaker_words(first)
    return Notice(
        kind=NoticeKind.ORIGINS,
        event=history.event,
        slot=first.claim.slot,
        item=first.claim.item,
        rests_on=tuple(shared.evidence(row) for row in rows),
        says=(
            f"“{first.words}” as {title} stands in {' and '.join(outlets)}, but {behind} alone "
            f"is behind it."
        ),
    )
