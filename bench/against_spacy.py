"""How fast text becomes linked attributions, names and trees, beside spaCy, in one run.

Usage: python bench/against_spacy.py CORPORA_DIR [TEXTS …] [--model NAME …] [--words 20000]

The peer is spaCy's small English pipeline, part for part as `en_core_web_sm` has it: an encoder of
width 96 for parts of speech and trees, one of its own for names, lemmas by rule. Its trained
weights are not in the package index, so the bench trains the same pipeline for a minute from the
corpora of the tagger: speed depends on the shapes and on the number of the parser's moves, hardly
on how good it is. TEXTS are files of plain text; without any, `wikinews.jsonl` of CORPORA_DIR. All
run on one core, three times in turn; the ratio is of the best times. Needs
`pip install spacy spacy-lookups-data`.

The last line is JSON: words a second of the peer and of each model, and `ratio_MODEL`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from onrecord.language import load_tagger, tag  # noqa: E402
from onrecord.model.report import Block, BlockKind, Facts, Version  # noqa: E402
from onrecord.model.span import Span  # noqa: E402

ROUNDS = 3
STEPS = 250
BATCH = 48


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("texts", type=Path, nargs="*")
    arguments.add_argument("--model", action="append", default=[])
    arguments.add_argument("--words", type=int, default=20_000)
    given = arguments.parse_args()
    texts = list(_enough(_texts(given.corpora, given.texts), given.words))
    words = sum(len(text.split()) for text in texts)
    peer = _peer(given.corpora)
    runs: dict[str, Callable[[str], object]] = {"spacy": peer}
    for name in given.model or ["accurate", "fast"]:
        runs[name] = _ours(name)
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            begun = time.process_time()
            for text in texts:
                run(text)
            took = time.process_time() - begun
            best[name] = min(took, best.get(name, took))
    line = {f"{name}_words_per_s": round(words / took) for name, took in best.items()}
    ratios = {f"ratio_{name}": round(best["spacy"] / best[name], 2) for name in runs}
    print(json.dumps({"words": words} | line | ratios))
    return 0


def _texts(corpora: Path, given: list[Path]) -> Iterator[str]:
    for path in given:
        yield path.read_text("utf-8")
    if not given:
        for line in (corpora / "wikinews.jsonl").read_text("utf-8").split("\n"):
            if line:
                yield json.loads(line)["text"]


def _enough(texts: Iterator[str], words: int) -> Iterator[str]:
    """Texts until they hold so many words."""
    for text in texts:
        if words <= 0:
            return
        words -= len(text.split())
        yield text


def _ours(name: str) -> Callable[[str], object]:
    """Attributions, names and trees of a text, decoded and linked."""
    tagger = load_tagger(name)

    def run(text: str) -> object:
        blocks = tuple(Block(BlockKind.PARAGRAPH, span) for span in _paragraphs(text))
        return tag(Version("bench", "", text, blocks, Facts()), tagger)

    run("A first sentence opens the files.")
    return run


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _peer(corpora: Path) -> Callable[[str], object]:
    """spaCy's small pipeline, trained for a moment on trees and names."""
    import spacy
    from spacy.training import Example

    encoder = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    moves = {"@architectures": "spacy.TransitionBasedParser.v2", "hidden_width": 64,
             "maxout_pieces": 2, "use_upper": True, "extra_state_tokens": False}  # fmt: skip
    trees = list(_trees(corpora))
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": encoder})
    nlp.add_pipe(
        "tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}}
    )
    parser = {**moves, "state_type": "parser", "tok2vec": shared}
    nlp.add_pipe("parser", config={"model": parser})
    ruler = nlp.add_pipe("attribute_ruler")
    for fine, coarse in sorted({pair for _, wanted in trees for pair in wanted["coarse"]}):
        ruler.add([[{"TAG": fine}]], {"POS": coarse})
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.add_pipe("ner", config={"model": {**moves, "state_type": "ner", "tok2vec": encoder}})
    examples: list[Any] = [
        Example.from_dict(
            spacy.tokens.Doc(nlp.vocab, words=words),
            {k: v for k, v in wanted.items() if k != "coarse"},
        )
        for words, wanted in (*trees, *_names(corpora))
    ]
    optimizer = nlp.initialize(lambda: examples)
    chance = random.Random(1)
    for _ in range(STEPS):
        nlp.update(chance.sample(examples, BATCH), sgd=optimizer, drop=0.1)
    pipeline: Callable[[str], object] = nlp
    return pipeline


def _trees(corpora: Path) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Sentences of the treebank with tags, heads and relations."""
    rows: list[list[str]] = []
    path = corpora / "ud_english_ewt" / "train.conllu"
    for line in path.read_text("utf-8").split("\n"):
        if line[:1].isdigit():
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            heads = [int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)]
            wanted = {
                "tags": [row[4] for row in rows],
                "coarse": {(row[4], row[3]) for row in rows},
                "heads": heads,
                "deps": [row[7] if row[6] != "0" else "ROOT" for row in rows],
            }
            yield [row[1] for row in rows], wanted
            rows = []


def _names(corpora: Path) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Sentences of newswire with names."""
    for path in sorted((corpora / "worldwide_newswire" / "train").glob("*.tsv"))[:200]:
        words: list[str] = []
        labels: list[str] = []
        for line in [*path.read_text("utf-8").split("\n"), ""]:
            cells = line.split("\t")
            if len(cells) > 1 and cells[0].strip():
                words.append(cells[0].strip())
                labels.append(cells[1].strip())
            elif words:
                yield words, {"entities": _closed(labels)}
                words, labels = [], []


def _closed(labels: list[str]) -> list[str]:
    """BIO labels as spaCy wants them: with last and single words marked."""
    out: list[str] = []
    for place, label in enumerate(labels):
        after = labels[place + 1] if place + 1 < len(labels) else "O"
        mark, _, kind = label.partition("-")
        inside = mark == "I" and out and out[-1] in (f"B-{kind}", f"I-{kind}")
        goes_on = after == f"I-{kind}"
        if mark not in ("B", "I"):
            out.append("O")
        elif inside:
            out.append(f"{'I' if goes_on else 'L'}-{kind}")
        else:
            out.append(f"{'B' if goes_on else 'U'}-{kind}")
    return out


if __name__ == "__main__":
    sys.exit(main())
