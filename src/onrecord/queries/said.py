"""Attributions in their place: words, relays, version, since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from onrecord.model.attribution import Attribution, Speaker
from onrecord.model.scales import SpeakerClass
from onrecord.model.span import Span
from onrecord.queries.fetch import findings_of
from onrecord.queries.lines import relayed_by
from onrecord.queries.rows import Said
from onrecord.queries.sentences import folded
from onrecord.queries.visible import Seen, View, redacted, redactions


def said_rows(
    seen: View,
    attributions: Mapping[str, Attribution],
    versions: Mapping[str, Seen],
    among: Collection[str],
) -> list[Said]:
    """The attributions of `among` as rows, in order of known time and place in the text.

    What a later version of the report repeats word for word, by the same speaker, is one row: the
    newest, with `since` of the oldest. `attributions` hold their relays too. Attributions of
    versions that are not in `versions`, and those that the current reading of their version no
    longer finds, are left out.
    """
    kept = _current(seen, sorted(among), attributions, versions)
    hidden = redactions(seen, kept)
    rows = [
        said_row(id, attributions, versions[attributions[id].version], hidden.get(id))
        for id in kept
    ]
    rows.sort(key=_place)
    told: dict[tuple[str, str, str], Said] = {}
    for row in rows:
        key = (row.version.report, row.attribution.speaker.name, folded(row.words))
        older = told.get(key)
        if older is not None:
            row = replace(row, since=older.since, earlier=(*older.earlier, older.id))
        told[key] = row
    return sorted(told.values(), key=lambda row: (row.since, *_place(row)))


def _place(row: Said) -> tuple[object, ...]:
    version = row.version
    return (version.known_at, version.report_key, version.number, row.attribution.content, row.id)


def said_row(
    id: str, attributions: Mapping[str, Attribution], version: Seen, hidden: str | None = None
) -> Said:
    """One attribution as a row."""
    held, text = attributions[id], version.version.text
    reason = hidden or version.hidden
    mask = None if reason is None else redacted(reason)

    def words(span: Span | None) -> str | None:
        return None if span is None else mask or span.of(text)

    if mask is not None:
        held = replace(held, speaker=Speaker(mask, SpeakerClass.UNNAMED))
    return Said(
        id=id,
        attribution=held,
        words=mask or " … ".join(span.of(text) for span in held.content),
        source=words(held.source),
        cue=words(held.cue),
        hedge=words(held.hedge),
        anonymity=words(held.anonymity),
        via=tuple(mask or name for name in relayed_by(id, attributions)),
        version=version.row,
        since=version.row.known_at,
    )


def _current(
    seen: View,
    ids: Iterable[str],
    attributions: Mapping[str, Attribution],
    versions: Mapping[str, Seen],
) -> list[str]:
    """Those of `ids` that the current reading of their version finds, or that no reading did."""
    there = [id for id in ids if id in attributions and attributions[id].version in versions]
    return [
        id
        for id, rows in findings_of(seen, there).items()
        if not rows or versions[attributions[id].version].read_by in {row.reading for row in rows}
    ]
