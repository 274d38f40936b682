"""Who tried to sign in too often: failures by key, counted for all processes of a desk."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic


class Attempts:
    """Counts failures by key (an address, a name), and says when there were too many lately.

    A failure is an empty file, named by its key's digest and its time, so that processes which are
    given one `folder` count together. Without one they are kept in a folder of their own.

    >>> clock = iter([0, 0, 1, 2, 61]).__next__
    >>> attempts = Attempts(2, 60, clock=clock)
    >>> attempts.fail("mara"), attempts.fail("mara")
    (None, None)
    >>> attempts.wait("mara"), attempts.wait("jon")
    (59.0, 0.0)
    >>> attempts.wait("mara")
    0.0
    """

    _MOST = 10_000
    """Failures that are kept at most: the oldest are forgotten first."""

    def __init__(
        self,
        most: int,
        seconds: float,
        folder: Path | None = None,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        if folder is None:
            self._own = tempfile.TemporaryDirectory(prefix="onrecord-")  # goes with this object
            folder = Path(self._own.name)
        self._folder = folder
        self._make()

    def wait(self, key: str) -> float:
        """Seconds until another attempt is looked at; 0 where it may be made now."""
        now = self._clock()
        failed = sorted(at for at, _ in self._failures(_digest(key)))
        if len(failed) < self._most:
            return 0.0
        return max(0.0, failed[-self._most] + self._seconds - now)

    def fail(self, key: str) -> None:
        """Count a failure."""
        now = self._clock()
        self._make()
        # The clock counts from the start of the machine, so that all processes have the same.
        (self._folder / f"{_digest(key)} {now:.6f} {secrets.token_hex(4)}").touch()
        failed = sorted(self._failures(""))
        for number, (at, file) in enumerate(failed):
            if at <= now - self._seconds or number < len(failed) - self._MOST:
                file.unlink(missing_ok=True)

    def forgive(self, key: str) -> None:
        """Take the newest failure of a key back: it was none."""
        if failed := sorted(self._failures(_digest(key))):
            failed[-1][1].unlink(missing_ok=True)

    def _make(self) -> None:
        """The folder, also where somebody tidied up who took it for a thing left behind."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _failures(self, digest: str) -> Iterator[tuple[float, Path]]:
        """When each failure was whose name begins so, and its file."""
        try:
            files = list(self._folder.iterdir())
        except FileNotFoundError:
            return
        for file in files:
            if file.name.startswith(digest):
                yield float(file.name.split(" ")[1]), file


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
