"""Runs the real command line: in this process for most tests, in one of its own where that matters.

In this process `onrecord.cli.main` itself runs, from arguments to exit code, on streams that are
bytes beneath as a terminal's are.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from onrecord.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def flat(self) -> str:
        """Standard output with white space folded: a table's lines break anywhere."""
        return " ".join(self.out.split())

    @property
    def all(self) -> str:
        return self.out + self.err

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        """Standard output as CSV."""
        assert self.code == 0, self.err
        return list(csv.DictReader(io.StringIO(self.out)))

    @property
    def readings(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def onrecord(
    *words: str | Path, stdin: bytes = b"", ledger: Path | None = None, **environment: str
) -> Done:
    """Run `onrecord WORDS…` in this process."""
    named = {} if ledger is None else {"ONRECORD_LEDGER": str(ledger)}
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), "utf-8"),
        "stdout": io.TextIOWrapper(out, "utf-8", write_through=True),
        "stderr": io.TextIOWrapper(err, "utf-8", write_through=True),
    }
    arguments = ["onrecord", *(str(word) for word in words)]
    with (
        mock.patch.multiple(sys, argv=arguments, **streams),
        mock.patch.dict(os.environ, {"COLUMNS": "100", **named, **environment}),
    ):
        try:
            main()
            code: Any = 0
        except SystemExit as end:
            code = end.code
        for stream in ("stdout", "stderr"):
            streams[stream].flush()
    return Done(code or 0, out.getvalue().decode(), err.getvalue().decode())


def start(*words: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start `onrecord WORDS…` in a process of its own."""
    command = [sys.executable, "-m", "onrecord", *(str(word) for word in words)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE, **options
    )


def apart(*words: str | Path, stdin: bytes = b"", **options: Any) -> Done:
    """Run `onrecord WORDS…` in a process of its own, to its end."""
    process = start(*words, **options)
    out, err = process.communicate(stdin, timeout=120)
    return Done(process.returncode, out.decode(), err.decode())


Run = Callable[..., Done]
