from __future__ import annotations

import stat
from pathlib import Path

import pytest

from cli.command import onrecord
from onrecord.desk.users import (
    BadUsers,
    Role,
    User,
    UsersFile,
    hash_password,
    load_users,
    new_users,
    save_users,
)
from onrecord.errors import Misused

WORD = b"seven swans a-swimming\n"


def test_users_are_added_listed_changed_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "desk users.toml"
    there = ("--users", path)
    added = onrecord(
        *("users", "add", "Mara Lindqvist", "--role", "reviewer", "--password-stdin", *there),
        stdin=WORD,
    )
    assert (added.code, added.out) == (0, "Mara Lindqvist may sign in as reviewer.\n"), added.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert onrecord("users", "list", *there).out == "Mara Lindqvist  reviewer  0 tokens\n"
    users = load_users(path)
    assert users.with_password("Mara Lindqvist", "seven swans a-swimming") is not None
    assert users.with_password("Mara Lindqvist", "eight maids a-milking") is None
    assert users.with_password("Nobody", "seven swans a-swimming") is None
    token = onrecord("users", "token", "Mara Lindqvist", *there).out.strip()
    assert token not in path.read_text(encoding="utf-8")
    held = load_users(path).with_token(token)
    assert held is not None
    assert held.role is Role.REVIEWER
    onrecord(
        "users", "password", "Mara Lindqvist", "--password-stdin", *there, stdin=b"nine ladies x\n"
    )
    assert load_users(path).people["Mara Lindqvist"].mark != held.mark
    assert onrecord("users", "token", "Mara Lindqvist", "--withdraw", *there).code == 0
    assert load_users(path).with_token(token) is None
    assert onrecord("users", "remove", "Mara Lindqvist", *there).code == 0
    assert onrecord("users", "list", *there).out == ""


@pytest.mark.parametrize(
    ("words", "stdin", "says"),
    [
        (("add", "Mara", "--password-stdin"), b"short\n", "at least 10 characters"),
        (("add", "Mara Lindqvist", "--password-stdin"), b"mara lindqvist\n", "not the user's name"),
        (("add", "a" * 65, "--password-stdin"), WORD, "1 to 64 characters"),
        (("add", "Ma\x1b[31mra", "--password-stdin"), WORD, "not seen"),
        (("add", "jon", "--password-stdin"), WORD, "There is a user jon already"),
        (("add", "Jon", "--password-stdin"), WORD, "There is a user jon already"),
        (("token", "Nobody"), b"", 'There is no user "Nobody"'),
        (("remove", "Nobody"), b"", 'There is no user "Nobody"'),
    ],
)
def test_what_cannot_be_meant_is_said(
    tmp_path: Path, words: tuple[str, ...], stdin: bytes, says: str
) -> None:
    path = tmp_path / "users.toml"
    save_users(path, new_users().with_user(User("jon", Role.READER)))
    before = path.read_bytes()
    done = onrecord("users", *words, "--users", path, stdin=stdin)
    assert done.code == 2
    assert says in done.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("secret = 'x'", "shorter than 32"),
        ("[[user]]\nname = 'x'", "secret is missing"),
        ("secret = '{s}'\nport = 1", "port is no key"),
        ("secret = '{s}'\n[[user]]\nrole = 'reader'", "user 1: has no name"),
        ("secret = '{s}'\n[[user]]\nname = 'x'\nrole = 'boss'", "neither reader nor reviewer"),
        ("secret = '{s}'\n[[user]]\nname = 'x'\nrole = 'reader'\ntoken = 1", "token is no key"),
        ("secret = '{s}'\n[[user]]\nname = 'x'\nrole = 'reader'\ntokens = 1", "are no text"),
        ("secret = '{s}'\nuser = 3", "user 1: has no name"),
        ("secret = ", "is no TOML"),
        ("secret = '{s}'" + "\n[[user]]\nname = 'x'\nrole = 'reader'" * 2, "x stands twice"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "users.toml"
    path.write_text(text.replace("{s}", "0" * 64), encoding="utf-8")
    with pytest.raises(BadUsers, match=says) as found:
        load_users(path)
    assert str(path) in found.value.problem


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    users = new_users()
    for name in ('Zoë "Z" O\\Neil', "李雷", "a'b = [c]"):
        users = users.with_user(
            User(name, Role.READER, hash_password("long enough 1", name), ("t",))
        )
    save_users(tmp_path / "users.toml", users)
    assert load_users(tmp_path / "users.toml") == users


def test_a_changed_file_counts_at_once(tmp_path: Path) -> None:
    path = tmp_path / "users.toml"
    save_users(path, new_users().with_user(User("jon", Role.READER)))
    file = UsersFile(path)
    assert set(file.now().people) == {"jon"}
    save_users(path, file.now().with_user(User("ida", Role.REVIEWER)))
    assert set(file.now().people) == {"jon", "ida"}
    path.unlink()
    with pytest.raises(BadUsers, match="onrecord users add"):
        file.now()


def test_a_user_without_a_password_cannot_sign_in_with_one() -> None:
    users = new_users().with_user(User("bot", Role.READER))
    assert users.with_password("bot", "") is None
    assert users.with_password("bot", "x" * 2_000_000) is None
    with pytest.raises(Misused):
        hash_password("x" * 1001, "bot")
