"""What makes two captures captures of one report: its address, or its outlet and story."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from onrecord.reports.folding import fold

# Query keys that say how a reader came, not what is read.
_TRACKING = re.compile(
    r"(?:utm_.*|mc_.*|pk_.*|at_(?:medium|campaign|custom\d|link_.*|ptr_.*|bbc_team|format)|ns_.*"
    r"|[a-z]{0,2}clid|fbclid|igshid|cmp(?:id)?|ocid|ito|sref|smid|smtyp|ref(?:_src|errer)?"
    r"|share|shareToken|taid|amp|outputType|__twitter_impression|xtor|_ga|guccounter|guce_.*)",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    r"https?://(?:web\.)?archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:/)", re.IGNORECASE
)
_AMP_PATH = re.compile(r"(?:/amp|\.amp|/amp\.html)/?$", re.IGNORECASE)
_HOST_PREFIX = re.compile(r"^(?:www\d?|amp|m|mobile)\.(?=[^.]+\.)")
_SLUG = re.compile(r"[\W_]+")
_LONGEST = 2000
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp")


def canonical_address(address: str) -> str | None:
    """The one spelling of a web address, or None where `address` is no web address.

    Scheme https, host in lower case and without "www." and its like, no usual port, fragment,
    tracking keys, AMP marks or final slash.

    >>> canonical_address("HTTP://www.Example.org/a/amp/?utm_source=x&id=3#top")
    'https://example.org/a?id=3'
    """
    if len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(unarchived(seen_address(address)))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    host = _HOST_PREFIX.sub("", host)
    if ":" in host:
        host = f"[{host}]"
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
    query = urlencode([(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)])
    return urlunsplit(("https", host, path, query, ""))


def unarchived(address: str) -> str:
    """The address of a page of which `address` is the Wayback Machine's copy; else `address`."""
    return _ARCHIVED.sub("", address)


def seen_address(address: str) -> str:
    """An address with what is not seen in it written as its bytes in UTF-8.

    >>> seen_address(" https://example.org/a\u200bb ")
    'https://example.org/a%E2%80%8Bb'
    """
    return "".join(
        quote(letter, errors="replace") if unicodedata.category(letter) in _UNSEEN else letter
        for letter in address.strip()
    )


def page_address(page: str | None, captured: str | None) -> str | None:
    """The address that a report goes by, as written: the page's own canonical link if trusted.

    A canonical link to another host (a syndicated copy that names its original) or to the front
    page does not name this report; the address captured does.

    >>> page_address("https://example.org/story", "https://amp.example.org/story?x=1")
    'https://example.org/story'
    >>> page_address(None, "https://web.archive.org/web/20190725102030/https://example.org/story")
    'https://example.org/story'
    >>> page_address("https://other.example/", "https://example.org/story")
    'https://example.org/story'
    """
    page, captured = (unarchived(seen_address(one)) if one else None for one in (page, captured))
    own = canonical_address(page) if page else None
    fetched = canonical_address(captured) if captured else None
    if own is None or fetched is None:
        return (page if own else captured if fetched else None) or None
    one, other = urlsplit(own), urlsplit(fetched)
    hosts = one.hostname or "", other.hostname or ""
    related = (
        hosts[0] == hosts[1]
        or hosts[0].endswith(f".{hosts[1]}")
        or hosts[1].endswith(f".{hosts[0]}")
    )
    names_a_page = bool(one.path.strip("/")) or not other.path.strip("/")
    return page if related and names_a_page else captured


def report_key(
    address: str | None, outlet: str | None, story: str | None, title: str | None, stem: str
) -> str:
    """The key that all versions of a report share.

    The canonical address where there is one; else outlet and story, where the story is the id
    given, the headline, or the file's stem.

    >>> report_key(None, "Granite Wire", None, "Ferry sinks; 9 dead", "a")
    'Granite Wire/ferry-sinks-9-dead'
    """
    if address and (canonical := canonical_address(address)):
        return canonical
    named = fold(story or "") or slug(title or "") or fold(stem) or "untitled"
    return f"{fold(outlet or '') or 'unnamed outlet'}/{named}"


def slug(title: str) -> str:
    """The words of a title, lower case, with hyphens; at most 80 characters."""
    return _SLUG.sub("-", title.casefold()).strip("-")[:80].rstrip("-")
