"""Whom a source's words credit: names, pronouns, offices, bodies, unnamed classes.

Nothing is guessed in silence: what could not be led anywhere keeps its words, and the rule's name
says so ("unresolved.pronoun").
"""

from __future__ import annotations

from onrecord.attributions import lexicon
from onrecord.attributions.cast import NOBODY, Cast, Resolved, Turn
from onrecord.attributions.nouns import noun
from onrecord.attributions.pronouns import possessive, pronoun
from onrecord.language.listing import listed
from onrecord.model.span import Span


def resolve(span: Span, cast: Cast, turn: Turn, enclosing: Resolved | None = None) -> Resolved:
    """Whom the words at `span` credit.

    Args:
        span: the source's words.
        cast: who is named in the version.
        turn: those who spoke before, without the one in whose quotation the words stand.
        enclosing: the speaker in whose content the words stand: "I" and "we" are theirs.
    """
    text = cast.version.text
    words = " ".join(span.of(text).split()).strip(' ,;:.“”"')
    parts = words.split()
    while len(parts) > 1 and parts[-1].casefold() in _TRAILING:
        parts.pop()
    words = " ".join(parts)
    if not words:
        return Resolved(NOBODY, "none")
    first = words.casefold().split()[0].split("’")[0].split("'")[0]
    if first in lexicon.PRONOUNS and (len(words.split()) == 1 or first in ("which", "who", "that")):
        return pronoun(first, words, span, cast, turn, enclosing)
    if first in ("his", "her", "its", "their") and len(words.split()) <= 6:
        return possessive(first, words, span, cast, turn, enclosing)
    return noun(words, span, cast, turn)


_TRAILING = listed("now also later earlier still again has have had who which")
"""Words at the end of a source that are no part of it."""
