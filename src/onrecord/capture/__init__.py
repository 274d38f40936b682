"""Files, folders, standard input, web addresses and WARC archives -> captures.

The only rooms that open a socket or a user's file. Nothing is decided here about what the bytes
mean; see `onrecord.reports`.
"""

from __future__ import annotations

from onrecord.capture.limits import Limits
from onrecord.capture.sources import fetch_sources

__all__ = ["Limits", "fetch_sources"]
