"""What a trained tagger says of a window, kept so that a smaller one can learn to say the same.

Soft labels as in Hinton, Vinyals and Dean (2015), at temperature 1, for every head: probabilities
of tags, names and parts of speech, of the cue of each word of a content, of each cue's source and
edges, of each word's head, and of the relation to its likeliest head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from batches import Window, inputs
from losses import LOW, apart
from network import Scores, Tagger
from torch import Tensor

CONTENT = slice(5, 7)
CUE = 3


@dataclass(slots=True)
class Lesson:
    """Probabilities over the words of one window, in half precision.

    `tag`, `name`, `pos` [N, classes]; `cues` [C] and `told` [T] are words, `source` [C, N + 1],
    `first` and `last` [C, N], `content` [T, N]; `arc` [N, N]; `heads` [N]; `relation` [N, classes].
    """

    window: Window
    tag: Tensor
    name: Tensor
    pos: Tensor
    cues: Tensor
    source: Tensor
    first: Tensor
    last: Tensor
    told: Tensor
    content: Tensor
    arc: Tensor
    heads: Tensor
    relation: Tensor

    def __len__(self) -> int:
        return len(self.window)


@torch.no_grad()
def lessons(teacher: Tagger, windows: Sequence[Window]) -> list[Lesson]:
    """What the teacher says of each window, one at a time."""
    teacher.eval()
    return [_lesson(teacher, window) for window in windows]


def _lesson(teacher: Tagger, window: Window) -> Lesson:
    *given, there = inputs([window])
    out = teacher(*given)
    tag = out.tag[0].softmax(-1)
    cues = (tag[:, CUE] > 0.2).nonzero()[:, 0]
    told = (tag[:, CONTENT].sum(-1) > 0.3).nonzero()[:, 0]
    source, content, none = teacher.links(out.link)
    first, last = teacher.edges(out.edge)
    arc = teacher.arcs(out.arc).masked_fill(apart([window], there), LOW)[0]
    heads = arc.argmax(-1)
    places = torch.arange(len(heads))
    relation = teacher.labels(out.label, torch.zeros_like(places), places, heads)
    whole = torch.cat([source[0, cues], none[0, cues][:, None]], 1)
    return Lesson(
        window,
        tag.half(),
        out.name[0].softmax(-1).half(),
        out.pos[0].softmax(-1).half(),
        cues,
        whole.softmax(-1).half(),
        first[0, cues].softmax(-1).half(),
        last[0, cues].softmax(-1).half(),
        told,
        content[0, told].softmax(-1).half(),
        arc.softmax(-1).half(),
        heads,
        relation.softmax(-1).half(),
    )


def loss(model: Tagger, out: Scores, there: Tensor, batch: Sequence[Lesson]) -> dict[str, Tensor]:
    """Cross entropy between what the teacher and the model say, head by head, a mean over words."""
    source, content, none = model.links(out.link)
    first, last = model.edges(out.edge)
    arc = model.arcs(out.arc).masked_fill(apart([one.window for one in batch], there), LOW)
    parts: dict[str, list[Tensor]] = {}

    def add(key: str, scores: Tensor, wanted: Tensor) -> None:
        if len(wanted):
            parts.setdefault(key, []).append(-(wanted.float() * scores.log_softmax(-1)).sum(-1))

    rows = zip(
        *(part.unbind() for part in (*out, source, none, content, first, last, arc)), strict=True
    )
    for one, (tag, _, _, name, pos, _, label, who, nobody, cue, start, end, head) in zip(
        batch, rows, strict=True
    ):
        n = len(one)
        add("tags", tag[:n], one.tag)
        add("names", name[:n], one.name)
        add("pos", pos[:n], one.pos)
        whole = torch.cat([who[one.cues, :n], nobody[one.cues][:, None]], 1)
        add("source", whole, one.source)
        add("first", start[one.cues, :n], one.first)
        add("last", end[one.cues, :n], one.last)
        add("content", cue[one.told, :n], one.content)
        add("arcs", head[:n, :n], one.arc)
        places = torch.arange(n)
        labels = model.labels(label[None], torch.zeros_like(places), places, one.heads)
        add("relations", labels, one.relation)
    weights = {"source": 0.3, "first": 0.3, "last": 0.3, "content": 0.3, "arcs": 0.5,
               "relations": 0.5, "pos": 0.5}  # fmt: skip
    return {key: weights.get(key, 1.0) * torch.cat(found).mean() for key, found in parts.items()}
