"""The page's own words and the facts given beside them -> the facts of a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta, tzinfo

from onrecord.model.problem import Problem
from onrecord.model.report import Facts, Given, Moment, TimeFrom
from onrecord.reports.keys import page_address
from onrecord.reports.moments import read_moment
from onrecord.reports.page import Page
from onrecord.reports.stamps import Stamp
from onrecord.reports.zones import zone_of

_WIDEST = timedelta(hours=15)  # two zones can be no farther apart than this from UTC


def read_facts(page: Page, given: Given, captured: str | None) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a version and what was odd about them.

    The page's own facts come first; what was given beside it fills gaps. A visible stamp of a
    change decides `updated`, being what the public was told. Bare times are read in the zone
    given, else in the zone that the page's own times show, else in UTC; both ways are marked as
    assumed.
    """
    problems: list[Problem] = []
    own = page.facts
    zone_words = own.zone or given.zone
    zone = zone_of(zone_words) if zone_words else None
    if zone_words and zone is None:
        problems.append(
            Problem(
                "unknown-zone",
                f"{zone_words!r} is no time zone that is known; bare times are read in UTC.",
                "Give an IANA name (Asia/Seoul) or an offset (+09:00).",
            )
        )
    zone = zone or _shown_zone(page, given)
    published = _first(
        (own.published, TimeFrom.PAGE),
        (given.published, TimeFrom.GIVEN),
        zone,
        problems,
        "published",
    )
    updated = _first(
        (own.updated, TimeFrom.PAGE), (given.updated, TimeFrom.GIVEN), zone, problems, "updated"
    )
    published = _stamped_publication(page.stamps, published, updated, zone)
    updated = _stamped_update(page.stamps, published, updated, zone)
    if published is None and updated is None and own.dated:
        published = read_moment(own.dated, TimeFrom.PAGE, zone)
        problems.append(
            Problem(
                "dateline-date",
                f"The page does not say when it was published; its dateline gives {own.dated}.",
                "Give the right one with --published.",
            )
        )
    elif published is None and own.guessed:
        published = read_moment(own.guessed, TimeFrom.PAGE, zone)
        problems.append(
            Problem(
                "guessed-date",
                f"The page does not say when it was published; {own.guessed} is the likeliest day"
                " of those in it.",
                "Give the right one with --published.",
            )
        )
    if published and updated and _surely_before(updated, published):
        problems.append(
            Problem(
                "updated-before-published",
                "The page says that it was changed before it was published; the change's time is"
                " left out.",
            )
        )
        updated = None
    if published is None and updated is None:
        problems.append(
            Problem(
                "no-date",
                "The page gives no date; it counts as known since it was captured.",
                "Give one with --published.",
            )
        )
    facts = Facts(
        outlet=own.outlet or given.outlet or own.credited,
        address=page_address(own.address, captured or given.address),
        authors=own.authors,
        published=published,
        updated=updated,
        language=own.language,
        section=own.section,
        dateline=page.dateline,
        zone=str(zone) if zone else None,
    )
    return facts, tuple(problems)


def _shown_zone(page: Page, given: Given) -> tzinfo | None:
    """The zone that the page's own times show: a stamp's zone that its bare times agree with,
    or an offset other than UTC's (which many programs write without meaning it)."""
    words = page.facts.updated or given.updated
    bare = read_moment(words, TimeFrom.PAGE) if words else None
    for stamp in page.stamps:
        zone = zone_of(stamp.zone) if stamp.zone else None
        told = stamp.moment(bare.day if bare else None, None)
        if zone and told and bare and bare.zone_assumed and not bare.day_only:
            clock = (told.at + timedelta(minutes=told.offset)).replace(second=0)
            if clock == bare.at.replace(second=0):
                return zone
    for words in (page.facts.updated, page.facts.published):
        moment = read_moment(words, TimeFrom.PAGE) if words else None
        if moment and not moment.zone_assumed and moment.offset:
            return zone_of(f"{moment.offset // 60:+03d}:{moment.offset % 60:02d}")
    return None


def _first(
    own: tuple[str | None, TimeFrom],
    given: tuple[str | None, TimeFrom],
    zone: tzinfo | None,
    problems: list[Problem],
    what: str,
) -> Moment | None:
    """The first of two times that can be read; an unreadable one becomes a problem."""
    for words, source in (own, given):
        if not words:
            continue
        if moment := read_moment(words, source, zone):
            return moment
        problems.append(
            Problem(
                "unreadable-date",
                f"{what} {words[:60]!r} is no date that can be read.",
                "Write it as 2019-07-25 or 2019-07-25T16:27+09:00.",
            )
        )
    return None


def _stamped_publication(
    stamps: Sequence[Stamp], published: Moment | None, updated: Moment | None, zone: tzinfo | None
) -> Moment | None:
    """The publication time, from a stamp where the page's facts give none or only its day.

    A page that declares the time of its last change as both is told by an earlier stamp.
    """
    declares_one = published is not None and updated is not None and published.at == updated.at
    for stamp in stamps:
        if stamp.updates:
            continue
        told = stamp.moment(published.day if published else None, zone)
        if told and published is None:
            return told
        if told and published and declares_one and told.day < published.day:
            return told
        if told and published and published.day_only and not told.day_only:
            return told if told.day == published.day else published
    return published


def _stamped_update(
    stamps: Sequence[Stamp], published: Moment | None, updated: Moment | None, zone: tzinfo | None
) -> Moment | None:
    """The time of the last change: the newest stamp that tells of one, else what the page says."""
    day = _day(published, updated)
    told = [m for s in stamps if s.updates and (m := s.moment(day, zone))]
    if not told:
        return updated
    newest = max(told, key=lambda moment: (moment.last, moment.words))
    if updated and newest.day_only and not updated.day_only and updated.day == newest.day:
        return updated  # the page knows the minute of the same day
    exact = updated and not updated.zone_assumed and not updated.day_only
    if updated and exact and newest.zone_assumed and not newest.day_only:
        clocks = newest.at + timedelta(minutes=newest.offset), updated.at
        apart = abs(clocks[0] - clocks[1])
        if apart < _WIDEST and clocks[0].minute % 15 == clocks[1].minute % 15:
            return replace(updated, source=TimeFrom.STAMP, words=newest.words)
    return newest


def _day(published: Moment | None, updated: Moment | None) -> date | None:
    moment = updated or published
    return moment.day if moment else None


def _surely_before(one: Moment, other: Moment) -> bool:
    """Whether `one` lies before `other`, whatever zones were meant."""
    doubt = _WIDEST * 2 if one.zone_assumed != other.zone_assumed else timedelta()
    return one.last.astimezone(UTC) + doubt < other.at.astimezone(UTC)
