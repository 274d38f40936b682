"""Whether the record bears out what a text says of an event's place among others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model.record import ClaimRow
from onrecord.model.scales import Modality, Status
from onrecord.model.value import Quantity
from onrecord.notices import rows as shared
from onrecord.notices.history import EventHistory
from onrecord.notices.obligations import days_of, told_days
from onrecord.values.calendar import Days, month_days, week_of
from onrecord.values.si import si

_NUMBERS = {
    word: at
    for at, words in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth"), 1,
    )
    for word in (words,)
}  # fmt: skip
_MONTHS = {
    month: at
    for at, month in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), 1,
    )
}  # fmt: skip
_COUNTS = {
    word: at
    for at, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
} | {"a": 1, "an": 1, "the": 1, "": 1, "last": 1, "past": 1}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366, "decade": 3653}
_ORDINAL = re.compile(rf"\b({'|'.join(_NUMBERS)}|(\d{{1,2}})(?:st|nd|rd|th))\b", re.IGNORECASE)
_SINCE = re.compile(
    rf"\bsince (?:(?:early|mid|late)[ -])?(?:({'|'.join(_MONTHS)})(?: (\d{{1,2}}))?,?)?"
    r"\s*((?:1[89]|20)\d\d)?\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\bin (?:less than |more than |about |over |under |the (?:last|past) |nearly |almost )?"
    rf"({'|'.join(word for word in _COUNTS if word)}|\d{{1,3}})?\s?({'|'.join(_DAYS)})s?\b",
    re.IGNORECASE,
)
_THIS = re.compile(r"\bthis (year|month|week)\b", re.IGNORECASE)
_MEASURES = {
    "deadliest": ("deaths",),
    "bloodiest": ("deaths",),
    "worst": ("deaths",),
    "strongest": ("magnitude", "yield"),
    "most powerful": ("magnitude", "yield"),
    "longest": ("range",),
    "highest": ("apogee",),
}
"""What a superlative compares, by slot."""


def check_rank(
    words: str, told: date, event: EventHistory, earlier: Sequence[EventHistory]
) -> str | None:
    """What the record has to say on `words` ("the third launch in a week"), read on the day `told`.

    `earlier` are events of the kind on record, by the same doers where they are known; those that
    did not come before this one, of which nobody tells the day ("the first since May, when one
    flew over the sea"), or that nobody tells as actual, are left out. None where the words hold no
    rank with a reach that can be counted.
    """
    days = days_of(event)
    if days is None:
        return None
    before = sorted(
        (
            (span, other)
            for other in earlier
            if other.event != event.event
            and (span := told_days(other)) is not None
            and span[1] < days[0]
            and any(mention.modality is Modality.ACTUAL for mention in other.mentions)
        ),
        key=lambda pair: (pair[0], pair[1].event),
    )
    reach = _reach(words, told, days[0])
    if reach is None:
        return None
    slots = next((slots for word, slots in _MEASURES.items() if word in words.casefold()), None)
    if slots is not None:
        since = [other for span, other in before if span[1] >= reach.first]
        return _superlative(event, since, slots)
    ordinal = _ORDINAL.search(words)
    number = 1 if "for the first time" in words else _number(ordinal)
    if number is None:
        return None
    if number == 1:
        return _first(reach, before)
    return _nth(number, sum(span[1] >= reach.first for span, _ in before))


@dataclass(frozen=True, slots=True)
class _Reach:
    """From when on is counted; `named` tells that the words name that time as that of the last."""

    first: date
    last: date
    named: bool


def _reach(words: str, told: date, day: date) -> _Reach | None:
    since = _SINCE.search(words)
    if since is not None and (since[1] or since[3]):
        named = _named(since, told)
        return None if named is None else _Reach(named.first or told, named.last or told, True)
    this = _THIS.search(words)
    if this is not None:
        unit = this[1].casefold()
        start = {
            "year": date(told.year, 1, 1),
            "month": told.replace(day=1),
            "week": week_of(told).first or told,
        }[unit]
        return _Reach(start, start, False)
    within = _WITHIN.search(words)
    if within is None:
        return None
    many = within[1] or ""
    count = int(many) if many.isdigit() else _COUNTS[many.casefold()]
    start = day - timedelta(days=count * _DAYS[within[2].casefold()])
    return _Reach(start, start, False)


def _named(since: re.Match[str], told: date) -> Days | None:
    """The month, day or year that "since …" names: the last one before the text was told."""
    month = _MONTHS[since[1].casefold()] if since[1] else None
    if month is None:
        year = int(since[3])
        return Days(date(year, 1, 1), date(year, 12, 31))
    year = int(since[3]) if since[3] else told.year - (month > told.month)
    if since[2]:
        try:
            return Days(date(year, month, int(since[2])), date(year, month, int(since[2])))
        except ValueError:
            return None
    return month_days(year, month)


def _number(ordinal: re.Match[str] | None) -> int | None:
    if ordinal is None:
        return None
    return int(ordinal[2]) if ordinal[2] else _NUMBERS[ordinal[1].casefold()]


Before = list[tuple[tuple[date, date], EventHistory]]


def _first(reach: _Reach, before: Before) -> str:
    """Whether none is on record between the time named and this event."""
    after = reach.last if reach.named else reach.first - timedelta(days=1)
    between = [(span, other) for span, other in before if span[0] > after]
    if between:
        span, other = between[-1]
        return f"The record holds one in between: {_call(other, span[0])}."
    if not before:
        return "The record holds no earlier one."
    span, other = before[-1]
    return f"The last before it on record is {_call(other, span[0])}."


def _nth(number: int, inside: int) -> str:
    """Whether as many are on record in the time, this one counted."""
    held = inside + 1
    if held == number:
        return f"The record holds {held} in that time as well."
    only = "" if held > number else "only "
    return f"The record holds {only}{held} in that time, this one counted."


def _superlative(
    event: EventHistory, since: list[EventHistory], slots: tuple[str, ...]
) -> str | None:
    """Whether no event since then has a higher value on record."""
    mine = next((row for slot in slots if (row := _highest(event, slot)) is not None), None)
    if mine is None:
        return None
    for other in reversed(since):
        row = _highest(other, mine.claim.slot)
        if row is not None and (_amount(row) or 0) > (_amount(mine) or 0):
            return f"The record holds {_call(other, None)}, with “{row.words}”, not “{mine.words}”."
    return f"The record holds {'none since then that had more' if since else 'no earlier one'}."


def _highest(event: EventHistory, slot: str) -> ClaimRow | None:
    rows = [
        row
        for row in shared.in_force(event.rows, slot)
        if row.status is Status.STANDING and _amount(row) is not None and row.claim.item is None
    ]
    return max(rows, key=lambda row: _amount(row) or 0, default=None)


def _amount(row: ClaimRow) -> float | None:
    value = row.claim.value
    if not isinstance(value, Quantity) or value.vague:
        return None
    low = si(value)[0]
    return None if low is None else float(low)


def _call(event: EventHistory, day: date | None) -> str:
    """The event's name, with its day where the name does not tell it."""
    name = event.name or f"event {event.event[:8]}"
    return name if day is None or str(day.year) in name else f"{name} ({day.isoformat()})"
