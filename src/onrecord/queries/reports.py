"""Reports and their versions: listed, and found by what a user calls them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from onrecord.errors import Misused
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import clip
from onrecord.ledger.search import search_versions
from onrecord.ledger.tables import appearance, report, version
from onrecord.model.record import VersionRow
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.events import NotOnRecord, ambiguous
from onrecord.queries.ids import another_sort
from onrecord.queries.prepared import SOME, Sight, prepared
from onrecord.queries.rows import ReportRow
from onrecord.queries.short import is_short_id
from onrecord.queries.show import report_rows
from onrecord.queries.speakers import plain
from onrecord.queries.told import asking
from onrecord.queries.visible import Seen, View, versions_of, view
from onrecord.reports.keys import canonical_address

_MOST = 200
_PAGE = 200
"""Appearances that are looked at together for the reports last known of."""
_LATEST = "9999"
"""Behind every time that the ledger writes."""
_HOW = "Give its address or key, the first 6 or more characters of its id, or words of its title."


def find_reports(
    ledger: Ledger,
    clocks: Clocks = NOW,
    *,
    outlet: str | None = None,
    limit: int = _MOST,
    skip: int = 0,
) -> tuple[ReportRow, ...]:
    """Reports, by the time of their first version; at most `limit`, those last known of, or those
    behind the last `skip`.

    `outlet` fits anywhere in the outlet's name, case aside.
    """
    return reports_and_more(ledger, clocks, outlet=outlet, limit=limit, skip=skip)[0]


def reports_and_more(
    ledger: Ledger, clocks: Clocks, *, outlet: str | None, limit: int, skip: int
) -> tuple[tuple[ReportRow, ...], bool]:
    """As `find_reports`, and whether there are reports behind these."""
    with asking(ledger, clocks) as seen:
        ids = list(islice(_last_known_first(seen, outlet), skip, skip + limit + 1))
        return report_rows(versions_of(seen, ids[:limit]).values()), len(ids) > limit


def _last_known_first(seen: View, outlet: str | None) -> Iterator[str]:
    """The reports (of an outlet) that were known by then, those last known of first."""
    question: Any = _shown_before(seen.sight)
    if outlet is not None:
        wanted = clip(" ".join(outlet.split()))
        question = question.join(version, version.c.id == appearance.c.version).where(
            version.c.outlet.icontains(wanted, autoescape=True)
        )
    done: set[str] = set()
    asked: dict[str, Any] = {"cutoff": seen.cutoff, "until": seen.known or _LATEST, "after": ""}
    while True:
        rows = seen.connection.execute(question, asked).all()
        for row in rows:
            if row.report not in done:
                done.add(row.report)
                yield row.report
        if len(rows) < _PAGE:
            return
        asked |= {"until": rows[-1].known_at, "after": rows[-1].report}


@prepared
def _shown_before(at: Sight) -> Select[Any]:
    """A page of appearances, the last known first, of those behind a time and report."""
    known_at, id = appearance.c.known_at, appearance.c.report
    until: Any = bindparam("until")
    after: Any = bindparam("after")
    return (
        select(known_at, id)
        .where(known_at <= until, or_(known_at < until, id > after), at.on(appearance))
        .order_by(known_at.desc(), id)
        .limit(_PAGE)
    )


def resolve_report(ledger: Ledger, words: str, clocks: Clocks = NOW) -> ReportRow:
    """The one report that a user means: by key or address, the beginning of its id or of that of
    one of its versions, or by words that begin words of its key, title or outlet.

    Raises:
        Ambiguous: several reports fit.
        NotOnRecord: none does, or it was not on record at the clocks asked for.
    """
    with asking(ledger, clocks) as seen:
        return report_rows([resolve_report_in(seen, words)])[0]


def resolve_report_in(seen: View, words: str) -> tuple[Seen, ...]:
    """As `resolve_report`, in an open view: the report's versions."""
    wanted = words.strip()
    if not wanted:
        raise NotOnRecord("No report is named.", _HOW)
    found: dict[str, tuple[Seen, ...]] = {}
    if is_short_id(wanted):
        found = versions_of(seen, _by_id(seen, wanted.lower()))
    if not found:
        found = versions_of(seen, [row.id for row in seen.ask(_with_keys, some=_keys(wanted))])
    if not found:
        tokens = plain(wanted).split()
        found = {
            id: versions
            for id, versions in versions_of(seen, _by_words(seen, tokens)).items()
            if _fits(versions, tokens)
        }
    return _only(seen, words, found)


