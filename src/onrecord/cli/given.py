"""What a user gives beside the reports (times, zone, codebooks), checked before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import Misused
from onrecord.views.words import printable

if TYPE_CHECKING:
    from onrecord.codebook import CodebookText
    from onrecord.model.report import Given

_TOMORROW = timedelta(days=1)
"""How far ahead of the clock a day may lie that has begun elsewhere."""


def checked_given(
    *, outlet: str | None, published: str | None, updated: str | None, zone: str | None
) -> Given:
    """The facts to fill a page's gaps with.

    Raises:
        Misused: a time or zone cannot be read, or lies in the future.
    """
    from onrecord.model.report import Given

    if zone is not None:
        _check_zone(zone)
    for option, words in (("--published", published), ("--updated", updated)):
        if words is not None:
            _check_time(option, words, zone)
    if outlet is not None and not outlet.strip():
        raise Misused("--outlet is empty.", "Give the outlet's name, or leave the option out.")
    return Given(outlet=outlet, published=published, updated=updated, zone=zone)


def _check_zone(words: str) -> None:
    from onrecord.reports.zones import zone_of

    if zone_of(words) is None:
        raise Misused(
            f'--zone: "{printable(words[:40])}" is not a time zone.',
            'Write a name ("Asia/Seoul"), an offset ("+09:00") or an abbreviation ("EDT").',
        )


def _check_time(option: str, words: str, zone: str | None) -> None:
    from onrecord.model.report import TimeFrom
    from onrecord.reports.moments import read_moment
    from onrecord.reports.zones import zone_of

    moment = read_moment(words, TimeFrom.GIVEN, zone_of(zone) if zone else None)
    if moment is None:
        raise Misused(
            f'{option}: "{printable(words[:40])}" is not a time.',
            'Write a day ("2019-07-25") or a time ("2019-07-25 16:27", with a zone if known).',
        )
    if moment.at > datetime.now(UTC) + _TOMORROW:
        raise Misused(
            f"{option}: {moment.at:%Y-%m-%d %H:%M} UTC has not come yet.",
            "Give the time that the report bears.",
        )


def chosen_codebooks(
    files: Sequence[Path], on_record: Sequence[CodebookText]
) -> tuple[CodebookText, ...]:
    """The user's codebooks to read with, by name: `files`, and those on record.

    One on record gives way to a file of its name, and to one that defines what it defines.

    Raises:
        Misused: two files have one name.
        BadCodebook: a file cannot be read.
    """
    from onrecord.codebook import defined_in, read_codebook

    names = [path.name for path in files]
    if twice := [name for name in names if names.count(name) > 1]:
        raise Misused(f"Two codebooks are called {twice[0]}.", "Rename one, or give it once.")
    chosen = [read_codebook(path) for path in files]
    defined = {name for one in chosen for name in defined_in(one)}
    chosen += [
        one for one in on_record if one.name not in names and defined.isdisjoint(defined_in(one))
    ]
    return tuple(sorted(chosen, key=lambda one: one.name))
