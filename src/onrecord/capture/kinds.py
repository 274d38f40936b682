"""What kind of input a name, a media type or the first bytes promise."""

from __future__ import annotations

import json

HTML, TEXT, MARKDOWN, JSON = "text/html", "text/plain", "text/markdown", "application/json"
JSONL, WARC = "application/jsonl", "application/warc"
_SUFFIXES = (
    (".warc.gz", WARC),
    (".warc", WARC),
    (".html", HTML),
    (".htm", HTML),
    (".xhtml", HTML),
    (".txt", TEXT),
    (".text", TEXT),
    (".md", MARKDOWN),
    (".markdown", MARKDOWN),
    (".jsonl", JSONL),
    (".ndjson", JSONL),
    (".json", JSON),
)
READ = ", ".join(suffix for suffix, _ in _SUFFIXES)
"""The endings of names that onrecord reads, for messages."""

_MEDIA_TYPES = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/plain": TEXT,
    "text/markdown": MARKDOWN,
    "application/json": JSON,
    "application/jsonl": JSONL,
    "application/x-ndjson": JSONL,
    "application/warc": WARC,
}


def kind_of_name(name: str) -> str | None:
    """The media type that a file's name promises; None for one that onrecord does not read.

    >>> kind_of_name("Story.HTML"), kind_of_name("a.warc.gz"), kind_of_name("a.png")
    ('text/html', 'application/warc', None)
    """
    lower = name.lower()
    return next((kind for suffix, kind in _SUFFIXES if lower.endswith(suffix)), None)


def kind_of_media_type(header: str) -> str | None:
    """The kind that a Content-Type header declares; None for one that is not read.

    >>> kind_of_media_type("text/HTML; charset=utf-8")
    'text/html'
    """
    return _MEDIA_TYPES.get(header.split(";")[0].strip().lower())


def charset_of(header: str) -> str | None:
    """The charset that a Content-Type header declares, if any."""
    for part in header.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset" and value.strip():
            return value.strip(" \t\"'")[:40] or None
    return None


def sniff(data: bytes) -> str:
    """The kind that bytes without a name look like: HTML, JSON, JSON Lines or plain text.

    >>> sniff(b"<!doctype html><p>Hello"), sniff(b'{"text": "a"}'), sniff(b"A storm hit.")
    ('text/html', 'application/json', 'text/plain')
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"WARC/") or data.startswith(b"\x1f\x8b"):
        return WARC
    if head.startswith(b"{"):
        first, _, rest = data.strip().partition(b"\n")
        return JSONL if rest.strip() and _is_object(first) else JSON
    if head.startswith(b"<") and b">" in head:
        return HTML
    return TEXT


_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"{\\rtf", "a text in RTF"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
)


def other_format(data: bytes) -> str | None:
    """What well-known format that is not read these bytes are in, whatever their name; or None.

    >>> other_format(b"%PDF-1.7 ..."), other_format(b"A storm hit.")
    ('a PDF', None)
    """
    return next((name for mark, name in _FORMATS if data.startswith(mark)), None)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
