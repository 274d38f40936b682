"""Attribution on PolNeAR: `python quality/attribution.py DIR [--tagger-alone] [--texts N]`.

DIR holds `text/` and `attributions/` in the corpus's own format (brat standoff). Where a text has
several annotations, the one whose name sorts first counts. Predicted and gold attributions are
paired one to one to the greatest sum of the mean Dice overlap of word tokens (punctuation aside)
over the roles present in either; P = sum / predicted, R = sum / gold. Exact = all roles equal.
The last line is JSON.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from onrecord.attributions import find_attributions
from onrecord.language import load_tagger, tag
from onrecord.language.tokens import split
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


def paired(table: list[list[float]]) -> float:
    """The greatest sum of a one-to-one pairing."""
    if not table or not table[0]:
        return 0.0
    grid = np.array(table)
    rows, columns = linear_sum_assignment(-grid)
    return float(grid[rows, columns].sum())


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
    alone = "--tagger-alone" in arguments
    limit = int(arguments[arguments.index("--texts") + 1]) if "--texts" in arguments else None
    folder = Path(arguments[0])
    tagger, actors = load_tagger(), load_actors()
    hits = exact = 0.0
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
        said = layers.attributions if alone else find_attributions(version, layers, actors)

        def inside(*spans: Span | None, words: Words = words) -> frozenset[int]:
            return words.inside([(span.start, span.end) for span in spans if span])

        found = [(inside(a.source), inside(a.cue), inside(*a.content)) for a in said]
        gold = read_gold(note, words)
        hits += paired([[likeness(p, g) for g in gold] for p in found])
        exact += paired([[float(p == g) for g in gold] for p in found])
        predicted, wanted, texts = predicted + len(found), wanted + len(gold), texts + 1
    line = {
        "texts": texts,
        "lenient_p": round(100 * hits / max(predicted, 1), 1),
        "lenient_r": round(100 * hits / max(wanted, 1), 1),
        "lenient_f1": f1(hits, predicted, wanted),
        "exact_f1": f1(exact, predicted, wanted),
        "predicted": predicted,
        "gold": wanted,
    }
    print(json.dumps(line, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
