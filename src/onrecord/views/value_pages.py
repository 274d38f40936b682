"""The values found in one version: as a page of text, as JSON, as a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.found import Found
from onrecord.model.json import JsonObject
from onrecord.model.report import Version
from onrecord.model.value import ActorValue, DateValue, PlaceValue, Quantity, TermValue, Value
from onrecord.queries.words import value_words as plain_words
from onrecord.views.marking import Mark, marked_lines
from onrecord.views.page import Page, Section, Table
from onrecord.views.standalone import Highlight, heading_of, safe, standalone
from onrecord.views.words import item_words, printable, quoted

Values = Sequence[Found[Value]]


def values_page(version: Version, values: Values) -> Page:
    """The text with every value's words in brackets and its number behind, and the list of them.

    `values` stand in text order, of those that begin together the longer first.
    """
    marks = [Mark(one.span, "[", f"]{number}") for number, one in enumerate(values, 1)]
    rows = tuple(
        (
            str(number),
            kind_of(one.value),
            " ".join(part for part in (value_words(one.value), item_words(one.item)) if part),
            quoted(one.span.of(version.text), 60),
        )
        for number, one in enumerate(values, 1)
    )
    sections: list[Section] = [marked_lines(version, marks)]
    if rows:
        sections.append(Table(("", "kind", "value", "words"), rows, head=False))
    return Page(heading_of(version), tuple(sections))


def values_json(version: Version, values: Values) -> JsonObject:
    """The values with their spans, words and reasons; spans are `[start, end)` in `text`."""
    return {
        "id": version.id,
        "title": version.title,
        "text": version.text,
        "values": [
            {
                "kind": kind_of(one.value),
                "value": one.value.as_json(),
                "span": one.span.as_json(),
                "words": one.span.of(version.text),
                "item": one.item,
                "counted": one.head.of(version.text) if one.head else None,
                "rule": one.rule,
                "confidence": round(one.confidence, 4),
                "notes": one.notes_json(),
            }
            for one in values
        ],
    }


def values_html(version: Version, values: Values) -> str:
    """One HTML page that needs nothing beside it: the text with its values marked, and the list.

    Kinds are told by name and by the line under the words, not by colour alone; nothing in it runs.
    """
    highlights = [
        Highlight(one.span, kind_of(one.value), value_words(one.value), number)
        for number, one in enumerate(values, 1)
    ]
    rows = [
        f'<tr id="v{number}"><td>{number}</td><td class="{kind_of(one.value)}">'
        f"{kind_of(one.value)}</td><td>{safe(value_words(one.value))} {item_words(one.item)}</td>"
        f'<td dir="auto">{safe(one.span.of(version.text))}</td><td>{safe(one.rule)}</td></tr>'
        for number, one in enumerate(values, 1)
    ]
    return standalone(
        version,
        highlights,
        subject="values",
        style=_STYLE,
        columns=("", "kind", "value", "words", "rule"),
        rows=rows,
    )


def kind_of(value: Value) -> str:
    """The kind of a value in a word.

    >>> kind_of(TermValue("ballistic-missile"))
    'term'
    """
    names = {Quantity: "quantity", DateValue: "date", PlaceValue: "place", ActorValue: "actor"}
    return names.get(type(value), "term" if isinstance(value, TermValue) else "text")


def value_words(value: Value) -> str:
    """What was made of the words, on one line.

    >>> value_words(DateValue(edtf="2019-07-25", time="05:34", zone="UTC"))
    '2019-07-25 05:34 UTC'
    """
    if isinstance(value, Quantity):
        return printable(plain_words(value))
    if isinstance(value, DateValue):
        about = "about " if value.approx else ""
        return about + " ".join(x for x in (value.edtf, value.time, value.zone) if x)
    if isinstance(value, PlaceValue):
        known = f"GeoNames {value.geonames}" if value.geonames else ""
        parts = (value.relation, value.name, value.country and f"({value.country})", known)
        return printable(" ".join(part for part in parts if part))
    if isinstance(value, ActorValue):
        return printable(value.name + (f" ({value.code})" if value.code else ""))
    return printable(value.term if isinstance(value, TermValue) else value.text)


_STYLE = """
mark.quantity, td.quantity { border-bottom: 3px solid #b3541e; }
mark.date, td.date { border-bottom: 3px dashed #1f5fa8; }
mark.place, td.place { border-bottom: 3px dotted #2f7d32; }
mark.actor, td.actor { border-bottom: 3px double #7a3e9d; }
"""
