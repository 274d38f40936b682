"""A web address -> a capture of the page there."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

import httpx

from onrecord import __version__
from onrecord.capture.addresses import parse_address, resolve
from onrecord.capture.kinds import JSONL, WARC, charset_of, kind_of_media_type, sniff
from onrecord.capture.limits import Limits
from onrecord.capture.make import limit_for, make_capture, too_large
from onrecord.capture.refusals import CannotFetch, WrongKind
from onrecord.errors import SkipItem
from onrecord.model.report import Capture, Given

_HEADERS = {
    "User-Agent": f"onrecord/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, application/json;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
}
_ARCHIVED = re.compile(r"https?://(?:web\.)?archive\.org/web/(\d{14})(?!\d)")
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    data: bytes
    is_whole: bool


def fetch_address(
    address: str, *, given: Given, limits: Limits, at: datetime
) -> Capture | SkipItem:
    """The capture of the page at an address, or why there is none.

    Each host on the way (at most 5 redirects) is looked up once, refused if any of its numeric
    addresses is not on the public internet, and then spoken to at that very number. Nothing is
    sent but the request; no cookie is kept; proxies of the environment are not used. The
    capture's address is the one that answered.
    """
    ends = monotonic() + limits.seconds
    try:
        url = parse_address(address)
        for _ in range(limits.redirects + 1):
            answer = _ask(url, limits, ends - monotonic())
            if answer.status not in _REDIRECTS:
                return _capture(address, url, answer, given, limits, at)
            url = _next(url, answer)
        return CannotFetch(
            f"{address} was redirected more than {limits.redirects} times.",
            "Give the address at which the page opens in a browser.",
        )
    except SkipItem as problem:
        return problem


def _next(url: httpx.URL, answer: _Answer) -> httpx.URL:
    target = answer.headers.get("location", "")
    if not target:
        raise CannotFetch(f"{url} redirects to nowhere.", "Check the address in a browser.")
    try:
        joined = str(url.join(target))
    except (httpx.InvalidURL, ValueError):
        raise CannotFetch(f"{url} redirects to no address.", "Check it in a browser.") from None
    return parse_address(joined)


def _ask(url: httpx.URL, limits: Limits, seconds: float) -> _Answer:
    """One request to one pinned number. Raises CannotFetch, or NotAllowed from the lookup."""
    slow = CannotFetch(f"{url} took longer than {limits.seconds:g} seconds.", "Try again later.")
    if seconds <= 0:
        raise slow
    number = resolve(url, allow_private=limits.allow_private)
    pinned = url.copy_with(host=number)
    client = httpx.Client(
        trust_env=False, follow_redirects=False, timeout=min(seconds, 10.0), http2=False
    )
    # The time-outs of httpx count single reads; the timer ends a server that drips.
    timer = threading.Timer(seconds, client.close)
    timer.daemon = True
    timer.start()
    started = monotonic()
    try:
        request = client.build_request(
            "GET",
            pinned,
            headers=_HEADERS | {"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        response = client.send(request, stream=True)
        try:
            limit = max(limits.page, limits.text)
            data = _inflated(response, limit, started + seconds)
            return _Answer(response.status_code, response.headers, data[:limit], len(data) <= limit)
        finally:
            response.close()
    except (httpx.TimeoutException, TimeoutError):
        raise slow from None
    except (httpx.HTTPError, httpx.StreamError, OSError, RuntimeError, zlib.error) as error:
        if monotonic() - started >= seconds:
            raise slow from None
        raise CannotFetch(
            f"{url} could not be fetched ({str(error)[:120] or type(error).__name__}).",
            "Check the address in a browser.",
        ) from None
    finally:
        timer.cancel()
        client.close()


def _inflated(response: httpx.Response, limit: int, ends: float) -> bytes:
    """The decoded body, at most one byte over the limit however small it was packed."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise CannotFetch(
            f"The answer is in the encoding {encoding[:30]!r}, which was not asked for.",
            "Save the page from a browser and give the file.",
        )
    body = bytearray()
    parts = response.iter_raw(65536)
    for part in parts if encoding in ("", "identity") else _inflate(parts, encoding, limit):
        body += part
        if len(body) > limit:
            break
        if monotonic() > ends:
            raise TimeoutError
    return bytes(body[: limit + 1])


def _inflate(parts: Iterator[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """The parts decompressed, each in steps that are bounded whatever the ratio."""
    unpack = zlib.decompressobj(47 if "gzip" in encoding else zlib.MAX_WBITS)
    fresh = True
    for part in parts:
        if fresh and encoding == "deflate" and part[:1] and (part[0] & 0x0F) != 8:
            unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # many servers send it without a header
        fresh = False
        while part:
            step = unpack.decompress(part, min(limit + 1, 1_000_000))
            yield step
            part = unpack.unconsumed_tail
            if unpack.eof:
                return


def _archived_at(address: str) -> datetime | None:
    """When the Wayback Machine captured the page of which `address` is its copy, else None.

    >>> _archived_at("https://web.archive.org/web/20190725102030id_/https://example.org/a")
    datetime.datetime(2019, 7, 25, 10, 20, 30, tzinfo=datetime.timezone.utc)
    """
    found = _ARCHIVED.match(address)
    try:
        return datetime.strptime(f"{found[1]}+0000", "%Y%m%d%H%M%S%z") if found else None
    except ValueError:
        return None


def _capture(
    address: str, url: httpx.URL, answer: _Answer, given: Given, limits: Limits, at: datetime
) -> Capture | SkipItem:
    if answer.status != 200:
        return CannotFetch(
            f"{address} answers with status {answer.status}.", "Check the address in a browser."
        )
    declared = answer.headers.get("content-type", "")
    kind = kind_of_media_type(declared) if declared else sniff(answer.data)
    if kind in (None, WARC, JSONL):
        return WrongKind(
            f"{address} is {declared.split(';')[0][:60] or kind}, which is not read from the web.",
            "Give the address of an article, or save it as a file.",
        )
    limit = limit_for(kind, limits)
    if not answer.is_whole or len(answer.data) > limit:
        return too_large(address, limit)
    return make_capture(
        origin="http",
        name=address,
        data=answer.data,
        media_type=kind,
        at=_archived_at(str(url)) or at,
        given=given,
        address=str(url),
        charset=charset_of(declared),
    )
