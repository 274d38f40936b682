"""HTML pages that need nothing beside them: a text with words marked, and a table of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from onrecord.model.report import Version
from onrecord.model.span import Span
from onrecord.views.words import printable


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of the text, the kind of mark that they get, what a pointer is told over them, and
    the row of the table that the number behind them leads to (0: no number)."""

    span: Span
    kind: str
    told: str
    number: int = 0


def safe(text: str) -> str:
    """`text` for HTML, without what turns the reading direction.

    >>> safe("a < b\\u202e")
    'a &lt; b�'
    """
    return escape(printable(text), quote=True)


def heading_of(version: Version) -> str:
    """Outlet and title on one line."""
    return f"{printable(version.facts.outlet or 'unknown outlet')}: {printable(version.title)}"


def standalone(
    version: Version,
    highlights: Sequence[Highlight],
    *,
    subject: str,
    style: str,
    columns: Sequence[str],
    rows: Sequence[str],
    notes: Sequence[str] = (),
) -> str:
    """The page: heading, notes, the text with its highlights, and a table.

    Kinds are told by the line under the words and by the table, not by colour alone; nothing in it
    runs. `rows` are `<tr>` elements; `columns` and `notes` are plain text.
    """
    body: list[str] = []
    for block, here in zip(version.blocks, _by_block(version, highlights), strict=True):
        inner = _block(version.text, block.span, here)
        tag = "h2" if block.kind.value == "headline" else "p"
        body.append(f'<{tag} class="{block.kind.value}" dir="auto">{inner}</{tag}>')
    return _PAGE.format(
        language=escape(version.facts.language or "en", quote=True),
        heading=escape(heading_of(version)),
        subject=subject,
        style=f"{_STYLE}\n{style.strip()}",
        notes="".join(f'<p class="note">{safe(note)}</p>\n' for note in notes),
        body="\n".join(body),
        head="".join(f"<th>{escape(name)}</th>" for name in columns),
        rows="\n".join(rows),
    )


def _by_block(version: Version, highlights: Sequence[Highlight]) -> list[list[Highlight]]:
    """For each block the highlights that lie in it or reach into it, in the order given."""
    held: list[list[Highlight]] = [[] for _ in version.blocks]
    for one in highlights:
        first = bisect_right(version.blocks, one.span.start, key=lambda block: block.span.end)
        for place in range(first, len(held)):
            if version.blocks[place].span.start >= one.span.end:
                break
            held[place].append(one)
    return held


def _block(text: str, block: Span, here: Sequence[Highlight]) -> str:
    """A block as HTML; words that several highlights share stand in a mark of all of them."""
    ends = (place for one in here for place in (one.span.start, one.span.end))
    cuts = sorted({block.start, block.end, *(p for p in ends if block.start < p < block.end)})
    out: list[str] = []
    for left, right in pairwise(cuts):
        over = [one for one in here if one.span.start <= left and right <= one.span.end]
        words = safe(text[left:right])
        if over:
            kinds = " ".join(dict.fromkeys(one.kind for one in over))
            told = safe("; ".join(dict.fromkeys(one.told for one in over)))
            words = f'<mark class="{kinds}" title="{told}">{words}</mark>'
        closed = (one.number for one in reversed(here) if one.span.end == right and one.number)
        links = "".join(f'<sup><a href="#v{n}">{n}</a></sup>' for n in dict.fromkeys(closed))
        out.append(words + links)
    return "".join(out)


_STYLE = """
body { font: 1rem/1.6 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c1c1c; background: #fff; }
mark { background: none; color: inherit; border-bottom: 3px solid #767676; }
sup a { font: 0.7rem/1 sans-serif; color: #444; text-decoration: none; }
.note { font: 0.9rem/1.4 sans-serif; border-inline-start: 3px solid #b3541e;
  padding-inline-start: 0.6rem; }
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
<title>{heading}: {subject}</title>
<style>
{style}
</style>
</head>
<body>
<h1>{heading}</h1>
{notes}{body}
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>"""
