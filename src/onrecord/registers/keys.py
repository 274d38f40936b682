"""How a name is looked up: one spelling for case, apostrophes, dots, articles and possessives."""

from __future__ import annotations

import unicodedata

_FOLDED = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})
_ARTICLES = ("the ", "The ", "THE ")
MAX_NAME = 120
"""Longer words are no name; nothing is looked up for them."""


def tidy(words: str) -> str:
    """`words` without leading article and trailing possessive, apostrophes straight, spaces single.

    >>> tidy("The  Philippines’")
    'Philippines'
    """
    out = " ".join(words.translate(_FOLDED).split())
    for article in _ARTICLES:
        if out.startswith(article):
            out = out[len(article) :]
            break
    if out.endswith(("'s", "'S")):
        out = out[:-2]
    return out.rstrip("' ")


def undotted(words: str) -> str:
    """`words` with the dots of initials and abbreviations gone ("U.S." and "St." alike).

    >>> undotted("U.S. troops in St. Petersburg")
    'US troops in St Petersburg'
    """
    return words.replace(".", "") if "." in words else words


def plain(words: str) -> str:
    """`words` in lower case, without accents, dots, hyphens.

    >>> plain("Bogotá"), plain("Port-au-Prince"), plain("Sana'a")
    ('bogota', 'port au prince', 'sanaa')
    """
    if not words.isascii():
        words = words.translate(_FOLDED)
        split = unicodedata.normalize("NFKD", words)
        words = "".join(c for c in split if not unicodedata.combining(c))
    words = words.casefold().replace(".", "").replace("'", "").replace("-", " ")
    return " ".join(words.split())


def is_acronym(name: str) -> bool:
    """Whether `name` is known by its capitals ("WHO", "U.S.", "IRGC") and must be met in them.

    >>> is_acronym("WHO"), is_acronym("U.S."), is_acronym("Who")
    (True, True, False)
    """
    bare = undotted(name).replace(" ", "")
    letters = [c for c in bare if c.isalpha()]
    return 1 < len(letters) <= 9 and all(c.isupper() for c in letters) and len(bare) <= 10
