"""What a page says of itself in machine-readable form: JSON-LD, meta tags, microdata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeGuard

import lxml.html

from onrecord.reports.clocks import clocks_at_headline
from onrecord.reports.folding import fold, mend
from onrecord.reports.keys import canonical_address
from onrecord.reports.local_times import in_local_time
from onrecord.reports.microdata import marked_names

_ARTICLE = re.compile(
    r"(?:(?:News|Opinion|Analysis|Background|Reportage|Review|Satirical|Social|Tech|Scholarly"
    r"|AskPublic)?(?:News)?Article|Report|BlogPosting|LiveBlogPosting)"
)
_POST = re.compile(r"(?:Discussion\w*|SocialMedia)Posting|Web(?:Page|Content)|ItemPage")
_LISTING = {"CollectionPage", "SearchResultsPage", "ItemList", "CategoryCodeSet", "ProfilePage"}
_TAG = re.compile(r"<[^<>]{0,500}>")
_MOST = 5000  # JSON-LD objects that are looked at
_DEEPEST = 12
_MOST_CLOCKS = 20  # <time> elements; those far down are other stories'


@dataclass(frozen=True, slots=True)
class Declared:
    """What the page declares; texts as written, entities resolved. All may be missing.

    `is_article` and `is_listing` say that the page calls itself one; `is_free` is False where it
    says that the text must be paid for.
    """

    title: str | None = None
    outlet: str | None = None
    address: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    language: str | None = None
    description: str | None = None
    body: str | None = None
    is_article: bool = False
    is_listing: bool = False
    is_free: bool = True


def read_declared(tree: lxml.html.HtmlElement) -> Declared:
    """What the page declares: JSON-LD first, then meta tags, then microdata and <time>."""
    meta = _meta(tree)
    address = _canonical(tree) or meta.get("og:url")
    objects = list(_objects(tree))
    named = {id: item for item in objects if _is_id(id := item.get("@id")) and "name" in item}
    clocks = clocks_at_headline(tree)
    articles = [item for item in objects if _is(item, _ARTICLE)]
    own = _own_article(articles, address)
    posts = [item for item in objects if _is(item, _POST)]
    kinds = {kind for item in objects for kind in _types(item)}
    og_type = meta.get("og:type", "").lower()
    told = [*_times(objects, "datePublished"), *_times(objects, "dateModified"), *_clocks(tree)]
    marked = any(key in meta for key in ("article:published_time", "article:modified_time"))
    return Declared(
        title=_text(own.get("headline")) or _text(own.get("name")) or _of(meta, _TITLES),
        outlet=_name(_meant(own.get("publisher"), named))
        or _of(meta, _OUTLETS)
        or next(iter(marked_names(tree, "publisher")), None),
        address=address,
        authors=_authors(_meant(own.get("author"), named))
        or _authors(_meant(own.get("creator"), named))
        or _meta_authors(meta)
        or tuple(name for name in marked_names(tree, "author") if _is_author(name)),
        published=in_local_time(
            _text(own.get("datePublished"))
            or _of(meta, _PUBLISHED)
            or _timed(tree, "datePublished")
            or _text(own.get("dateCreated"))
            or next(_times(posts, "datePublished"), None)
            or clocks.published,
            told,
        ),
        updated=in_local_time(
            _text(own.get("dateModified"))
            or _of(meta, _UPDATED)
            or _timed(tree, "dateModified")
            or next(_times(posts, "dateModified"), None)
            or clocks.updated,
            told,
        ),
        section=_text(own.get("articleSection")) or _of(meta, ("article:section", "section")),
        language=_text(own.get("inLanguage"))
        or fold(tree.get("lang") or tree.get("xml:lang") or "")[:35]
        or _of(meta, ("og:locale", "content-language", "dc.language")),
        description=_text(own.get("description")) or _of(meta, ("og:description", "description")),
        body=_body(own.get("articleBody")),
        is_article=bool(articles) or og_type in ("article", "news", "news.article") or marked,
        is_listing=(bool(kinds & _LISTING) and not articles) or len(articles) > 4,
        is_free=_text(own.get("isAccessibleForFree")) not in ("false", "False"),
    )


_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "pubdate",
    "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date",
    "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "dcterms.date", "originalpublicationdate", "cxenseparse:recs:publishtime",
    "article.published", "displaydate", "date", "citation_publication_date", "citation_date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "article:updated_time", "lastmod",
    "last-modified", "datemodified", "dcterms.modified", "dc.date.modified", "article.updated",
    "revision_date", "updated",
)  # fmt: skip


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """The first value of each meta name, property or itemprop, names in lower case."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = fold(html.unescape(node.get("content") or ""))
        for key in ("property", "name", "itemprop", "http-equiv"):
            if (name := node.get(key)) and content:
                found.setdefault(name.strip().lower()[:80], content[:2000])
    return found


