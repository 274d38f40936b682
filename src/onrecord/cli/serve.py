"""`onrecord serve`."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.authors import author_option
from onrecord.cli.options import ledger_option, opened
from onrecord.cli.users import USERS_ENV


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--users",
    envvar=USERS_ENV,
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The file of those who may sign in (onrecord users makes it). Else {USERS_ENV}.",
)
@click.option("--name", "names", multiple=True, help="A name that it answers to. May be repeated.")
@author_option
@ledger_option
def command(
    host: str, port: int, users: Path | None, names: tuple[str, ...], author: str, ledger: str
) -> None:
    """Open the desk: web pages on which the record is read and reviewed.

    It answers on this machine alone (127.0.0.1) until it is told otherwise; on any other address
    it needs users, who sign in. Without users, whoever comes decides in the author's name.
    """
    import uvicorn

    from onrecord.desk.app import build
    from onrecord.desk.hosts import hosts_for, refuse_open_address
    from onrecord.desk.safety import Doors
    from onrecord.desk.users import UsersFile

    file = None if users is None else UsersFile(users)
    refuse_open_address(host, file)
    doors = Doors(users=file, local=author, hosts=hosts_for(host, names))
    with opened(ledger) as found:
        click.echo(f"The desk is open: http://{_shown(host)}:{port}/  (Ctrl-C closes it)", err=True)
        uvicorn.run(build(found, doors), host=host, port=port, log_level="warning")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
