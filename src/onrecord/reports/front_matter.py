"""The facts that a Markdown file gives above its text, between two lines of three hyphens.

Read is what people write there: flat keys with plain values, quoted ones, and lists of them. It is
a small part of YAML; whatever else stands there (nested keys, anchors, long texts) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reports.folding import fold, mend
from onrecord.reports.page import PageFacts

_FENCE = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<inside>(?:[^\n]*\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_KEY = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>\S.*)|[ \t]*)\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*)\Z")
_PASSED = re.compile(r"[ \t]*(?:#.*)?\Z|[ \t]+\S.*\Z|-\Z")
_COMMENT = re.compile(r"[ \t]#(?:[ \t].*)?\Z")
_WIKI = re.compile(r"\A\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]\Z")
_ADDRESS = re.compile(r"https?://\S+\Z")
_BLOCK = re.compile(r"[|>][+-]?\d?\Z")
_LONGEST = 2000  # characters of one value that are kept

_NAMES = {
    "story": "id story",
    "title": "title headline",
    "outlet": "outlet source publisher publication site sitename site_name website newspaper",
    "address": "url link address canonical canonical_url permalink source_url original_url source",
    "authors": "author authors byline by creator",
    "published": "published date publishdate publish_date pubdate published_at date_published"
    " datepublished publication_date",
    "updated": "updated modified lastmod last_modified updated_at date_modified datemodified"
    " last_updated lastupdated",
    "language": "language lang",
    "section": "section category",
    "zone": "zone timezone",
}
"""Fact -> the keys that give it, the first that stands there first."""


def read_front_matter(text: str) -> tuple[PageFacts, int]:
    """The facts above a text, and the offset at which the text begins (0 where there are none).

    A text that begins with a line of hyphens and then goes on in prose has no front matter.

    >>> facts, start = read_front_matter("---\\ntitle: 'Ferry: found'\\nby: [Ann Holt]\\n---\\n")
    >>> facts.title, facts.authors, start
    ('Ferry: found', ('Ann Holt',), 45)
    """
    found = _FENCE.match(text)
    if found is None:
        return PageFacts(), 0
    keys: dict[str, list[str]] = {}
    last: list[str] = []
    block = False
    for line in found["inside"].splitlines():
        if not (block and line[:1].isspace()):
            if key := _KEY.match(line):
                last = keys.setdefault(_plain(key["key"]), [])
                block = bool(_BLOCK.match(key["value"] or ""))
                last.extend([] if block else _values(key["value"] or ""))
            elif item := _ITEM.match(line):
                last.extend(_values(item["value"]))
            elif not _PASSED.match(line):
                return PageFacts(), 0
    return (_facts(keys), found.end()) if keys else (PageFacts(), 0)


def _plain(key: str) -> str:
    return key.lower().replace("-", "_").replace(" ", "_").replace(".", "_")


def _values(words: str) -> Iterator[str]:
    """The values on one line: one, or those of a list in brackets."""
    words = words.strip()
    if words[:1] == "[" and words[-1:] == "]" and not _WIKI.match(words):
        for part in _parts(words[1:-1]):
            yield from _values(part)
        return
    if words[:1] in "\"'" and words[:1]:
        end = words.find(words[0], 1)
        while words[0] == '"' and end > 0 and words[end - 1] == "\\":
            end = words.find('"', end + 1)
        while words[0] == "'" and words[end : end + 2] == "''":
            end = words.find("'", end + 2)
        inner = words[1:end] if end > 0 else words[1:]
        inner = inner.replace("''", "'") if words[0] == "'" else inner.replace('\\"', '"')
    else:
        inner = _COMMENT.sub("", words)
    inner = _WIKI.sub(r"\1", fold(mend(inner)))[:_LONGEST]
    if inner and inner.lower() not in ("null", "~", "none"):
        yield inner


def _parts(words: str) -> Iterator[str]:
    """The parts of a list between commas that stand outside quotation marks."""
    part, mark = "", ""
    for letter in words:
        if letter == "," and not mark:
            yield part
            part = ""
            continue
        if letter in "\"'" and (letter == mark or not (mark or part.strip())):
            mark = "" if mark else letter
        part += letter
    yield part


def _facts(keys: dict[str, list[str]]) -> PageFacts:
    def first(fact: str, *, address: bool | None = None) -> str | None:
        """The first value that a key of this fact gives; an address, or none, where it matters."""
        for key in _NAMES[fact].split():
            for value in keys.get(key, ()):
                if address is None or address == bool(_ADDRESS.match(value)):
                    return value
        return None

    authors = next((keys[key] for key in _NAMES["authors"].split() if keys.get(key)), [])
    return PageFacts(
        story=first("story"),
        title=first("title"),
        outlet=first("outlet", address=False),
        address=first("address", address=True),
        authors=tuple(dict.fromkeys(name for one in authors for name in _people(one))),
        published=first("published"),
        updated=first("updated"),
        language=first("language"),
        section=first("section"),
        zone=first("zone"),
    )


def _people(words: str) -> list[str]:
    """The names in one value: "Ann Holt and Ben Carr" are two."""
    bare = re.sub(r"\A[Bb]y\s+", "", words)
    return [name for part in re.split(r",|;|&|\band\b", bare) if (name := part.strip())]
