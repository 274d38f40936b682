"""Dates in a text: found by a closed grammar, anchored, and kept as EDTF with a clock time beside.

What is no date yields nothing: durations, sets ("every Friday"), "recently", decades.
"""

from __future__ import annotations

from datetime import date, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onrecord.model.found import Found
from onrecord.model.layers import Layers
from onrecord.model.report import BlockKind, Moment, Version
from onrecord.model.span import Span
from onrecord.model.value import DateValue
from onrecord.registers.zones import zone_at
from onrecord.values.anchors import DateAnchor, Placed
from onrecord.values.calendar import Days, between, bounds
from onrecord.values.expressions import Expression, Kind
from onrecord.values.items import mark_at, marks
from onrecord.values.lexer import Tokens, bag, lex
from onrecord.values.nouns import STOPS
from onrecord.values.placing import place_all
from onrecord.values.recognise import recognise

_OPENERS = frozenset({"since"})
_RECORD = bag(
    "first last only worst biggest largest deadliest highest lowest most fewest strongest "
    "longest second third fourth fifth best greatest heaviest "
)


def dates_in(
    text: str, anchor: DateAnchor, near: date | None = None
) -> tuple[Found[DateValue], ...]:
    """The dates that `text` states, left to right.

    "since May 9" gives `2019-05-09/..` over the whole of its words, except after an ordinal or a
    superlative ("the first launch since May"), where the date itself is what is told. Both say so
    in their notes, as `bound`: "since" or "first since". The latter dates an earlier happening.

    Args:
        text: any text; line breaks keep expressions apart.
        anchor: the day that relative words count from.
        near: the day last named before this text, for bare clock times.

    >>> anchor = DateAnchor(date(2019, 7, 25))
    >>> [f.value.edtf for f in dates_in("Early Thursday it fired again, as it did in May.", anchor)]
    ['2019-07-25', '2019-05']
    """
    tokens = lex(text)
    found, _ = _dates(tokens, anchor, near, 0)
    return tuple(found)


def _dates(
    tokens: Tokens, anchor: DateAnchor, near: date | None, shift: int
) -> tuple[list[Found[DateValue]], date | None]:
    expressions = recognise(tokens)
    if not expressions:
        return [], near
    placed, last = place_all(expressions, tokens, anchor, near)
    items = marks(tokens)
    out: list[Found[DateValue]] = []
    for index, p in enumerate(placed):
        if p.edtf is None:
            continue
        e = p.expression
        first, edtf, approx = e.first, p.edtf, p.approx
        before = tokens.word(first - 1)
        skipped = first - 2 if before in ("the", "about", "around") else first - 1
        named = before == "the" and tokens.word(e.end).isalpha() and tokens.word(e.end) not in STOPS
        opens = tokens.word(skipped) in _OPENERS and not named  # "since the May 9 launch"
        if opens and not _is_record(tokens, skipped):
            days = bounds(edtf)
            if days is not None and days.first is not None and e.kind is not Kind.CLOCK:
                first, edtf = skipped, between(Days(days.first, None))
                approx = approx and e.part is not None
        if before == "into" and e.part == "early":
            days = bounds(edtf)
            if days is not None and days.last is not None:
                first, edtf = first - 1, between(Days(None, days.last))
        item = None
        if e.kind is Kind.CLOCK:
            item = _item(placed, index, tokens) or mark_at(items, tokens, e.first)
        span = Span(tokens.starts[first] + shift, tokens.ends[e.end - 1] + shift)
        value = DateValue(edtf=edtf, time=p.time, zone=p.zone, approx=approx)
        notes = [("anchored", p.how)]
        if opens:
            record = _is_record(tokens, skipped)
            notes.append(("bound", "first since" if record else "since"))
        out.append(Found(span, value, f"date.{e.kind.value}", _sure(e), item, None, tuple(notes)))
    return out, last


def _is_record(tokens: Tokens, since: int) -> bool:
    """Whether "since" closes a record ("the worst on the lake since 1974")."""
    for k in range(since - 1, max(-1, since - 9), -1):
        if tokens.sentence[k] != tokens.sentence[since]:
            return False
        word = tokens.words[k]
        if word in _RECORD or (len(word) > 6 and word.endswith("iest")):
            return True
    return False


def _sure(e: Expression) -> float:
    if e.kind in (Kind.DAY, Kind.YEAR) and e.year and not e.approx:
        return 1.0
    if e.kind in (Kind.CLOCK, Kind.DAYPART, Kind.OFFSET):
        return 0.8
    return 0.9


def _item(placed: list[Placed], index: int, tokens: Tokens) -> str | None:
    """1 and 2 for two clock times told together: "at 5.06am and 5.27am"."""
    e = placed[index].expression
    for other, number, first, second in (
        (index + 1, "1", index, index + 1),
        (index - 1, "2", index - 1, index),
    ):
        if 0 <= other < len(placed) and placed[other].expression.kind is Kind.CLOCK:
            gap = tokens.words[placed[first].expression.end : placed[second].expression.first]
            if gap in (["and"], ["and", "at"], ["and", "then"]) and e.zone is None:
                return number
    return None


