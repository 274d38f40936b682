"""Whether the day beside a happening is that of something else: an inquiry, a ruling, a death."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.context import Anchor, Context
from onrecord.language.listing import listed
from onrecord.mentions.phrases import is_definite
from onrecord.mentions.timing import of_another
from onrecord.mentions.words import Line
from onrecord.model.found import Found
from onrecord.model.span import Span
from onrecord.model.value import DateValue


def is_another_days(
    context: Context,
    line: Line,
    one: Found[DateValue],
    anchor: Anchor,
    others: Sequence[Span],
) -> bool:
    """Whether the date `one` is not the day of the happening at `anchor`, though it stands by it.

    `others` are the other single days of the sentence: a happening that has its day in its own
    words ("Friday's raid") has no other one, though it may have an hour.
    """
    run, where = line.run(one.span), (anchor.first, anchor.end)
    if anchor.mention.span.holds(one.span):
        return _counts(line, run, where)
    own = any(anchor.mention.span.holds(other) for other in others)
    if own and not one.value.time:
        return True
    hit = anchor.placed.hit
    trigger = line.cover(hit.first, hit.end) if hit is not None else anchor.mention.span
    return (
        _later_than(line, run, where)
        or _of_ruling(line, run, where)
        or _counts(line, run, where)
        or _of_another_verb(context, line, one, anchor)
        or of_another(context.trees, one.span, trigger, others)
    )


_ORDINALS = listed("second third fourth fifth sixth seventh eighth ninth tenth deadliest worst")
_STRETCH = listed("year month week decade season century")


def _counts(line: Line, run: tuple[int, int], where: tuple[int, int]) -> bool:
    """Whether the stretch is one that happenings are counted in: "the third crash | this year"."""
    told = {line.low(index) for index in range(max(0, where[0] - 1), where[1])}
    ordinal = bool(_ORDINALS & told) and run[0] >= where[1]
    return ordinal and line.low(run[1] - 1) in _STRETCH


def _of_another_verb(context: Context, line: Line, one: Found[DateValue], anchor: Anchor) -> bool:
    """Whether the day is that of what was done about it: "police studied the raid on Monday"."""
    hit, trees = anchor.placed.hit, context.trees
    if hit is None or hit.trigger.form != "noun" or not is_definite(line, *hit.whole):
        return False
    noun, day = trees.head(line.cover(hit.first, hit.end)), trees.head(one.span)
    if noun is None or day is None or not trees.acts_on(day, noun):
        return False
    return not trees.verb_of(day).startswith(_DOING)


_DOING = (
    "launch", "carr", "conduct", "hold", "held", "stag", "host", "attend", "made", "mak", "mount",
    "beg", "start", "saw", "see", "suffer", "surviv", "commit", "repeat", "delay", "postpon",
    "schedul", "plan", "set", "fir", "tak", "took", "had", "ha", "resum", "sign", "open", "caus",
    "trigger", "report", "detect", "follow", "preced", "remember", "mark",
)  # fmt: skip
"""How verbs begin beside which the day is the happening's own: "staged a raid on Monday"."""


def _of_ruling(line: Line, run: tuple[int, int], where: tuple[int, int]) -> bool:
    """Whether the day is that of what followed in court or by the police, long after it.

    "On Friday a judge jailed two men for the raid".
    """
    return any(line.low(index) in _RULINGS for index in range(run[1], where[0]))


_RULINGS = frozenset(
    ("sentenced", "convicted", "acquitted", "jailed", "imprisoned", "arrested", "charged",
     "pleaded", "pled", "admitted", "indicted", "extradited")
)  # fmt: skip


def _later_than(line: Line, run: tuple[int, int], where: tuple[int, int]) -> bool:
    """Whether the date is that of something after the happening: "died on Friday after a fire",
    "shut after the crash and reopened at noon"."""
    between = {line.low(index) for index in range(run[1], where[0])}
    if between & _AFTERWARDS or (between & _RAISING and "," in between):
        return True
    behind = {line.low(index) for index in range(where[1], run[0])}
    if "died" in behind and _HURT & {line.low(index) for index in range(where[0])}:
        return True  # "a woman injured in the crash died on Friday"
    back = where[0] - 1
    return line.low(back) in _AFTERWARDS and bool(
        {"and", "but", ","} & {line.low(index) for index in range(where[1], run[0])}
    )


_RAISING = listed("taking bringing raising lifting pushing")
_HURT = listed("injured wounded hurt burned burnt shot")
_AFTERWARDS = frozenset(("after", "following", "since"))
