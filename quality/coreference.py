"""How well clusters of mentions agree with gold: MUC, B-cubed, CEAF-e and their mean (CoNLL).

Clusters are sets of hashable mentions. A mention that only one side holds counts against it.
MUC is of Vilain et al. 1995, B-cubed of Bagga and Baldwin 1998, CEAF-e of Luo 2005 (φ4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[frozenset[Hashable]]


def conll(gold: Clusters, found: Clusters) -> float:
    """The mean F1 of the three, in percent.

    >>> apart = [frozenset({"a"}), frozenset({"b"})]
    >>> conll([frozenset({"a", "b"})], [frozenset({"a", "b"})])
    100.0
    >>> round(b_cubed([frozenset({"a", "b"})], apart)[1], 2)
    0.5
    """
    shares = (muc(gold, found), b_cubed(gold, found), ceaf_e(gold, found))
    return round(100 * sum(f1(*share) for share in shares) / 3, 2)


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def muc(gold: Clusters, found: Clusters) -> tuple[float, float]:
    """Precision and recall of links.

    >>> muc([frozenset("abcd")], [frozenset("ab"), frozenset("cd")])
    (1.0, 0.6666666666666666)
    """
    return _links(found, gold), _links(gold, found)


def _links(clusters: Clusters, others: Clusters) -> float:
    place: dict[Hashable, Hashable] = {
        one: ("cluster", number) for number, other in enumerate(others) for one in other
    }
    kept = sum(len(own) - len({place.get(one, one) for one in own}) for own in clusters)
    most = sum(len(own) - 1 for own in clusters)
    return kept / most if most else 0.0


def b_cubed(gold: Clusters, found: Clusters) -> tuple[float, float]:
    """Precision and recall, a mention at a time."""
    return _each(found, gold), _each(gold, found)


def _each(clusters: Clusters, others: Clusters) -> float:
    place = {one: other for other in others for one in other}
    total = sum(len(own) for own in clusters)
    shared = sum(
        len(own & place.get(one, frozenset())) / len(own) for own in clusters for one in own
    )
    return shared / total if total else 0.0


def ceaf_e(gold: Clusters, found: Clusters) -> tuple[float, float]:
    """Precision and recall of the best pairing of clusters, each pair worth its Dice share."""
    place = {one: number for number, own in enumerate(gold) for one in own}
    worth = np.zeros((len(found), len(gold)))
    for row, own in enumerate(found):
        shared: dict[int, int] = defaultdict(int)
        for one in own & place.keys():
            shared[place[one]] += 1
        for column, count in shared.items():
            worth[row, column] = 2 * count / (len(own) + len(gold[column]))
    rows, columns = linear_sum_assignment(-worth)
    best = float(worth[rows, columns].sum())
    return best / len(found), best / len(gold)
