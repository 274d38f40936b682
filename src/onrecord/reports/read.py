"""A capture -> the version of a report that it shows."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from onrecord.model.report import BlockKind, Capture, Version
from onrecord.reports.blocks import compose
from onrecord.reports.decode import decode
from onrecord.reports.english import not_english
from onrecord.reports.facts import read_facts
from onrecord.reports.folding import fold
from onrecord.reports.json_report import read_json
from onrecord.reports.keys import report_key
from onrecord.reports.markdown import without_markup
from onrecord.reports.page import Page, PageFacts
from onrecord.reports.refusals import BadReport, NotEnglish, NoText
from onrecord.reports.text import read_text

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
    if evidence := not_english(text):
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


def read_page(capture: Capture) -> Page:
    """What a capture holds, before it is judged by language and its facts are joined.

    Raises a SkipItem as `read_report` does, but for the language.
    """
    words = decode(capture)
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
        return _text_page(without_markup(words), PageFacts())
    if capture.media_type == "text/plain":
        return _text_page(words, PageFacts())
    raise BadReport(
        f"{capture.name} is {capture.media_type}, which onrecord does not read.",
        "Give HTML, plain text, Markdown, JSON or a WARC file.",
    )


def _text_page(text: str, facts: PageFacts) -> Page:
    reading = read_text(text, facts.title or "")
    named = PageFacts(
        story=facts.story,
        title=facts.title or reading.headline,
        outlet=facts.outlet,
        address=facts.address,
        authors=facts.authors or reading.authors,
        published=facts.published,
        updated=facts.updated,
        language=facts.language,
        section=facts.section,
        zone=facts.zone,
        position=facts.position,
    )
    return Page(named, reading.drafts, reading.stamps, reading.dateline)


def _headline(page: Page) -> str:
    return next((d.text for d in page.drafts if d.kind is BlockKind.HEADLINE), "")


def _stem(name: str) -> str:
    path = urlsplit(name).path if "://" in name else name
    return fold(PurePosixPath(path.replace("\\", "/")).stem)
