"""Only what is claimed of makes an event: words alone ("an accident") found none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.reading import Cluster, Finding


def founded(
    clusters: Sequence[Cluster], findings: Sequence[Finding]
) -> tuple[tuple[Cluster, ...], tuple[Finding, ...]]:
    """The clusters of which something is claimed, with the claims numbered after them.

    A whole stays where something is claimed of its part. The mentions of the others remain in the
    reading and belong to no event.
    """
    told = {finding.event for finding in findings}
    told |= {parent for n in told if (parent := clusters[n].parent) is not None}
    number = {old: new for new, old in enumerate(sorted(told))}
    kept = (clusters[old] for old in sorted(told))
    return (
        tuple(
            replace(one, parent=number[one.parent] if one.parent is not None else None)
            for one in kept
        ),
        tuple(replace(finding, event=number[finding.event]) for finding in findings),
    )