@prepared
def _with_keys(at: Sight) -> Select[Any]:
    return select(report.c.id).where(report.c.key.in_(SOME), at.on(report))


def _keys(wanted: str) -> list[str]:
    """The keys that a report so called may have: an address may come without its scheme."""
    keys = {clip(wanted)}
    address = wanted if "://" in wanted else f"https://{wanted}"
    if "/" in wanted and (one := canonical_address(address)):
        keys.add(clip(one))
    return sorted(keys)


def _by_id(seen: View, prefix: str) -> set[str]:
    ends = {"first": prefix, "end": prefix + "g"}
    return {
        row.id for ask in (_reports_between, _versions_between) for row in seen.ask(ask, **ends)
    }


@prepared
def _reports_between(at: Sight) -> Select[Any]:
    return select(report.c.id).where(_begins(report.c.id), at.on(report))


@prepared
def _versions_between(at: Sight) -> Select[Any]:
    """The reports of the versions with ids in a range."""
    return select(version.c.report.label("id")).where(_begins(version.c.id), at.on(version))


def _begins(id: ColumnElement[str]) -> ColumnElement[bool]:
    first: Any = bindparam("first")
    end: Any = bindparam("end")
    return and_(id >= first, id < end)


def _by_words(seen: View, tokens: Sequence[str]) -> set[str]:
    """Reports that may fit: one of the words stands in the key, or all in title or text."""
    keys = select(report.c.id).where(
        seen.on(report),
        or_(*(report.c.key.icontains(clip(token), autoescape=True) for token in tokens[:10])),
    )
    ids = set(seen.connection.execute(keys.limit(_MOST)).scalars())
    texts = search_versions(seen.connection, " ".join(tokens), _MOST)
    named = select(version.c.report).where(version.c.id.in_(texts), seen.on(version))
    return ids | set(seen.connection.execute(named).scalars())


def _fits(versions: Collection[Seen], tokens: Sequence[str]) -> bool:
    words: set[str] = set()
    for held in versions:
        for text in (held.row.report_key, held.row.title, held.row.outlet or ""):
            words.add(plain(text))
            words.update(plain(text.translate(_APART)).split())
    return all(any(word.startswith(token) for word in words) for token in tokens)


_APART = str.maketrans(dict.fromkeys("/-_.:,;?&=#\"'()“”‘’", " "))


def _only(seen: View, words: str, found: dict[str, tuple[Seen, ...]]) -> tuple[Seen, ...]:
    if not found:
        raise _none(seen, words)
    if len(found) > 1:
        names = [(id, f"{held[-1].row.outlet}: {held[-1].row.title}") for id, held in found.items()]
        raise ambiguous(seen, words, "reports", names)
    return next(iter(found.values()))


def _none(seen: View, words: str) -> Misused:
    """That no report is called so, or not yet at the clocks asked for."""
    if seen.clocks != NOW:
        try:
            held = resolve_report_in(view(seen.connection, NOW), words)
        except Misused:
            pass
        else:
            first = held[0].row
            return NotOnRecord(
                f"Nothing was on record of the report {words} at the clocks asked for.",
                f"Its first version is known since {first.known_at:%Y-%m-%d %H:%M} UTC and was "
                f"recorded at {first.recorded_at:%Y-%m-%d %H:%M:%S} UTC.",
            )
    return another_sort(seen.connection, words, "a report") or NotOnRecord(
        f'No report on record is called "{words}".', _HOW
    )


def version_numbered(versions: Sequence[VersionRow], words: str) -> VersionRow:
    """The version that "v2", "2" or the beginning of its id names.

    Raises:
        Misused: the report has no such version at the clocks asked for.
    """
    wanted = words.strip().lower()
    number = wanted.removeprefix("v")
    for row in versions:
        if number.isdecimal() and len(number) < 6 and int(number) == row.number:
            return row
    if is_short_id(wanted):
        fitting = [row for row in versions if row.id.startswith(wanted)]
        if len(fitting) == 1:
            return fitting[0]
    held = ", ".join(f"v{row.number}" for row in versions)
    raise Misused(f'The report has no version "{words}".', f"It has {held}.")
