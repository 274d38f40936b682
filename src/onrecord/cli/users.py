"""`onrecord users …`: who may sign in to the desk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import Misused
from onrecord.views.words import printable

if TYPE_CHECKING:
    from onrecord.desk.users import Users

USERS_ENV = "ONRECORD_USERS"
USERS_DEFAULT = "onrecord-users.toml"


def _users_option(function: Any) -> Any:
    return click.option(
        "--users",
        "path",
        envvar=USERS_ENV,
        default=USERS_DEFAULT,
        show_default=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help=f"The file of users. Else {USERS_ENV}.",
    )(function)


_stdin_option = click.option(
    "--password-stdin", is_flag=True, help="Take the password from standard input's first line."
)


@click.group(name="users")
def command() -> None:
    """Say who may sign in to the desk, and what each may do there.

    A reader reads; a reviewer also decides, marks claims and adds reports. The desk reads the file
    anew when it changes.
    """


@command.command(name="add")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "reviewer"]),
    default="reader",
    show_default=True,
    help="What the user may do.",
)
@_stdin_option
@_users_option
def add(name: str, role: str, password_stdin: bool, path: Path) -> None:
    """Let NAME sign in with a password, which is asked for."""
    from onrecord.desk.users import Role, User, hash_password, save_users

    users = _loaded(path, make=True)
    if name in users.people:
        raise Misused(
            f"There is a user {printable(name)} already.",
            "To change the password: onrecord users password NAME",
        )
    users = users.with_user(User(name, Role(role)))
    hashed = hash_password(_password(password_stdin), name)
    save_users(path, users.with_user(User(name, Role(role), hashed)))
    click.echo(f"{printable(name)} may sign in as {role}.")


@command.command(name="password")
@click.argument("name")
@_stdin_option
@_users_option
def password(name: str, password_stdin: bool, path: Path) -> None:
    """Give NAME another password; whoever is signed in with the old one is signed out."""
    from dataclasses import replace

    from onrecord.desk.users import hash_password, save_users

    users = _loaded(path)
    user = users.named(name)
    hashed = hash_password(_password(password_stdin), name)
    save_users(path, users.with_user(replace(user, password=hashed)))
    click.echo(f"{printable(name)} has a new password.")


@command.command(name="token")
@click.argument("name")
@click.option("--withdraw", is_flag=True, help="Withdraw all of NAME's tokens instead.")
@_users_option
def token(name: str, withdraw: bool, path: Path) -> None:
    """Print a new token for NAME's programs: "Authorization: Bearer TOKEN". It is shown once."""
    from dataclasses import replace

    from onrecord.desk.users import new_token, save_users

    users = _loaded(path)
    user = users.named(name)
    if withdraw:
        save_users(path, users.with_user(replace(user, tokens=())))
        click.echo(f"{printable(name)} has no tokens any more.")
        return
    made, user = new_token(user)
    save_users(path, users.with_user(user))
    click.echo(made)


@command.command(name="remove")
@click.argument("name")
@_users_option
def remove(name: str, path: Path) -> None:
    """Let NAME in no longer; what NAME decided stays on record."""
    from onrecord.desk.users import save_users

    save_users(path, _loaded(path).without(name))
    click.echo(f"{printable(name)} may no longer sign in.")


@command.command(name="list")
@_users_option
def list_users(path: Path) -> None:
    """List the users with role and number of tokens."""
    from onrecord.views.words import counted

    for name, user in sorted(_loaded(path).people.items()):
        click.echo(f"{printable(name)}  {user.role.value}  {counted(len(user.tokens), 'token')}")


def _loaded(path: Path, *, make: bool = False) -> Users:
    from onrecord.desk.users import load_users, new_users

    return new_users() if make and not path.exists() else load_users(path)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Misused(
            "There is no terminal to ask for the password on.",
            "Give it on standard input, with --password-stdin.",
        )
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
