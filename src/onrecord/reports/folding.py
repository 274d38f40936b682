"""Text as given -> text as kept: white space folded, control characters out."""

from __future__ import annotations

import re

# Control and format characters that no reader sees. Zero-width joiners stay: they are part of
# words and emoji. White space among the controls is folded, not dropped.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_DROPPED = re.compile(f"[{_UNSEEN}]")
_LONE = re.compile("[\ud800-\udfff]")
KEPT_RUN = re.compile(f"[^\\s{_UNSEEN}]+")
"""A run of characters that folding keeps as they are."""

MISSING = "\ufffd"
"""What a lone surrogate, which no encoding can write, becomes."""


def fold(text: str) -> str:
    """`text` on one line: white space runs become one space, unseen characters go.

    >>> fold(" The\\tfirst\\n\\xa0missile\\x00 ")
    'The first missile'
    """
    return " ".join(mend(_DROPPED.sub("", text)).split())


def mend(text: str) -> str:
    """`text` with lone surrogates replaced, one for one, so that it can be encoded.

    >>> mend("a\\ud800b")
    'a\\ufffdb'
    """
    return text if text.isascii() else _LONE.sub(MISSING, text)
