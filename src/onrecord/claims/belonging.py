"""Which event of the version a figure belongs to."""

from __future__ import annotations

from onrecord.claims.context import Anchor, Context
from onrecord.claims.evidence import Evidence
from onrecord.claims.nearness import cost
from onrecord.claims.told_days import day_of_figure, is_before, meets
from onrecord.codebook import Kind
from onrecord.language.listing import listed
from onrecord.mentions.words import Line
from onrecord.model.scales import Modality

BACK = 14
"""How many lines a value with plain evidence may stand behind the mention it belongs to."""
UNREAL = 2.0
"""What it costs that the happening told before is one that only might be."""
ASTRAY = 8.0
"""What it costs that no event of the kind was told before the value."""
IN_CLAUSE = 0.5
"""What it costs at most to belong to the mention whose relative clause the value stands in."""


def kinds_told(context: Context) -> list[Kind]:
    """The kinds of the events that the version tells of, by name."""
    names = sorted({cluster.kind for cluster in context.clusters})
    return [context.codebook.kinds[name] for name in names]


def event_of(
    context: Context, line: Line, run: tuple[int, int], kind: Kind, proof: Evidence
) -> tuple[int, Anchor | None, float] | None:
    """The event of `kind` that a value belongs to: in its sentence, else the last one told.

    In the sentence the nearest mention counts, measured from the value or from its evidence; a
    value in a relative clause right behind a mention is that one's. A day that the sentence gives
    to the value leads to the event of that day, and away from one that had not happened yet.
    """
    span = line.cover(*run)
    said = context.said(span)
    days = day_of_figure(context, line, run)
    here: list[tuple[float, int, Anchor]] = []
    for number, anchor in enumerate(context.beside(line)):
        if anchor.mention.kind != kind.name:
            continue
        where = (anchor.first, anchor.end)
        far = min(cost(line, run, where), cost(line, (proof.first, proof.end), where))
        if _in_its_clause(line, anchor.end, run[0]):
            far = min(far, IN_CLAUSE)
        if context.said(anchor.mention.span) is not said:
            far += 2
        here.append((far, number, anchor))
    if here:
        far, _, anchor = min(here, key=lambda row: row[:2])
        if days is not None and is_before(context, days, anchor.cluster):
            return None  # "the worst crash since 2004, when 61 people died"
        return anchor.cluster, anchor, far * 0.3
    last = context.before(line, [kind.name], BACK)
    if days is not None:
        of_day = [number for number in _of_kind(context, kind) if meets(context, days, number)]
        if of_day and (last is None or last.cluster not in of_day):
            return of_day[-1], None, 1.5
        if last is not None and is_before(context, days, last.cluster):
            return None
    if last is None:
        return _first(context, kind)
    cluster = last.cluster
    parent = context.clusters[cluster].parent
    if parent is not None and _SUMS & {word.low for word in line.words}:
        cluster = parent  # the total is not the aftershock's
    back = line.number - last.line.number
    unreal = 0.0 if last.mention.modality is Modality.ACTUAL else UNREAL
    return cluster, None, 1.5 + back * 0.5 + unreal


_SUMS = listed("total toll overall altogether tally so-far")
_RELATIVE = listed("which that who where when")
_BEFORE_RELATIVE = 7
"""Words between a mention and its relative clause, at most."""


def _in_its_clause(line: Line, end: int, first: int) -> bool:
    """Whether words from `first` on stand in a relative clause right behind a mention's `end`."""
    for index in range(end, min(first, end + _BEFORE_RELATIVE)):
        if line.low(index) in _RELATIVE:
            return not any(line.low(place) in (",", ";") for place in range(index, first))
    return False


def _of_kind(context: Context, kind: Kind) -> list[int]:
    return [n for n, cluster in enumerate(context.clusters) if cluster.kind == kind.name]


def _first(context: Context, kind: Kind) -> tuple[int, Anchor | None, float] | None:
    """What the version is about, where nothing of the kind was told shortly before."""
    main = context.mains.get(kind.name)
    return (main, None, ASTRAY) if main is not None else None
