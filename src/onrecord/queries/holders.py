"""Who holds the values of an event: the lines of one speaker, however often they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.attribution import Speaker
from onrecord.model.scales import SpeakerClass
from onrecord.queries.lines import Told
from onrecord.queries.rows import Line
from onrecord.queries.speakers import Key, is_own_voice


@dataclass(frozen=True, slots=True)
class Holder:
    """A speaker with their lines, in order of known time; `outlet` is that of the first line."""

    speaker: Speaker
    outlet: str | None
    lines: tuple[Line, ...]


def holders_of(told: Told, lines: Sequence[Line]) -> tuple[Holder, ...]:
    """The lines by who says them: those with a name first, then the unnamed, then reports in their
    own voice; among these the first known first.

    What repeats another report's words is left out: it makes no holder of its own. An unnamed
    speaker is known again by the same words, within one report only.
    """
    copied = {copy.id for line in lines for copy in line.copies}
    held: dict[Key, list[Line]] = {}
    for line in lines:
        if line.row.id not in copied:
            held.setdefault(_key(told, line), []).append(line)
    found = [
        Holder(some[0].row.claim.speaker, some[0].row.version.outlet, tuple(some))
        for some in held.values()
    ]
    return tuple(sorted(found, key=lambda one: _rank(one.speaker)))


def _key(told: Told, line: Line) -> Key:
    row = line.row
    if row.claim.speaker.speaker_class is SpeakerClass.UNNAMED:
        return ("unnamed", row.version.report, row.claim.speaker.name)
    return told.standing[row.id].speaker


def _rank(speaker: Speaker) -> int:
    if is_own_voice(speaker):
        return 2
    return int(speaker.speaker_class is SpeakerClass.UNNAMED)
