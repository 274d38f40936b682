"""`onrecord read`: every kind of source, options, problems and exit codes."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from .command import Done, Run, onrecord
from .stories import COUNCIL, FERRY_1, FERRY_2, FERRY_OTHER, LAUNCH, html_page, write_json

TEXT = str(FERRY_1["text"])


def deaths(run: Run) -> set[tuple[str, str, str]]:
    """(speaker, words, outlet) of every deaths claim on record."""
    rows = [
        row
        for event in run("events", "--csv").rows
        for row in run("log", event["event"], "--csv").rows
        if row["slot"] == "deaths"
    ]
    return {(row["speaker"], row["words"], row["outlet"]) for row in rows}


def warc(*pages: tuple[str, str, str], packed: bool) -> bytes:
    """A WARC file with a response record for each (address, date, page)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, date, page in pages:
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(page.encode()),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": date},
        )
        writer.write_record(record)
    return out.getvalue()


def test_a_folder(first_read: tuple[Path, Done]) -> None:
    ledger, done = first_read
    assert done.code == 0
    assert done.out == ""
    assert f"6 reports read into {ledger}: 6 new versions\n" in done.err
    assert "0 refused by the guard" in done.err
    reports = onrecord("reports", "--json", ledger=ledger).json
    assert sorted(len(report["versions"]) for report in reports) == [1, 1, 1, 1, 2]


@pytest.mark.parametrize("suffix", ["html", "htm"])
def test_a_page(new: Run, tmp_path: Path, suffix: str) -> None:
    page = tmp_path / f"saved.{suffix}"
    page.write_text(html_page(FERRY_1), encoding="utf-8")
    assert new("read", page).code == 0
    assert ("coast guard", "at least 9 people", "Harbour Gazette") in deaths(new)
    [report] = new("reports", "--json").json
    assert report["address"] == FERRY_1["url"]
    assert report["versions"][0]["known_at"] == "2023-05-09T08:00:00+00:00"


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_a_text_with_what_it_does_not_say(new: Run, tmp_path: Path, suffix: str) -> None:
    report = tmp_path / f"ferry.{suffix}"
    title, rest = TEXT.split("\n\n", 1)
    mark = "# " if suffix == "md" else ""
    report.write_text(f"{mark}{title}\n\n{rest}\n", encoding="utf-8")
    given = ("--outlet", "Morning Slip", "--published", "2023-05-09 08:00", "--zone", "Asia/Manila")
    done = new("read", report, *given, "--updated", "2023-05-09 09:15")
    assert done.code == 0
    assert ("coast guard", "at least 9 people", "Morning Slip") in deaths(new)
    [found] = new("reports", "--json").json
    assert found["title"] == title
    assert found["outlet"] == "Morning Slip"
    # 09:15 in Manila.
    assert found["versions"][0]["known_at"] == "2023-05-09T01:15:00+00:00"


def test_what_the_page_says_is_not_overridden(new: Run, tmp_path: Path) -> None:
    [path] = write_json(tmp_path / "in", FERRY_1)
    assert new("read", path, "--outlet", "Another", "--published", "2020-01-01").code == 0
    [report] = new("reports", "--json").json
    assert report["outlet"] == "Harbour Gazette"
    assert report["versions"][0]["known_at"] == "2023-05-09T08:00:00+00:00"


