"""Attribution on PolNeAR: `python quality/attribution.py DIR`, and its options:

    --tagger-alone  what the tagger sees, without rules
    --texts N       the first N texts alone
    --model NAME    accurate (unless told) or fast
    --table         precision by coverage, told below

DIR holds `text/` and `attributions/` in the corpus's own format (brat standoff). Where a text has
several annotations, the one whose name sorts first counts. Predicted and gold attributions are
paired one to one to the greatest sum of the mean Dice overlap of word tokens (punctuation aside)
over the roles present in either; P = sum / predicted, R = sum / gold. Exact = all roles equal.

`precision_at_half_coverage` is P over the more confident half of what was predicted: all of it is
paired as above, then sorted by confidence, and the likenesses of the first half are averaged (what
has no partner counts as nothing). `--table` prints the same for every tenth of coverage, the
precision of that tenth by itself and its least confidence: where the middle column falls from line
to line, confidence tells better from worse.
The last line is JSON.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from onrecord.attributions import find_attributions
from onrecord.language import load_tagger, tag
from onrecord.language.tokens import split
from onrecord.model.attribution import Attribution
from onrecord.model.layers import RawAttribution
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span
from onrecord.registers.actors import load_actors

Roles = tuple[frozenset[int], frozenset[int], frozenset[int]]
_NOTE = re.compile(r"T\d+$")
_STRETCH = re.compile(r"\S+ \d+ \d+")


@dataclass(frozen=True, slots=True)
class Words:
    """The word tokens of a text, numbered."""

    spans: tuple[Span, ...]

    def inside(self, ends: list[tuple[int, int]]) -> frozenset[int]:
        held: set[int] = set()
        for start, end in ends:
            low, high = 0, len(self.spans)
            while low < high:
                middle = (low + high) // 2
                if self.spans[middle].end <= start:
                    low = middle + 1
                else:
                    high = middle
            while low < len(self.spans) and self.spans[low].start < end:
                held.add(low)
                low += 1
        return frozenset(held)


def read_gold(path: Path, words: Words) -> list[Roles]:
    """The attributions of one .ann file that have a cue or a content."""
    notes: dict[str, list[tuple[int, int]]] = {}
    ties: list[list[list[str]]] = []
    for line in path.read_text("utf-8").split("\n"):
        parts = line.split("\t")
        if len(parts) < 2:
            continue
        if _NOTE.match(parts[0]) and _STRETCH.match(parts[1]):
            places = parts[1].split(" ", 1)[1].split(";")
            notes[parts[0]] = [(int(a), int(b)) for a, b in (place.split() for place in places)]
        elif re.match(r"E\d+$", parts[0]):
            ties.append([tie.split(":") for tie in parts[1].split()])
    found: list[Roles] = []
    for tied in ties:
        held: dict[str, set[int]] = {"Source": set(), "Cue": set(), "Content": set()}
        for role, note in tied:
            name = re.sub(r"\d+$", "", role)
            if name in held and note in notes:
                held[name] |= words.inside(notes[note])
        if held["Cue"] or held["Content"]:
            roles = (frozenset(held[name]) for name in ("Source", "Cue", "Content"))
            source, cue, content = roles
            found.append((source, cue, content))
    return found


def likeness(left: Roles, right: Roles) -> float:
    """Mean Dice over the roles that either has."""
    parts = [2 * len(a & b) / (len(a) + len(b)) for a, b in zip(left, right, strict=True) if a or b]
    return sum(parts) / len(parts) if parts else 0.0


def paired(table: list[list[float]]) -> list[float]:
    """The likeness of each row's partner in the one-to-one pairing of the greatest sum, or 0."""
    held = [0.0] * len(table)
    if not table or not table[0]:
        return held
    grid = np.array(table)
    for row, column in zip(*linear_sum_assignment(-grid), strict=True):
        held[row] = float(grid[row, column])
    return held


def precision_at(coverage: float, ranked: list[tuple[float, float]]) -> tuple[float, float]:
    """Precision of the most confident share, in percent, and the least confidence among it.

    `ranked` holds (confidence, likeness), the most confident first.
    """
    kept = ranked[: max(1, round(coverage * len(ranked)))]
    if not kept:
        return 0.0, 0.0
    return round(100 * sum(like for _, like in kept) / len(kept), 1), kept[-1][0]


def f1(hits: float, predicted: int, gold: int) -> float:
    """In percent, one place."""
    return round(200 * hits / (predicted + gold), 1) if predicted + gold else 0.0


def version_of(text: str) -> Version:
    """A bare version: one block a paragraph."""
    blocks = [
        Block(BlockKind.PARAGRAPH, Span(m.start(), m.end()))
        for m in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]
    return Version("quality", "", text, tuple(blocks), Facts())


def main() -> int:
    arguments = sys.argv[1:]
    bare = "--tagger-alone" in arguments
    limit = int(arguments[arguments.index("--texts") + 1]) if "--texts" in arguments else None
    folder = Path(arguments[0])
    model = arguments[arguments.index("--model") + 1] if "--model" in arguments else "accurate"
    tagger, actors = load_tagger(model), load_actors()
    hits = exact = 0.0
    ranked: list[tuple[float, float]] = []
    predicted = wanted = texts = 0
    done: set[str] = set()
    for note in sorted((folder / "attributions").glob("*.ann")):
        name = note.stem.rsplit("_", 1)[0]
        if name in done or (limit is not None and texts >= limit):
            continue
        done.add(name)
        [source] = [p for p in (folder / "text").iterdir() if p.name.startswith(name)][:1]
        text = source.read_bytes().decode("utf-8")
        words = Words(tuple(span for span in split(text) if text[span.start].isalnum()))
        version = version_of(text)
        layers = tag(version, tagger)
        said: Sequence[RawAttribution | Attribution] = (
            layers.attributions if bare else find_attributions(version, layers, actors)
        )

        def inside(*spans: Span | None, words: Words = words) -> frozenset[int]:
            return words.inside([(span.start, span.end) for span in spans if span])

        found = [(inside(a.source), inside(a.cue), inside(*a.content)) for a in said]
        gold = read_gold(note, words)
        likenesses = paired([[likeness(p, g) for g in gold] for p in found])
        hits += sum(likenesses)
        exact += sum(paired([[float(p == g) for g in gold] for p in found]))
        ranked += [(a.confidence, like) for a, like in zip(said, likenesses, strict=True)]
        predicted, wanted, texts = predicted + len(found), wanted + len(gold), texts + 1
    ranked.sort(key=lambda one: -one[0])
    if "--table" in arguments:
        print("coverage  precision  of this tenth  confidence at least")
        for tenth in range(1, 11):
            precision, least = precision_at(tenth / 10, ranked)
            above = ranked[round((tenth - 1) / 10 * len(ranked)) :]
            alone = precision_at(1 / (11 - tenth), above)[0]
            print(f"{tenth * 10:7} %  {precision:9.1f}  {alone:13.1f}  {least:19.3f}")
    line = {
        "texts": texts,
        "lenient_p": round(100 * hits / max(predicted, 1), 1),
        "lenient_r": round(100 * hits / max(wanted, 1), 1),
        "lenient_f1": f1(hits, predicted, wanted),
        "exact_f1": f1(exact, predicted, wanted),
        "precision_at_half_coverage": precision_at(0.5, ranked)[0],
        "predicted": predicted,
        "gold": wanted,
    }
    print(json.dumps(line, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
