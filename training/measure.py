"""Figures of a model in training: attribution, names, syntax on the development parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from batches import Window, inputs
from corpora import Pieces, Text, polnear, treebank, worldwide
from network import Tagger
from scipy.optimize import linear_sum_assignment

from onrecord.language.decoding import Edges, buckets, decode, runs
from onrecord.language.windows import windows

Roles = tuple[frozenset[int], frozenset[int], frozenset[int]]


@torch.no_grad()
def measure(
    model: Tagger, corpora: Path, pieces: Pieces, documents: int | None = None
) -> dict[str, float]:
    """lenient and exact F1 of attributions, F1 of names, upos, uas and las, in per cent."""
    model.eval()
    one: dict[str, Text] = {}
    for text in polnear(corpora / "polnear/data/dev", pieces):
        one.setdefault(text.name, text)
    said = [one[name] for name in sorted(one)][:documents]
    named = list(worldwide(corpora / "worldwide_newswire/dev", pieces))[:documents]
    parsed = list(treebank(corpora / "ud_english_ewt/dev.conllu", pieces))
    parsed = parsed[: documents * 2] if documents else parsed
    out = {**attribution(model, said), **names(model, named), **syntax(model, parsed)}
    return {key: round(100 * value, 2) for key, value in out.items()}


def attribution(model: Tagger, texts: Sequence[Text]) -> dict[str, float]:
    """Lenient and exact F1: pairs by the greatest sum of the mean Dice over the roles."""
    source = model.source_bias.numpy()[buckets(200)]
    content = model.content_bias.numpy()[buckets(200)]
    first = model.first_bias.numpy()[buckets(200)]
    last = model.last_bias.numpy()[buckets(200)]
    found = gold = 0
    lenient = exact = 0.0
    for text in texts:
        mine: list[Roles] = []
        for window in windows([len(p) for p in text.pieces], text.begins):
            *given, _ = inputs([Window(text, window.start, window.end)])
            out = model(*given)
            size = window.end - window.start
            for said in decode(
                out.tag[0].numpy(), out.link[0].numpy(),
                source[:size, :size], content[:size, :size],
                lambda word, w=window: w.own <= word + w.start < w.own_end,
                edges=Edges(out.edge[0].numpy(), first[:size, :size], last[:size, :size]),
            ):  # fmt: skip
                mine.append(
                    (
                        _words(text, window.start, [said.source] if said.source else []),
                        _words(text, window.start, [said.cue]),
                        _words(text, window.start, said.content),
                    )
                )
        theirs: list[Roles] = [
            tuple(frozenset(w for w in role if text.words[w][0].isalnum()) for role in roles)  # type: ignore[misc]
            for roles in text.attributions
        ]
        found, gold = found + len(mine), gold + len(theirs)
        if mine and theirs:
            table = np.array([[_alike(a, b) for b in theirs] for a in mine])
            lenient += table[linear_sum_assignment(-table)].sum()
            same = np.array([[float(a == b) for b in theirs] for a in mine])
            exact += same[linear_sum_assignment(-same)].sum()
    return {"lenient": 2 * lenient / (found + gold), "exact": 2 * exact / (found + gold)}


def _words(text: Text, base: int, runs: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(
        base + i for a, b in runs for i in range(a, b) if text.words[base + i][0].isalnum()
    )


def _alike(a: Roles, b: Roles) -> float:
    parts = [2 * len(x & y) / (len(x) + len(y)) for x, y in zip(a, b, strict=True) if x or y]
    return sum(parts) / len(parts) if parts else 0.0


def names(model: Tagger, texts: Sequence[Text]) -> dict[str, float]:
    """F1 over whole names with their types."""
    right = found = gold = 0
    for text in texts:
        tags = [0] * len(text.words)
        for window in windows([len(p) for p in text.pieces], text.begins):
            *given, _ = inputs([Window(text, window.start, window.end)])
            best = model(*given).name[0].argmax(-1).tolist()
            tags[window.own : window.own_end] = best[
                window.own - window.start : window.own_end - window.start
            ]
        mine, theirs = set(runs(tags)), set(runs(text.names))
        right, found, gold = right + len(mine & theirs), found + len(mine), gold + len(theirs)
    return {"names": 2 * right / max(1, found + gold)}


def syntax(model: Tagger, texts: Sequence[Text]) -> dict[str, float]:
    """Share of words with right part of speech, head, and head with relation (greedy heads)."""
    upos = uas = las = words = 0
    for text in texts:
        edges = [*text.begins, len(text.words)]
        for start, end in pairwise(edges):
            if sum(len(p) for p in text.pieces[start:end]) > 500:
                continue
            *given, _ = inputs([Window(text, start, end)])
            out = model(*given)
            heads = model.arcs(out.arc)[0].argmax(-1)
            places = torch.arange(end - start)
            relation = model.labels(out.label, torch.zeros_like(places), places, heads).argmax(-1)
            tags = out.pos[0].argmax(-1)
            for word in range(start, end):
                if text.heads[word] < 0 or text.tags[word] < 0 or text.relations[word] == 38:
                    continue
                words += 1
                here = word - start
                upos += int(tags[here]) == text.tags[word]
                at_head = int(heads[here]) + start == text.heads[word]
                uas += at_head
                las += at_head and int(relation[here]) == text.relations[word]
    return {"upos": upos / words, "uas": uas / words, "las": las / words}