def test_json_lines(new: Run, tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    bad = "{nothing"
    lines.write_text(
        "\n".join([json.dumps(FERRY_1), "", bad, json.dumps(LAUNCH)]) + "\n", encoding="utf-8"
    )
    done = new("read", lines)
    assert done.code == 1
    assert f"{lines}:3 is not valid JSON" in done.err
    assert "2 reports" in done.err
    assert "1 problem" in done.err
    assert {report["outlet"] for report in new("reports", "--json").json} == {
        "Harbour Gazette",
        "Lantern Press",
    }


def test_unknown_keys_are_named(new: Run, tmp_path: Path) -> None:
    [path] = write_json(tmp_path / "in", {**COUNCIL, "mood": "fair", "paywall": False})
    done = new("read", path)
    assert done.code == 0
    assert f"{path}: ignored what onrecord does not know: mood, paywall." in done.err
    assert "Known keys: authors," in done.err


@pytest.mark.parametrize("suffix", ["warc", "warc.gz"])
def test_an_archive(new: Run, tmp_path: Path, suffix: str) -> None:
    archive = tmp_path / f"crawl.{suffix}"
    # The archive saw the page before its later version; the page's own stamps are older.
    archive.write_bytes(
        warc(
            (str(FERRY_1["url"]), "2023-05-09T09:00:00Z", html_page(FERRY_1)),
            (str(LAUNCH["url"]), "2022-03-05T02:00:00Z", html_page(LAUNCH)),
            (str(FERRY_1["url"]), "2023-05-09T18:00:00Z", html_page(FERRY_2)),
            packed=suffix.endswith("gz"),
        )
    )
    assert new("read", archive).code == 0
    reports = {report["outlet"]: report for report in new("reports", "--json").json}
    known = [version["known_at"] for version in reports["Harbour Gazette"]["versions"]]
    # The second has the old stamp: a silent edit is known since it was captured.
    assert known == ["2023-05-09T08:00:00+00:00", "2023-05-09T18:00:00+00:00"]
    assert reports["Harbour Gazette"]["versions"][1]["known_from"] == "capture"


def test_a_broken_archive_is_read_up_to_the_break(new: Run, tmp_path: Path) -> None:
    whole = warc(
        (str(FERRY_1["url"]), "2023-05-09T09:00:00Z", html_page(FERRY_1)),
        (str(LAUNCH["url"]), "2022-03-05T02:00:00Z", html_page(LAUNCH)),
        packed=False,
    )
    broken = tmp_path / "broken.warc"
    broken.write_bytes(whole[: len(whole) - 400])
    [council] = write_json(tmp_path / "in", COUNCIL)
    done = new("read", broken, council)
    assert done.code == 1
    assert "broken.warc: not a WARC file after byte" in done.err
    assert "2 reports read" in done.err
    assert len(new("reports", "--json").json) == 2


@pytest.mark.parametrize(
    "stdin",
    [TEXT.encode(), html_page(FERRY_1).encode(), json.dumps(FERRY_1).encode()],
    ids=["text", "page", "json"],
)
def test_standard_input(new: Run, stdin: bytes) -> None:
    done = new("read", "-", "--published", "2023-05-09", stdin=stdin)
    assert done.code == 0
    assert "at least 9 people" in {words for _, words, _ in deaths(new)}


def test_an_address(new: Run, httpserver: HTTPServer) -> None:
    page = html_page(FERRY_1).replace(str(FERRY_1["url"]), httpserver.url_for("/ferry"))
    httpserver.expect_request("/ferry").respond_with_data(page, content_type="text/html")
    httpserver.expect_request("/gone").respond_with_data("no", status=410)
    done = new("read", "--allow-private", httpserver.url_for("/ferry"), httpserver.url_for("/gone"))
    assert done.code == 1
    assert "answers with status 410" in done.err
    [report] = new("reports", "--json").json
    assert report["outlet"] == "Harbour Gazette"
    before = new("ledger", "dump").out.splitlines()
    # Fetched again: a capture that proves that the text stood unchanged, and nothing else.
    assert new("read", "--allow-private", httpserver.url_for("/ferry")).code == 0
    added = [json.loads(line) for line in new("ledger", "dump").out.splitlines()[len(before) :]]
    assert sorted(row["sort"] for row in added) == ["appearance", "batch", "capture"]


def test_addresses_of_this_machine_are_refused(new: Run, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/ferry").respond_with_data(html_page(FERRY_1))
    done = new("read", httpserver.url_for("/ferry"))
    assert done.code == 3
    assert "not on the public internet" in done.err
    assert httpserver.log == []


def test_the_same_again_adds_nothing(run: Run, pages: Path) -> None:
    before = run("ledger", "dump").out
    done = run("read", pages)
    assert done.code == 0
    assert "6 reports" in done.err
    assert "0 new versions" in done.err
    assert run("ledger", "dump").out == before
    copied = pages.parent / "copied.json"
    copied.write_bytes(next(iter(sorted(pages.glob("*.json")))).read_bytes())
    assert run("read", copied).code == 0
    assert run("ledger", "dump").out == before


def test_one_bad_file_keeps_nothing_from_being_read(new: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_json(folder, FERRY_1, LAUNCH)
    (folder / "000-a-list.json").write_text("[1, 2]")
    (folder / "001-bytes.html").write_bytes(bytes(range(256)) * 40)
    (folder / "001-empty.txt").write_text("")
    (folder / "002-deep.json").write_text("[" * 200_000)
    (folder / "ignored.png").write_bytes(b"\x89PNG")
    done = new("read", folder, tmp_path / "missing.html")
    assert done.code == 1
    for name in ("000-a-list.json", "001-bytes.html", "001-empty.txt", "002-deep.json"):
        assert name in done.err
    assert "missing.html does not exist." in done.err
    assert "ignored.png" not in done.err
    assert "2 reports read" in done.err
    assert "5 problems" in done.err
    assert "Traceback" not in done.err


_MENU = "".join(
    f'<li><a href="/story/{n}">Ministers meet again over the harbour plan, part {n}</a></li>'
    for n in range(30)
)
_GERMAN = (
    "Die Fähre ist am Dienstag vor der Küste gesunken, wie die Küstenwache mitteilte. Mindestens "
    "neun Menschen kamen ums Leben, und viele werden noch vermisst. Das Ministerium hat sich "
    "bisher nicht dazu geäußert, und die Suche wird am Mittwoch fortgesetzt werden."
)
_NOT_REPORTS = {
    "front": (f"<title>Gazette</title><body><ul>{_MENU}</ul></body>", "front page", "list"),
    "error": ("<title>404 Not Found</title><h1>Not Found</h1><p>Sorry.</p>", "error page"),
    "german": (f"<title>Fähre</title><h1>Fähre sinkt</h1><p>{_GERMAN}</p>", "not in English"),
    "consent": (
        "<title>Before you continue</title><h1>We value your privacy</h1><p>We and our 214 "
        "partners store cookies for personalised ads.</p><button>Accept all</button>"
        "<button>Reject all</button><a>Manage preferences</a>",
        "consent page",
    ),
    "robot": (
        "<title>Just a moment...</title><p>Verify you are human to go on.</p>",
        "proof that the reader is a person",
    ),
    "payment": (
        "<title>Ferry</title><body><article><h1>Ferry capsizes off Surigao</h1><p>A ferry "
        "capsized off Surigao on Tuesday in a storm that had been forecast for days.</p>"
        "<p>Subscribe now to continue reading. Already a subscriber? Log in.</p></article>",
        "asks for payment or a login",
    ),
    "nothing": ("<html><body></body></html>", "no text"),
}


@pytest.mark.parametrize("sort", sorted(_NOT_REPORTS))
def test_pages_that_are_no_report_are_named(new: Run, tmp_path: Path, sort: str) -> None:
    page, *reasons = _NOT_REPORTS[sort]
    path = tmp_path / f"{sort}.html"
    path.write_text(f'<!doctype html><meta charset="utf-8">{page}', encoding="utf-8")
    done = new("read", path)
    assert done.code == 3
    assert any(reason in done.err for reason in reasons), done.err
    assert f"{sort}.html" in done.err
    assert "0 reports read, 1 problem" in done.err
    assert not (tmp_path / "new.db").exists()


def test_json_touches_no_ledger(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = onrecord("read", pages, "--json", ledger=tmp_path / "not.db")
    assert done.code == 0
    assert os.listdir(tmp_path) == []
    assert len(done.readings) == 6
    for reading in done.readings:
        text = reading["text"]
        for claim in reading["claims"]:
            start, end = claim["span"]
            assert text[start:end] == claim["words"]
    council = done.readings[-1]
    assert council["outlet"] == "Harbour Gazette"
    assert council["attributions"]
    assert council["events"] == []


def test_json_reports_problems_and_goes_on(pages: Path) -> None:
    done = onrecord(
        "read", pages / "missing.html", next(iter(sorted(pages.glob("*.json")))), "--json"
    )
    assert done.code == 1
    assert len(done.readings) == 1
    assert "missing.html does not exist." in done.err


def test_two_processes_give_what_one_gives(pages: Path, shared: Path, tmp_path: Path) -> None:
    one = onrecord("read", pages, pages / "missing.html", "--json")
    two = onrecord("read", pages, pages / "missing.html", "--json", "--jobs", "2")
    assert two == one
    ledger = tmp_path / "two.db"
    assert onrecord("read", pages, "--jobs", "2", ledger=ledger).code == 0
    assert content(ledger) == content(shared)


def content(ledger: Path) -> set[tuple[str, str]]:
    """Sort and id of every row on record whose id does not hold the time of the run."""
    rows = map(json.loads, onrecord("ledger", "dump", ledger=ledger).out.splitlines())
    timed = ("ledger", "batch", "capture", "appearance", "judgement")
    return {(row["sort"], row["id"]) for row in rows if row["sort"] not in timed}


def test_a_gzip_of_something_else(new: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.warc.gz"
    path.write_bytes(gzip.compress(html_page(FERRY_OTHER).encode()))
    done = new("read", path)
    assert done.code == 3
    assert "page.warc.gz: not a WARC file after byte 0" in done.err


def test_nothing_to_read_is_said_and_makes_no_ledger(new: Run, tmp_path: Path) -> None:
    for name in ("empty", "pictures"):
        (tmp_path / name).mkdir()
    (tmp_path / "pictures" / "ferry.png").write_bytes(b"\x89PNG")
    (tmp_path / "none.jsonl").write_text("\n \n")
    (tmp_path / "none.txt").write_text("")
    done = new("read", *(tmp_path / name for name in ("empty", "pictures", "none.jsonl")))
    assert done.code == 3
    assert f"{tmp_path / 'empty'} holds no file that onrecord reads. It reads .warc.gz" in done.err
    assert f"{tmp_path / 'pictures'} holds no file" in done.err
    assert f"{tmp_path / 'none.jsonl'} holds no report." in done.err
    assert f"0 reports read, 3 problems; {tmp_path / 'new.db'} was not made." in done.err
    done = new("read", tmp_path / "none.txt", tmp_path / "empty", "--json")
    assert (done.code, done.out) == (3, "")
    assert "none.txt is empty." in done.err
    assert not (tmp_path / "new.db").exists()


def test_problems_before_the_first_report_are_counted(new: Run, tmp_path: Path) -> None:
    [path] = write_json(tmp_path / "in", COUNCIL)
    done = new("read", tmp_path / "missing.txt", path)
    assert done.code == 1
    assert "1 report read" in done.err
    assert "1 problem" in done.err


def test_a_ledger_that_cannot_be_made_is_a_problem_before_all_else(tmp_path: Path) -> None:
    done = onrecord("read", tmp_path / "missing.txt", ledger=tmp_path / "no" / "such.db")
    assert done.code == 3
    assert "there is no folder" in done.err
    assert "missing.txt" not in done.err


def test_records_left_out_of_an_archive_are_a_notice(new: Run, tmp_path: Path) -> None:
    out = io.BytesIO(
        warc((str(COUNCIL["url"]), "2023-05-09T09:00:00Z", html_page(COUNCIL)), packed=False)
    )
    writer = WARCWriter(out, gzip=False)
    out.seek(0, io.SEEK_END)
    answer = StatusAndHeaders("404 Not Found", [("Content-Type", "text/html")], "HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            "https://gazette.example/gone",
            "response",
            payload=io.BytesIO(b"<p>gone"),
            http_headers=answer,
        )
    )
    path = tmp_path / "crawl.warc"
    path.write_bytes(out.getvalue())
    done = new("read", path)
    assert done.code == 0
    assert f"{path}: 1 record was left out (status 404: 1)." in done.err
    assert "https://gazette.example/gone" not in done.err
    done = new("read", path, "--verbose", "--json")
    assert done.code == 0
    assert "status 404: https://gazette.example/gone" in done.err


def test_reports_without_events_say_where_to_look(tmp_path: Path) -> None:
    page = tmp_path / "library.txt"
    page.write_text(
        "Library to open on Sundays\n\n"
        "The library will open on Sundays, the head librarian, Ines Okafor, said.\n"
    )
    done = onrecord("read", str(page), ledger=tmp_path / "quiet.db")
    assert done.code == 0
    assert "No event of a kind that the codebooks have" in done.err
    assert "onrecord codebook new" in done.err