def _zone(name: str | None) -> tzinfo | None:
    """The zone that a fact of the page names, IANA or "+09:00"; None for none or nonsense."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    sign = {"+": 1, "-": -1}.get(name[0])
    hours, _, minutes = name[1:].partition(":")
    if sign and hours.isdecimal() and (minutes or "0").isdecimal() and int(hours) < 24:
        return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes or 0)))
    return None


def _local_day(moment: Moment, zone: tzinfo | None) -> date:
    """The day that a moment fell on where the report was written; a bare day stays that day."""
    if moment.day_only:
        return (moment.at + timedelta(hours=12)).date()
    return moment.day if zone is None else moment.at.astimezone(zone).date()


def _begun(moment: Moment | None, zone: tzinfo | None) -> date | None:
    """The latest day that had begun anywhere, where nothing tells which clock the report kept.

    A stamp in UTC says when, not where: at 22:05Z on Wednesday a report from Seoul says
    "Thursday", as does one from anywhere east of Greenwich.
    """
    if moment is None or moment.day_only or zone is not None or moment.offset:
        return None
    return moment.at.astimezone(_EARLIEST).date()


_EARLIEST = timezone(timedelta(hours=14))
"""Where each day begins first: the Line Islands."""


def anchor_of(version: Version) -> DateAnchor | None:
    """The anchor that a version's facts give: dateline day, else published, else updated.

    Moments become days by the clock of the dateline's place, else of the outlet, else by the
    offset they were written with. A later update moves the day that weekdays count from (see
    `DateAnchor.latest`), if it came within five days. Without stamps a dateline with its year is
    the anchor. None where the page gives no day at all: then only dates that name their year can
    be read.
    """
    facts = version.facts
    datelines = [block.span.of(version.text)[:200] for block in version.of_kind(BlockKind.DATELINE)]
    placed = (zone_at(words) for words in datelines)
    zone = next((zone for zone in placed if zone is not None), None) or _zone(facts.zone)
    published = _local_day(facts.published, zone) if facts.published else None
    updated = _local_day(facts.updated, zone) if facts.updated else None
    base = published or updated
    if base is None:
        return _own_dateline(datelines)
    source = "published" if published else "updated"
    day = base
    for words in datelines:
        told = dates_in(words, DateAnchor(base, source=source))
        days = [date.fromisoformat(f.value.edtf) for f in told if len(f.value.edtf) == 10]
        close = [d for d in days if -2 <= (base - d).days <= 3]
        if close:
            day, source = close[0], "dateline"
            break
    later = max(d for d in (base, updated, day) if d is not None)
    latest = later if 0 < (later - day).days <= 5 else None
    begun = _begun(facts.updated if latest else facts.published or facts.updated, zone)
    return DateAnchor(day, latest, source, begun if source != "dateline" else None)


def _own_dateline(datelines: list[str]) -> DateAnchor | None:
    """The anchor of a page without stamps whose dateline is written with its year."""
    for words in datelines:
        for found in dates_in(words, DateAnchor(date(2000, 1, 1))):
            whole = found.rule == "date.day" and ("anchored", "as written") in found.notes
            if whole and len(found.value.edtf) == 10:
                return DateAnchor(date.fromisoformat(found.value.edtf), source="dateline")
    return None


def find_dates(version: Version, layers: Layers | None = None) -> tuple[Found[DateValue], ...]:
    """The dates that a version states, in text order.

    Each block is read by itself, so that no expression crosses one; the day last named is carried
    from paragraph to paragraph. A caption that names its own full date is anchored by that.
    A version without any day of its own yields only dates that are written in full.
    """
    del layers  # blocks and marks tell enough; the parameter is the room's common form
    anchor = anchor_of(version)
    out: list[Found[DateValue]] = []
    near: date | None = None
    for block in version.blocks:
        tokens = lex(block.span.of(version.text))
        shift = block.span.start
        if anchor is None:
            full = _dates(tokens, DateAnchor(date(2000, 1, 1)), None, shift)[0]
            out += [f for f in full if ("anchored", "as written") in f.notes]
        elif block.kind is BlockKind.CAPTION:
            out += _caption(tokens, anchor, shift)
        elif block.kind in (BlockKind.HEADLINE, BlockKind.DEK, BlockKind.PROMO, BlockKind.STAMP):
            out += _dates(tokens, anchor, None, shift)[0]
        else:
            found, near = _dates(tokens, anchor, near, shift)
            out += found
    return tuple(out)


def _caption(tokens: Tokens, anchor: DateAnchor, shift: int) -> list[Found[DateValue]]:
    found, _ = _dates(tokens, anchor, None, shift)
    own = [f for f in found if f.rule == "date.day" and ("anchored", "as written") in f.notes]
    if not own:
        return found
    day = date.fromisoformat(own[-1].value.edtf[:10])
    mine, _ = _dates(tokens, DateAnchor(day, source="caption"), None, shift)
    end = own[-1].span.end - shift
    last = next(k for k in range(len(tokens)) if tokens.ends[k] >= end)
    until = [
        tokens.starts[k]
        for k in range(last, len(tokens))
        if tokens.sentence[k] > tokens.sentence[last]
    ]
    edge = shift + (until[0] if until else tokens.ends[-1])
    # a sentence behind the picture's own date speaks of the news of the day
    return [f for f in mine if f.span.start < edge] + [f for f in found if f.span.start >= edge]
