"""Figures of a sentence that are shares of another one: by place, or picked out of those before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.context import Context, Draft
from onrecord.claims.contrasts import Row
from onrecord.claims.parts import PART, is_apposed, part_words, scene_ahead, scene_behind
from onrecord.codebook import Slot
from onrecord.mentions.words import Line


def as_share(line: Line, run: tuple[int, int], draft: Draft, rows: Sequence[Row]) -> Draft:
    """The draft, as a part where it picks some out of a figure before: "nine of them badly"."""
    if not is_apposed(line, run) or not _same_slot(rows, draft):
        return draft
    return replace(draft, item=part_words(line, run), rule=f"slot.{draft.slot.name}.{PART}")


def by_scenes(context: Context, line: Line, rows: Sequence[Row]) -> list[Row]:
    """The rows, where counts of people by place are parts: "seven died in Tel, four in Karu".

    So they are in a sentence that opens with a place and tells of no event itself ("In Orsha, …"),
    where the event is known to be at others.
    """
    ahead = None if context.beside(line) else scene_ahead(line)
    out = []
    for number, (run, one, draft) in enumerate(rows):
        if draft is None or draft.item is not None or not _of_people(draft.slot):
            out.append((run, one, draft))
            continue
        proof = line.run(draft.evidence)[1] if draft.evidence is not None else run[1]
        own = scene_behind(line, max(run[1], proof))
        later, earlier = rows[number + 1 :], [row for row in rows[:number] if _fills(row, draft)]
        divided = own is not None and any(
            scene_behind(line, other[1]) is not None for other, _, _ in (*later, *earlier)
        )
        item = own if divided else ahead
        out.append((run, one, replace(draft, item=item) if item else draft))
    return out


def _of_people(slot: Slot) -> bool:
    return slot.items and slot.dimension == "people"


def _same_slot(rows: Sequence[Row], draft: Draft) -> bool:
    """Whether a figure before it in the sentence fills its slot of its event."""
    return any(_fills(row, draft) for row in rows)


def _fills(row: Row, draft: Draft) -> bool:
    """Whether a figure fills the same slot of the same event as another one."""
    other = row[2]
    return other is not None and (other.slot, other.cluster) == (draft.slot, draft.cluster)
