"""Teach the fast tagger what the accurate one says.

Usage: python training/teach.py CORPORA_DIR ENCODER_DIR TEACHER OUT_DIR [--epochs 5] [--resume]

TEACHER is the `final.pt` that `train.py` or `mix.py` wrote. Beside the three corpora with labels,
the fast one reads `wikinews.jsonl` and the pages of `news_pages` and `page_dates`, for which it has
the teacher's word alone. Where a text has labels, they count as much as the teacher. A checkpoint
every 400 steps, from which --resume goes on.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import chain
from pathlib import Path

import losses
import torch
from batches import Window, bundled, inputs, windows
from corpora import Pieces, Text, pages, plain, polnear, treebank, worldwide
from course import Course
from lessons import Lesson, lessons, loss
from measure import measure
from network import Encoder, Recurrent, Scores, Tagger
from torch import Tensor


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("encoder", type=Path)
    arguments.add_argument("teacher", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--epochs", type=float, default=5, help="over all windows")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--batch", type=int, default=32)
    arguments.add_argument("--rate", type=float, default=3e-3)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--start", type=Path, help="the final.pt of a course before this one")
    arguments.add_argument("--resume", action="store_true")
    arguments.add_argument("--no-pages", action="store_true", help="Wikinews alone without labels")
    arguments.add_argument("--limit", type=int, default=0, help="texts a corpus, for a trial")
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)

    pieces = Pieces(given.encoder / "tokenizer.json")
    texts = _texts(given.corpora, pieces, given.limit or None, pages_too=not given.no_pages)
    teacher = Tagger(Encoder())
    teacher.load_state_dict(torch.load(given.teacher, weights_only=False)["average"])
    begun = time.time()
    known = lessons(teacher, [w for text in texts for w in windows(text, chance)])
    print(f"{len(known)} windows taught in {(time.time() - begun) / 60:.1f} min", flush=True)

    encoder = Recurrent()
    encoder.take(teacher.encoder.word.weight.detach())
    model = Tagger(encoder)
    if given.start:
        model.load_state_dict(torch.load(given.start, weights_only=False)["average"])
    trained = [p for p in model.parameters() if p.requires_grad]
    total = int(len(known) / given.batch * given.epochs)
    course = Course(model, [{"params": trained, "lr": given.rate}], total, given.out)
    if given.resume:
        course.resume(given.seed, chance)
    queue: list[list[Lesson]] = []
    for shown in course.steps():
        queue = queue or bundled(list(known), given.batch, chance)
        batch = queue.pop()
        *words, there = inputs([one.window for one in batch])
        out = model(*words)
        shown |= loss(model, out, there, batch)
        labelled = _labelled(model, out, there, [one.window for one in batch])
        (sum(shown.values()) + sum(labelled.values())).backward()
    print(measure(course.average, given.corpora, pieces), flush=True)


def _texts(corpora: Path, pieces: Pieces, limit: int | None, *, pages_too: bool) -> list[Text]:
    """The labelled texts, one reading each, and those without labels."""
    one: dict[str, Text] = {}
    for text in polnear(corpora / "polnear/data/train", pieces):
        one.setdefault(text.name, text)
    return list(
        chain(
            list(one.values())[:limit],
            list(worldwide(corpora / "worldwide_newswire/train", pieces))[:limit],
            list(treebank(corpora / "ud_english_ewt/train.conllu", pieces))[:limit],
            list(plain(corpora / "wikinews.jsonl", pieces))[:limit],
            *(
                list(pages(corpora / folder, pieces))[:limit]
                for folder in (("news_pages", "page_dates") if pages_too else ())
            ),
        )
    )


def _labelled(model: Tagger, out: Scores, there: Tensor, batch: list[Window]) -> dict[str, Tensor]:
    """The losses against labels, each over the windows of the batch whose text has them."""
    found: dict[str, Tensor] = {}
    for key, has in (
        ("said", lambda text: text.attributions),
        ("names", lambda text: text.names),
        ("syntax", lambda text: text.heads),
    ):
        rows = [i for i, window in enumerate(batch) if has(window.text)]
        if not rows:
            continue
        mine = Scores(*(part[rows] for part in out))
        chosen, present = [batch[i] for i in rows], there[rows]
        if key == "said":
            found |= losses.attribution(model, mine, present, chosen)
        elif key == "names":
            found["names"] = losses.names(mine, chosen)
        else:
            parts = losses.syntax(model, mine, present, chosen)
            found |= {k: 0.5 * value for k, value in parts.items()}
    return found


if __name__ == "__main__":
    main()
