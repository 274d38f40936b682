from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desk.doors import WORD, browser, served, signed_in, small, token_on, users_file
from onrecord.capture.limits import Limits
from onrecord.desk.hosts import hosts_for, refuse_open_address
from onrecord.desk.safety import FORM_BYTES, Doors
from onrecord.desk.sessions import COOKIE, cookie_of, new_session
from onrecord.desk.users import Role
from onrecord.errors import Misused


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    folder = tmp_path_factory.mktemp("users")
    return Doors(users=users_file(folder, mara=Role.REVIEWER, jon=Role.READER))


def test_whoever_comes_to_a_desk_without_users_is_its_local_reviewer() -> None:
    client = browser(small(Doors(local="ada")))
    assert client.get("/").text.startswith("ada reviewer")
    assert client.post("/write", data={"token": token_on(client), "word": "x"}).text == "wrote x"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "localhost:80@evil.example",
        "localhost:80:90",
        "evil.example#localhost",
        "10.0.0.7",
        "",
    ],
)
def test_another_name_is_not_answered_to(host: str) -> None:
    client = browser(small(Doors()))
    done = client.get("/", headers={"Host": host})
    assert done.status_code == 421
    assert "local" not in done.text


def test_a_desk_for_others_answers_to_its_names_and_to_numbers() -> None:
    doors = Doors(hosts=hosts_for("0.0.0.0", ["desk.example"]))
    client = browser(small(doors))
    for host in ("desk.example", "DESK.example.:8765", "192.0.2.7:8765", "[2001:db8::1]"):
        assert client.get("/", headers={"Host": host}).status_code == 200, host
    assert client.get("/", headers={"Host": "rebound.example"}).status_code == 421


@pytest.mark.parametrize("path", ["/", "/page.json", "/sign-in", "/nothing-here"])
def test_every_answer_forbids_what_is_not_ours(doors: Doors, path: str) -> None:
    for host in ("localhost", "evil.example"):
        headers = browser(small(doors), host).get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_who_has_not_signed_in_is_sent_to_do_so(doors: Doors) -> None:
    client = browser(small(doors))
    done = client.get("/?kind=launch")
    assert (done.status_code, done.headers["Location"]) == (303, "/sign-in?next=/%3Fkind%3Dlaunch")
    assert client.get("/page.json").status_code == 401


def test_the_cookie_is_out_of_scripts_reach_and_of_other_sites_forms(doors: Doors) -> None:
    client = browser(small(doors))
    client.get("/sign-in")
    done = client.post(
        "/sign-in",
        data={"token": token_on(client, "/sign-in"), "name": "mara", "password": WORD},
    )
    cookie = done.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    secure = httpx.URL("https://localhost/sign-in")
    assert "Secure" in client.get(str(secure), headers={"Cookie": ""}).headers["Set-Cookie"]


def test_a_signed_cookie_cannot_be_made_without_the_secret(doors: Doors) -> None:
    client = browser(small(doors))
    mark = doors.users.now().people["mara"].mark if doors.users else ""
    for cookie in (cookie_of(new_session("mara", mark), "0" * 64), "mara", "a.b.c", '"', ""):
        assert client.get("/", headers={"Cookie": f"{COOKIE}={cookie}"}).status_code == 303


def test_signing_out_and_a_new_password_end_a_session(tmp_path: Path) -> None:
    doors = Doors(users=users_file(tmp_path, mara=Role.REVIEWER))
    app = small(doors)
    client = signed_in(browser(app), "mara")
    assert client.get("/").text.startswith("mara reviewer")
    client.post("/sign-out", data={"token": token_on(client)})
    assert client.get("/").status_code == 303
    client, other = signed_in(browser(app), "mara"), signed_in(browser(app), "mara")
    assert other.get("/").status_code == 200
    users_file(tmp_path, mara=Role.REVIEWER)
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_a_form_that_is_not_from_our_page_is_refused(doors: Doors, token: str | None) -> None:
    client = signed_in(browser(small(doors)), "mara")
    data = {"word": "x"} if token is None else {"word": "x", "token": token}
    assert client.post("/write", data=data).status_code == 403


def test_a_form_of_another_session_or_site_is_refused(doors: Doors) -> None:
    app = small(doors)
    mine, other = signed_in(browser(app), "mara"), signed_in(browser(app), "mara")
    token = token_on(mine)
    assert other.post("/write", data={"word": "x", "token": token}).status_code == 403
    for origin in ("https://evil.example", "http://localhost:1", "null", "http://[", ""):
        there = {"Origin": origin}
        done = mine.post("/write", data={"word": "x", "token": token}, headers=there)
        assert done.status_code == 403, origin
    assert mine.post("/write", data={"word": "x", "token": token}).text == "wrote x"


def test_a_reader_reads_and_does_not_write(doors: Doors) -> None:
    client = signed_in(browser(small(doors)), "jon")
    assert client.get("/").text.startswith("jon reader")
    done = client.post("/write", data={"word": "x", "token": token_on(client)})
    assert (done.status_code, done.text.strip()) == (
        403,
        "Only a reviewer may do that. Ask for that role.",
    )


