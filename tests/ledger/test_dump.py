"""load(dump(L)) is L, byte for byte, from either database into either."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger_histories import record_everything
from onrecord.ledger.dump import dump, load
from onrecord.ledger.history import NotEmpty
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.problems import BadDump
from onrecord.ledger.rows import make_row
from onrecord.ledger.search import search_versions
from onrecord.ledger.verify import verify
from onrecord.model.identity import canonical_json


def dumped(ledger: Ledger) -> bytes:
    out = io.BytesIO()
    dump(ledger, out)
    return out.getvalue()


def test_a_loaded_dump_dumps_the_same(ledger: Ledger, new_url: Callable[[], str]) -> None:
    record_everything(ledger)
    odd = '\u2028 "quoted" \\ \x00\x7f é 𝄞'
    with ledger.batch(author_kind="person", author="Ann", note=odd) as batch:
        batch.add(make_row("report", {"key": odd, "number": 0.1}, {"confidence": 1e-7}))
    written = dumped(ledger)
    url = new_url()
    assert load(io.BytesIO(written), url) == ledger.head()
    with open_ledger(url) as other:
        assert dumped(other) == written
        assert verify(other).holds
        with other.connect() as connection:
            assert len(search_versions(connection, "ferry")) == 1


def test_a_dump_goes_from_one_database_to_the_other(ledger: Ledger, tmp_path: Path) -> None:
    record_everything(ledger)
    load(io.BytesIO(dumped(ledger)), tmp_path / "other.db")
    with open_ledger(tmp_path / "other.db") as other:
        assert dumped(other) == dumped(ledger)


def test_every_line_is_canonical_json(ledger: Ledger) -> None:
    record_everything(ledger)
    lines = dumped(ledger).splitlines()
    assert len(lines) == 1 + 3 + 15
    for line in lines:
        assert canonical_json(json.loads(line)) == line


def test_an_empty_ledger_is_dumped_and_loaded(ledger: Ledger, new_url: Callable[[], str]) -> None:
    url = new_url()
    assert load(io.BytesIO(dumped(ledger)), url) is None
    with open_ledger(url) as other:
        assert dumped(other) == dumped(ledger)


def test_a_ledger_that_holds_something_is_not_loaded_into(ledger: Ledger) -> None:
    record_everything(ledger)
    url = ledger.engine.url.render_as_string(hide_password=False)
    with pytest.raises(NotEmpty):
        load(io.BytesIO(dumped(ledger)), url)


@pytest.mark.parametrize("new_url", ["sqlite"], indirect=True)
def test_an_altered_dump_is_refused_whole(ledger: Ledger, new_url: Callable[[], str]) -> None:
    record_everything(ledger)
    lines = dumped(ledger).splitlines(keepends=True)
    assert len(lines) == 19
    altered: dict[str, list[bytes]] = {"none": [], "no first line": lines[1:]}
    for number in range(len(lines)):
        altered[f"without line {number}"] = [*lines[:number], *lines[number + 1 :]]
        altered[f"line {number} cut"] = [*lines[:number], lines[number][:-9], *lines[number + 1 :]]
        changed = lines[number].replace(b"a", b"b")
        altered[f"line {number} changed"] = [*lines[:number], changed, *lines[number + 1 :]]
    altered["a list"] = [*lines, b"[]\n"]
    altered["bytes"] = [*lines, b"\xff\n"]
    altered["another row"] = [*lines, lines[-1]]
    url = new_url()
    for name, bad in altered.items():
        if bad == lines:
            continue
        try:
            load(bad, url)
        except BadDump:
            continue
        pytest.fail(f"{name}: loaded")
    assert load(lines, url) == ledger.head()


def test_nothing_of_a_bad_dump_is_on_record(ledger: Ledger, new_url: Callable[[], str]) -> None:
    record_everything(ledger)
    url = new_url()
    with pytest.raises(BadDump):
        load(dumped(ledger).splitlines()[:-1], url)
    with open_ledger(url) as other:
        assert other.head() is None


def test_a_bad_dump_leaves_no_file(ledger: Ledger, tmp_path: Path) -> None:
    record_everything(ledger)
    lines = dumped(ledger).splitlines(keepends=True)
    path = tmp_path / "new.db"
    with pytest.raises(BadDump):
        load(lines[:-1], path)
    assert list(tmp_path.glob("new.db*")) == []
