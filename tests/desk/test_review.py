"""Review over real requests: what is posted becomes a judgement, seen by whom it may be."""

from __future__ import annotations

import html
import json
import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from desk.doors import browser, signed_in, users_file
from onrecord.capture.limits import Limits
from onrecord.desk.app import build
from onrecord.desk.safety import Doors, Safety
from onrecord.desk.users import Role
from onrecord.ledger.judging import judge
from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import Verb
from onrecord.model.scales import Status
from onrecord.pipeline import reread
from onrecord.queries import explain_claim, find_events, log_event

Names = Callable[..., list["Reviewer"]]


class Reviewer:
    """A browser in which someone reviews."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.page = ""

    def get(self, path: str) -> str:
        found = self.client.get(path, follow_redirects=True)
        assert found.status_code == 200, found.text
        self.page = found.text
        return found.text

    def json(self, path: str) -> Any:
        return self.client.get(path).json()

    def post(self, path: str, **fields: str) -> Any:
        token = re.search(r'name="token" value="(\w+)"', self.page or self.get("/review/claims"))
        assert token is not None
        found = self.client.post(path, data={"token": token[1], **fields}, follow_redirects=True)
        if found.status_code == 200:
            self.page = found.text
        return found

    def next(self, sort: str = "claims", after: str = "") -> Any:
        return self.json(f"/review/{sort}.json?after={after}")

    def decide(self, item: Any, **fields: str) -> Any:
        found = self.post(
            "/review/decide",
            sort=item["sort"],
            key=item["key"],
            mention=item["mention"],
            **fields,
        )
        assert found.status_code == 200, found.text
        return found


def app_for(ledger: Ledger, folder: Path, *names: str) -> Safety:
    return build(ledger, Doors(users=users_file(folder, **dict.fromkeys(names, Role.REVIEWER))))


@pytest.fixture
def names(writable: Ledger, tmp_path: Path) -> Names:
    """Gives reviewers by these names, each in a browser of their own."""

    def come(*names: str) -> list[Reviewer]:
        app = app_for(writable, tmp_path, *names)
        return [Reviewer(signed_in(browser(app), name)) for name in names]

    return come


def test_the_least_certain_comes_first_and_is_accepted_and_undone(
    names: Names, writable: Ledger
) -> None:
    [mara] = names("mara")
    first = mara.next()
    assert first["item"]["confidence"] < 0.6
    page = mara.get("/review")
    assert html.escape(first["item"]["passage"]["words"]) in page
    done = mara.decide(first, accept="the words bear it out")
    assert mara.next()["key"] != first["key"]
    assert re.search(r"<strong>accepted</strong>: range: [^<]*430 km", done.text)
    line = explain_claim(writable, first["item"]["id"]).line
    assert [(row.author, row.verb.value) for row in line.judgements] == [("mara", "accepted")]
    judgement = line.judgements[0].id
    assert mara.post("/review/undo", judgement=judgement).status_code == 200
    assert mara.next()["key"] == first["key"]
    rows = explain_claim(writable, first["item"]["id"]).line.judgements
    assert not [row for row in rows if row.verb.value == "accepted" and row.holds]
    assert mara.post("/review/undo", judgement=judgement).status_code == 400


def test_a_rejection_needs_a_reason_and_is_seen_with_it(names: Names, writable: Ledger) -> None:
    [mara] = names("mara")
    item = mara.next()
    bare = {"sort": "claims", "key": item["key"], "mention": item["mention"]}
    assert "needs a reason" in mara.post("/review/decide", **bare, reject="").text
    assert "Nothing is decided" in mara.post("/review/decide", **bare).text
    mara.decide(item, reject="someone else said it")
    row = explain_claim(writable, item["item"]["id"]).line.row
    assert row.status is Status.REJECTED
    assert row.why is not None
    assert row.why.startswith("mara, ")
    assert row.why.endswith("someone else said it")
    history = mara.get("/review/history")
    assert "someone else said it" in history
    assert "rejected" in history


def test_a_reason_has_an_end(names: Names) -> None:
    [mara] = names("mara")
    item = mara.next()
    subject = {name: item[name] for name in ("sort", "key", "mention")}
    for endless in ({"reject": "", "because": "b" * 3_000}, {"reject": "b" * 3_000}):
        done = mara.post("/review/decide", **subject, **endless)
        assert done.status_code == 400
        assert "longer than 2,000 characters" in done.text
    assert mara.json("/review/history.json")["decisions"] == []


def test_an_amended_claim_passes_the_guard(names: Names, writable: Ledger) -> None:
    [mara] = names("mara")
    item = mara.next()
    bare = {
        "sort": "claims",
        "key": item["key"],
        "mention": item["mention"],
        "because": "the table says so",
        "amend": "",
    }
    for wrong, says in (
        ({"value": "far"}, "is no quantity"),
        ({"words": "words that nobody printed"}, "do not stand in this version"),
        ({"item": "the ninth of them"}, "The guard keeps that out: unknown item"),
        ({"value": "9 km", "value_was": "9 km"}, "Nothing is amended"),
    ):
        done = mara.post("/review/decide", **bare, **wrong)
        assert done.status_code == 400
        assert says in html.unescape(done.text)
    mara.decide(item, amend="", value="435 km", because="the table says so")
    old = explain_claim(writable, item["item"]["id"]).line
    assert old.row.status is Status.REJECTED
    new = explain_claim(writable, str(old.row.replaced_by)).line
    assert (new.value, new.read_by) == ("435 km", "mara")


def test_two_reviewers_do_not_see_what_the_other_decided_until_both_have(
    names: Names, writable: Ledger
) -> None:
    mara, jon, ida = names("mara", "jon", "ida")
    items = [mara.next()]
    mara.decide(items[0], reject="mara's own reason")
    for path in ("/review/claims", f"/review/claims/{items[0]['key']}", "/review/history"):
        page = jon.get(path) + json.dumps(jon.json(f"{path}.json"))
        assert "mara" not in page.replace("mara&#39;s own reason", "mara"), path
    assert "no difference" in jon.get("/review/differences")
    assert "waits for a second" not in jon.get("/review/differences")
    assert "1 decision of yours waits for a second" in mara.get("/review/differences")
    assert jon.next()["key"] == items[0]["key"]
    jon.decide(items[0], accept="jon's own reason")
    for one in (mara, jon, ida):
        page = html.unescape(one.get("/review/differences"))
        assert "mara's own reason" in page
        assert "jon's own reason" in page
        assert "agreed on 0 of them (0 %)" in page
    assert ida.next()["key"] != items[0]["key"]
    late = ida.post(
        "/review/decide", sort="claims", key=items[0]["key"], mention="", accept="me too"
    )
    assert "Two have decided on that already" in late.text
    # They agree on the next one.
    items.append(mara.next())
    for one in (mara, jon):
        one.decide(items[1], accept="so it says")
    assert "agreed on 1 of them (50 %)" in mara.get("/review/differences")


def test_a_difference_is_settled_by_one_of_the_two_or_a_third(
    names: Names, writable: Ledger
) -> None:
    mara, jon, ida = names("mara", "jon", "ida")
    item = mara.next()
    mara.decide(item, reject="it flew further")
    jon.decide(item, accept="so it says")
    id = item["item"]["id"]
    assert explain_claim(writable, id).line.row.status is not Status.REJECTED
    [difference] = ida.json("/review/differences.json")["different"]
    [keep] = [row for row in difference["review"]["decisions"] if row["verb"] == "rejected"]
    bare = ida.post("/review/settle", keep=keep["id"], because="")
    assert "needs a reason" in bare.text
    ida.post("/review/settle", keep=keep["id"], because="the map shows it")
    assert explain_claim(writable, id).line.row.status is Status.REJECTED
    told = ida.json("/review/differences.json")
    assert (len(told["different"]), len(told["settled"])) == (0, 1)
    assert told["settled"][0]["review"]["settled"]["author"] == "ida"
    history = mara.get("/review/history")
    for words in ("it flew further", "so it says", "the map shows it"):
        assert words in history


def test_what_nobody_or_one_decided_cannot_be_settled(names: Names) -> None:
    mara, jon = names("mara", "jon")
    item = mara.next()
    mara.decide(item, reject="no")
    [decision] = mara.json("/review/history.json")["decisions"]
    done = jon.post("/review/settle", keep=decision["row"]["id"], because="so be it")
    assert done.status_code == 400
    assert jon.post("/review/settle", keep="0" * 64, because="x").status_code == 400
    assert jon.post("/review/undo", judgement=decision["row"]["id"]).status_code == 400


def test_a_decision_outlasts_a_later_reading(names: Names, writable: Ledger) -> None:
    from dataclasses import replace

    from onrecord.equipment import equip

    [mara] = names("mara")
    item = mara.next()
    mara.decide(item, reject="it flew further")
    equipment = equip()
    other = replace(equipment, reader=replace(equipment.reader, version="99"))
    assert len(list(reread(writable, other))) > 5
    assert explain_claim(writable, item["item"]["id"]).line.row.status is Status.REJECTED
    assert mara.next()["key"] != item["key"]
    assert mara.json(f"/review/claims/{item['key']}.json")["mine"]["because"] == "it flew further"


def test_skipping_comes_round(names: Names) -> None:
    [mara] = names("mara")
    keys, after = [], ""
    while (item := mara.next(after=after))["item"] is not None:
        after = item["key"]
        keys.append(after)
    assert len(keys) == len(set(keys)) == item["waiting"] > 100
    assert "Begin with them again" in mara.get(f"/review/claims?after={after}")
    assert mara.next()["key"] == keys[0]


def test_links_are_accepted_parted_and_put_elsewhere(names: Names, writable: Ledger) -> None:
    from onrecord.queries import find_events, resolve_event

    [mara] = names("mara")
    item = mara.next("links")
    assert item["item"]["across"]
    assert mara.get("/review/links").count('class="passage"') == 2
    subject, before = item["item"]["id"], item["item"]["event"]["id"]
    assert resolve_event(writable, subject).id == before
    mara.decide(item, accept="one day, one place")
    assert resolve_event(writable, subject).id == before
    item = mara.next("links")
    subject = item["item"]["id"]
    mara.decide(item, reject="the days differ")
    assert resolve_event(writable, subject).id == subject
    other = next(event for event in find_events(writable) if event.kind != "missile-launch")
    [row] = [
        one["row"]
        for one in mara.json("/review/history.json")["decisions"]
        if one["row"]["verb"] == "split"
    ]
    mara.post("/review/undo", judgement=row["id"])
    assert resolve_event(writable, subject).id == before
    item = mara.json(f"/review/links/{subject}.json")
    mara.decide(item, amend="", event=other.id, because="of the reaction")
    assert resolve_event(writable, subject).id == resolve_event(writable, other.id).id != before
    assert resolve_event(writable, before).id == before
    made = mara.json("/review/history.json")["decisions"][0]["row"]
    mara.post("/review/undo", judgement=made["id"])
    assert resolve_event(writable, subject).id == before


def test_notices_are_accepted_and_rejected(names: Names, writable: Ledger) -> None:
    from onrecord.queries import event_notices

    [mara] = names("mara")
    item = mara.next("notices")
    while item["item"] is None:
        item = mara.next("notices")
    says, event = item["item"]["notice"]["says"], item["item"]["event"]["id"]
    assert says in {one.says for one in event_notices(writable, event)}
    mara.decide(item, reject="both can be right")
    assert says not in {one.says for one in event_notices(writable, event)}
    item = mara.next("notices")
    assert item["item"]["notice"]["says"] != says
    mara.decide(item, accept="so it is")
    gone = {"sort": "notices", "mention": item["mention"], "key": "0" * 64}
    assert "no longer follows" in mara.post("/review/decide", **gone, accept="x").text
    amended = {**gone, "key": item["key"], "because": "x"}
    assert "follows from claims" in mara.post("/review/decide", **amended, amend="").text


def test_a_claim_is_added_by_marking_words(names: Names, writable: Ledger) -> None:
    from onrecord.queries import find_reports, report_text

    [mara] = names("mara")
    report = next(one for one in find_reports(writable) if "landslide" in one.title.lower())
    version, _ = report_text(writable, report.id)
    page = mara.json(f"/mark/{version.id}.json")
    event, slots = page["slots"][0]
    words = version.text.split("\n\n")[1].split(". ")[0][:40]
    slot = next(slot["name"] for slot in slots if slot["type"] == "quantity")
    form = {
        "slot": f"{event['id']} {slot}",
        "because": "nobody marked it",
        "words": words,
        "value": "12 people",
    }
    refused = [
        ({"words": "no such words"}, "do not stand in this version"),
        ({"start": "0", "words": version.text[5:30]}, "do not stand in this version"),
        ({"slot": f"{event['id']} nonsense"}, "Choose a slot"),
        ({"slot": f"{'0' * 64} {slot}"}, "Choose a slot"),
        ({"because": ""}, "needs a reason"),
        ({"value": "many, many"}, "is no quantity"),
        ({"item": "nothing near"}, "The guard keeps that out"),
    ]
    for wrong, says in refused:
        done = mara.post(f"/mark/{version.id}", **{**form, **wrong})
        assert done.status_code == 400, says
        assert says in html.unescape(done.text)
    mara.get(f"/mark/{version.id}")
    done = mara.post(f"/mark/{version.id}", **form, start=str(version.text.index(words)))
    assert done.status_code == 200, done.text
    [row] = [
        one["row"]
        for one in mara.json("/review/history.json")["decisions"]
        if one["row"]["verb"] == "belongs"
    ]
    line = explain_claim(writable, row["subject"]).line
    assert (line.read_by, line.row.words) == ("mara", words)
    assert line.row.status is Status.STANDING
    mara.post("/review/undo", judgement=row["id"])
    assert explain_claim(writable, row["subject"]).line.row.status is Status.REJECTED


def test_decisions_are_gone_through_page_by_page(names: Names, writable: Ledger) -> None:
    [mara] = names("mara")
    lines = [
        line.row.id
        for event in find_events(writable)
        for slot in log_event(writable, event.id).slots
        for line in slot.lines
    ]
    for number, id in enumerate((lines * 2)[:53]):
        judge(writable, id, Verb.ACCEPTED, author="mara", because=f"read {number} times")
    first = mara.json("/review/history.json")
    seen = [one["row"]["because"] for one in first["decisions"]]
    assert len(seen) == 50
    assert f"/review/history?after={first['earlier']}" in mara.get("/review/history")
    then = mara.json(f"/review/history.json?after={first['earlier']}")
    seen += [one["row"]["because"] for one in then["decisions"]]
    assert seen == [f"read {number} times" for number in reversed(range(53))]
    assert then["earlier"] is None


def test_readers_see_no_review(writable: Ledger, tmp_path: Path) -> None:
    doors = Doors(users=users_file(tmp_path, rea=Role.READER))
    client = signed_in(browser(build(writable, doors)), "rea")
    assert "/review" not in client.get("/").text
    for path in ("/review", "/review/claims", "/review/history.json", "/add", "/mark/abcdef"):
        assert client.get(path).status_code == 403, path


def test_words_of_a_hostile_report_are_only_words(
    names: Names, writable: Ledger, tmp_path: Path
) -> None:
    [mara] = names("mara")
    mara.get("/add")
    evil = {
        "id": "evil",
        "url": "https://evil.example/a?<script>",
        "title": "<script>alert(1)</script> ferry sinks",
        "outlet": '"><script>x</script>',
        "published": "2023-05-10T10:00Z",
        "text": "<script>alert(1)</script> ferry sinks\n\n"
        "MANILA, Philippines — A ferry sank off Cebu on Tuesday, killing 12 people, the <b>coast "
        "guard</b> said. Ana <img src=x onerror=alert(2)> Reyes said 40 people were on board.\n\n"
        "The guard said on Wednesday that the search goes on. The wind was strong, it said.",
    }
    token = re.search(r'name="token" value="(\w+)"', mara.page)
    assert token is not None
    done = mara.client.post(
        "/add",
        data={"token": token[1]},
        files={"file": ("<b>evil<b>.json", json.dumps(evil).encode())},
    )
    assert done.status_code == 200
    assert "what was read" in done.text.lower()
    version = re.search(r'href="/mark/(\w+)"', done.text)
    assert version is not None, done.text
    for path in ("/review/claims", f"/mark/{version[1]}"):
        page = mara.get(path)
        assert "<script>" not in page
        assert "<img src=x" not in page
    assert "<b>" not in done.text


def test_whose_session_has_ended_is_asked_to_sign_in_where_they_were(
    writable: Ledger, tmp_path: Path
) -> None:
    client = browser(app_for(writable, tmp_path, "mara"))
    here = {"Referer": "http://localhost/review/claims?after=a"}
    asked = client.post("/review/decide", data={"accept": ""}, headers=here)
    assert asked.status_code == 401
    assert "Sign in first" in asked.text
    assert 'name="next" value="/review/claims?after=a"' in asked.text
    for elsewhere in ("http://evil.example/review", "http://[", "http://localhost//evil.example"):
        asked = client.post("/review/decide", headers={"Referer": elsewhere})
        assert 'name="next" value="/"' in asked.text, elsewhere


def test_whoever_reads_the_record_does_not_wait_for_those_who_add_to_it(writable: Ledger) -> None:
    doors = Doors(limits=Limits(allow_private=True))
    with (
        TestClient(build(writable, doors), base_url="http://localhost") as desk,
        ThreadPoolExecutor(6) as some,
    ):
        token = re.search(r'name="token" value="(\w+)"', desk.get("/add").text)
        assert token is not None
        with socket.create_server(("127.0.0.1", 0)) as silent:  # is connected to, and says nothing
            form = {"token": token[1], "address": f"http://127.0.0.1:{silent.getsockname()[1]}/"}
            waiting = [some.submit(desk.post, "/add", data=form) for _ in range(6)]
            time.sleep(0.5)
            for path in ("/", "/reports", "/review/claims"):
                assert desk.get(path).status_code == 200
            assert not any(one.done() for one in waiting)
        for one in waiting:
            assert 'class="problem"' in one.result().text


def test_what_is_added_passes_the_limits_of_reading(names: Names, tmp_path: Path) -> None:
    [mara] = names("mara")
    mara.get("/add")
    for address, says in (
        ("http://127.0.0.1:1/", "not on the public internet"),
        ("file:///etc/passwd", "http"),
        ("/etc/passwd", "is no address"),
        ("-", "is no address"),
    ):
        done = mara.post("/add", address=address)
        assert says in html.unescape(done.text), (address, done.text)
        assert "root:" not in done.text
    assert "Give a file or an address" in mara.post("/add", address="").text
    assert "not a time" in mara.post("/add", address="https://x.example", published="later").text
    token = re.search(r'name="token" value="(\w+)"', mara.page)
    assert token is not None
    done = mara.client.post(
        "/add",
        data={"token": token[1]},
        files={"file": ("../../picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100)},
    )
    assert "picture.png" in done.text
    assert "onrecord-" not in done.text


def test_the_data_of_every_page_is_as_described(names: Names) -> None:
    import jsonschema_rs

    from onrecord.desk.openapi import describe

    whole: Any = describe()

    def errors(template: str, body: Any) -> list[str]:
        answers = whole["paths"][template]["get"]["responses"]
        schema = answers["200"]["content"]["application/json"]["schema"]
        checked = jsonschema_rs.validator_for({**schema, "components": whole["components"]})
        return [str(one)[:200] for one in checked.iter_errors(body)]

    mara, jon = names("mara", "jon")
    item = mara.next()
    mara.decide(item, amend="", value="435 km", because="the table says so")
    jon.decide(item, reject="someone else said it")
    version = item["item"]["version"]["id"]
    for template, path in (
        ("/review/{sort}.json", "/review/claims.json"),
        ("/review/{sort}.json", "/review/links.json"),
        ("/review/{sort}.json", "/review/notices.json"),
        ("/review/{sort}/{key}.json", f"/review/claims/{item['key']}.json"),
        ("/review/differences.json", "/review/differences.json"),
        ("/review/history.json", "/review/history.json"),
        ("/mark/{version}.json", f"/mark/{version}.json"),
    ):
        assert errors(template, mara.json(path)) == [], path
    assert mara.client.get("/review/nonsense.json").status_code == 400
    assert mara.client.get("/review/claims/nonsense.json").status_code == 400


def test_review_waits_until_its_order_is_made_and_holds_nobody_else_up(writable: Ledger) -> None:
    app = build(writable)
    with browser(app, "127.0.0.1") as client:
        queue = app.app.state.reviewing.queue  # type: ignore[attr-defined]
        while queue.being_made:
            time.sleep(0.01)
        queue.being_made = True
        with ThreadPoolExecutor() as pool:
            # More than are worked on at a time.
            waiting = [pool.submit(client.get, "/review/claims") for _ in range(6)]
            for path in ("/", "/reports", "/actors"):
                assert client.get(path).status_code == 200
            assert not any(one.done() for one in waiting)
            queue.being_made = False
            assert {one.result().status_code for one in waiting} == {200}
