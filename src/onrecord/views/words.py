"""How single things are written: times, speakers, hedges, quotations, statuses."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from onrecord.model.attribution import Speaker
from onrecord.model.months import MONTHS
from onrecord.model.record import VersionRow
from onrecord.model.scales import Certainty, Modality, Polarity, SpeakerClass

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def printable(text: str) -> str:
    """`text` on one line without characters that steer a terminal or turn the reading direction.

    >>> printable("a\\x1b[31mred\\u202ereversed\\nnext")
    'a�[31mred�reversed next'
    """
    if text.isprintable():  # no character of the sorts below
        return text
    out = []
    for letter in text:
        if letter in "\n\t\r":
            out.append(" ")
        elif unicodedata.category(letter) in _HIDDEN and letter != "\u200d":
            out.append("\ufffd")
        else:
            out.append(letter)
    return "".join(out)


def quoted(words: str, longest: int = 90) -> str:
    """The words in quotation marks exactly as printed, cut in the middle where they are long.

    >>> quoted("both flew about 600 kilometers")
    '"both flew about 600 kilometers"'
    """
    words = printable(words)
    if len(words) > longest:
        half = (longest - 3) // 2
        words = f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    return f'"{words}"'


def moment(at: datetime, beside: datetime | None = None) -> str:
    """A time in UTC, to the minute; the year is left out where `beside` has the same.

    >>> from datetime import UTC
    >>> moment(datetime(2019, 7, 25, 9, 10, tzinfo=UTC))
    '25 Jul 2019 09:10'
    """
    year = "" if beside and beside.year == at.year else f" {at.year}"
    return f"{at.day} {MONTHS[at.month - 1]}{year} {at.hour:02}:{at.minute:02}"


def speaker_words(speaker: Speaker, outlet: str | None = None) -> str:
    """Who speaks, in plain words.

    >>> speaker_words(Speaker("OUTLET", SpeakerClass.OUTLET), "Halyard News")
    'Halyard News, own voice'
    >>> speaker_words(Speaker("a u.s. official", SpeakerClass.UNNAMED))
    'a u.s. official (unnamed)'
    """
    if speaker.name == "OUTLET":
        return f"{printable(outlet) if outlet else 'the report'}, own voice"
    if speaker.name == "unnamed":
        return "nobody named"
    suffix = " (unnamed)" if speaker.speaker_class is SpeakerClass.UNNAMED else ""
    return printable(speaker.name) + suffix


def hedge_words(
    certainty: Certainty, polarity: Polarity, modality: Modality, hedge: str | None = None
) -> str:
    """What limits a claim, or an en dash where nothing does.

    `hedge` are the words that limit it; where it only repeats the certainty, nothing was quoted.

    >>> hedge_words(Certainty.PROBABLE, Polarity.DENIED, Modality.ACTUAL, "appears")
    'probable "appears", denied'
    >>> hedge_words(Certainty.PROBABLE, Polarity.AFFIRMED, Modality.ACTUAL, "probable")
    'probable'
    """
    parts = []
    if certainty is not Certainty.CERTAIN:
        words = f' "{printable(hedge)}"' if hedge and hedge != certainty.value else ""
        parts.append(certainty.value + words)
    if polarity is Polarity.DENIED:
        parts.append("denied")
    if modality is not Modality.ACTUAL:
        parts.append(modality.value)
    return ", ".join(parts) or "–"


def hedged(value: str, certainty: Certainty, hedge: str | None) -> str:
    """A value in plain words, which say themselves what is denied, withheld or planned, with how
    sure it is where that is less than certain.

    >>> hedged("about 430 km", Certainty.PROBABLE, "estimated")
    'about 430 km, probable "estimated"'
    """
    if certainty in (Certainty.CERTAIN, Certainty.UNSTATED):
        return value
    return f"{value}, {hedge_words(certainty, Polarity.AFFIRMED, Modality.ACTUAL, hedge)}"


def version_words(version: VersionRow) -> str:
    """A version by outlet and number ("Halyard News v2")."""
    return f"{printable(version.outlet or 'unknown outlet')} v{version.number}"


def again_words(version: VersionRow) -> str:
    """When the report went back to the version ("; again 25 Jul 2019 16:27"); empty if never."""
    return "".join(f"; again {moment(time)}" for time in version.returned_at)


def item_words(item: str | None) -> str:
    """An item as people say it: "1st", "2nd", "both", or its own words.

    >>> [item_words(item) for item in ("1", "2", "3", "11", "both", None)]
    ['1st', '2nd', '3rd', '11th', 'both', '']
    """
    if not item or not item.isascii() or not item.isdigit():
        return printable(item or "")
    last = (
        "th"
        if item.endswith(("11", "12", "13"))
        else {"1": "st", "2": "nd", "3": "rd"}.get(item[-1], "th")
    )
    return item + last


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun ("1 claim", "2 claims").

    >>> counted(1, "claim"), counted(0, "copy", "copies")
    ('1 claim', '0 copies')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
