"""A small application behind the desk's doors, and users for it."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from onrecord.desk.safety import Doors, Safety, plain_refusal
from onrecord.desk.sign_in import SigningIn
from onrecord.desk.users import Role, User, UsersFile, hash_password, new_users, save_users

WORD = "correct horse battery"
"""The password of everybody here."""


def users_file(folder: Path, **roles: Role) -> UsersFile:
    """A file of users by name."""
    users = new_users()
    for name, role in roles.items():
        users = users.with_user(User(name, role, hash_password(WORD, name)))
    save_users(folder / "users.toml", users)
    return UsersFile(folder / "users.toml")


def _page(request: Request) -> Response:
    visitor = request.state.visitor
    return HTMLResponse(
        f'{visitor.name} {visitor.role}<form><input name="token" value="{visitor.form_token}">'
    )


def _data(request: Request) -> Response:
    return JSONResponse({"name": request.state.visitor.name})


def _write(request: Request) -> Response:
    return PlainTextResponse(f"wrote {request.state.form['word']}")


def _upload(request: Request) -> Response:
    return PlainTextResponse(f"took {request.state.form['file'].size}")


def small(doors: Doors) -> Safety:
    """An application with a page, its JSON, two forms and a page to sign in."""
    signing = SigningIn(doors, plain_refusal)

    def sign_in(request: Request) -> Response:
        if request.method == "GET":
            return _page(request)
        found = signing.sign_in(request)
        return found if isinstance(found, Response) else HTMLResponse(found.problem)

    routes = [
        Route("/", _page),
        Route("/page.json", _data),
        Route("/write", _write, methods=["POST"]),
        Route("/add", _upload, methods=["POST"]),
        Route("/sign-in", sign_in, methods=["GET", "POST"]),
        Route("/sign-out", signing.sign_out, methods=["POST"]),
    ]
    return Safety(Starlette(routes=routes), doors)


def browser(app: Safety, host: str = "localhost") -> TestClient:
    """A browser that keeps cookies and follows no redirects by itself."""
    return TestClient(app, base_url=f"http://{host}", follow_redirects=False)


def token_on(client: TestClient, path: str = "/") -> str:
    """The token of a form on a page."""
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def signed_in(client: TestClient, name: str, word: str = WORD) -> TestClient:
    """The browser after `name` has signed in."""
    done = client.post(
        "/sign-in", data={"token": token_on(client, "/sign-in"), "name": name, "password": word}
    )
    assert done.status_code == 303, done.text
    return client


@contextmanager
def served(app: Safety) -> Iterator[int]:
    """The application on a real socket; gives its port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)
