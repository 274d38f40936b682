"""`onrecord serve`."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.authors import author_option
from onrecord.cli.options import ledger_option, opened
from onrecord.cli.users import USERS_ENV
from onrecord.errors import StopRun

if TYPE_CHECKING:
    from onrecord.desk.safety import Doors
    from onrecord.ledger.ledger import Ledger

HOST, PORT = "127.0.0.1", 8765


@click.command(name="serve")
@click.option("--host", default=HOST, show_default=True, help="The address to listen on.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--users",
    envvar=USERS_ENV,
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The file of those who may sign in (onrecord users makes it). Else {USERS_ENV}.",
)
@click.option("--name", "names", multiple=True, help="A name that it answers to. May be repeated.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that serve: one a core for many readers.",
)
@author_option
@ledger_option
def command(
    host: str,
    port: int,
    users: Path | None,
    names: tuple[str, ...],
    workers: int,
    author: str,
    ledger: str,
) -> None:
    """Open the desk: web pages on which the record is read and reviewed.

    It answers on this machine alone (127.0.0.1) until it is told otherwise; on any other address
    it needs users, who sign in. Without users, whoever comes decides in the author's name.
    """
    from onrecord.desk.hosts import hosts_for, refuse_open_address
    from onrecord.desk.safety import Doors
    from onrecord.desk.users import UsersFile

    file = None if users is None else UsersFile(users)
    refuse_open_address(host, file)
    doors = Doors(users=file, local=author, hosts=hosts_for(host, names))
    with opened(ledger) as found:
        if workers == 1:
            open_desk(found, doors, host, port)
            return
    # Each process opens the ledger for itself: a connection cannot be handed on.
    from onrecord.desk.workers import serve_together

    serve_together(workers, ledger, doors, _listen(host, port))


def open_desk(ledger: Ledger, doors: Doors, host: str = HOST, port: int = PORT) -> None:
    """Serve the desk until it is closed.

    Raises:
        StopRun: nothing can listen at this address.
    """
    import uvicorn

    from onrecord.desk.app import KEEP_ALIVE, build

    config = uvicorn.Config(
        build(ledger, doors),
        host=host,
        port=port,
        log_level="warning",
        timeout_keep_alive=KEEP_ALIVE,
    )
    listening = _listen(host, port)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise StopRun(
            f"Nothing can listen on {_shown(host)}:{port}: {os.strerror(error.errno or 0)}.",
            "Choose another --port, or close what holds it.",
        ) from error
    click.echo(f"The desk is open: http://{_shown(host)}:{port}/  (Ctrl-C closes it)", err=True)
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
