"""Histories of one reading alone: what a single text gives ground for."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.attribution import Attribution
from onrecord.model.reading import Reading
from onrecord.model.record import ClaimRow, VersionRow
from onrecord.model.report import Version
from onrecord.model.scales import Status
from onrecord.notices.history import EventHistory, in_order

_REACTION = "reaction"


def histories_of(version: Version, row: VersionRow, reading: Reading) -> tuple[EventHistory, ...]:
    """The history of each of the reading's events, as if nothing else were on record.

    Values that the text itself tells as past (`Claim.earlier`) are superseded. The event's id is
    that of its founding mention. `others` holds the events of the same kind and all reactions.
    """
    ids = [reading.mentions[cluster.mentions[0]].id for cluster in reading.clusters]
    attributions = {one.id: one for one in reading.attributions}
    claims: dict[int, list[ClaimRow]] = {}
    for finding in reading.findings:
        claim = finding.claim
        claims.setdefault(finding.event, []).append(
            ClaimRow(
                id=claim.id,
                claim=claim,
                words=claim.span.of(version.text),
                event=ids[finding.event],
                kind=reading.clusters[finding.event].kind,
                version=row,
                reading=reading.id,
                mention=ids[finding.event],
                rule=finding.rule,
                confidence=finding.confidence,
                status=Status.SUPERSEDED if claim.earlier else Status.STANDING,
                via=_relays(claim.attribution, attributions),
            )
        )
    bare = [
        EventHistory(
            event=ids[number],
            kind=cluster.kind,
            rows=in_order(tuple(claims.get(number, ()))),
            versions={version.id: version},
            attributions=attributions,
            mentions=tuple(reading.mentions[index] for index in cluster.mentions),
        )
        for number, cluster in enumerate(reading.clusters)
    ]
    return tuple(
        replace(
            history,
            others=tuple(
                other
                for other in bare
                if other is not history and other.kind in (history.kind, _REACTION)
            ),
        )
        for history in bare
    )


def _relays(attribution: str | None, known: dict[str, Attribution]) -> tuple[str, ...]:
    """Names of those who relay a claim, from the outermost in."""
    names: list[str] = []
    one = known.get(attribution or "")
    while one is not None and one.via is not None and len(names) < 8:
        one = known.get(one.via)
        if one is not None:
            names.append(one.speaker.name)
    return tuple(reversed(names))
