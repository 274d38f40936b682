"""Markdown -> plain text: light markup taken off, every word kept."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A---\n(?:[^\n]*\n){0,60}?---\n")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+([^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,400})\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,400})\]\([^()\n]{0,1000}\)")
_DEFINITION = re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,100}\]:[ \t]+\S+[^\n]*$", re.MULTILINE)
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,600})(?<=\S)\1(?![\w*])")
_UNDERSCORED = re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,600})(?<=\S)\1(?!\w)")
_CODE = re.compile(r"`([^`\n]{1,400})`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")


def without_markup(text: str) -> str:
    """The text without Markdown's marks; front matter and link targets go, words stay.

    >>> without_markup("# Ferry sinks\\n\\nThe **coast guard** [said](https://x.example) so.")
    '\\nFerry sinks\\n\\n\\nThe coast guard said so.'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _FRONT.sub("", text, count=1)
    text = _FENCE.sub("", text)
    text = _RULE.sub("", text)
    text = _DEFINITION.sub("", text)
    text = _HEADING.sub(r"\n\1\n", text)
    text = _QUOTE.sub("", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _UNDERSCORED.sub(r"\2", text)
    text = _CODE.sub(r"\1", text)
    return _ESCAPED.sub(r"\1", text)
