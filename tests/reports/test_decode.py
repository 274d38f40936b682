from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.capture.make import make_capture
from onrecord.model.report import Capture, Given
from onrecord.reports.decode import decode
from onrecord.reports.refusals import Undecodable

TEXT = "The mate of the Árvore said on Tuesday: “Nine are safe.”"


def capture(data: bytes) -> Capture:
    return make_capture(
        origin="file",
        name="a.txt",
        data=data,
        media_type="text/plain",
        at=datetime(2024, 5, 1, tzinfo=UTC),
        given=Given(),
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_told_with_and_without_a_mark(encoding: str) -> None:
    assert decode(capture(TEXT.encode(encoding))) == TEXT


def test_a_stray_zero_byte_is_no_reason_to_refuse() -> None:
    data = (TEXT * 4).encode() + b"\x00"
    assert decode(capture(data)).startswith(TEXT)


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(60) + b"text",
        b"Subject: Nine safe\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nNine =\r\nsafe.",
        b"MIME-Version: 1.0\ncontent-transfer-encoding: base64\n\nTmluZSBhcmUgc2FmZS4=",
    ],
)
def test_what_is_no_text_is_named(data: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(capture(data))
