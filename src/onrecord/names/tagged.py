"""What the tagger's names and trees add about places, and what they take away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from onrecord.language.labels import RELATIONS
from onrecord.model.layers import Layers, Name
from onrecord.model.report import BlockKind
from onrecord.model.span import Span
from onrecord.names.containers import container_after
from onrecord.names.evidence import Evidence, preposition
from onrecord.names.lexicon import (
    CALENDAR,
    LANGUAGES_AND_FAITHS,
    NEVER_PLACE,
    ORG_HEADS,
    TITLES,
    WITH,
)
from onrecord.names.meanings import meanings
from onrecord.names.relations import relation_before
from onrecord.names.sighting import Reader, Sighting
from onrecord.names.words import Word

_SCENES = ("obl", "nmod", "appos", "conj", "root", "nsubj:pass", "compound", "parataxis", "list")
"""Relations in which a place is told where something is, or of where something comes."""
_UNTAGGED = (BlockKind.DATELINE,)
_LOCATIVE = frozenset(("in", "into", "near", "around", "outside", "across", "throughout", "within"))
_FIRM = ("place.chain", "place.dateline")


class Tagged:
    """The tagger's names and the roles that its trees give them, by position in the text."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self.names = sorted(layers.names, key=lambda name: name.span)
        self._starts = [name.span.start for name in self.names]

    @property
    def silent(self) -> bool:
        """Whether no tagger has read the text: then nothing follows from its silence."""
        return not self._layers.syntax.heads

    def over(self, span: Span) -> Name | None:
        """The name that covers most of `span`, or None."""
        at = bisect_left(self._starts, span.end)
        best: Name | None = None
        most = 0
        for name in reversed(self.names[max(0, at - 4) : at]):
            shared = min(name.span.end, span.end) - max(name.span.start, span.start)
            if shared > most:
                best, most = name, shared
        return best

    def role(self, span: Span) -> tuple[str, Span | None]:
        """The relation of the head of `span` to a word outside it, and that word."""
        tokens, syntax = self._layers.tokens, self._layers.syntax
        first = bisect_left(tokens, span.start, key=lambda token: token.start)
        end = bisect_left(tokens, span.end, key=lambda token: token.start)
        for token in range(end - 1, first - 1, -1):
            head = syntax.heads[token]
            if head < 0:
                return "", None
            if head == token or not first <= head < end:
                outside = None if head == token else tokens[head]
                return RELATIONS[syntax.relations[token]], outside
        return "", None


def believed(reader: Reader, tagged: Tagged, sighting: Sighting) -> bool:
    """Whether a name that the rules read as a place may be one for all that the tagger sees.

    A person is none, whatever stands before the name, unless a site bears it. What no table holds
    must be seen as a place or at least as an organisation that one can be at; what only stands bare
    must not be part of the name of an organisation.
    """
    passage = reader.passages[sighting.passage]
    if tagged.silent or passage.kind in _UNTAGGED or sighting.evidence.rule in _FIRM:
        return True
    words = passage.words[sighting.start : sighting.end]
    span = Span(words[0].start, words[-1].end)
    name = tagged.over(span)
    kind = name.kind if name is not None else ""
    confidence = sighting.evidence.confidence
    site = any(place.kind in ("site", "airport") for place in sighting.candidates)
    if kind == "Person":
        return confidence >= 0.7 and site
    if name is not None and kind in ("Location", "Facility"):
        if not sighting.candidates and name.span != span and span.holds(name.span):
            return not meanings(name.span.of(reader.text), reader.gazetteer, reader.register)
        return confidence > 0.5 or tagged.role(span)[0] != "obj"
    if not sighting.candidates and kind != "Organization":
        opens = words[0].first and not any(word.capital for word in words[1:])
        return sighting.kind is not None and not passage.loud and not opens
    if kind == "Organization":
        return confidence >= (0.7 if site else 0.8)
    return confidence > 0.5 or passage.loud


def find_unseen(
    reader: Reader, tagged: Tagged, sightings: Sequence[Sighting]
) -> Iterator[Sighting]:
    """Yield the tagger's places that no rule has seen, in text order.

    States and seats of government are left out: where no rule reads them as scenes they act. So
    are names that stand as subject or object of a verb, which is how teams and governments stand.
    """
    taken: dict[int, set[int]] = {}
    for one in sightings:
        taken.setdefault(one.passage, set()).update(range(one.start, one.end))
    for number, passage in enumerate(reader.passages):
        words = passage.words
        if not words:
            continue
        starts = [word.start for word in words]
        names = tagged.names
        at = bisect_left(names, words[0].start, key=lambda name: name.span.start)
        while at < len(names) and names[at].span.start < words[-1].stop:
            name = names[at]
            at += 1
            if name.kind not in ("Location", "Facility"):
                continue
            first = bisect_right(starts, name.span.start) - 1
            end = bisect_left(starts, name.span.end)
            cells = set(range(first, end))
            if not cells or cells & taken.get(number, set()):
                continue
            if any((number, cell) in reader.taken for cell in cells):
                continue
            found = _unseen(reader, tagged, number, first, end)
            if found is not None:
                yield found


def _unseen(reader: Reader, tagged: Tagged, number: int, first: int, end: int) -> Sighting | None:
    words, text = reader.passages[number].words, reader.text
    span = Span(words[first].start, words[end - 1].end)
    name = span.of(text)
    low, _ = preposition(words, first)
    before = words[first - 1].low if first and words[first].joined else ""
    if not words[first].capital or before in WITH or _of_title(words, first):
        return None
    if _no_place(reader, name, [word.low for word in words[first:end]], low in _LOCATIVE):
        return None
    relation, head = tagged.role(span)
    if relation not in _SCENES:
        return None
    candidates = meanings(name, reader.gazetteer, reader.register)
    leaves = low == "from" and relation == "obl"  # "fired from Vasko"
    if not candidates and low not in _LOCATIVE and not leaves:
        return None
    if relation == "compound" and not (candidates and _common_noun(text, head)):
        return None
    inside = container_after(text, words, end, candidates, reader.gazetteer)
    adjoins = inside is not None and inside.adjoins
    start, related, _ = relation_before(text, max(0, span.start - 130), span.start)
    stop = inside.end if inside is not None and adjoins else span.end
    sure = 0.85 if low in _LOCATIVE else 0.45 if relation == "compound" else 0.6
    evidence = Evidence("place.tagger", sure)
    return Sighting(
        number, first, end, name, None, candidates, evidence, Span(start, stop), related, inside
    )


def _no_place(reader: Reader, name: str, lows: Sequence[str], located: bool) -> bool:
    """Whether the name is that of an actor, a people or another thing with a capital."""
    known = reader.register.find(name)
    if known is not None and known.kind not in ("capital", "state"):
        return True
    if reader.register.demonym(name) is not None or (reader.acts(name) and not located):
        return True
    bad = NEVER_PLACE | LANGUAGES_AND_FAITHS | CALENDAR
    return all(low in bad for low in lows) or any(low in ORG_HEADS for low in lows[1:])


def _of_title(words: Sequence[Word], at: int) -> bool:
    """Whether "governor of" or the like stands before the name."""
    return at > 1 and words[at - 1].low == "of" and words[at - 2].low in TITLES


def _common_noun(text: str, head: Span | None) -> bool:
    """Whether `head` is written in lower case: in "Kota Times" the place is part of a name."""
    return head is not None and head.of(text)[:1].islower()
