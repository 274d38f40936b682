"""Pages without the whole articles, for sites that may not show them."""

from __future__ import annotations

from dataclasses import replace

from onrecord.desk.report import ReportPage
from onrecord.desk.reports import ChangesPage
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.queries.article import Article
from onrecord.queries.sentences import sentence_at


def kept_spans(article: Article) -> set[Span]:
    """The sentences that claims rest on."""
    claims = (one for telling in article.tellings for one in telling.claims)
    return {sentence_at(article.text, one.row.claim.span) for one in claims}


def as_excerpt(page: object) -> object:
    """The page object as its data may be given away: of articles, the headline and the sentences
    that claims rest on. What is left out is blank, so that spans stay where they are."""
    if isinstance(page, ReportPage):
        article = page.article
        return ReportPage(replace(article, text=_blanked(article)))
    if isinstance(page, ChangesPage):
        return ChangesPage(replace(page.diff, text=()), ())
    return page


def _blanked(article: Article) -> Version:
    text = article.text
    headlines = {block.span for block in text.blocks if block.kind is BlockKind.HEADLINE}
    letters = [" "] * len(text.text)
    for span in kept_spans(article) | headlines:
        letters[span.start : span.end] = text.text[span.start : span.end]
    return replace(text, text="".join(letters))
