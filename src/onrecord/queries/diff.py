"""`diff`: what changed between two versions of a report, as claims, then as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from onrecord.codebook.codebook import Codebook
from onrecord.errors import Misused
from onrecord.ledger.ledger import Ledger
from onrecord.model.record import EventRow, VersionRow
from onrecord.model.report import Version
from onrecord.model.scales import Status
from onrecord.model.span import Span
from onrecord.queries.clocks import NOW, Clocks
from onrecord.queries.codebooks import codebook_of
from onrecord.queries.events import event_rows
from onrecord.queries.gather import Placed
from onrecord.queries.items import WHOLE, covers, numbered
from onrecord.queries.lines import Told
from onrecord.queries.relations import Relations
from onrecord.queries.reports import resolve_report_in, version_numbered
from onrecord.queries.returns import shown_before, standing_version
from onrecord.queries.rows import ClaimChange, ReportDiff, TextChange
from onrecord.queries.show import report_rows
from onrecord.queries.speakers import Key
from onrecord.queries.told import asking, told_in_versions
from onrecord.queries.visible import Seen
from onrecord.queries.words import claim_words
from onrecord.reports.changes import compare_versions, returned_to
from onrecord.values.compare import Relation

_ORDER = {"changed": 0, "hedged": 1, "credited": 2, "added": 3, "removed": 4}


def diff_report(
    ledger: Ledger,
    report: str,
    before: str | None = None,
    after: str | None = None,
    clocks: Clocks = NOW,
    codebook: Codebook | None = None,
) -> ReportDiff:
    """What changed between two versions of a report: those named ("v1", "v2"), else what changed
    last. A text that the report went back to is the newer one then, whatever its number.

    Raises:
        Ambiguous, NotOnRecord: see `resolve_report`.
        Misused: the report has no such version, or only one.
    """
    with asking(ledger, clocks) as seen:
        book = codebook or codebook_of(seen)
        versions = resolve_report_in(seen, report)
        rows = [version.row for version in versions]
        if len(rows) < 2 and (before is None or after is None):
            raise Misused("The report has one version only.", "There is nothing to compare.")
        new = version_numbered(rows, after) if after else standing_version(rows)
        old = version_numbered(rows, before) if before else (shown_before(rows, new) or new)
        held = {version.id: version for version in versions}
        events = told_in_versions(seen, {old.id, new.id}, book)
        changes: list[ClaimChange] = []
        for told, row in zip(events, event_rows(seen, events, book), strict=True):
            relations = Relations(book, told.gathered.identity.kind)
            changes += _claim_changes(told, row, old.id, new.id, relations)
        hidden = held[old.id].hidden or held[new.id].hidden
        return ReportDiff(
            report=report_rows([versions])[0],
            before=old,
            after=new,
            claims=tuple(changes),
            text=() if hidden else _text_changes(held[old.id].version, held[new.id].version),
            hidden=hidden,
            returns_to=_returns_to(versions, old, new),
        )


def _returns_to(versions: Sequence[Seen], old: VersionRow, new: VersionRow) -> int | None:
    if new.number < old.number:
        return new.number if new.returned_at else None
    until = [version for version in versions if version.row.number <= new.number]
    if any(version.hidden for version in until):
        return None
    index = returned_to([version.version for version in until])
    return None if index is None else until[index].row.number


def _text_changes(old: Version, new: Version) -> tuple[TextChange, ...]:
    def words(version: Version, span: Span | None) -> str | None:
        return None if span is None else span.of(version.text)

    found: list[TextChange] = []
    for change in compare_versions(old, new).changes:
        before, after = words(old, change.old), words(new, change.new)
        sort = "added" if before is None else "removed" if after is None else "changed"
        found.append(TextChange(sort, before, after, tuple(kind.value for kind in change.kinds)))
    return tuple(found)


def _claim_changes(
    told: Told, event: EventRow, old: str, new: str, relations: Relations
) -> list[ClaimChange]:
    """The differences of one event, slot by slot and thing by thing.

    Claims that the new version tells as past ones are part of the change that they announce.
    """
    found: dict[tuple[str, str | None, str | None], list[str]] = {}
    slots: dict[str, list[Placed]] = defaultdict(list)
    for one in told.gathered.placed:
        slots[one.claim.slot].append(one)
    numbers_of = {
        slot: numbered(one.claim.item for one in claims) for slot, claims in slots.items()
    }
    for slot, claims in sorted(slots.items()):
        live = [
            one
            for one in claims
            if one.claim.earlier is None
            and not one.reread
            and told.standing[one.id].status is not Status.REJECTED
        ]
        for thing in sorted({t for one in live for t in covers(one.claim.item, numbers_of[slot])}):
            here = [one for one in live if thing in covers(one.claim.item, numbers_of[slot])]
            pairs = _pair(
                told,
                [one for one in here if one.seen.id == old],
                [one for one in here if one.seen.id == new],
                relations,
            )
            for sort, a, b in pairs:
                found.setdefault((sort, a, b), []).append(thing)
    changes = [
        _change(told, event, sort, a, b, things, numbers_of)
        for (sort, a, b), things in found.items()
    ]
    return sorted(
        changes,
        key=lambda change: (
            change.slot,
            change.item or "",
            _ORDER[change.sort],
            change.before_value or "",
            change.after_value or "",
        ),
    )


def _pair(
    told: Told, before: list[Placed], after: list[Placed], relations: Relations
) -> Iterable[tuple[str, str | None, str | None]]:
    """What became of each claim on one thing: (sort, old claim, new claim)."""

    def one_speaker(a: Placed, b: Placed) -> bool:
        return _said_by(told, a) == _said_by(told, b)

    def repeated(a: Placed, b: Placed) -> bool:
        return one_speaker(a, b) and relations.same(a, b)

    def unchanged(a: Placed, b: Placed) -> bool:
        return repeated(a, b) and a.claim.certainty is b.claim.certainty

    def hedged(a: Placed, b: Placed) -> bool:
        values = relations.value(a, b) is Relation.SAME
        return one_speaker(a, b) and values and a.claim.polarity is b.claim.polarity

    def changed(a: Placed, b: Placed) -> bool:
        return one_speaker(a, b) and not relations.several(a.claim.slot)

    gone, come = _once(before, repeated), _once(after, repeated)
    for sort, alike in (
        ("", unchanged),
        ("hedged", hedged),
        ("changed", changed),
        ("credited", relations.same),
    ):
        pairs = [(a, b) for a in gone for b in come if alike(a, b)]
        paired = {a.id: b for a, b in reversed(pairs)}
        if sort:
            yield from ((sort, a, b.id) for a, b in sorted(paired.items()))
        taken = {b.id for b in paired.values()}
        gone = [a for a in gone if a.id not in paired]
        come = [b for b in come if b.id not in taken]
    yield from (("removed", a.id, None) for a in gone)
    yield from (("added", None, b.id) for b in come)


def _once(claims: list[Placed], repeated: Callable[[Placed, Placed], bool]) -> list[Placed]:
    """The claims without those that only say again what one before them says."""
    kept: list[Placed] = []
    for one in claims:
        if not any(repeated(other, one) for other in kept):
            kept.append(one)
    return kept


def _said_by(told: Told, one: Placed) -> Key:
    key = told.standing[one.id].speaker
    return ("unnamed", one.claim.speaker.name) if key[0] == "unnamed" else key


def _change(
    told: Told,
    event: EventRow,
    sort: str,
    before: str | None,
    after: str | None,
    things: list[str],
    numbers_of: dict[str, frozenset[str]],
) -> ClaimChange:
    old = told.rows[before] if before else None
    new = told.rows[after] if after else None
    row = new or old
    assert row is not None
    whole = covers(row.claim.item, numbers_of[row.claim.slot])
    item = row.claim.item if frozenset(things) == whole else ", ".join(sorted(things))
    announced = None
    if sort == "changed" and before is not None:
        replaced = [r for r in told.standing[before].replaced if r.newer == after]
        announced = any(r.announced for r in replaced) if replaced else None
    return ClaimChange(
        sort=sort,
        event=event,
        slot=row.claim.slot,
        item=None if item == WHOLE else item,
        before=old,
        after=new,
        before_value=claim_words(old.claim) if old else None,
        after_value=claim_words(new.claim) if new else None,
        announced=announced,
    )
