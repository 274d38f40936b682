"""`onrecord serve`."""

from __future__ import annotations

import click

from onrecord.cli.options import ledger_option, opened
from onrecord.errors import Misused

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@ledger_option
def command(host: str, port: int, ledger: str) -> None:
    """Open the desk: web pages on which the record is read and reviewed.

    It answers on this machine alone (127.0.0.1) until it is told otherwise.
    """
    import uvicorn

    from onrecord.desk.app import build

    if host not in _LOOPBACK:
        raise Misused(
            f"On {host} others could read the record without signing in.",
            "Leave --host out, so that the desk answers on this machine alone.",
        )
    with opened(ledger) as found:
        click.echo(f"The desk is open: http://{_shown(host)}:{port}/  (Ctrl-C closes it)", err=True)
        uvicorn.run(build(found), host=host, port=port, log_level="warning")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
