"""Whole pages, in our own words: facts, blocks, and pages that are no report."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import SkipItem
from onrecord.model.report import BlockKind, Capture, TimeFrom, Version
from onrecord.reports import refusals
from onrecord.reports.dom import parse
from onrecord.reports.read import read_report

PROSE = [
    "The coast guard said on Tuesday that it had found all 40 people who were aboard the ferry.",
    "The ship went down in heavy swell some 12 miles off the coast of the province, it said.",
    "Its owner, who was not aboard, told reporters that the engine had failed twice in a month.",
    "Inspectors are to examine the wreck once divers have raised it, the ministry added.",
]
LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "All 40 aboard ferry are found",
    "datePublished": "2024-05-01T08:00:00+08:00",
    "dateModified": "2024-05-01T11:30:00+08:00",
    "author": [{"@type": "Person", "name": "Jane Doe"}],
    "publisher": {"@type": "Organization", "name": "Granite Wire"},
    "articleSection": "Asia",
}


def page(
    body: str, head: str = "", title: str = "All 40 aboard ferry are found | Granite Wire"
) -> str:
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a> <a href='/asia'>Asia</a></nav>{body}"
        "<aside class='related'><h2>Related</h2>"
        "<a href='/x'>Storm nears the coast of Samar</a></aside>"
        "<footer>Copyright Granite Wire</footer></body></html>"
    )


ARTICLE = page(
    "<article><h1>All 40 aboard ferry are found</h1><p class='byline'>By Jane Doe</p>"
    "<p>Published May 1, 2024, 8:00 a.m. | Updated May 1, 2024, 11:30 a.m.</p>"
    "<figure><img src='a.jpg'>"
    "<figcaption>Rescuers bring the passengers ashore.</figcaption></figure>"
    f"<p>MANILA — {PROSE[0]}</p><p>{PROSE[1]}</p><h2>Engine failed twice</h2><p>{PROSE[2]}</p>"
    "<blockquote><p>“We are thankful that nobody was lost at sea,” the captain said on the"
    " quay.</p></blockquote>"
    f"<p>{PROSE[3]}</p><p>Li Na contributed to this report.</p>"
    "<p>An earlier version of this story misspelled the name of the ship.</p></article>",
    head=f"<script type='application/ld+json'>{json.dumps(LD)}</script>"
    "<link rel='canonical' href='https://harbourwire.example/asia/ferry-found'>",
)


def capture(data: str | bytes, address: str | None = None, **kwargs: str) -> Capture:
    raw = data.encode() if isinstance(data, str) else data
    return Capture(
        origin="file",
        name=kwargs.get("name", "page.html"),
        captured_at=datetime(2024, 6, 1, tzinfo=UTC),
        media_type=kwargs.get("media_type", "text/html"),
        data=raw,
        sha256=sha256(raw).hexdigest(),
        address=address,
    )


def read(data: str | bytes, address: str | None = None) -> Version:
    return read_report(capture(data, address))


def test_facts_come_from_the_structured_data() -> None:
    version = read(ARTICLE, "https://www.harbourwire.example/asia/ferry-found?utm_source=x")
    facts = version.facts
    assert version.title == "All 40 aboard ferry are found"
    assert version.report_key == "https://harbourwire.example/asia/ferry-found"
    assert (facts.outlet, facts.authors, facts.section) == ("Granite Wire", ("Jane Doe",), "Asia")
    assert facts.language == "en"
    assert facts.published is not None
    assert facts.published.at == datetime(2024, 5, 1, 0, 0, tzinfo=UTC)
    assert facts.published.day.isoformat() == "2024-05-01"
    assert facts.dateline == "MANILA"


def test_a_visible_stamp_agrees_with_the_hidden_one_and_is_named_as_the_source() -> None:
    updated = read(ARTICLE).facts.updated
    assert updated is not None
    assert updated.source is TimeFrom.STAMP
    assert updated.at == datetime(2024, 5, 1, 3, 30, tzinfo=UTC)


def test_blocks_come_from_the_markup_and_have_a_place_in_the_page() -> None:
    version = read(ARTICLE)
    assert [block.kind.value for block in version.blocks] == [
        "headline", "byline", "stamp", "caption", "dateline", "paragraph", "paragraph",
        "subhead", "paragraph", "quote", "paragraph", "contributors", "correction",
    ]  # fmt: skip
    [subhead] = version.of_kind(BlockKind.SUBHEAD)
    assert subhead.locator == "/html[1]/body[1]/article[1]/h2[1]"
    assert "Storm nears" not in version.text
    assert "Copyright" not in version.text


def test_advertising_and_related_links_make_no_new_version() -> None:
    other = ARTICLE.replace("Storm nears the coast of Samar", "Two ministers resign in Lagos")
    other = other.replace("<h2>Engine", "<div class='advert'>Advertisement</div><h2>Engine")
    assert read(other).id == read(ARTICLE).id


def test_head_and_body_tags_may_be_left_out() -> None:
    """HTML lets writers leave them out; the parser must not put the article into the head."""
    paragraphs = "".join(f"<p>{line}</p>" for line in PROSE)
    data = (
        f"<!doctype html><title>All 40 found</title><meta charset=utf-8>"
        f"<article><h1>All 40 found</h1>{paragraphs}</article>"
    ).encode()
    capture = Capture(
        origin="file",
        name="page.html",
        captured_at=datetime(2024, 5, 2, tzinfo=UTC),
        media_type="text/html",
        data=data,
        sha256=sha256(data).hexdigest(),
    )
    assert all(line in read_report(capture).text for line in PROSE)


def test_meta_tags_serve_where_there_is_no_json_ld() -> None:
    html = page(
        f"<main><h1>All 40 aboard ferry are found</h1><p>{'</p><p>'.join(PROSE)}</p></main>",
        head="<meta property='og:type' content='article'>"
        "<meta property='og:site_name' content='HW'>"
        "<meta property='article:published_time' content='2024-05-01T08:00:00Z'>",
    )
    facts = read(html).facts
    assert facts.outlet == "HW"
    assert facts.published is not None
    assert not facts.published.zone_assumed


def test_a_broken_page_without_markup_still_reads() -> None:
    version = read(f"<p>{PROSE[0]}<p>{PROSE[1]}<p>{PROSE[2]}<p>{PROSE[3]}")
    assert all(sentence in version.text for sentence in PROSE)


LINKS = "".join(
    f"<li><a href='/{i}'>Minister number {i} resigns over report on the port</a></li>"
    for i in range(30)
)
NOT_REPORTS = {
    "front page": (
        page(f"<ul>{LINKS}</ul>", title="Granite Wire"),
        "https://h.example/",
        "NotAnArticle",
    ),
    "list": (page(f"<h1>Asia</h1><ul>{LINKS}</ul>", title="Asia"), None, "NotAnArticle"),
    "search": (
        page(
            "<h1>3 results for ferry</h1><p>No story matches these words exactly.</p>",
            title="Search",
        ),
        "https://h.example/search?q=ferry",
        "NotAnArticle",
    ),
    "missing": (
        page(
            "<h1>Page not found</h1><p>We could not find the page that you asked for.</p>",
            title="404 - Page not found",
        ),
        None,
        "NotAnArticle",
    ),
    "consent": (
        page(
            "<h1>We value your privacy</h1><p>We and our 812 partners store cookies to show"
            " personalised ads and content on this site and others.</p><button>Accept all</button>"
            "<p>You can manage your choices at any time. Read our cookie policy.</p>",
            title="Before you continue",
        ),
        None,
        "ConsentPage",
    ),
    "robot": (
        page("<p>Checking your browser before you go on.</p>", title="Just a moment..."),
        None,
        "ConsentPage",
    ),
    "payment": (
        page(
            f"<article><h1>All 40 aboard ferry are found</h1><p>{PROSE[0]}</p>"
            "<p>Subscribe to continue reading. Already a subscriber? Sign in.</p></article>"
        ),
        None,
        "PaymentPage",
    ),
    "empty": ("<html><body></body></html>", None, "NoText"),
    "nothing": ("", None, "NoText"),
    "french": (
        page(
            "<article><h1>Le ferry est retrouvé</h1><p>"
            + "Le ministre a dit que les passagers du ferry avaient été retrouvés dans la nuit. "
            * 6
            + "</p></article>"
        ),
        None,
        "NotEnglish",
    ),
}


@pytest.mark.parametrize("name", NOT_REPORTS)
def test_pages_that_are_no_report(name: str) -> None:
    html, address, expected = NOT_REPORTS[name]
    with pytest.raises(getattr(refusals, expected)) as caught:
        read(html, address)
    assert caught.value.remedy


def test_an_article_about_privacy_is_an_article() -> None:
    about = [
        "The regulator said on Monday that sites must offer a way to reject all cookies.",
        "Its ruling names 12 firms that personalised advertising without a lawful consent.",
        "One firm said that it would change its cookie policy before the end of the year.",
    ]
    paragraphs = "</p><p>".join(about + PROSE)
    html = page(f"<article><h1>Regulator acts on cookies</h1><p>{paragraphs}</p></article>")
    assert "must offer a way" in read(html).text


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(refusals.Undecodable):
        read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def test_a_declared_charset_is_used() -> None:
    html = ARTICLE.replace("<head>", "<head><meta charset='windows-1252'>").encode(
        "cp1252", "replace"
    )
    assert "“We are thankful" in read(html).text


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400)
    | st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "</div", "<h1>", "<li>", "<script>", "<!--", "-->", "&#0;",
             "a b", "<td>", "<br><br>",
             "<article>", "&lt;", "<a href=x>", "\x00", "<title>", "<noscript>",
             "<script type='application/ld+json'>{\"@type\":[]}</script>", "<?xml version='1.0'?>",
             "<meta name=date content=9999-99-99>", "<time datetime=x itemprop=datePublished>",
             PROSE[0]]
        ),
        max_size=40,
    ).map(lambda parts: "".join(parts).encode())
)  # fmt: skip
def test_no_page_breaks_it(data: bytes) -> None:
    for media_type in ("text/html", "text/plain", "text/markdown", "application/json"):
        try:
            version = read_report(capture(data, media_type=media_type))
        except SkipItem:
            continue
        version.id  # noqa: B018  the text can be written as JSON
        assert version.text


def test_a_tag_with_very_many_attributes_loses_them() -> None:
    """The parser holds each attribute against all before it: 200,000 take minutes."""
    attributes = " ".join(f"a{number}=1" for number in range(2_000))
    tree = parse(f"<p {attributes}>{PROSE[0]}</p><p id=few>{PROSE[1]}</p>")
    assert tree is not None
    assert [dict(node.attrib) for node in tree.iter("p")] == [{}, {"id": "few"}]
    assert PROSE[0] in tree.text_content()
