"""Why an input was not captured: each a named problem with its remedy."""

from __future__ import annotations

from onrecord.errors import SkipItem


class CannotOpen(SkipItem):
    """The file or folder is missing, may not be read, or is no plain file."""

    code = "cannot-open"


class TooLarge(SkipItem):
    """The input is larger than the limit for its kind."""

    code = "too-large"


class NotAllowed(SkipItem):
    """The address is not one that onrecord fetches."""

    code = "not-allowed"


class CannotFetch(SkipItem):
    """The server could not be reached, or did not answer with the page."""

    code = "cannot-fetch"


class WrongKind(SkipItem):
    """The input is of a kind that onrecord does not read."""

    code = "wrong-kind"


class BrokenArchive(SkipItem):
    """An archive that breaks off; what was read before it stands."""

    code = "broken-archive"


class NothingToRead(SkipItem):
    """A folder, archive or list of reports in which there is nothing that onrecord reads."""

    code = "nothing-to-read"


class LeftOut(SkipItem):
    """Records of an archive that hold no page; `records` names each. A notice, no problem: all
    that the archive can give was read."""

    code = "left-out"
    exit_code = 0

    def __init__(self, problem: str, remedy: str = "", records: tuple[str, ...] = ()) -> None:
        super().__init__(problem, remedy)
        self.records = records

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problem, self.remedy, self.records)
