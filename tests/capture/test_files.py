from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.capture.limits import Limits
from onrecord.capture.sources import fetch_sources
from onrecord.errors import SkipItem
from onrecord.model.report import Capture, Given

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def fetch(*sources: str, **kwargs: object) -> list[Capture | SkipItem]:
    return list(fetch_sources(sources, clock=lambda: NOON, **kwargs))  # type: ignore[arg-type]


def names(found: list[Capture | SkipItem], root: Path) -> list[str]:
    return [os.path.relpath(c.name, root) for c in found if isinstance(c, Capture)]


def test_a_folder_is_read_in_order_and_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", ".hidden.html", "_index.json", "c/d.md", "c/e.png", "f.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = fetch(str(tmp_path))
    assert names(found, tmp_path) == ["a.txt", "b.html", "c/d.md"]
    assert [c.media_type for c in found if isinstance(c, Capture)] == [
        "text/plain",
        "text/html",
        "text/markdown",
    ]


def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_text("x")
    (tmp_path / "story_files").mkdir()
    (tmp_path / "story_files" / "frame.html").write_text("x")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "real.html").write_text("x")
    assert names(fetch(str(tmp_path)), tmp_path) == ["other_files/real.html", "story.html"]


def test_links_that_lead_back_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "twice").symlink_to(tmp_path / "a")
    assert names(fetch(str(tmp_path)), tmp_path) == ["a/x.txt"]


def test_a_missing_file_a_pipe_and_a_broken_link_are_problems_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "broken.html").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.html").write_text("x")
    found = fetch(str(tmp_path / "none.html"), str(tmp_path), "a\0b")
    said = [str(item) for item in found if isinstance(item, SkipItem)]
    assert names(found, tmp_path) == ["good.html"]
    assert len(said) == 4
    assert "does not exist" in said[0]
    assert "does not exist" in said[1]
    assert "no plain file" in said[2]


def test_depth_is_bounded(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "x.txt").write_text("x")
    assert names(fetch(str(tmp_path), limits=Limits(depth=4)), tmp_path) == ["a/b/c/x.txt"]
    [problem] = fetch(str(tmp_path), limits=Limits(depth=3))
    assert "3 folders deep" in str(problem)


def test_size_is_bounded_by_kind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    (tmp_path / "b.html").write_bytes(b"x" * 101)
    [problem, page] = fetch(str(tmp_path), limits=Limits(text=100, page=200))
    assert "100 bytes" in str(problem)
    assert isinstance(page, Capture)


def test_each_line_of_json_lines_is_a_capture_with_its_number_and_place(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes(b'{"text": "a"}\n\n' + b"x" * 300 + b"\nnot json\r\n")
    found = fetch(str(path), limits=Limits(page=100))
    captures = [item for item in found if isinstance(item, Capture)]
    assert [c.name for c in captures] == [f"{path}:1", f"{path}:4"]
    assert [c.given.position for c in captures] == [0, 3]
    assert captures[1].data == b"not json"
    assert [str(p) for p in found if isinstance(p, SkipItem)] == [
        f"{path}:3 is larger than 100 bytes, the limit for its kind."
        " Split it, or give the article alone."
    ]


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"<html><p>Hello</p></html>", ["text/html"]),
        (b'\n{"text": "a"}', ["application/json"]),
        (b'{\n"text": "a"\n}', ["application/json"]),
        (b'{"text": "a"}\n{"text": "b"}\n', ["application/json"] * 2),
        (b"A storm hit the coast.", ["text/plain"]),
        (b"", ["text/plain"]),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(data: bytes, kinds: list[str]) -> None:
    found = fetch("-", stdin=io.BytesIO(data))
    assert [c.media_type for c in found if isinstance(c, Capture)] == kinds


def test_what_is_given_travels_with_the_capture(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("x")
    given = Given(outlet="Granite Wire", address="https://example.org/a")
    [capture] = fetch(str(tmp_path / "a.html"), given=given)
    assert isinstance(capture, Capture)
    assert capture.given.outlet == "Granite Wire"
    assert capture.address == "https://example.org/a"
    assert capture.captured_at == NOON
    assert capture.body()["given"] == {
        "outlet": "Granite Wire",
        "address": "https://example.org/a",
    }


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pdf", b"%PDF-1.7 text", "is a PDF."),
        ("a.html", b"%PDF-1.7 text", "is a PDF."),
        ("a.txt", b"PK\x03\x04rest", "is a ZIP archive or an Office document."),
        ("a.html.gz", b"\x1f\x8b\x08rest", "is compressed."),
    ],
)
def test_other_formats_are_named(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    [problem] = fetch(str(tmp_path / name))
    assert isinstance(problem, SkipItem)
    assert f"{name} {what}" in str(problem)
