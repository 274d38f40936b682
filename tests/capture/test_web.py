from __future__ import annotations

import gzip
import time
import zlib
from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from onrecord import __version__
from onrecord.capture.addresses import is_public
from onrecord.capture.limits import Limits
from onrecord.capture.web import fetch_address
from onrecord.errors import SkipItem
from onrecord.model.report import Capture, Given

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LOCAL = Limits(allow_private=True, page=100_000, text=100_000, seconds=5)


def fetch(address: str, limits: Limits = LOCAL) -> Capture | SkipItem:
    return fetch_address(address, given=Given(), limits=limits, at=NOON)


def test_a_page_is_fetched_with_an_honest_name(httpserver: HTTPServer) -> None:
    seen: list[Request] = []

    def page(request: Request) -> Response:
        seen.append(request)
        return Response("<p>Hello", content_type="text/html; charset=iso-8859-1")

    httpserver.expect_request("/story").respond_with_handler(page)
    capture = fetch(httpserver.url_for("/story#part"))
    assert isinstance(capture, Capture)
    assert capture.data == b"<p>Hello"
    assert capture.given.charset == "iso-8859-1"
    assert (capture.origin, capture.media_type) == ("http", "text/html")
    assert seen[0].headers["User-Agent"] == f"onrecord/{__version__}"
    assert seen[0].headers["Host"].startswith("localhost:")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/", "http://[::1]:1/", "http://localhost:1/", "http://0.0.0.0/",
     "http://169.254.169.254/latest/", "http://10.1.2.3/", "http://2130706433/",
     "http://[::ffff:127.0.0.1]/"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    problem = fetch(address, Limits())
    assert isinstance(problem, SkipItem)
    assert "not on the public internet" in str(problem)


@pytest.mark.parametrize(
    ("number", "public"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("64:ff9b::a00:1", False),
     ("2002:7f00:1::", False), ("fe80::1", False), ("224.0.1.1", False), ("fc00::1", False),
     ("100.64.0.1", False), ("255.255.255.255", False)],
)  # fmt: skip
def test_public(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/a", "file:///etc/passwd", "https://", "http://me:pw@example.org/"],
)
def test_other_addresses_are_refused(address: str) -> None:
    assert isinstance(fetch(address), SkipItem)


def test_each_redirect_is_checked_again(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(
        "", status=302, headers={"Location": "http://169.254.169.254/x"}
    )
    httpserver.expect_request("/b").respond_with_data(
        "", status=301, headers={"Location": "file:///etc/passwd"}
    )
    # 169.254.* is refused although this test allows private addresses only for the first step
    first = fetch(httpserver.url_for("/b"))
    assert "only http and https" in str(first)


def test_redirects_are_followed_and_counted(httpserver: HTTPServer) -> None:
    for i in range(6):
        httpserver.expect_request(f"/{i}").respond_with_data(
            "", status=302, headers={"Location": f"/{i + 1}", "Set-Cookie": "a=b"}
        )
    seen: list[str | None] = []

    def last(request: Request) -> Response:
        seen.append(request.headers.get("Cookie"))
        return Response("text", content_type="text/plain")

    httpserver.expect_request("/6").respond_with_handler(last)
    capture = fetch(httpserver.url_for("/1"))
    assert isinstance(capture, Capture)
    assert capture.address == httpserver.url_for("/6")
    assert capture.name == httpserver.url_for("/1")
    assert seen == [None]
    assert "more than 5 times" in str(fetch(httpserver.url_for("/0")))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_packed_pages_are_unpacked_and_bombs_are_stopped(
    httpserver: HTTPServer, encoding: str
) -> None:
    def pack(data: bytes) -> bytes:
        if encoding == "gzip":
            return gzip.compress(data)
        packed = zlib.compress(data)
        return packed[2:-4] if encoding == "raw deflate" else packed

    headers = {"Content-Encoding": encoding.split()[-1], "Content-Type": "text/html"}
    httpserver.expect_request("/ok").respond_with_data(pack(b"<p>ok"), headers=headers)
    httpserver.expect_request("/bomb").respond_with_data(pack(b"\0" * 50_000_000), headers=headers)
    capture = fetch(httpserver.url_for("/ok"))
    assert isinstance(capture, Capture)
    assert capture.data == b"<p>ok"
    assert "larger than 100,000 bytes" in str(fetch(httpserver.url_for("/bomb")))


def test_a_slow_server_is_left(httpserver: HTTPServer) -> None:
    def drip(_: Request) -> Response:
        def parts() -> object:
            for _ in range(30):
                time.sleep(0.1)
                yield b"x"

        return Response(parts(), content_type="text/html")  # type: ignore[arg-type]

    httpserver.expect_request("/slow").respond_with_handler(drip)
    problem = fetch(httpserver.url_for("/slow"), Limits(allow_private=True, seconds=0.5))
    assert "longer than 0.5 seconds" in str(problem)


def test_what_is_no_page_is_a_problem(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/gone").respond_with_data("gone", status=410)
    httpserver.expect_request("/pdf").respond_with_data("%PDF", content_type="application/pdf")
    httpserver.expect_request("/odd").respond_with_data(
        "x", content_type="text/html", headers={"Content-Encoding": "br"}
    )
    assert "status 410" in str(fetch(httpserver.url_for("/gone")))
    assert "application/pdf" in str(fetch(httpserver.url_for("/pdf")))
    assert "'br'" in str(fetch(httpserver.url_for("/odd")))


def test_an_unreachable_server_is_a_problem() -> None:
    problem = fetch("http://127.0.0.1:9/")
    assert isinstance(problem, SkipItem)
    assert "could not be fetched" in str(problem)
