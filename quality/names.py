"""Names on the Worldwide English Newswire: `python quality/names.py DIR [--texts N] [--model M]`.

DIR holds the corpus's own files (`*.tsv`: a token and its BIO label a line, an empty line after a
sentence). Tokens are put together as print would have them, read by the tagger that ships, and a
name counts where its kind and all its tokens are right. The last line is JSON: f1, and f1 by kind.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.language import load_tagger, tag
from onrecord.model.report import Block, BlockKind, Facts, Version
from onrecord.model.span import Span

Name = tuple[str, int, int]
_JOINED = frozenset(".,;:!?)]}%’'”")
_OPENING = frozenset("([{$£€“‘")


def printed(path: Path) -> tuple[str, list[Span], list[tuple[Span, str]]]:
    """The text of a file, its sentences, and its tokens with their labels."""
    text = ""
    sentences: list[Span] = []
    tokens: list[tuple[Span, str]] = []
    start = 0
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        cells = line.split("\t")
        token = cells[0].strip()
        if not token or len(cells) < 2:
            if len(text) > start:
                sentences.append(Span(start, len(text)))
                text += "\n"
                start = len(text)
            continue
        if len(text) > start and token[0] not in _JOINED and text[-1] not in _OPENING:
            text += " "
        tokens.append((Span(len(text), len(text) + len(token)), cells[1].strip()))
        text += token
    return text, sentences, tokens


def gold_names(tokens: list[tuple[Span, str]]) -> Iterator[Name]:
    """Kind, start and end of each name; an inside of another kind begins one."""
    kind, start, end = "", 0, 0
    for span, label in [*tokens, (Span(0, 1), "O")]:
        mark, _, here = label.partition("-")
        if kind and (mark != "I" or here != kind):
            yield kind, start, end
            kind = ""
        if mark in ("B", "I"):
            if not kind:
                kind, start = here, span.start
            end = span.end


def f1(right: int, found: int, gold: int) -> float:
    """In percent, one place."""
    return round(200 * right / (found + gold), 1) if found + gold else 0.0


def main() -> int:
    arguments = sys.argv[1:]
    limit = int(arguments[arguments.index("--texts") + 1]) if "--texts" in arguments else None
    model = arguments[arguments.index("--model") + 1] if "--model" in arguments else "accurate"
    tagger = load_tagger(model)
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for path in sorted(Path(arguments[0]).glob("*.tsv"))[:limit]:
        text, sentences, tokens = printed(path)
        blocks = tuple(Block(BlockKind.PARAGRAPH, span) for span in sentences)
        layers = tag(Version("quality", "", text, blocks, Facts()), tagger)
        mine = {(name.kind, name.span.start, name.span.end) for name in layers.names}
        theirs = set(gold_names(tokens))
        right.update(kind for kind, _, _ in mine & theirs)
        found.update(kind for kind, _, _ in mine)
        gold.update(kind for kind, _, _ in theirs)
    line: dict[str, float] = {"f1": f1(right.total(), found.total(), gold.total())}
    line |= {f"{kind}_f1": f1(right[kind], found[kind], gold[kind]) for kind in sorted(gold)}
    print(json.dumps(line))
    return 0


if __name__ == "__main__":
    sys.exit(main())