def _of(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _times(items: Sequence[Mapping[str, object]], key: str) -> Iterator[str]:
    """The times that JSON-LD objects give under this key."""
    return (words for item in items if (words := _text(item.get(key))))


def _clocks(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """The machine-readable times of the first <time> elements."""
    nodes = islice(tree.iter("time"), _MOST_CLOCKS)
    return (words for node in nodes if (words := fold(node.get("datetime") or "")))


def _canonical(tree: lxml.html.HtmlElement) -> str | None:
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split():
            return (node.get("href") or "").strip() or None
    return None


def _timed(tree: lxml.html.HtmlElement, prop: str) -> str | None:
    """The machine-readable time of the first element with this itemprop, or of a <time>."""
    for node in tree.iter("time", "span", "div", "p", "abbr"):
        if prop in (node.get("itemprop") or "").split():
            value = node.get("datetime") or node.get("content") or node.get("title")
            if value := fold(value or "".join(node.itertext())[:200]):
                return value
    if prop == "datePublished":
        for node in tree.iter("time"):
            if node.get("pubdate") is not None and node.get("datetime"):
                return fold(node.get("datetime"))
    return None


def _objects(tree: lxml.html.HtmlElement) -> Iterator[dict[str, object]]:
    """The JSON-LD objects of a page, outer before inner, at most 5,000 in all."""
    left = _MOST
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        words = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?://\]\]>|-->)\s*$", "", script.text or "")
        try:
            body = json.loads(words.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        level: list[object] = [body]
        for _ in range(_DEEPEST):
            below: list[object] = []
            for item in level:
                if left <= 0:
                    return
                left -= 1
                if isinstance(item, list):
                    below += item
                elif isinstance(item, dict):
                    if "@type" in item:
                        yield item
                    below += [v for v in item.values() if isinstance(v, dict | list)]
            level = below


def _types(item: dict[str, object]) -> tuple[str, ...]:
    kinds = item.get("@type")
    several = kinds if isinstance(kinds, list) else [kinds]
    return tuple(k.rsplit("/", 1)[-1] for k in several if isinstance(k, str))


def _is(item: dict[str, object], pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(kind) for kind in _types(item))


def _own_article(articles: list[dict[str, object]], address: str | None) -> dict[str, object]:
    """The article object that speaks of this page: by address, else the first that has a date."""
    key = canonical_address(address) if address else None
    for item in articles if key else ():
        for name in ("mainEntityOfPage", "url", "@id"):
            link = item.get(name)
            link = link.get("@id") if isinstance(link, dict) else link
            if isinstance(link, str) and canonical_address(link.split("#")[0]) == key:
                return item
    dated = [item for item in articles if item.get("datePublished")]
    return next(iter(dated or articles), {})


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, bool | int | float):
        return str(value)
    return fold(html.unescape(mend(value)))[:2000] or None if isinstance(value, str) else None


def _body(value: object) -> str | None:
    """An article's text in JSON-LD: plain, or HTML, of which the tags are taken off."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = html.unescape(mend(value))
    return _TAG.sub("\n\n", text) if "</" in text else text


def _is_id(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _meant(value: object, named: Mapping[str, object]) -> object:
    """What a value of JSON-LD refers to: an object elsewhere in the page that bears its @id."""
    if isinstance(value, list):
        return [_meant(one, named) for one in value[:30]]
    if isinstance(value, dict) and "name" not in value and _is_id(value.get("@id")):
        return named.get(value["@id"], value)
    return value


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _authors(value: object) -> tuple[str, ...]:
    several = value if isinstance(value, list) else [value]
    names = [name for item in several[:30] if (name := _name(item))]
    return tuple(dict.fromkeys(name for name in names if _is_author(name)))


def _meta_authors(meta: Mapping[str, str]) -> tuple[str, ...]:
    for name in ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author"):
        if (value := meta.get(name)) and _is_author(value):
            value = re.sub(r"^[Bb]y\s+", "", value)
            return tuple(part.strip() for part in re.split(r",|;|\band\b", value) if part.strip())
    return ()


def _is_author(name: str) -> bool:
    return not name.startswith(("http:", "https:", "/", "@")) and 2 < len(name) < 120
