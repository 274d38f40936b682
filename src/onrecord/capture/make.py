"""Bytes with what is known of them -> a capture."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from onrecord.capture.kinds import MARKDOWN, TEXT
from onrecord.capture.limits import Limits
from onrecord.capture.refusals import TooLarge
from onrecord.model.report import Capture, Given


def make_capture(
    *,
    origin: str,
    name: str,
    data: bytes,
    media_type: str,
    at: datetime,
    given: Given,
    address: str | None = None,
    charset: str | None = None,
) -> Capture:
    """The capture of these bytes; `charset` is what the carrier declared."""
    return Capture(
        origin=origin,
        name=name,
        captured_at=at,
        media_type=media_type,
        data=data,
        sha256=sha256(data).hexdigest(),
        address=address or given.address,
        given=replace(given, charset=charset) if charset else given,
    )


def limit_for(media_type: str, limits: Limits) -> int:
    """How many bytes an input of this kind may have."""
    return limits.text if media_type in (TEXT, MARKDOWN) else limits.page


def too_large(name: str, limit: int) -> TooLarge:
    """The problem of an input that passes its limit."""
    return TooLarge(
        f"{name} is larger than {limit:,} bytes, the limit for its kind.",
        "Split it, or give the article alone.",
    )
