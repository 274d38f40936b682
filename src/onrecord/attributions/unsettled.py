"""What a content itself leaves open: "we do not know whether …", "it could not rule out …".

Such words deny nothing: what stands behind them may be so or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attributions import cues
from onrecord.attributions.clauses import Clauses, Word
from onrecord.language.listing import listed
from onrecord.model.scales import Certainty
from onrecord.model.span import Span

_KNOWN = listed(
    "know knows knew known sure clear certain say said tell told decided determined established "
    "confirmed confirm settled understood understand idea word disclosed specified revealed"
)
_UNKNOWN = listed("unclear unknown uncertain undecided unsure undetermined")
_BETWEEN = listed("yet immediately exactly precisely yet on about of as to for at this point")
_OPEN = listed("whether if who whom what when where which")
_TOLD = listed("how why")
"""After these the happening itself is taken for granted ("it is not clear how it fell")."""
_EXCLUDE = listed("rule ruled rules ruling exclude excluded excludes excluding")
_REACH = 4


@dataclass(frozen=True, slots=True)
class Unsettled:
    """How sure what is left open is, the words that say so, and the negation among them."""

    certainty: Certainty
    span: Span
    negation: Span | None


def unsettled(content: Clauses) -> Unsettled | None:
    """What the first main clause of a content leaves open, or None.

    >>> from onrecord.attributions.clauses import clauses_of
    >>> said = "it was not known whether the two had left"
    >>> open = unsettled(clauses_of(said, [Span(0, len(said))]))
    >>> open.certainty.value, open.span.of(said)
    ('unstated', 'not known')
    """
    words = content.all
    ends = content.first[-1].span.end if content.first else 0
    for place, word in enumerate(words):
        if word.span.start >= ends:
            return None
        if word.lower in _UNKNOWN:
            begin: Word | None = word
        elif word.lower in _KNOWN | _EXCLUDE:
            begin = _negation(words, place)
        else:
            continue
        if begin is None:
            continue
        if not (content.hedges(word) if begin is word else content.negates(begin)):
            continue
        negation = begin.span if begin is not word else None
        span = Span(begin.span.start, word.span.end)
        if word.lower in _EXCLUDE:
            if out_follows(words, place):
                return Unsettled(Certainty.POSSIBLE, span, negation)
            continue
        after = place + 1
        while after < len(words) and words[after].lower in _BETWEEN:
            after += 1
        asked = words[after].lower if after < len(words) else ""
        numbered = words[after + 1].lower if after + 1 < len(words) else ""
        if asked in _OPEN or (asked == "how" and numbered in ("many", "much", "long", "far")):
            return Unsettled(Certainty.UNSTATED, span, negation)
        if asked in _TOLD:
            return Unsettled(Certainty.CERTAIN, span, negation)
    return None


def out_follows(words: Sequence[Word], place: int) -> bool:
    """Whether a verb of excluding is whole: "rule" needs its "out", if only behind "it"."""
    if words[place].lower.startswith("exclud"):
        return True
    return any(word.lower == "out" for word in words[place + 1 : place + 4])


def not_excluded(cue: Sequence[Word], before: Sequence[str]) -> bool:
    """Whether a cue says that something is not ruled out."""
    excludes = any(
        word.lower in _EXCLUDE and out_follows(cue, place) for place, word in enumerate(cue)
    )
    words = [*before[-3:], *(word.lower for word in cue)]
    return excludes and any(word in cues.NEGATIONS for word in words)


def _negation(words: Sequence[Word], place: int) -> Word | None:
    """The negation close before a word, if there is one."""
    for word in reversed(words[max(0, place - _REACH) : place]):
        if word.lower in cues.NEGATIONS:
            return word
    return None
