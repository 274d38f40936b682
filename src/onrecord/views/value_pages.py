"""The values found in one version: as a page of text, as JSON, as a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from onrecord.model.found import Found
from onrecord.model.json import JsonObject
from onrecord.model.report import Version
from onrecord.model.value import ActorValue, DateValue, PlaceValue, Quantity, TermValue, Value
from onrecord.views.marking import marked_lines
from onrecord.views.page import Lines, Page, Section, Table
from onrecord.views.words import item_words, printable, quoted

Values = Sequence[Found[Value]]


def values_page(version: Version, values: Values) -> Page:
    """The text with every value's words in brackets and its number behind, and the list of them.

    `values` stand in text order, of those that begin together the longer first.
    """
    marks = [(one.span, "[", f"]{number}") for number, one in enumerate(values, 1)]
    rows = tuple(
        (
            str(number),
            kind_of(one.value),
            " ".join(part for part in (value_words(one.value), item_words(one.item)) if part),
            quoted(one.span.of(version.text), 60),
        )
        for number, one in enumerate(values, 1)
    )
    sections: list[Section] = [Lines(marked_lines(version, marks))]
    if rows:
        sections.append(Table(("", "kind", "value", "words"), rows, head=False))
    return Page(_heading(version), tuple(sections))


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
    body: list[str] = []
    for block in version.blocks:
        inner = _marked(version, block.span.start, block.span.end, values)
        tag = "h2" if block.kind.value == "headline" else "p"
        body.append(f'<{tag} class="{block.kind.value}" dir="auto">{inner}</{tag}>')
    rows = [
        f'<tr id="v{number}"><td>{number}</td><td class="{kind_of(one.value)}">'
        f"{kind_of(one.value)}</td><td>{_safe(value_words(one.value))} {item_words(one.item)}</td>"
        f'<td dir="auto">{_safe(one.span.of(version.text))}</td><td>{_safe(one.rule)}</td></tr>'
        for number, one in enumerate(values, 1)
    ]
    heading = escape(_heading(version))
    language = escape(version.facts.language or "en", quote=True)
    head = "".join(f"<th>{name}</th>" for name in ("", "kind", "value", "words", "rule"))
    return _PAGE.format(
        language=language, heading=heading, style=_STYLE, body="\n".join(body), head=head,
        rows="\n".join(rows),
    )  # fmt: skip


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
        return printable(f"{_amount(value)} {value.unit}".strip())
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


def _amount(value: Quantity) -> str:
    about = "about " if value.approx else ""
    if value.vague:
        return about + value.vague
    if value.n is not None:
        return f"{about}{value.n:,f}"
    low, high = value.min, value.max
    if low is not None and high is not None:
        return f"{about}{low:,f} to {high:,f}"
    if low is not None:
        return f"{'more than' if value.strict else 'at least'} {low:,f}"
    return f"{'less than' if value.strict else 'at most'} {high:,f}"


def _heading(version: Version) -> str:
    return f"{printable(version.facts.outlet or 'unknown outlet')}: {printable(version.title)}"


def _safe(text: str) -> str:
    return escape(printable(text))


def _marked(version: Version, start: int, end: int, values: Values) -> str:
    """A block's text as HTML; words that two values share stand in a mark of both."""
    here = [
        (number, one)
        for number, one in enumerate(values, 1)
        if start <= one.span.start and one.span.end <= end
    ]
    cuts = sorted(
        {start, end, *(place for _, one in here for place in (one.span.start, one.span.end))}
    )
    out: list[str] = []
    for left, right in pairwise(cuts):
        over = [(n, one) for n, one in here if one.span.start <= left and right <= one.span.end]
        text = _safe(version.text[left:right])
        if over:
            kinds = " ".join(dict.fromkeys(kind_of(one.value) for _, one in over))
            told = escape("; ".join(value_words(one.value) for _, one in over), quote=True)
            text = f'<mark class="{kinds}" title="{told}">{text}</mark>'
        ends = [n for n, one in reversed(here) if one.span.end == right]
        out.append(text + "".join(f'<sup><a href="#v{n}">{n}</a></sup>' for n in ends))
    return "".join(out)


_STYLE = """
body { font: 1rem/1.6 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c1c1c; background: #fff; }
mark { background: none; color: inherit; border-bottom: 3px solid #767676; }
mark.quantity, td.quantity { border-bottom: 3px solid #b3541e; }
mark.date, td.date { border-bottom: 3px dashed #1f5fa8; }
mark.place, td.place { border-bottom: 3px dotted #2f7d32; }
mark.actor, td.actor { border-bottom: 3px double #7a3e9d; }
sup a { font: 0.7rem/1 sans-serif; color: #444; text-decoration: none; }
table { border-collapse: collapse; font: 0.9rem/1.4 sans-serif; width: 100%; margin-top: 2rem; }
th, td { text-align: start; padding: 0.2rem 0.5rem; border-bottom: 1px solid #ddd;
  overflow-wrap: anywhere; vertical-align: top; }
tr:target { background: #fff3c4; }
@media (prefers-color-scheme: dark) { body { color: #e8e8e8; background: #161616; }
  sup a { color: #bbb; } th, td { border-bottom-color: #444; } tr:target { background: #4a3f10; } }
""".strip()

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{heading}: values</title>
<style>
{style}
</style>
</head>
<body>
<h1>{heading}</h1>
{body}
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>"""
