"""Which event of the version a figure belongs to."""

from __future__ import annotations

from onrecord.claims.context import Anchor, Context
from onrecord.claims.evidence import Evidence
from onrecord.claims.nearness import cost
from onrecord.codebook import Kind
from onrecord.mentions.words import Line
from onrecord.model.scales import Modality

BACK = 14
"""How many lines a value with plain evidence may stand behind the mention it belongs to."""
UNREAL = 2.0
"""What it costs that the happening told before is one that only might be."""
ASTRAY = 8.0
"""What it costs that no event of the kind was told before the value."""


def kinds_told(context: Context) -> list[Kind]:
    """The kinds of the events that the version tells of, by name."""
    names = sorted({cluster.kind for cluster in context.clusters})
    return [context.codebook.kinds[name] for name in names]


def event_of(
    context: Context, line: Line, run: tuple[int, int], kind: Kind, proof: Evidence
) -> tuple[int, Anchor | None, float] | None:
    """The event of `kind` that a value belongs to: in its sentence, else the last one told.

    In the sentence the nearest mention counts, measured from the value or from its evidence.
    """
    span = line.cover(*run)
    said = context.said(span)
    here: list[tuple[float, int, Anchor]] = []
    for number, anchor in enumerate(context.beside(line)):
        if anchor.mention.kind != kind.name:
            continue
        where = (anchor.first, anchor.end)
        far = min(cost(line, run, where), cost(line, (proof.first, proof.end), where))
        if context.said(anchor.mention.span) is not said:
            far += 2
        here.append((far, number, anchor))
    if here:
        far, _, anchor = min(here, key=lambda row: row[:2])
        return anchor.cluster, anchor, far * 0.3
    last = context.before(line, [kind.name], BACK)
    if last is None:
        return _first(context, kind)
    back = line.number - last.line.number
    unreal = 0.0 if last.mention.modality is Modality.ACTUAL else UNREAL
    return last.cluster, None, 1.5 + back * 0.5 + unreal


def _first(context: Context, kind: Kind) -> tuple[int, Anchor | None, float] | None:
    """The first event of the kind, where nothing of it was told shortly before."""
    for number, cluster in enumerate(context.clusters):
        if cluster.kind == kind.name:
            return number, None, ASTRAY
    return None
