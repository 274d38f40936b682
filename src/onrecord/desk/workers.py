"""Several processes that serve one desk: each opens the ledger itself, all share one socket.

What must be the same in all of them travels with the doors: the secret that sessions and forms are
signed with, and the folder in which failed attempts to sign in are counted. What each keeps for
itself, pages made lately and what reviewers decided, follows the ledger, which it looks at anew for
every request. What lists tell of events and the order of review stand beside the record, brought up
to date by the process that began them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import threading
from dataclasses import dataclass, replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from uvicorn import Config
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from onrecord.desk.app import KEEP_ALIVE, build
from onrecord.desk.cards import keep_while_served
from onrecord.desk.safety import Doors, Safety
from onrecord.errors import OnrecordError
from onrecord.ledger.ledger import open_ledger

_PATIENCE = 60
"""Seconds in which a process must show that it lives; one that does not is replaced."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens the desk in the process that is to serve it."""

    ledger: str
    doors: Doors

    def __call__(self) -> Safety:
        """The desk; the process ends where the ledger can no longer be opened."""
        if (above := multiprocessing.parent_process()) is not None:
            threading.Thread(target=_end_with, args=(above,), daemon=True).start()
        try:
            ledger = open_ledger(self.ledger, create=False)
            return build(ledger, self.doors, kept_elsewhere=True)
        except OnrecordError as error:
            print(error, file=sys.stderr)
            sys.exit(STARTUP_FAILURE)


def serve_together(workers: int, ledger: str, doors: Doors, listening: socket.socket) -> None:
    """Serve the ledger at this path or URL by so many processes, until the desk is closed."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        shared = replace(doors, attempts=Path(folder))
        config = Config(
            Opening(ledger, shared),
            factory=True,
            workers=workers,
            log_level="warning",
            timeout_keep_alive=KEEP_ALIVE,
            timeout_worker_healthcheck=_PATIENCE,
        )
        keep_while_served(ledger)
        Multiprocess(config, sockets=[listening]).run()


def _end_with(above: BaseProcess) -> None:
    """End this process when the one that began it is gone, however that ended."""
    above.join()
    os.kill(os.getpid(), signal.SIGTERM)
