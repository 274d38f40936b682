"""From the tagger's scores of names to stretches of words with their kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.language.decoding import best_tags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def name_tags(scores: NDArray[np.float32]) -> list[int]:
    """The best legal tags: 0, then 1 + 2 * kind for a begin, 2 + 2 * kind inside.

    Args:
        scores: words × tags, raw scores.
    """
    import numpy as np

    logs = scores - scores.max(-1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(-1, keepdims=True))
    return best_tags(logs)


def name_runs(tags: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(kind, start, end) of each name; an inside that follows no word of its kind begins one.

    >>> list(name_runs([1, 2, 0, 4, 4, 3]))
    [(0, 0, 2), (1, 3, 5), (1, 5, 6)]
    """
    place = 0
    while place < len(tags):
        start, tag = place, tags[place]
        place += 1
        if not tag:
            continue
        kind = (tag - 1) // 2
        while place < len(tags) and tags[place] == 2 + 2 * kind:
            place += 1
        yield kind, start, place
