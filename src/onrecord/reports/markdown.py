"""Markdown -> its lines, marks taken off, each with the kind that they give it and its offset.

Marks are not cut out but overwritten with what folding drops, so that every offset stays the one
in the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.report import BlockKind
from onrecord.reports.paragraphs import split_paragraphs
from onrecord.reports.text import Line

_FILL = "\u200b"
_BREAK = "\u2029"
"""Stands for a line end that surely parts two paragraphs."""

_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,}).*")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}|[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t:-]*")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]]{1,100}\]:[ \t]+\S.*")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+")
_LONGEST = 500  # characters; a longer line is no rule, whatever it is made of
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_TARGET = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)"
_INLINE = (
    re.compile(rf"(?P<a>!\[)[^\]\n]{{0,400}}(?P<b>\]{_TARGET})"),
    re.compile(rf"(?P<a>\[)(?P<link>[^\]\n]{{1,400}})(?P<b>\]{_TARGET})"),
    re.compile(r"(?P<a>\[)(?P<link>[^\[\]\n]{1,400})(?P<b>\]\[[^\[\]\n]{0,100}\])"),
    re.compile(r"(?<![\w*\\])(?P<a>\*{1,3})(?=\S)[^*\n]{1,600}(?<=[^\s\\])(?P<b>(?P=a))(?![\w*])"),
    re.compile(r"(?<![\w\\])(?P<a>_{1,3})(?=\S)[^_\n]{1,600}(?<=[^\s\\])(?P<b>(?P=a))(?!\w)"),
    re.compile(r"(?P<a>~~)(?=\S)[^~\n]{1,600}(?P<b>~~)"),
    re.compile(r"(?P<a>`+)[^`\n]{1,400}(?P<b>(?P=a))"),
    re.compile(r"(?P<a>\\)[\\`*_{}\[\]()#+\-.!|>~]"),
)


_WRAPPED = 60  # characters; a shorter line that does not go on in lower case was ended by hand


@dataclass(frozen=True, slots=True)
class Marked:
    """The lines of a Markdown text, and how many of its letters stand in how many links."""

    lines: tuple[Line, ...]
    letters: int
    linked: int
    links: int


def read_markdown(text: str, start: int = 0) -> Marked:
    """The lines of `text[start:]`; their locators are offsets in `text`.

    The first heading of the first level is the headline, other headings are sub-heads; quotes and
    list items are what they are. Link targets and the marks go, every word stays.

    >>> marked = read_markdown("# Ferry sinks\\n\\nThe **crew** [said](https://x.example) so.")
    >>> [(line.hint and line.hint.value, line.text, line.locator) for line in marked.lines]
    [('headline', 'Ferry sinks', '2'), (None, 'The crew said so.', '15')]
    """
    cleared = _without_comments(" " * start + text[start:])
    linked = links = 0
    for pattern in _INLINE:
        pieces: list[str] = []
        at = start
        for found in pattern.finditer(cleared, start):
            if "link" in pattern.groupindex:
                links += 1
                linked += len(found["link"])
            for name in ("a", "b"):
                if name in pattern.groupindex:
                    pieces += [cleared[at : found.start(name)], _filled(found[name])]
                    at = found.end(name)
        cleared = cleared[:start] + "".join(pieces) + cleared[at:]
    plain, hints = _structure(cleared, start)
    starts = sorted(hints)
    lines: list[Line] = []
    for paragraph in split_paragraphs(plain):
        at = paragraph.start
        while plain[at] == _FILL or plain[at].isspace():
            at += 1
        hint = hints[starts[bisect_right(starts, at) - 1]]
        if hint is BlockKind.HEADLINE and any(line.hint is hint for line in lines):
            hint = BlockKind.SUBHEAD
        lines.append(Line(paragraph.text, str(at), hint))
    return Marked(tuple(lines), sum(len(line.text) for line in lines), linked, links)


def _without_comments(text: str) -> str:
    """The text with what stands between "<!--" and "-->" overwritten."""
    out, at = [], 0
    while (opens := text.find("<!--", at)) >= 0 and (closes := text.find("-->", opens + 4)) >= 0:
        out += [text[at:opens], _filled(text[opens : closes + 3])]
        at = closes + 3
    return "".join([*out, text[at:]])


def _filled(words: str) -> str:
    """As long as `words`, and nothing when folded; line ends stay."""
    return re.sub(r"[^\r\n]", _FILL, words)


def _structure(text: str, start: int) -> tuple[str, dict[int, BlockKind | None]]:
    """The text without the marks at the beginnings of lines, of the same length, with breaks where
    blocks meet; and the offset of each line -> the kind that its marks give it."""
    out: list[str] = [text[:start]]
    hints: dict[int, BlockKind | None] = {0: None}
    before: BlockKind | None = None
    code = False
    for at, line, end, following in _lines(text, start):
        hint: BlockKind | None = None
        kept = line
        apart = False
        if _FENCE.match(line):
            code, kept, apart = not code, " " * len(line), True
        elif code:
            pass
        elif _is_rule(line):
            kept, apart = " " * len(line), True
        elif heading := _HEADING.match(line):
            words = line.rstrip(" \t").rstrip("#")
            kept = (" " * heading.end() + words[heading.end() :]).ljust(len(line))
            hint = BlockKind.HEADLINE if heading[1] == "#" else BlockKind.SUBHEAD
            apart = True
        elif quote := _QUOTE.match(line):
            kept = " " * quote.end() + line[quote.end() :]
            hint = BlockKind.QUOTE
        elif item := _ITEM.match(line):
            kept = " " * item.end() + line[item.end() :]
            hint, apart = BlockKind.LISTITEM, True
        elif line.strip() and "|" not in line and _is_underline(following):
            hint = BlockKind.HEADLINE if "=" in following else BlockKind.SUBHEAD
            apart = True
        elif before is BlockKind.LISTITEM and line[:1].isspace() and line.strip():
            hint = before  # goes on in the item above
        if apart or hint is not before:
            _part(out)
        elif not code and _goes_on(out[-2] if len(out) > 2 else "", kept):
            out[-1] = " " * len(out[-1])
        hints[at] = hint
        out += [kept, end]
        before = hint
        if apart and hint is not BlockKind.LISTITEM:
            _part(out)
    return "".join(out), hints


def _goes_on(line: str, after: str) -> bool:
    """Whether a paragraph goes on in the line after: it was wrapped, not ended."""
    bare, following = line.rstrip(_FILL), after.lstrip(" \t" + _FILL)
    if not bare.strip() or not following or bare.endswith(("  ", "\\")):
        return False
    full = len(bare) >= _WRAPPED and not bare.endswith((".", "!", "?", ":", "”", '"'))
    return full or following[0].islower()


def _is_underline(line: str) -> bool:
    return len(line) <= _LONGEST and _UNDERLINE.fullmatch(line) is not None


def _is_rule(line: str) -> bool:
    """Whether a line is a rule, an underline, the rule of a table or the target of links."""
    if len(line) <= _LONGEST and (_RULE.fullmatch(line) or _UNDERLINE.fullmatch(line)):
        return True
    return _DEFINITION.fullmatch(line) is not None


def _part(out: list[str]) -> None:
    """Make the last line end one that surely parts."""
    if len(out) > 1 and out[-1]:
        out[-1] = _BREAK * len(out[-1])


def _lines(text: str, start: int) -> Iterator[tuple[int, str, str, str]]:
    """Each line: its offset, its words, its line end, and the line after it."""
    found = list(re.finditer(r"([^\r\n]*)(\r\n|\r|\n|\Z)", text[start:]))
    for line, after in zip(found, [*found[1:], None], strict=True):
        if line.group():
            yield start + line.start(), line[1], line[2], after[1] if after else ""
