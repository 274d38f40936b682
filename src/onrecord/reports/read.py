"""A capture -> the version of a report that it shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from onrecord.model.report import BlockKind, Capture, Version
from onrecord.reports.blocks import compose
from onrecord.reports.decode import decode
from onrecord.reports.english import UNKNOWN, not_english
from onrecord.reports.facts import read_facts
from onrecord.reports.folding import fold
from onrecord.reports.front_matter import read_front_matter
from onrecord.reports.json_report import read_json
from onrecord.reports.keys import report_key
from onrecord.reports.markdown import read_markdown
from onrecord.reports.page import Page, PageFacts
from onrecord.reports.prose import prose_in
from onrecord.reports.refusals import BadReport, NotAnArticle, NotEnglish, NoText
from onrecord.reports.text import TextReading, read_lines, read_text

HTML = ("text/html", "application/xhtml+xml")


def read_report(capture: Capture) -> Version:
    """The version that a capture shows.

    Pure: same capture, same version. Raises a SkipItem that says why (see `refusals`) where the
    capture holds no report: no text, no article, another language, a consent or payment page,
    bytes that are no text.
    """
    page = read_page(capture)
    text, blocks = compose(page.drafts)
    if not any(character.isalpha() for character in text):
        raise NoText(f"{capture.name} has no text.", "Give a page with an article in it.")
    evidence = not_english(text)
    if evidence is None or evidence.language == UNKNOWN:
        _refuse_no_prose(capture.name, page)
    if evidence is not None:
        raise NotEnglish(
            f"{capture.name} is not in English ({evidence.language}: {evidence.says}).",
            "onrecord reads English.",
        )
    facts, odd = read_facts(page, capture.given, capture.address)
    title = page.facts.title or _headline(page)
    return Version(
        report_key=report_key(
            facts.address, facts.outlet, page.facts.story, title, _stem(capture.name)
        ),
        title=title,
        text=text,
        blocks=blocks,
        facts=facts,
        problems=page.problems + odd,
        position=page.facts.position if page.facts.position is not None else capture.given.position,
    )


def _refuse_no_prose(name: str, page: Page) -> None:
    prose = prose_in(page.drafts)
    if prose.is_report:
        return
    if not prose.inside:
        why = "has no sentence"
    else:
        why = f"is hardly prose: {prose.inside:,} of {prose.whole:,} characters are in sentences"
    raise NotAnArticle(f"{name} {why}.", "Give the text of an article, in whole sentences.")


def read_page(capture: Capture) -> Page:
    """What a capture holds, before it is judged by language and its facts are joined.

    Raises a SkipItem as `read_report` does, but for the language.
    """
    words = decode(capture)
    if not words.strip():
        raise NoText(f"{capture.name} is empty.", "Give a page with an article in it.")
    if capture.media_type == "application/json":
        report = read_json(words, capture.name)
        if report.html is not None:
            from onrecord.reports.html import read_html

            page = read_html(report.html, capture.name, report.facts, capture.address)
        else:
            page = _text_page(report.text or "", report.facts)
        return Page(
            page.facts, page.drafts, page.stamps, page.dateline, report.problems + page.problems
        )
    if capture.media_type in HTML:
        from onrecord.reports.html import read_html  # lxml and trafilatura load slowly

        return read_html(words, capture.name, PageFacts(), capture.address)
    if capture.media_type == "text/markdown":
        return _markdown_page(words, capture.name)
    if capture.media_type == "text/plain":
        return _text_page(words, PageFacts())
    raise BadReport(
        f"{capture.name} is {capture.media_type}, which onrecord does not read.",
        "Give HTML, plain text, Markdown, JSON or a WARC file.",
    )


def _text_page(text: str, facts: PageFacts) -> Page:
    return _named(read_text(text, facts.title or ""), facts)


def _markdown_page(text: str, name: str) -> Page:
    facts, start = read_front_matter(text)
    marked = read_markdown(text, start)
    if marked.links >= _LINKS and marked.linked > 0.6 * marked.letters:
        raise NotAnArticle(
            f"{name} is a list of links ({marked.links} of them).", "Give the text of an article."
        )
    return _named(read_lines(marked.lines, facts.title or ""), facts)


_LINKS = 5
"""Links of a Markdown text that is nearly nothing else: as many are a list."""


def _named(reading: TextReading, facts: PageFacts) -> Page:
    """The page of a text, its own headline and authors in the place of facts that are
    missing."""
    named = replace(
        facts,
        title=facts.title or reading.headline,
        authors=facts.authors or reading.authors,
        credited=reading.outlet,
        dated=reading.day.isoformat() if reading.day else None,
    )
    return Page(named, reading.drafts, reading.stamps, reading.dateline)


def _headline(page: Page) -> str:
    return next((d.text for d in page.drafts if d.kind is BlockKind.HEADLINE), "")


def _stem(name: str) -> str:
    path = urlsplit(name).path if "://" in name else name
    return fold(PurePosixPath(path.replace("\\", "/")).stem)
