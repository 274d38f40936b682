"""Windows of whole sentences, and batches of them with their labels."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from typing import TypeVar

import torch
from corpora import Text
from torch import Tensor

BEGIN, END = 101, 102
EDGE = (8, 2, 2)
PIECES = 190

Item = TypeVar("Item", bound=Sized)


@dataclass(slots=True)
class Window:
    """Words [start, end) of a text."""

    text: Text
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def windows(text: Text, chance: random.Random | None) -> Iterator[Window]:
    """Windows that share no word, of whole sentences where these fit; the first may be short."""
    begins = set(text.begins)
    budget = chance.randint(PIECES // 4, PIECES) if chance else PIECES
    start = used = last = place = 0
    while place < len(text.words):
        if place in begins:
            last = place
        if used + len(text.pieces[place]) > budget and place > start:
            cut = last if last > start else place
            yield Window(text, start, cut)
            start = last = cut
            budget = PIECES
            used = sum(len(p) for p in text.pieces[start:place])
            continue
        used += len(text.pieces[place])
        place += 1
    if start < len(text.words):
        yield Window(text, start, len(text.words))


def bundled(pool: list[Item], size: int, chance: random.Random) -> list[list[Item]]:
    """Batches of windows, or of what else has a length, of like length, in chance order."""
    chance.shuffle(pool)
    out: list[list[Item]] = []
    for first in range(0, len(pool), size * 16):
        part = sorted(pool[first : first + size * 16], key=len)
        out += [part[i : i + size] for i in range(0, len(part), size)]
    chance.shuffle(out)
    return out


def inputs(batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """ids, features, mask, places of words, and which words there are."""
    rows = []
    for window in batch:
        ids, features, places = [BEGIN], [EDGE], []
        for word in range(window.start, window.end):
            places.append(len(ids))
            ids += window.text.pieces[word]
            features += [window.text.features[word]] * len(window.text.pieces[word])
        rows.append(([*ids, END], [*features, EDGE], places))
    longest, most = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    size = len(rows)
    ids_ = torch.zeros(size, longest, dtype=torch.long)
    features_ = torch.zeros(size, longest, 3, dtype=torch.long)
    mask = torch.zeros(size, longest, dtype=torch.bool)
    places_ = torch.zeros(size, most, dtype=torch.long)
    there = torch.zeros(size, most, dtype=torch.bool)
    for row, (ids, features, places) in enumerate(rows):
        ids_[row, : len(ids)] = torch.tensor(ids)
        features_[row, : len(ids)] = torch.tensor(features)
        mask[row, : len(ids)] = True
        places_[row, : len(places)] = torch.tensor(places)
        there[row, : len(places)] = True
    return ids_, features_, mask, places_, there


def role_tags(text: Text) -> list[int]:
    """O, then begin and inside of source, cue and content; cues over sources over contents."""
    tags = [0] * len(text.words)
    for source, cue, content in text.attributions:
        for words, base in ((content, 5), (source, 1), (cue, 3)):
            before = -9
            for word in words:
                tags[word] = base if word != before + 1 else base + 1
                before = word
    return tags
