"""Certainty of events and clauses: `python quality/certainty.py FILE.conll [--misses N]`.

FILE is CoNLL as in the shared corpus (index, token, factuality or `_`, …). Nothing is fitted to it
or to any other part: our scales are mapped onto its -3 … 3 as RECORD.md orders them (certain 3,
probable 2, possible 1, unstated 0; planned, conditional and demanded happenings 1; denied: the
same below nought), for the clause of each marked token, which the rules of claims and attributions
read. Beside them stands the baseline "everything is certain". F1 is by the class that a figure
falls into, rounded: certain, probable, possible, unstated, denied (below -0.5).
The last line is JSON.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.attributions import find_attributions
from onrecord.claims.hedges import own_hedge
from onrecord.language import load_tagger, tag
from onrecord.mentions.modality import modality_at, polarity_at
from onrecord.mentions.words import line_at, lines_of
from onrecord.model.attribution import Attribution
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.scales import Certainty, Modality, Polarity
from onrecord.model.span import Span
from onrecord.registers.actors import load_actors

CLASSES = ("certain", "probable", "possible", "unstated", "denied")
_LEVEL = {
    Certainty.CERTAIN: 3.0,
    Certainty.PROBABLE: 2.0,
    Certainty.POSSIBLE: 1.0,
    Certainty.UNSTATED: 0.0,
}
_A_TEXT = 40
"""Sentences that are read as one text; the corpus does not tell where its texts end."""
_TIGHT = frozenset((*".,;:?!)%'", "'s", "'S", "''", "n't", "'re", "'ve", "'ll", "'d", "'m"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A token that has a factuality, and where it stands."""

    span: Span
    gold: float


def read_texts(path: Path) -> Iterator[tuple[Version, list[Marked]]]:
    """Texts of some sentences each, a block a sentence, and their marked tokens."""
    sentences = [
        [line.split("\t") for line in part.split("\n") if line.count("\t") >= 6]
        for part in path.read_text("utf-8").split("\n\n")
    ]
    sentences = [rows for rows in sentences if rows]
    for first in range(0, len(sentences), _A_TEXT):
        text = ""
        blocks: list[Block] = []
        marked: list[Marked] = []
        for rows in sentences[first : first + _A_TEXT]:
            start, opened = len(text), False
            for number, (_, token, value, *_) in enumerate(rows):
                tight = token in _TIGHT or opened
                text += "" if not number or tight else " "
                token = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(token, token)
                opened = rows[number][1] in ("``", "(", "-LRB-", "$")
                if value != "_":
                    marked.append(Marked(Span(len(text), len(text) + len(token)), float(value)))
                text += token
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, len(text))))
            text += "\n\n"
        yield Version("quality", "", text, tuple(blocks), Facts()), marked


def innermost(said: Sequence[Attribution], span: Span) -> Attribution | None:
    """The shortest attribution whose content holds `span`."""
    held = [one for one in said if one.holds(span)]
    return min(held, key=lambda one: sum(c.end - c.start for c in one.content), default=None)


def value_of(certainty: Certainty, modality: Modality, polarity: Polarity) -> float:
    """Our scales as one figure.

    >>> value_of(Certainty.PROBABLE, Modality.ACTUAL, Polarity.DENIED)
    -2.0
    """
    level = _LEVEL[certainty]
    if modality is not Modality.ACTUAL:
        level = min(level, 1.0)
    return -level if polarity is Polarity.DENIED else level


def class_of(value: float) -> str:
    """The class that a figure falls into."""
    if value < -0.5:
        return "denied"
    return CLASSES[3 - min(3, int(value + 0.5))] if value > 0 else "unstated"


def f1_by_class(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """F1 of each class, in percent."""
    hits = Counter(a for a, b in zip(gold, found, strict=True) if a == b)
    sums = Counter(gold) + Counter(found)
    return {name: round(200 * hits[name] / max(1, sums[name]), 1) for name in CLASSES}


def main() -> int:
    arguments = sys.argv[1:]
    show = int(arguments[arguments.index("--misses") + 1]) if "--misses" in arguments else 0
    tagger, actors = load_tagger(), load_actors()
    gold: list[float] = []
    found: list[float] = []
    misses: list[tuple[float, str]] = []
    for version, marked in read_texts(Path(arguments[0])):
        layers = tag(version, tagger)
        said = find_attributions(version, layers, actors)
        lines = lines_of(version, layers)
        for one in marked:
            line = line_at(lines, one.span.start)
            value = 3.0
            if line is not None:
                run = line.run(one.span)
                over = innermost(said, one.span)
                certainty = own_hedge(line, run, run[1])
                if over is not None and over.certainty is Certainty.UNSTATED:
                    certainty = Certainty.UNSTATED
                modality = modality_at(line, run[0], over)
                value = value_of(certainty, modality, polarity_at(line, run[0]))
            gold.append(one.gold)
            found.append(value)
            around = version.text[max(0, one.span.start - 70) : one.span.end + 30]
            told = f"{one.gold:5.1f} {value:5.1f} {one.span.of(version.text):14} …{around}…"
            misses.append((abs(one.gold - value), told.replace("\n", " ")))
    for _, told in sorted(misses, key=lambda miss: -miss[0])[:show]:
        print(told)
    wanted, ours = np.array(gold), np.array(found)
    by_class = f1_by_class([class_of(v) for v in gold], [class_of(v) for v in found])
    line_out = {
        "tokens": len(gold),
        "mae": round(float(np.abs(wanted - ours).mean()), 3),
        "pearson_r": round(float(np.corrcoef(wanted, ours)[0, 1]), 3),
        "f1": by_class,
        "macro_f1": round(sum(by_class.values()) / len(by_class), 1),
        "baseline_mae": round(float(np.abs(wanted - 3).mean()), 3),
        "baseline_f1": f1_by_class([class_of(v) for v in gold], ["certain"] * len(gold)),
    }
    print(json.dumps(line_out, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
