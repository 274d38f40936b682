"""Syntax on a treebank: `python quality/syntax.py FILE.conllu [--sentences N] [--model M]`.

FILE is CoNLL-U. Eight sentences make a text, as they stand in the file; sentence borders are the
file's, tokens our own. A word of the file stands at the first of our tokens that lies in it; a word
of which no token is its own counts as wrong. Relations count with their subtypes.
The last line is JSON: upos, uas, las in per cent of the file's words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from onrecord.language import load_tagger, tag
from onrecord.language.labels import RELATIONS, UPOS
from onrecord.model.layers import Layers
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span

Rows = list[list[str]]
TOGETHER = 8


def trees(path: Path) -> Iterator[Rows]:
    """The rows of the words of each sentence."""
    rows: Rows = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            yield rows
            rows = []


def printed(sentences: Sequence[Rows]) -> tuple[str, list[list[Span]]]:
    """The text, and where each word of each sentence stands; sentences are lines."""
    text = ""
    words: list[list[Span]] = []
    for rows in sentences:
        words.append([])
        for cells in rows:
            words[-1].append(Span(len(text), len(text) + len(cells[1])))
            text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        text += "\n"
    return text, words


def scored(layers: Layers, rows: Rows, words: Sequence[Span]) -> tuple[int, int, int]:
    """How many words have the right part of speech, head, and head with relation."""
    syntax = layers.syntax
    tokens = {span.start: number for number, span in enumerate(layers.tokens)}
    stands: list[int] = []
    taken: set[int] = set()
    for word in words:
        inside = [tokens[at] for at in range(word.start, word.end) if at in tokens]
        own = inside[0] if inside and inside[0] not in taken else -1
        taken.add(own)
        stands.append(own)
    upos = uas = las = 0
    for cells, here in zip(rows, stands, strict=True):
        if here < 0:
            continue
        upos += UPOS[syntax.pos[here]] == cells[3]
        head = int(cells[6])
        target = stands[head - 1] if head else here
        at_head = target >= 0 and syntax.heads[here] == target
        uas += at_head
        las += at_head and RELATIONS[syntax.relations[here]] == cells[7]
    return upos, uas, las


def main() -> int:
    arguments = sys.argv[1:]
    limit = int(arguments[arguments.index("--sentences") + 1]) if "--sentences" in arguments else 0
    model = arguments[arguments.index("--model") + 1] if "--model" in arguments else "accurate"
    tagger = load_tagger(model)
    pool = list(trees(Path(arguments[0])))[: limit or None]
    total = upos = uas = las = 0
    for first, end in pairwise([*range(0, len(pool), TOGETHER), len(pool)]):
        text, words = printed(pool[first:end])
        blocks = tuple(
            Block(BlockKind.PARAGRAPH, Span(line[0].start, line[-1].end)) for line in words
        )
        version = Version("quality", "", text, blocks, Facts())
        layers = tag(version, tagger, whole_blocks=True)
        for rows, line in zip(pool[first:end], words, strict=True):
            right = scored(layers, rows, line)
            total += len(rows)
            upos, uas, las = upos + right[0], uas + right[1], las + right[2]
    figures = {"upos": upos, "uas": uas, "las": las}
    print(json.dumps({key: round(100 * value / total, 2) for key, value in figures.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
