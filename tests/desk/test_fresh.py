"""A browser is told once what it holds, and never that it holds what it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk.doors import WORD, users_file
from onrecord.desk import serving
from onrecord.desk.app import build
from onrecord.desk.safety import Doors
from onrecord.desk.users import Role, new_token, save_users
from onrecord.ledger.judging import judge
from onrecord.ledger.ledger import Ledger
from onrecord.model.judgement import Verb
from onrecord.queries import find_events, log_event

LOCAL = "http://127.0.0.1"
SAFE = "https://localhost"


@contextmanager
def desk(ledger: Ledger, doors: Doors | None = None, base: str = LOCAL) -> Iterator[TestClient]:
    """A browser before a desk that was just opened, which has been there once."""
    with TestClient(build(ledger, doors), base_url=base, follow_redirects=False) as client:
        client.get("/sign-in")
        yield client


def reload(client: TestClient, path: str, proof: str) -> int:
    """The status of a page that is asked for by who holds it."""
    found = client.get(path, headers={"If-None-Match": proof})
    if found.status_code == 304:
        assert not found.content
        assert found.headers["ETag"] in proof
        assert "content-type" not in found.headers
    return found.status_code


def line_of(ledger: Ledger, event: str) -> str:
    """A claim on the event."""
    return next(one.row.id for slot in log_event(ledger, event).slots for one in slot.lines)


def test_what_a_browser_holds_is_not_made_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = find_events(ledger)[0].id
    with desk(ledger) as client:
        paths = ["/", "/events.json", f"/events/{event}", f"/events/{event}?moment=1", "/reports"]
        proofs = {path: client.get(path).headers["ETag"] for path in paths}
        assert len(set(proofs.values())) == len(paths)
        made: list[object] = []
        monkeypatch.setattr(serving, "draw", lambda *_, **__: made.append(None) or "")
        monkeypatch.setattr(client.app.app.state.desk.kept, "page", made.append)  # type: ignore[attr-defined]
        for path, proof in proofs.items():
            assert proof.startswith('"'), "a strong one: the very same bytes"
            assert reload(client, path, proof) == 304
            assert reload(client, path, f'"another", W/{proof}') == 304
        assert not made


def test_a_held_page_is_asked_about_and_is_nobody_elses(ledger: Ledger) -> None:
    with desk(ledger) as client:
        for path in ("/", "/events.json"):
            headers = client.get(path).headers
            assert headers["Cache-Control"] == "private, no-cache"
            assert {"Cookie", "Authorization"} <= set(headers["Vary"].split(", "))
        for path in ("/events/nothing-here", "/?known=never", "/openapi.json", "/review/claims"):
            headers = client.get(path).headers
            assert "ETag" not in headers, path
            assert headers["Cache-Control"] == "no-store"


def test_anything_recorded_ends_what_a_browser_holds(writable: Ledger) -> None:
    event = find_events(writable, kind="missile-launch")[0].id
    with desk(writable) as client:
        held = client.get(f"/events/{event}")
        proof = held.headers["ETag"]
        assert reload(client, f"/events/{event}", proof) == 304
        judge(writable, line_of(writable, event), Verb.REJECTED, author="local", because="misread")
        fresh = client.get(f"/events/{event}", headers={"If-None-Match": proof})
        assert fresh.status_code == 200
        assert "misread" in fresh.text
        assert fresh.headers["ETag"] != proof


def test_each_browser_holds_its_own_page(ledger: Ledger) -> None:
    """Forms have a token of the session's: one session's page is of no use to another."""
    with desk(ledger) as client:
        first = client.get("/")
        client.cookies.clear()
        begun = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
        assert begun.status_code == 200, "without a cookie a session begins"
        assert "Set-Cookie" in begun.headers
        assert begun.headers["Cache-Control"] == "no-store"
        assert "ETag" not in begun.headers
        assert reload(client, "/", first.headers["ETag"]) == 200
        assert reload(client, "/", client.get("/").headers["ETag"]) == 304
        cookie, proof = dict(client.cookies), client.get("/").headers["ETag"]
    with desk(ledger) as anew:
        anew.cookies.update(cookie)
        assert reload(anew, "/", proof) == 200, "a desk that was opened anew may draw another page"


@pytest.fixture
def doors(tmp_path: Path) -> Doors:
    return Doors(users=users_file(tmp_path, mara=Role.REVIEWER, jon=Role.REVIEWER, ada=Role.READER))


def sign_in(client: TestClient, name: str) -> None:
    token = re.search(r'name="token" value="(\w+)"', client.get("/sign-in").text)
    assert token is not None
    form = {"token": token[1], "name": name, "password": WORD}
    done = client.post("/sign-in", data=form, headers={"Origin": str(client.base_url)})
    assert done.status_code == 303


def test_who_signs_in_after_another_is_shown_nothing_of_his(writable: Ledger, doors: Doors) -> None:
    event = find_events(writable, kind="missile-launch")[0].id
    path = f"/events/{event}"
    judge(writable, line_of(writable, event), Verb.REJECTED, author="mara", because="misread")
    with desk(writable, doors, SAFE) as client:
        proofs = []
        for name in ("mara", "jon", "ada"):
            sign_in(client, name)
            for proof in proofs:
                assert reload(client, path, proof) == 200
            found = client.get(path)
            assert ("misread" in found.text) == (name != "jon"), "he has not decided yet"
            proofs.append(found.headers["ETag"])
            assert reload(client, path, proofs[-1]) == 304
            token = re.search(r'name="token" value="(\w+)"', found.text)
            assert token is not None
            out = client.post("/sign-out", data={"token": token[1]})
            assert out.headers["Clear-Site-Data"] == '"cache"'
            assert reload(client, path, proofs[-1]) == 303, "to the page to sign in"


def test_a_connection_that_others_read_leaves_nothing_with_who_signed_in(
    ledger: Ledger, doors: Doors
) -> None:
    with desk(ledger, doors, "http://localhost") as client:
        sign_in(client, "mara")
        found = client.get("/")
        assert found.headers["Cache-Control"] == "no-store"
        assert "ETag" not in found.headers


def test_a_program_holds_its_own_answers(ledger: Ledger, tmp_path: Path) -> None:
    file = users_file(tmp_path, mara=Role.REVIEWER)
    token, user = new_token(file.now().people["mara"])
    save_users(file.path, file.now().with_user(user))
    with desk(ledger, Doors(users=file)) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        proof = client.get("/events.json").headers["ETag"]
        assert reload(client, "/events.json", proof) == 304
        client.headers["Authorization"] = "Bearer nobody's"
        assert reload(client, "/events.json", proof) == 401
