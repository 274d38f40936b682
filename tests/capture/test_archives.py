from __future__ import annotations

import gzip
import io
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.capture.limits import Limits
from onrecord.capture.refusals import LeftOut
from onrecord.capture.sources import fetch_sources
from onrecord.errors import SkipItem
from onrecord.model.report import Capture


def fetch(path: Path, **limits: int) -> tuple[list[Capture], list[str]]:
    found = list(fetch_sources([str(path)], limits=Limits(**limits)))  # type: ignore[arg-type]
    captures = [item for item in found if isinstance(item, Capture)]
    return captures, [str(item) for item in found if isinstance(item, SkipItem)]


def archive(
    *pages: tuple[str, bytes, dict[str, str]], packed: bool = True, info: bool = True
) -> bytes:
    """A WARC file with a warcinfo record and one response for each (path, body, headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    if info:
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for path, body, headers in pages:
        status = headers.pop("status", "200 OK")
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{path}",
                "response",
                payload=io.BytesIO(body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": "2019-07-25T07:27:00Z"},
            )
        )
    return out.getvalue()


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_with_the_archives_time_and_address(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    chunked = b"5\r\n<p>he\r\n4\r\nllo!\r\n0\r\n\r\n"
    path.write_bytes(
        archive(
            ("plain", b"<p>one", dict(HTML)),
            ("packed", gzip.compress(b"<p>two"), {**HTML, "Content-Encoding": "gzip"}),
            ("chunked", chunked, {**HTML, "Transfer-Encoding": "chunked"}),
            ("image", b"\x89PNG", {"Content-Type": "image/png"}),
            ("gone", b"<p>gone", {**HTML, "status": "404 Not Found"}),
            ("text", b"text", {"Content-Type": "text/plain"}),
            packed=packed,
        )
    )
    captures, problems = fetch(path)
    assert [c.data for c in captures] == [b"<p>one", b"<p>two", b"<p>hello!", b"text"]
    assert captures[0].address == "https://example.org/plain"
    assert captures[0].captured_at == datetime(2019, 7, 25, 7, 27, tzinfo=UTC)
    assert captures[0].given.charset == "utf-8"
    assert captures[0].origin == "warc"
    assert problems == [
        f"{path}: 1 record was left out (status 404: 1). `onrecord read --verbose` names each."
    ]


def test_records_of_other_answers_are_counted_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        archive(
            ("ok", b"<p>one", dict(HTML)),
            ("moved", b"", {**HTML, "status": "301 Moved Permanently"}),
            ("gone", b"<p>gone", {**HTML, "status": "404 Not Found"}),
            ("lost", b"<p>lost", {**HTML, "status": "404 Not Found"}),
            ("down", b"<p>down", {**HTML, "status": "503 Service Unavailable"}),
        )
    )
    [_, notice] = fetch_sources([str(path)])
    assert isinstance(notice, LeftOut)
    assert "4 records were left out (status 301: 1, status 404: 2, status 503: 1)" in str(notice)
    assert notice.records[1] == "status 404: https://example.org/gone"
    assert notice.exit_code == 0


def test_an_archive_without_a_page_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(
        archive(("image", b"\x89PNG", {"Content-Type": "image/png"}), packed=False, info=False)
    )
    captures, problems = fetch(path)
    assert captures == []
    assert problems == [
        f"{path} holds no page that onrecord reads (1 record)."
        " Its pages must be HTML or plain text, answered with status 200."
    ]


def test_resource_and_revisit_records(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(
        writer.create_warc_record(
            "https://example.org/r",
            "resource",
            payload=io.BytesIO(b"<p>resource"),
            warc_content_type="text/html",
        )
    )
    writer.write_record(
        writer.create_revisit_record(
            "https://example.org/r", "sha1:ABC", "https://example.org/r", "2019-07-25T00:00:00Z"
        )
    )
    path = tmp_path / "r.warc.gz"
    path.write_bytes(out.getvalue())
    captures, problems = fetch(path)
    assert [c.data for c in captures] == [b"<p>resource"]
    assert len(problems) == 1
    assert "1 record was left out (unchanged: 1)" in problems[0]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("ending", ["cut", "noise"])
def test_what_stood_before_a_break_is_kept(tmp_path: Path, packed: bool, ending: str) -> None:
    whole = archive(("a", b"<p>one", dict(HTML)), packed=packed)
    next_one = archive(("b", b"<p>two" * 999, dict(HTML)), packed=packed, info=False)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(whole + (next_one[: len(next_one) // 2] if ending == "cut" else b"\xff" * 99))
    captures, problems = fetch(path)
    assert captures[0].data == b"<p>one"
    assert len(problems) == 1
    assert f"not a WARC file after byte {len(whole):,} (2 records" in problems[0]
    assert problems[0].endswith("The rest is skipped.")


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\x1f\x8b\x08rubbish", b"WARC/1.0\r\n\r\n", b"\0" * 99]
)
def test_a_file_that_is_no_archive_is_one_problem(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    captures, problems = fetch(path)
    assert captures == []
    assert len(problems) == 1
    assert "not a WARC file after byte 0" in problems[0]


def test_a_page_that_unpacks_to_too_much_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    bomb = gzip.compress(b" " * 5_000_000)
    path.write_bytes(
        archive(("bomb", bomb, {**HTML, "Content-Encoding": "gzip"}), ("ok", b"<p>ok", dict(HTML)))
    )
    captures, problems = fetch(path, page=1000)
    assert [c.data for c in captures] == [b"<p>ok"]
    assert "larger than 1,000 bytes" in problems[0]


def test_a_line_without_an_end_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(gzip.compress(b"WARC/1.0\r\nX: " + b"a" * 150_000_000))
    tracemalloc.start()
    captures, problems = fetch(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert captures == []
    assert "not a WARC file after byte 0" in problems[0]
    assert most < 100_000_000  # a block of the file, as it unpacks
