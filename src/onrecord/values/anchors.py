"""Put expressions of time on the calendar: an anchor, the days they mean, and how that was told.

The rules are a newsroom's (as style books of the agencies have them): a bare weekday is the day
of the story or one of the six before it, unless the words look ahead; "last week" is the calendar
week before, Monday to Sunday; a bare month is the latest that has begun.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.values.calendar import (
    SEASONS,
    Days,
    between,
    bounds,
    month_days,
)
from onrecord.values.expressions import Expression, Kind
from onrecord.values.lexer import Tokens
from onrecord.values.periods import (
    before_or_after,
    coarse,
    outermost,
    shift_days,
    thirds,
    unit_days,
)
from onrecord.values.tense import looks_ahead, names_done, told_as_over


@dataclass(frozen=True, slots=True)
class DateAnchor:
    """The day that relative words count from.

    Attributes:
        day: the day the text was written for.
        latest: the day of its last update, where that is later: weekdays count from it (the story
            of Wednesday that is updated on Thursday says "Thursday"), "yesterday" does not.
        source: which fact of the page gave the day ("dateline", "updated", "published", "caption",
            "given"), for `explain`.
        begun: the latest day that had begun anywhere on Earth, where the clock that the report
            kept is unknown: a weekday of that name is that day rather than the one a week before.
    """

    day: date
    latest: date | None = None
    source: str = "given"
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression on the calendar.

    `edtf` is None for what is no date. `how` says what it was counted from and why. `ahead` keeps
    whether the words looked to the future.
    """

    expression: Expression
    edtf: str | None
    how: str
    time: str | None = None
    zone: str | None = None
    approx: bool = False
    counted_from: date | None = None


def _near_month(
    anchor: date, month: int, ahead: bool | None, shift: int | None, *, until: bool
) -> int:
    """The year of a bare month; `until` says that something lasts to it."""
    if shift == -1:
        return anchor.year - 1 if month > anchor.month - 4 else anchor.year
    if shift == 1:
        return anchor.year + (month <= anchor.month)
    if shift == 0:
        return anchor.year
    away = (month - anchor.month) % 12
    if ahead:
        if away >= _JUST_OVER:
            return _latest(anchor, month)  # "could reach what it was in September", in October
        return anchor.year + (month < anchor.month)
    if ahead is None and 0 < away <= _CLOSE:
        return anchor.year + (month < anchor.month)
    if until:
        return anchor.year + (month < anchor.month) if away <= 6 else _latest(anchor, month)
    return _latest(anchor, month)


_JUST_OVER = 10
"""So many months ahead, a bare month is the one that has just been."""
_CLOSE = 1
"""So many months ahead, a bare month is the coming one where no verb tells."""


def _latest(anchor: date, month: int) -> int:
    return anchor.year - (month > anchor.month)


def _near_day(anchor: date, month: int, day: int, ahead: bool | None) -> int | None:
    """The year of a day without one: ahead if the words say so or it lies close before us."""
    for year in _years(anchor.year, ahead):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if ahead and candidate >= anchor:
            past = _same_day(candidate, year - 1)
            close = past is not None and (anchor - past).days <= 30
            return year - 1 if close and (candidate - anchor).days > 180 else year
        if not ahead and candidate <= anchor + timedelta(days=0 if ahead is False else 90):
            return year
        if ahead is False and 0 < (candidate - anchor).days <= 45:
            return year  # "moved to July 15": the verb is past, the day is not
    return None


