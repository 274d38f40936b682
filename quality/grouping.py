"""Events across reports, gold mentions given: `python quality/grouping.py FOLDER`.

FOLDER holds ECB+'s topics (`12/12_1ecb.xml` …) with `ECBplus_coreference_sentences.csv` beside it.
The gold mentions of actions in the sentences that it lists are put together for the reasons that
`events/` has, text after text, as a ledger takes reports in:

- story: the beginnings of two texts share names (`names_near`);
- kind and words: the codebook takes the words to speak of the same term or count of people, else
  they have one lemma;
- actor: what the tagger sees as a cue is a saying, and two who say it are two (`look_at`,
  `same_doer`).

Days and places of the sentence are left out: the corpus marks every action, and a sentence's day
is mostly that of another one (with them the figure is 0.9 lower). `baseline_f1` puts together what
has the same lemma in a topic. Singletons count; the keys in `_plain` leave them out. The figures
are means of MUC, B-cubed and CEAF-e; the last line is JSON.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coreference import conll
from ecbplus import Text, lemma, read_topics
from onrecord.codebook import Codebook, SlotType, load_codebook
from onrecord.events.beside import names_near
from onrecord.events.features import Look, look_at
from onrecord.events.grouping import same_doer
from onrecord.language import load_tagger, tag
from onrecord.language.listing import listed
from onrecord.model.layers import Layers
from onrecord.model.mention import Mention
from onrecord.model.report import BlockKind, Version
from onrecord.model.span import Span

Place = tuple[str, Span]
"""A mention: the name of its text and its span."""

_BEGINNING = 1500
"""Characters of a text whose names tell which story it is."""
_ONE_STORY = 0.2
"""The share of names (Dice) from which two beginnings tell one story."""
_STEM = 5
"""Letters that tell one word from another, as `events.features.stems_of` cuts them."""
_POINTING = listed("it this that these those which what who")


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    codebook, tagger = load_codebook(), load_tagger()
    gold: dict[Place, Hashable] = {}
    base: dict[Place, Hashable] = {}
    found: dict[Place, Hashable] = {}
    for texts in read_topics(Path(sys.argv[1])):
        topic = Topic(codebook)
        for text in texts:
            layers = tag(text.version, tagger)
            heads = [_head(text.version, layers, one.span) for one in text.gold]
            for one, head in zip(text.gold, heads, strict=True):
                gold[text.name, one.span] = one.chain
                base[text.name, one.span] = (text.topic, lemma(head))
            for span, event in topic.take(text, layers, heads):
                found[text.name, span] = event
    figures: dict[str, float] = {"mentions": len(gold)}
    for end, plain in (("", False), ("_plain", True)):
        ours, lemmas = _score(gold, found, plain=plain), _score(gold, base, plain=plain)
        figures |= {f"conll_f1{end}": ours, f"baseline_f1{end}": lemmas}
        figures[f"gain{end}"] = round(ours - lemmas, 2)
    print(json.dumps(figures, sort_keys=True))
    return 0


@dataclass(slots=True)
class Group:
    """The mentions of one event; `says` where the first of them is a saying."""

    key: Hashable
    says: bool
    looks: list[Look] = field(default_factory=list)

    def takes(self, look: Look, says: bool) -> bool:
        """Whether a mention of the same story and kind is one of them."""
        if not (says or self.says):
            return True
        return any(same_doer(look.doer, other.doer) for other in self.looks)


class Topic:
    """The texts of one folder, taken in one after the other."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._families = families(codebook)
        self._stories: list[list[frozenset[str]]] = []
        self._groups: dict[tuple[int, str], list[Group]] = defaultdict(list)

    def take(
        self, text: Text, layers: Layers, heads: Sequence[str]
    ) -> Iterator[tuple[Span, Hashable]]:
        """Each mention of the text with the event that it is put to."""
        story = self._story(text.version)
        cues = [raw.cue for raw in layers.attributions]
        kinds = [self._families.get(key, key[:_STEM]) for key in map(lemma, heads)]
        mentions = [
            Mention(text.name, one.span, kind) for one, kind in zip(text.gold, kinds, strict=True)
        ]
        looks = look_at(text.version, layers, mentions, (), (), self._codebook)
        for look, head in zip(looks, heads, strict=True):
            span = look.mention.span
            if head.casefold() in _POINTING:
                yield span, (text.name, span)
                continue
            says = any(cue.overlaps(span) for cue in cues)
            groups = self._groups[story, look.mention.kind]
            group = next((one for one in reversed(groups) if one.takes(look, says)), None)
            if group is None:
                group = Group((text.topic, story, look.mention.kind, len(groups)), says)
                groups.append(group)
            group.looks.append(look)
            yield span, group.key

    def _story(self, version: Version) -> int:
        """The story of which some text shares most names with this one; a new one if none does."""
        first = next(b.span.start for b in version.blocks if b.kind is not BlockKind.BYLINE)
        end = min(first + _BEGINNING, len(version.text))
        names = names_near(version.text[first:end], [Span(0, end - first)])
        shares = [(max(_dice(names, other) for other in own), -n) for n, own in
                  enumerate(self._stories)]  # fmt: skip
        share, number = max(shares, default=(0.0, 0))
        if share < _ONE_STORY:
            self._stories.append([])
            number = 1 - len(self._stories)
        self._stories[-number].append(names)
        return -number


def _dice(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))


def families(codebook: Codebook) -> Mapping[str, str]:
    """Lemma -> what the codebook takes its words to speak of: a term, or a count of people."""
    out: dict[str, str] = {}
    for name, term in sorted(codebook.terms.items()):
        out |= {lemma(word): name for word in term.words if word.isalpha()}
    for kind in codebook.kinds.values():
        for slot in kind.slots.values():
            if slot.type is SlotType.QUANTITY and slot.dimension == "people":
                for word in (*slot.before, *slot.after):
                    if word.isalpha():
                        out.setdefault(lemma(word), slot.name)
    return out


def _head(version: Version, layers: Layers, span: Span) -> str:
    """The word of a mention that its others hang on."""
    first = bisect_left(layers.tokens, span.start, key=lambda token: token.start)
    own = range(first, bisect_left(layers.tokens, span.end, key=lambda token: token.start))
    heads = layers.syntax.heads
    top = [one for one in own if heads[one] == one or heads[one] not in own]
    return layers.tokens[top[0]].of(version.text) if top else span.of(version.text)


def _score(
    gold: Mapping[Place, Hashable], found: Mapping[Place, Hashable], *, plain: bool
) -> float:
    """The CoNLL mean; `plain` leaves out what is alone on either side."""
    least = 2 if plain else 1
    sides = [[own for own in _clusters(side) if len(own) >= least] for side in (gold, found)]
    return conll(*sides)


def _clusters(side: Mapping[Place, Hashable]) -> list[frozenset[Hashable]]:
    held: dict[Hashable, set[Hashable]] = defaultdict(set)
    for place, key in side.items():
        held[key].add(place)
    return [frozenset(own) for own in held.values()]


if __name__ == "__main__":
    raise SystemExit(main())
