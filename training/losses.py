"""What a tagger loses against the labels of a corpus, for one batch of windows."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from batches import Window, role_tags
from network import TAGS, Scores, Tagger
from torch import Tensor
from torch.nn import functional

from onrecord.language.labels import NAME_TYPES

LOW = -1e4


def _padded(batch: Sequence[Window], rows: Sequence[Sequence[int]], width: int) -> Tensor:
    """The windows' slices of label rows, -100 where there is none."""
    out = torch.full((len(batch), width), -100)
    for i, (window, row) in enumerate(zip(batch, rows, strict=True)):
        out[i, : window.end - window.start] = torch.tensor(row[window.start : window.end])
    return out


def attribution(
    model: Tagger, out: Scores, there: Tensor, batch: Sequence[Window]
) -> dict[str, Tensor]:
    """Tags, content → cue and cue → source links, first and last words of contents."""
    width = out.tag.shape[1]
    gold = _padded(batch, [role_tags(w.text) for w in batch], width)
    losses = {"tags": functional.cross_entropy(out.tag.reshape(-1, TAGS), gold.reshape(-1))}
    source, content, none = model.links(out.link)
    absent = (~there)[:, None, :]
    source, content = source.masked_fill(absent, LOW), content.masked_fill(absent, LOW)
    told: list[tuple[int, int, int]] = []
    asked: list[tuple[int, int]] = []
    right: list[Tensor] = []
    begun: list[tuple[int, int, int]] = []
    ended: list[tuple[int, int, int]] = []
    for row, window in enumerate(batch):
        low, high = window.start, window.end
        for who, cue, what in window.text.attributions:
            if not low <= cue[0] < high:
                continue
            told += [(row, word - low, cue[0] - low) for word in what if low <= word < high]
            begun += [(row, cue[0] - low, word - low) for word in what[:1] if low <= word < high]
            ended += [(row, cue[0] - low, word - low) for word in what[-1:] if low <= word < high]
            asked.append((row, cue[0] - low))
            mark = torch.zeros(width + 1, dtype=torch.bool)
            inside = [word - low for word in who if low <= word < high]
            mark[inside or [width]] = True
            right.append(mark)
    if told:
        rows, words, cues = torch.tensor(told).T
        losses["content"] = 0.3 * functional.cross_entropy(content[rows, words], cues)
    if asked:
        rows, cues = torch.tensor(asked).T
        scores = torch.cat([source[rows, cues], none[rows, cues][:, None]], 1).log_softmax(-1)
        mass = torch.logsumexp(scores.masked_fill(~torch.stack(right), LOW), -1)
        losses["source"] = -0.3 * mass.mean()
    for key, scores, pointed in zip(
        ("first", "last"), model.edges(out.edge), (begun, ended), strict=True
    ):
        if pointed:
            rows, cues, words = torch.tensor(pointed).T
            scores = scores.masked_fill(absent, LOW)[rows, cues]
            losses[key] = 0.3 * functional.cross_entropy(scores, words)
    return losses


def names(out: Scores, batch: Sequence[Window]) -> Tensor:
    """BIO tags of names."""
    gold = _padded(batch, [w.text.names for w in batch], out.name.shape[1])
    return functional.cross_entropy(out.name.reshape(-1, 1 + 2 * len(NAME_TYPES)), gold.reshape(-1))


def syntax(model: Tagger, out: Scores, there: Tensor, batch: Sequence[Window]) -> dict[str, Tensor]:
    """Parts of speech, arcs within the sentence, and the relations of the right arcs."""
    width = out.pos.shape[1]
    tags = _padded(batch, [w.text.tags for w in batch], width)
    tags[tags == -1] = -100
    arcs: list[tuple[int, int, int, int]] = []
    for row, window in enumerate(batch):
        for word in range(window.start, window.end):
            head = window.text.heads[word]
            if window.start <= head < window.end:
                place = word - window.start
                arcs.append((row, place, head - window.start, window.text.relations[word]))
    rows, words, heads, relations = torch.tensor(arcs).T
    scores = model.arcs(out.arc).masked_fill(apart(batch, there), LOW)
    return {
        "pos": functional.cross_entropy(out.pos.reshape(-1, out.pos.shape[-1]), tags.reshape(-1)),
        "arcs": functional.cross_entropy(scores[rows, words], heads),
        "relations": functional.cross_entropy(
            model.labels(out.label, rows, words, heads), relations
        ),
    }


def apart(batch: Sequence[Window], there: Tensor) -> Tensor:
    """Which pairs of words are not of one sentence [B, N, N]."""
    number = torch.full(there.shape, -1)
    for row, window in enumerate(batch):
        begins = set(window.text.begins)
        current = 0
        for word in range(window.start, window.end):
            current += word in begins
            number[row, word - window.start] = current
    return (number[:, :, None] != number[:, None, :]) | ~there[:, None, :]
