"""A version with what was found in it, sorted so that each sentence finds its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.mentions.trees import Trees
from onrecord.model.found import Found
from onrecord.model.layers import Layers, Sentence
from onrecord.model.mention import Mention
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span
from onrecord.model.value import DateValue, PlaceValue

_SAYING = 14
"""A date this close after a cue of saying dates the saying ("said late on Friday")."""


class Page:
    """A version with what was found in it, sorted so that each sentence finds its own."""

    def __init__(
        self,
        version: Version,
        layers: Layers,
        mentions: Sequence[Mention],
        dates: Sequence[Found[DateValue]],
        places: Sequence[Found[PlaceValue]],
    ) -> None:
        self.version = version
        self.mentions = mentions
        self.trees = Trees(version.text, layers)
        self.sentences = layers.sentences
        self.starts = [sentence.span.start for sentence in layers.sentences]
        self.dates = sorted(dates, key=lambda found: found.span)
        self.date_starts = [found.span.start for found in self.dates]
        self.places = sorted(places, key=lambda found: found.span)
        self.place_starts = [found.span.start for found in self.places]
        self.cues = sorted(raw.cue.end for raw in layers.attributions)
        self.sources = sorted(
            (raw.cue, raw.source) for raw in layers.attributions if raw.source is not None
        )
        self.cue_starts = [cue.start for cue, _ in self.sources]
        self.in_sentence: dict[int, list[int]] = {}
        for index, mention in enumerate(mentions):
            self.in_sentence.setdefault(self.sentence_of(mention.span.start), []).append(index)
        kinds = [block.kind for block in version.blocks]
        body = [i for i, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH]
        self.lead = set(body[:1]) | {
            i for i, kind in enumerate(kinds) if kind in (BlockKind.HEADLINE, BlockKind.DEK)
        }

    def sentence_of(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, or -1."""
        index = bisect_left(self.starts, offset + 1) - 1
        return index if index >= 0 and offset < self.sentences[index].span.end else -1

    def dates_of(self, span: Span) -> list[Found[DateValue]]:
        """The dates inside `span`."""
        low = bisect_left(self.date_starts, span.start)
        high = bisect_left(self.date_starts, span.end)
        return [found for found in self.dates[low:high] if span.holds(found.span)]

    def dates_in(self, sentence: Sentence) -> list[Found[DateValue]]:
        """The dates of a sentence that don't merely date a saying."""
        low = bisect_left(self.date_starts, sentence.span.start)
        high = bisect_left(self.date_starts, sentence.span.end)
        found = []
        for candidate in self.dates[low:high]:
            after = bisect_left(self.cues, candidate.span.start + 1) - 1
            saying = (
                after >= 0
                and self.cues[after] > sentence.span.start
                and candidate.span.start - self.cues[after] <= _SAYING
            )
            between = self.version.text[self.cues[after] : candidate.span.start] if saying else ""
            if saying and not any(mark in between for mark in ',;:“”"'):
                continue
            found.append(candidate)
        return found

    def places_in(self, sentence: Sentence) -> list[Found[PlaceValue]]:
        """The places of a sentence."""
        low = bisect_left(self.place_starts, sentence.span.start)
        high = bisect_left(self.place_starts, sentence.span.end)
        return self.places[low:high]
