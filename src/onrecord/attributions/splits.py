"""Two who speak in one sentence, where the tagger gave both contents to the first.

As in "The port said it was aware, while the union called it “a scandal”".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attributions.draft import Draft
from onrecord.attributions.edges import inside
from onrecord.attributions.lines import Line, is_party, subject
from onrecord.language.listing import listed

_SPOKE = listed(
    "said says added called calls described dismissed insisted claimed claims warned denied stated "
    "announced reported told argued noted wrote"
)


def split_drafts(line: Line, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of one sentence, with those divided whose content goes over another's cue."""
    out: list[Draft] = []
    for draft in drafts:
        out.extend(_split(line, draft, drafts))
    return out


def _split(line: Line, draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    for number in range(1, len(draft.content)):
        before, after = draft.content[number - 1], draft.content[number]
        left, right = inside(line, before), inside(line, after)
        if left is None or right is None or draft.cue is None or draft.cue.start > before.start:
            continue
        for place in range(left[1], right[0]):
            if line.words[place] not in _SPOKE:
                continue
            if any(d.cue and d.cue.overlaps(line.spans[place]) for d in drafts):
                continue
            who = subject(line, place)
            if who is None or who[0] < left[1] or not is_party(line, *who):
                continue
            first = replace(draft, content=draft.content[:number])
            source = line.span(*who)
            rest = draft.content[number:]
            return [first, Draft(source, line.spans[place], rest, "rule.split", draft.confidence)]
    return [draft]