def test_signing_in_too_often_has_to_wait(tmp_path: Path) -> None:
    doors = Doors(users=users_file(tmp_path, mara=Role.REVIEWER))
    client = browser(small(doors))
    form = {"token": token_on(client, "/sign-in"), "name": "mara"}
    wrong = [client.post("/sign-in", data={**form, "password": f"{n}"}) for n in range(12)]
    assert [done.status_code for done in wrong] == [200] * 10 + [429] * 2
    assert "do not belong together" in wrong[0].text
    assert 0 < int(wrong[-1].headers["Retry-After"]) <= 900
    assert client.post("/sign-in", data={**form, "password": WORD}).status_code == 429


def test_failures_are_counted_anew_where_their_folder_was_tidied_away(tmp_path: Path) -> None:
    folder = tmp_path / "attempts"
    doors = Doors(users=users_file(tmp_path, mara=Role.REVIEWER), attempts=folder)
    client = browser(small(doors))
    form = {"token": token_on(client, "/sign-in"), "name": "mara"}
    for word, status in (("wrong", 200), (WORD, 303)):
        shutil.rmtree(folder)
        assert client.post("/sign-in", data={**form, "password": word}).status_code == status
    client = browser(small(doors))
    form = {"token": token_on(client, "/sign-in"), "name": "mara"}
    shutil.rmtree(folder)
    wrong = [client.post("/sign-in", data={**form, "password": f"{n}"}) for n in range(11)]
    assert [done.status_code for done in wrong] == [200] * 10 + [429]


def test_signing_in_rightly_is_never_too_often(tmp_path: Path) -> None:
    doors = Doors(users=users_file(tmp_path, mara=Role.REVIEWER))
    app = small(doors)
    for _ in range(12):
        signed_in(browser(app), "mara")


def test_signing_in_leads_nowhere_else(doors: Doors) -> None:
    client = browser(small(doors))
    form = {"token": token_on(client, "/sign-in"), "name": "mara", "password": WORD}
    done = client.post("/sign-in", data={**form, "next": "//evil.example/"})
    assert done.headers["Location"] == "/"


def test_a_body_that_is_too_large_is_refused_whatever_its_head_says() -> None:
    client = browser(small(Doors(limits=Limits(page=2_000_000))))
    token = token_on(client)
    large = {"word": "x" * (FORM_BYTES + 1), "token": token}
    assert client.post("/write", data=large).status_code == 413

    def pieces() -> Iterator[bytes]:
        yield f"token={token}&word=".encode()
        for _ in range(30):
            yield b"x" * 50_000

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/write", content=pieces(), headers=form).status_code == 413
    for size, status in ((1_900_000, 200), (3_500_000, 413)):
        done = client.post("/add", data={"token": token}, files={"file": b"x" * size})
        assert done.status_code == status, size


@pytest.mark.parametrize("length", ["-1", "1e3", "x", "9" * 30])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    client = browser(small(Doors()))
    done = client.post("/write", content=b"word=x", headers={"Content-Length": length})
    assert done.status_code in (400, 413)


def test_a_form_that_cannot_be_read_is_refused() -> None:
    client = browser(small(Doors()))
    head = {"Content-Type": "multipart/form-data; boundary=x"}
    assert client.post("/write", content=b"--y\r\nno", headers=head).status_code in (400, 403)


def test_a_program_shows_a_token(tmp_path: Path) -> None:
    from onrecord.desk.users import load_users, new_token, save_users

    file = users_file(tmp_path, mara=Role.REVIEWER)
    users = load_users(file.path)
    token, mara = new_token(users.people["mara"])
    save_users(file.path, users.with_user(mara))
    client = browser(small(Doors(users=file)))
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.get("/page.json", headers=bearer).json() == {"name": "mara"}
    assert client.post("/write", data={"word": "x"}, headers=bearer).text == "wrote x"
    wrong = {"Authorization": "Bearer onr_wrong"}
    assert client.get("/page.json", headers=wrong).status_code == 401


def test_users_that_cannot_be_read_let_nobody_in(tmp_path: Path) -> None:
    file = users_file(tmp_path, mara=Role.REVIEWER)
    client = signed_in(browser(small(Doors(users=file))), "mara")
    file.path.write_text("nonsense = true\n", encoding="utf-8")
    done = client.get("/")
    assert done.status_code == 503
    assert str(tmp_path) not in done.text


def test_where_others_can_come_there_must_be_users(tmp_path: Path) -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        refuse_open_address(host, None)
    for host in ("0.0.0.0", "::", "", "desk.example", "192.0.2.1"):
        with pytest.raises(Misused, match="onrecord users add"):
            refuse_open_address(host, None)
    with pytest.raises(Misused, match="holds no user"):
        refuse_open_address("127.0.0.1", users_file(tmp_path))
    refuse_open_address("0.0.0.0", users_file(tmp_path, mara=Role.READER))


def test_over_a_real_socket(doors: Doors) -> None:
    with served(small(doors)) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        page = client.get("/sign-in").text
        token = page.partition('value="')[2].partition('"')[0]
        form = {"token": token, "name": "mara", "password": WORD}
        assert client.post("/sign-in", data=form).status_code == 303
        assert client.get("/").text.startswith("mara reviewer")
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
        large = b"x" * (FORM_BYTES + 1)
        assert client.post("/write", content=large).status_code == 413


def test_a_browser_that_goes_away_is_no_error(doors: Doors) -> None:
    async def gone() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        raise AssertionError(f"nobody is there to hear {message}")

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/sign-in",
        "query_string": b"",
        "headers": [
            (b"host", b"localhost"),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ],
    }
    asyncio.run(small(doors)(scope, gone, send))
