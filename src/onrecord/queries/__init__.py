"""Named questions with both clocks; the only SELECTs outside ledger/."""

from onrecord.queries.clocks import NOW, Clocks, parse_time

__all__ = ["NOW", "Clocks", "parse_time"]