def _same_day(day: date, year: int) -> date | None:
    """The day of the same name in another year; None for 29 February where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _years(year: int, ahead: bool | None) -> tuple[int, ...]:
    return (year, year + 1) if ahead else (year, year - 1, year - 2, year - 3, year - 4)


_JUST_BEFORE = 2
"""So many days back, what "was to be" on a day has been, or has not."""


def _weekday(anchor: DateAnchor, e: Expression, ahead: bool | None, *, over: bool) -> date:
    wanted = e.weekday or 0
    base = anchor.latest or anchor.day
    back = (base.weekday() - wanted) % 7
    if e.shift == 1:
        return base + timedelta(days=7 - back)
    if e.shift == -1:
        return base - timedelta(days=back or 7)
    if e.shift == 0:
        return base - timedelta(days=base.weekday() - wanted)
    if ahead and back and not (over and back <= _JUST_BEFORE):
        return base + timedelta(days=7 - back)
    if back == 6 and anchor.begun == base + timedelta(days=1):
        return anchor.begun
    return base - timedelta(days=back)


_OWNS = ("'s", "’s", "'", "’")


def _season_year(anchor: date, code: int, e: Expression, ahead: bool | None) -> int:
    if e.year:
        return e.year
    if e.shift == 0:
        return anchor.year
    begin = bounds(f"{anchor.year}-{code}")
    begun = bool(begin and begin.first and begin.first <= anchor)
    if e.shift == 1 or ahead:
        return anchor.year + begun
    ended = bool(begin and begin.last and begin.last < anchor)
    return anchor.year if ended and code != 24 else anchor.year - 1


def place(e: Expression, tokens: Tokens, anchor: DateAnchor, near: date | None) -> Placed:
    """The expression on the calendar.

    Args:
        e: what was recognised in `tokens`.
        tokens: the text it was recognised in.
        anchor: the day of the story.
        near: the day last named in the text, which "two days later" and bare clock times count
            from; None where none was.
    """
    try:
        placed = _place(e, tokens, anchor, near)
    except (ValueError, OverflowError):  # 30 February: written, but no date
        return Placed(e, None, "no such day")
    return existing(placed)


def existing(placed: Placed) -> Placed:
    """`placed`, without its date where the calendar has none (the year 0)."""
    if placed.edtf is not None and bounds(placed.edtf) is None:
        return Placed(placed.expression, None, "no such day")
    return placed


def _place(e: Expression, tokens: Tokens, anchor: DateAnchor, near: date | None) -> Placed:
    day = anchor.day
    ahead = looks_ahead(tokens, e.first)
    said = f"{anchor.source} {day.isoformat()}"
    if e.kind in (Kind.DAY, Kind.DAYS):
        how, year = "as written", e.year
        if e.years_on is not None:
            how, year = f"year counted from {said}", day.year + e.years_on
        if year is None:
            until = tokens.word(e.first - 1) in ("by", "until", "till")
            year = _near_day(day, e.month or 1, e.day or 1, True if until else ahead)
            how = f"year nearest to {said}"
        if year is None:
            return Placed(e, None, "no year fits")
        first = date(year, e.month or 1, e.day or 1)
        if e.last_day is None:
            return Placed(e, first.isoformat(), how, approx=e.approx)
        last = date(year, e.month or 1, e.last_day)
        return Placed(e, between(Days(first, last)), how)
    if e.kind is Kind.MONTH:
        until = tokens.word(e.first - 1) in ("into", "until", "till", "by", "through")
        year = e.year or _near_month(day, e.month or 1, ahead, e.shift, until=until)
        days, parted = thirds(month_days(year, e.month or 1), e.part)
        how = "as written" if e.year else f"latest that has begun at {said}"
        if e.years_on is not None:
            how, year = f"year counted from {said}", day.year + e.years_on
        return Placed(
            e, between(days) if parted else f"{year:04d}-{e.month:02d}", how, approx=parted
        )
    if e.kind is Kind.YEAR:
        year = e.year or day.year
        days, parted = thirds(Days(date(year, 1, 1), date(year, 12, 31)), e.part)
        if parted and days.first and days.last:
            edtf = f"{days.first.isoformat()[:7]}/{days.last.isoformat()[:7]}"
            return Placed(e, edtf, "as written", approx=True)
        return Placed(e, f"{year:04d}", "as written")
    if e.kind is Kind.WEEKDAY:
        if tokens.word(e.end) in _OWNS:  # "Thursday's shelling" is over
            anchor = replace(anchor, begun=None)
            ahead = ahead and not names_done(tokens, e.end + 2)
        from_near = e.part == "near" and near is not None
        found = _weekday(
            DateAnchor(near) if from_near and near else anchor,
            e,
            ahead,
            over=told_as_over(tokens, e.first, e.end),
        )
        how = f"weekday {'after' if found > day else 'up to'} {said}"
        return Placed(e, found.isoformat(), how)
    if e.kind is Kind.DEICTIC:
        found = day + timedelta(days=e.shift or 0)
        return Placed(e, found.isoformat(), f"from {said}")
    if e.kind is Kind.PERIOD:
        if e.shift is None and e.unit == "weekend":
            e = replace(e, shift=-1 if day.weekday() < 5 and not ahead else 0)
        elif e.shift == 0 and e.unit == "weekend" and day.weekday() < 5 and ahead is False:
            e = replace(e, shift=-1)  # told on a weekday of what was done "this weekend"
        return _period(e, anchor, said)
    if e.kind is Kind.SPAN:
        if e.number is None or (e.unit in ("second", "minute", "hour") and e.number < 24):
            return Placed(e, None, "no number of days")
        unit, by = (e.unit, e.number) if e.unit not in ("hour",) else ("day", e.number // 24)
        if unit in ("second", "minute"):
            return Placed(e, None, "no number of days")
        other = shift_days(day, unit, by * (1 if e.shift == 1 else -1))
        days = Days(min(day, other), max(day, other))
        return Placed(e, between(days), f"counted from {said}", approx=True)
    if e.kind is Kind.AGO:
        if e.number is None or e.unit in ("second", "minute", "hour"):
            return Placed(e, None, "no number of days")
        found = shift_days(day, e.unit, e.number * (e.shift or -1))
        whole = e.unit in ("month", "quarter", "year", "decade", "century")
        edtf = coarse(Days(found, found), e.unit) if whole else found.isoformat()
        return Placed(e, edtf, f"counted from {said}", approx=e.unit != "day")
    return _from_near(e, tokens, anchor, near, said)


def _period(e: Expression, anchor: DateAnchor, said: str) -> Placed:
    if e.unit in ("decade", "century"):
        return Placed(e, None, "a decade is no date")
    base = shift_days(anchor.day, e.unit, e.shift or 0)
    days = unit_days(base, e.unit)
    days, parted = thirds(days, e.part if e.unit in ("month", "year", "quarter") else None)
    cut = before_or_after(days, e.part, anchor.day)
    how = f"calendar {e.unit} counted from {said}"
    if parted or cut != days:
        return Placed(e, between(cut), how, approx=parted)
    return Placed(e, coarse(days, e.unit), how)


def _from_near(
    e: Expression, tokens: Tokens, anchor: DateAnchor, near: date | None, said: str
) -> Placed:
    day = anchor.day
    base = near or day
    told = f"day last named, {near.isoformat()}" if near else said
    if e.kind is Kind.OFFSET:
        if e.number is None or e.unit in ("second", "minute", "hour"):
            return Placed(e, None, "no number of days")
        found = shift_days(base, e.unit, e.number)
        if (e.unit in ("day", "week") and e.value) or e.unit == "day":
            return Placed(e, found.isoformat(), f"counted from {told}", counted_from=base)
        return Placed(
            e, coarse(unit_days(found, e.unit), e.unit), f"counted from {told}", counted_from=base
        )
    if e.kind is Kind.CLOCK:
        found = base + timedelta(days=1) if e.time and e.time.startswith("24") else base
        time = "00:00" if e.time and e.time.startswith("24") else e.time
        return Placed(e, found.isoformat(), f"clock time on {told}", time, e.zone, e.approx, base)
    if e.kind is Kind.DAYPART:
        if e.shift is not None:
            found = day - timedelta(days=1) if e.shift == -1 else day
            return Placed(e, found.isoformat(), f"from {said}")
        return Placed(e, base.isoformat(), f"part of {told}", counted_from=base)
    if e.kind is Kind.QUARTER:
        return _quarter(e, tokens, day, said)
    if e.kind is Kind.SEASON:
        code = SEASONS[e.unit]
        year = _season_year(day, code, e, looks_ahead(tokens, e.first))
        return Placed(e, f"{year:04d}-{code}", "as written" if e.year else f"nearest to {said}")
    if e.kind is Kind.EDGE and e.inner is not None:
        inner = place(e.inner, tokens, anchor, near)
        days = bounds(inner.edtf) if inner.edtf else None
        if days is None or days.first is None or days.last is None:
            return Placed(e, None, "nothing to take an end of")
        if e.part in ("first", "last"):
            within = outermost(days.first, days.last, e.unit, last_one=e.part == "last")
            how = f"{e.part} {e.unit}; {inner.how}"
            return Placed(e, between(within), how, approx=e.unit == "week")
        if e.part in ("week", "weekend"):
            return Placed(e, between(unit_days(days.first, e.part)), f"around it; {inner.how}")
        if e.part == "mid":
            days, _ = thirds(days, "mid")
            return Placed(e, between(days), f"middle; {inner.how}", approx=True)
        edge = Days(days.last, days.last) if e.part == "end" else Days(days.first, days.first)
        return Placed(e, between(edge), f"{e.part}; {inner.how}")
    return Placed(e, None, "a duration, set or reference is no date")


def _quarter(e: Expression, tokens: Tokens, day: date, said: str) -> Placed:
    if e.unit == "quarter":
        begin, length = 3 * ((e.number or 1) - 1) + 1, 3
    else:
        begin, length = 6 * ((e.number or 1) - 1) + 1, 6
    year = e.year
    how = "as written"
    if year is None:
        ahead = looks_ahead(tokens, e.first)
        year = day.year + (e.shift or 0)
        if e.shift is None:
            year = year - (begin > day.month and not ahead)
        how = f"latest that has begun at {said}"
    return Placed(e, f"{year:04d}-{begin:02d}/{year:04d}-{begin + length - 1:02d}", how)
