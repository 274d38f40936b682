"""Bytes -> characters, by declaration first and by what they can be second."""

from __future__ import annotations

import codecs
import re

from onrecord.model.report import Capture
from onrecord.reports.refusals import Undecodable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,30})")
# The WHATWG encoding standard: pages that say Latin-1 or ASCII mean Windows-1252.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_TRANSFER = re.compile(
    rb"^Content-Transfer-Encoding:\s*(?:quoted-printable|base64)\s*$", re.IGNORECASE | re.MULTILINE
)
_MOST_BROKEN = 0.02  # share of bytes that may be broken before the whole is given up


def decode(capture: Capture) -> str:
    """The characters of a capture.

    In this order: a byte order mark, UTF-16 if every other byte is zero, UTF-8 if the bytes are
    that, the charset that the carrier or the page declares, Windows-1252. Raises Undecodable where
    the bytes are no text or still in an e-mail's transfer encoding.
    """
    data = capture.data
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if _TRANSFER.search(data[:4096]):
        raise Undecodable(
            f"{capture.name} is a message in a transfer encoding, as e-mail and .mht files are.",
            "Open it and save the article as HTML or text.",
        )
    zeros = data[:4096].count(0)
    if zeros and (sixteen := _sixteen(data[:4096])):
        return data.decode(sixteen, "replace")
    if zeros > _MOST_BROKEN * len(data[:4096]):
        raise Undecodable(
            f"{capture.name} is not text (it holds zero bytes).",
            "Give HTML, plain text, Markdown, JSON or a WARC file.",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in _declared(capture):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _nearest(data, capture.name)


def _sixteen(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: of each pair of bytes nearly always the same is zero."""
    pairs = len(head) // 2
    for name, zeros in (("utf-16-be", head[0::2]), ("utf-16-le", head[1::2])):
        if pairs >= 4 and zeros.count(0) > 0.7 * pairs and head.count(0) < 1.1 * zeros.count(0):
            return name
    return None


def _declared(capture: Capture) -> tuple[str, ...]:
    found = _META.search(capture.data[:4096])
    names = (capture.given.charset, found.group(1).decode("ascii") if found else None)
    return tuple(encoding for name in names if name and (encoding := _text_encoding(name)))


def _text_encoding(name: str) -> str | None:
    try:
        info = codecs.lookup(name.strip(" \"'"))
    except (LookupError, ValueError):
        return None
    # Python also registers codecs that turn bytes into bytes (hex, zlib); those are no charsets.
    if not getattr(info, "_is_text_encoding", True) or info.name in ("idna", "punycode"):
        return None
    return _MEANT.get(info.name, info.name)


def _nearest(data: bytes, name: str) -> str:
    """UTF-8 with a few broken bytes, or Windows-1252 if it can be that."""
    mended = data.decode("utf-8", "replace")
    high = sum(byte >= 0x80 for byte in data[:200_000])
    broken = mended[:200_000].count("\ufffd")
    if broken <= 0.1 * high:
        return mended
    western = data.decode("cp1252", "replace")
    controls = sum(ord(c) < 32 and c not in "\t\n\r\f" for c in western[:200_000])
    undefined = western[:200_000].count("\ufffd")
    if controls + undefined > _MOST_BROKEN * max(1, len(western[:200_000])):
        raise Undecodable(
            f"{name} is no text in UTF-8, in the charset it declares, or in Windows-1252.",
            "Save it as UTF-8.",
        )
    return western
