"""Which events a version is about, and which it only brings up in passing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.claims.context import Context
from onrecord.mentions.words import Line
from onrecord.model.report import BlockKind

_OPENING = (BlockKind.HEADLINE, BlockKind.DEK)


def with_asides(context: Context) -> Context:
    """The context, told which events the version is about and which are asides.

    An aside is over with the paragraph that tells of it: a part of a larger event ("a strong
    aftershock"), and what one paragraph alone tells of and is not what the version is about ("in
    1988 a quake killed …").
    """
    lead = _lead(context.lines)
    mains = _mains(context, lead)
    blocks: dict[int, set[int]] = defaultdict(set)
    for anchor in context.anchors:
        blocks[anchor.cluster].add(anchor.line.block_number)
    asides = frozenset(
        number
        for number, cluster in enumerate(context.clusters)
        if number != mains.get(cluster.kind)
        and (cluster.parent is not None or (len(blocks[number]) == 1 and not blocks[number] & lead))
    )
    first: dict[int, int] = {}
    for anchor in context.anchors:
        first.setdefault(anchor.cluster, anchor.line.number)
    return replace(context, mains=mains, first_lines=first, asides=asides)


def _mains(context: Context, lead: frozenset[int]) -> Mapping[str, int]:
    """Kind -> the cluster that the version is about.

    That is the one told in the headline, the line below it or the first paragraph, of several the
    one told most often, then first; where none of the kind is told there, the same of all.
    """
    told: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    opening: dict[str, set[int]] = defaultdict(set)
    for anchor in context.anchors:
        told[anchor.mention.kind][anchor.cluster] += 1
        if anchor.line.block_number in lead:
            opening[anchor.mention.kind].add(anchor.cluster)
    return {
        kind: max(opening[kind] or counts, key=lambda cluster: (counts[cluster], -cluster))
        for kind, counts in told.items()
    }


def _lead(lines: Sequence[Line]) -> frozenset[int]:
    body = [line.block_number for line in lines if line.block is BlockKind.PARAGRAPH]
    opening = {line.block_number for line in lines if line.block in _OPENING}
    return frozenset(opening | set(body[:1]))
