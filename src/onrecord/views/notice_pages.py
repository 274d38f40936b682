"""Notices of many events: each with its words, where they stand, and since when it can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.queries.noticed import NoticeRow
from onrecord.views.page import Page, Table
from onrecord.views.words import counted, moment, printable, quoted, version_words

_MOST_WORDS = 3
"""Words that a notice is shown with at most; the JSON has all that it rests on."""


def notices_page(
    rows: Sequence[NoticeRow], short: Mapping[str, str], clock: str, looked_at: int | None = None
) -> Page:
    """The notices, newest first: when, which kind, which event, what it says, on which words.

    `looked_at` is how many events were looked at at most, where not one alone was asked for.
    """
    if not rows:
        none = "There is no notice for this question"
        if looked_at is not None:
            events = "event" if looked_at == 1 else f"{looked_at:,} events"
            none += f" in the {events} last told of; --limit looks at more"
        return Page(f"{none}.", clock=clock)
    cells = tuple((moment(row.since), row.notice.kind.value, _told(row, short)) for row in rows)
    table = Table(("since (UTC)", "kind", "notice"), cells, widest=(11, 13))
    return Page(counted(len(rows), "notice"), (table,), clock=clock)


def _told(row: NoticeRow, short: Mapping[str, str]) -> str:
    versions = {version.id: version for version in row.versions}
    words = dict.fromkeys(
        f"{quoted(one.words)} {version_words(versions[one.version])}"
        for one in row.notice.rests_on
        if one.version in versions
    )
    shown = list(words)[:_MOST_WORDS]
    if more := len(words) - len(shown):
        shown.append(f"and {counted(more, 'passage')} more")
    name = f"{short[row.event.id]} {printable(row.event.name)}"
    return f"{name} · {printable(row.notice.says)}" + (f" · {'; '.join(shown)}" if shown else "")
