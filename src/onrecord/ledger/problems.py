"""What can be wrong with a ledger, each with its remedy."""

from __future__ import annotations

from onrecord.errors import Misused, StopRun


class LedgerBehind(StopRun):
    """The ledger was written by an older onrecord.

    >>> print(LedgerBehind("news.db", found=3, needed=4))
    Ledger news.db has schema 3; this onrecord needs 4.
    Back it up, then run: onrecord ledger upgrade news.db
    """

    def __init__(self, ledger: str, *, found: int, needed: int) -> None:
        super().__init__(
            f"Ledger {ledger} has schema {found}; this onrecord needs {needed}.",
            f"Back it up, then run: onrecord ledger upgrade {ledger}",
        )


class LedgerAhead(StopRun):
    """The ledger was written by a newer onrecord."""

    def __init__(self, ledger: str, *, found: int, needed: int) -> None:
        super().__init__(
            f"Ledger {ledger} has schema {found}; this onrecord knows {needed} at most.",
            "Use the newer onrecord that wrote it.",
        )


class NoLedger(StopRun):
    """There is no ledger where one was looked for.

    >>> print(NoLedger("news.db"))
    There is no ledger at news.db. Make one with: onrecord read SOURCE --ledger news.db
    """

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"There is no ledger at {ledger}.",
            f"Make one with: onrecord read SOURCE --ledger {ledger}",
        )


class NotALedger(StopRun):
    """What is there is something else, or cannot be opened."""

    def __init__(self, ledger: str, why: str) -> None:
        super().__init__(f"{ledger} is not a ledger: {why}.", "Name another with --ledger.")


class LedgerOutOfReach(StopRun):
    """The ledger cannot be reached, or was lost while it was in use."""

    def __init__(self, ledger: str, why: str) -> None:
        super().__init__(
            f"Ledger {ledger} cannot be reached: {why}.",
            "Check its address, and that it is there and yours to use.",
        )


class ReadOnlyLedger(StopRun):
    """The ledger may be asked, and not written to.

    >>> print(ReadOnlyLedger("news.db"))
    Ledger news.db can be asked only: you have no right to write to it. Copy it with:
    onrecord ledger backup COPY --ledger news.db
    """

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"Ledger {ledger} can be asked only: you have no right to write to it.",
            f"Copy it with: onrecord ledger backup COPY --ledger {ledger}",
        )


class NoSpace(StopRun):
    """The disk is full."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"There is no space left where ledger {ledger} is.",
            "Make room and run this again: what was recorded before stands.",
        )


class DamagedLedger(StopRun):
    """The file's own structure is broken."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"Ledger {ledger} is damaged: the file was cut short or overwritten.",
            "Take your newest backup in its place.",
        )


class LedgerBusy(StopRun):
    """Others wrote to the ledger for longer than we wait."""

    def __init__(self, ledger: str) -> None:
        super().__init__(
            f"Ledger {ledger} is being written to and did not come free.",
            "Wait for the other run to end, then run this again: nothing is recorded twice.",
        )


class TakenId(StopRun):
    """An id is on record with other content: a forged or damaged row."""

    def __init__(self, sort: str, id: str) -> None:
        super().__init__(
            f"The {sort} {id} is on record with other content.",
            "Run: onrecord verify",
        )


class BackInTime(Misused):
    """A batch was to be recorded earlier than the one before it."""

    def __init__(self, at: str, head: str) -> None:
        super().__init__(
            f"A batch cannot be recorded at {at}: the ledger's newest is of {head}.",
            "Give a later time, or none for now.",
        )


class NoSuchRow(Misused):
    """A judgement or redaction names something that is not on record."""

    def __init__(self, sort: str, id: str) -> None:
        super().__init__(
            f"There is no {sort} {id} on record.",
            "Look it up with: onrecord log EVENT",
        )


class BadDump(StopRun):
    """A dump cannot be loaded; nothing of it is on record. Lines are counted from 1."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(
            f"Line {line} of the dump: {why}." if line else "The dump is empty.",
            "Load an unaltered dump into a new ledger.",
        )
