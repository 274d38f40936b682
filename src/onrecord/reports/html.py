"""A web page -> its facts and the drafts of its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import htmldate
import lxml.html

from onrecord.model.report import BlockKind
from onrecord.reports.asides import is_aside
from onrecord.reports.body import body_runs, body_words, prose_runs
from onrecord.reports.credits import byline_names, is_contributors, is_correction
from onrecord.reports.dom import Chunk, chunks, parse
from onrecord.reports.folding import fold
from onrecord.reports.page import Page, PageFacts
from onrecord.reports.pagekind import Shape, refuse_no_article, shape_of
from onrecord.reports.refusals import BadReport, NoText
from onrecord.reports.stamps import read_stamps, speaks_of_time
from onrecord.reports.structured import Declared, read_declared
from onrecord.reports.text import Line, TextReading, is_prose, read_lines, read_text, same_words

_SUFFIX = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}$")
_ABOVE, _BELOW = 40, 8  # runs around the body in which stamps, bylines and notes are looked for
_TOP = 4  # runs above the headline in which a stamp that says what it is may stand
_LITTLE = 60  # words of prose; fewer are hardly a whole article
_MANY_ELEMENTS = 20_000  # what the largest news pages have; trafilatura takes minutes for more
_MOST_ELEMENTS = 2_000_000
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def read_html(words: str, name: str, given: PageFacts, captured: str | None = None) -> Page:
    """The facts and blocks of a page.

    `given` holds facts that a JSON report gives beside its html; they come before the page's own.
    Raises a SkipItem where the page is no article (see `refusals`); `name` is used in messages.
    """
    tree = parse(words)
    if tree is None:
        raise NoText(f"{name} is no HTML page.", "Give a page with an article in it.")
    elements = sum(1 for _ in tree.iter())
    if elements > _MOST_ELEMENTS:
        raise BadReport(
            f"{name} has more than {_MOST_ELEMENTS:,} elements.", "Give the article alone."
        )
    declared = read_declared(tree)
    runs = tuple(chunks(tree))
    window_title = fold("".join(t.text or "" for t in tree.iter("title"))[:1000])
    vast = elements > _MANY_ELEMENTS
    body = prose_runs(runs) if vast else _body(tree, runs)
    if (hidden := _hidden_body(declared, shape_of(runs, body))) is not None:
        reading = read_text(hidden, given.title or declared.title or "")
        facts = _facts(given, declared, reading.headline or "", reading)
        return Page(facts, reading.drafts, reading.stamps, reading.dateline)
    address = captured or given.address or declared.address
    head = _headline(runs, body, given.title or declared.title or "", window_title)
    title = (
        runs[head].text
        if head is not None
        else given.title or _bare(declared.title or window_title, declared.outlet)
    )
    refuse_no_article(name, address, window_title or title, declared, runs, body)
    lines = _lines(runs, body, head, declared.description)
    reading = read_lines(lines, title)
    facts = _facts(given, declared, title, reading)
    if not (facts.published or facts.dated or reading.stamps or vast):
        facts = replace(facts, guessed=_guessed_day(words))
    return Page(facts, reading.drafts, reading.stamps, reading.dateline)


def _body(tree: lxml.html.HtmlElement, runs: Sequence[Chunk]) -> tuple[int, ...]:
    """The runs of the body; taken generously where the careful way finds hardly any prose."""
    body = body_runs(runs, body_words(tree))
    prose = shape_of(runs, body).prose
    if prose >= _LITTLE:
        return body
    more = body_runs(runs, body_words(tree, generous=True))
    return more if shape_of(runs, more).prose > prose else body


def _hidden_body(declared: Declared, shape: Shape) -> str | None:
    """The article's text in the page's structured data, where the page itself shows none."""
    if declared.body is None or shape.prose >= _LITTLE:
        return None
    return declared.body if len(declared.body.split()) > 2 * shape.prose + _LITTLE else None


def _facts(given: PageFacts, own: Declared, title: str, printed: TextReading) -> PageFacts:
    return PageFacts(
        story=given.story,
        title=given.title or title,
        outlet=given.outlet or own.outlet,
        address=given.address or own.address,
        credited=printed.outlet,
        dated=printed.day.isoformat() if printed.day else None,
        authors=given.authors or own.authors or printed.authors,
        published=given.published or own.published,
        updated=given.updated or own.updated,
        language=given.language or own.language,
        section=given.section or own.section,
        zone=given.zone,
        position=given.position,
    )


def _headline(runs: Sequence[Chunk], body: Sequence[int], declared: str, window: str) -> int | None:
    """The run that prints the headline: an h1 that agrees with what the page declares, an only
    h1, or a run of the same words before the body."""
    end = body[0] + 3 if body else len(runs)
    tops = [i for i, run in enumerate(runs) if "h1" in run.tags and len(run.text) > 8]
    for i in tops:
        if declared and (same_words(runs[i].text, declared) or _near(runs[i].text, declared)):
            return i
    for i in tops:
        if runs[i].text.casefold() in window.casefold():
            return i
    if len(tops) == 1 and not declared:
        return tops[0]
    for i in range(min(end, len(runs))):
        if declared and same_words(runs[i].text, declared) and not is_aside(runs[i]):
            return i
    return tops[0] if len(tops) == 1 and tops[0] < end else None


def _near(one: str, other: str) -> bool:
    """Whether two headlines share most of their words."""
    ours, theirs = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(ours & theirs) >= 0.6 * max(1, min(len(ours), len(theirs))) and len(ours) > 2


def _bare(title: str, outlet: str | None) -> str:
    """A window's title without the outlet's name at its end."""
    cut = _SUFFIX.sub("", title)
    if outlet and title.casefold().endswith(outlet.casefold()):
        cut = title[: -len(outlet)].rstrip(" |–—·»-")
    return cut or title


def _lines(
    runs: Sequence[Chunk], body: Sequence[int], head: int | None, description: str | None
) -> list[Line]:
    """The lines of the report: the headline, the body, and what belongs to it around it."""
    chosen = set(body) - {head}
    first = min(chosen, default=len(runs))
    prose = min((i for i in chosen if is_prose(runs[i].text)), default=first)
    last = max(chosen, default=0)
    above = max(0, first - _ABOVE) if head is None or head > first else head
    lines: list[Line] = []
    for run in runs[max(0, above - _TOP) : above] if above == head else ():
        if speaks_of_time(run.text) and read_stamps(run.text) and not is_aside(run):
            lines.append(Line(run.text, run.locator))
    if head is not None:
        lines.append(Line(runs[head].text, runs[head].locator, BlockKind.HEADLINE))
    for i in range(above, min(len(runs), last + _BELOW + 1)):
        run = runs[i]
        if i == head or (head is not None and same_words(run.text, runs[head].text)):
            continue
        if "figcaption" in run.tags:
            if first - 6 <= i <= last and not is_aside(run):
                lines.append(Line(run.text, run.locator, BlockKind.CAPTION))
        elif i in chosen:
            lines.append(Line(run.text, run.locator, _hint(run)))
        elif not is_aside(run) and run.linked < 0.9 and _belongs(run.text, i < prose):
            lines.append(Line(run.text, run.locator))
        elif i < prose and description and same_words(run.text, description):
            lines.append(Line(run.text, run.locator, BlockKind.DEK))
    return lines


def _belongs(text: str, is_above: bool) -> bool:
    """Whether a run outside the body is a stamp, a byline or a note that goes with it."""
    if read_stamps(text) or is_correction(text) or is_contributors(text):
        return True
    return is_above and byline_names(text) is not None


def _hint(run: Chunk) -> BlockKind | None:
    tags = run.tags
    if tags[-1] in _HEADINGS or tags[-1] == "h1":
        return BlockKind.SUBHEAD
    if "blockquote" in tags:
        return BlockKind.QUOTE
    if tags[-1] == "li" or (len(tags) > 1 and tags[-2] == "li"):
        return BlockKind.LISTITEM
    return None


def _guessed_day(words: str) -> str | None:
    """The day of publication as htmldate finds it in a page that declares none.

    A first of January is what htmldate makes of a bare year, such as a copyright's: no day.
    """
    tree = parse(words)
    if tree is None:
        return None
    try:
        day = htmldate.find_date(tree, original_date=True, extensive_search=True)
        return None if day is None or day.endswith("-01-01") else day
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
