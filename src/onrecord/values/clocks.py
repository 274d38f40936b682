"""Clock times and parts of the day, as written."""

from __future__ import annotations

from onrecord.values.expressions import ZONES, Expression, Kind
from onrecord.values.lexer import Tokens

_LOOSE = (
    ("shortly", "after"),
    ("shortly", "before"),
    ("just", "after"),
    ("just", "before"),
    ("soon", "after"),
    ("time", "after"),
    ("time", "before"),
    ("around",),
    ("about",),
    ("approximately",),
    ("roughly",),
    ("nearly",),
    ("circa",),
)
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_CLOSE = frozenset({"at", "by", "until", "till", "before", "after", "from", "since", "around"})


def read_clock(tokens: Tokens, i: int) -> Expression | None:
    """The clock time that begins at token `i`: "5:34 a.m.", "5.34am", "0630 GMT", "noon".

    A bare number is none: it needs a colon with two digits behind it, a.m. or p.m., o'clock, a
    part of the day ("at 4 in the morning"), or a zone. "3-2", "10:5" and "24/7" are none either.
    """
    word = tokens.words[i]
    if word in _NAMED:
        if tokens.word(i - 1) not in _CLOSE and not _day_near(tokens, i):
            return None
        return _finish(tokens, i, i + 1, _NAMED[word])
    if not word.isascii() or (
        i and tokens.touches(i - 1) and tokens.word(i - 1) in (":", "-", "/")
    ):
        return None
    return _digits(tokens, i, word)


def _day_near(tokens: Tokens, i: int) -> bool:
    return tokens.word(i + 1) in ("on", "local", "today", "yesterday") or tokens.capital(i + 1)


def _digits(tokens: Tokens, i: int, word: str) -> Expression | None:
    minute, second, end = "", "", i + 1
    if (
        tokens.word(i + 1) == ":"
        and tokens.touches(i)
        and tokens.touches(i + 1)
        and len(word) <= 2
        and len(tokens.word(i + 2)) in (2, 5)
        and word.isdecimal()
    ):
        minute, end = tokens.word(i + 2), i + 3
        if tokens.word(end) == ":" and tokens.touches(end) and len(tokens.word(end + 1)) == 2:
            second, end = tokens.word(end + 1), end + 2
    elif "." in word:
        word, _, minute = word.partition(".")
    hour = word
    half = tokens.word(end)
    if half in ("am", "pm"):
        if len(minute) not in (0, 2) or len(hour) > 2:
            return None
        if not hour.isdecimal() or not 1 <= int(hour) <= 12:
            return None
        hour = str(int(hour) % 12 + (12 if half == "pm" else 0))
        end += 1
    elif half == "o" and tokens.word(end + 2) == "clock":
        end += 3
    elif (
        tokens.word(i - 1) in _CLOSE
        and len(word) <= 2
        and word.isdecimal()
        and _spoken(tokens, end, int(word))
    ):
        pass  # "at 4 in the morning"
    elif not minute or end == i + 1:
        four = len(word) == 4 and word.isdecimal() and tokens.word(i + 1) in ZONES
        if tokens.word(i + 1) in ("hours", "hrs") and len(word) == 4 and word.isdecimal():
            four, end = word[0] in "012", i + 2
        if not four or (end == i + 1 and "." in tokens.words[i]):
            return None
        hour, minute = word[:2], word[2:]
    if not (hour.isdecimal() and (minute or "00").isdecimal() and (second or "00").isdecimal()):
        return None
    if max(map(len, (hour, minute, second))) > 2:
        return None
    if int(hour) > 24 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    if half not in ("am", "pm"):
        moved = _spoken(tokens, end, int(hour))
        if moved:
            hour, end = str(moved[0]), moved[1]
    text = f"{int(hour):02d}:{int(minute or 0):02d}" + (f":{int(second):02d}" if second else "")
    return _finish(tokens, i, end, text)


def _spoken(tokens: Tokens, at: int, hour: int) -> tuple[int, int] | None:
    """ "3:30 in the morning": the hour of 24 and where the words end."""
    if tokens.word(at) != "in" or tokens.word(at + 1) != "the" or not 1 <= hour <= 12:
        return None
    part = tokens.word(at + 2)
    if part == "morning":
        return hour % 12, at + 3
    if part in ("afternoon", "evening"):
        return hour % 12 + 12, at + 3
    return None


def _finish(tokens: Tokens, first: int, end: int, time: str) -> Expression:
    zone = None
    bracket = tokens.word(end) in ("(", "{", "[")
    if tokens.word(end) in ZONES and tokens.printed(end).isupper():
        zone, end = ZONES[tokens.words[end]], end + 1
    elif tokens.word(end) == "local" and tokens.word(end + 1) == "time":
        end += 2
    elif bracket and tokens.word(end + 1) in ZONES:
        zone = ZONES[tokens.words[end + 1]]
    approx = False
    for words in _LOOSE:
        start = first - len(words)
        if start >= 0 and tuple(tokens.words[start:first]) == words:
            approx, first = True, start
            break
    return Expression(first, end, Kind.CLOCK, time=time, zone=zone, approx=approx)
