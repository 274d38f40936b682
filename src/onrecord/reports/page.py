"""What a page, a JSON report or a plain text said of itself, still in its own words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.problem import Problem
from onrecord.reports.blocks import Draft
from onrecord.reports.stamps import Stamp


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts as written: times are not parsed, addresses not made canonical; all may be missing.

    `outlet` is what the page says it is; `credited` the outlet of its byline, which may be an
    agency whose report it prints. `story` is what the outlet calls the story (the `id` of a JSON
    report). `guessed` is the likeliest day of publication of a page that declares none, `dated`
    the day that its dateline gives.
    """

    story: str | None = None
    title: str | None = None
    outlet: str | None = None
    credited: str | None = None
    address: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    guessed: str | None = None
    dated: str | None = None
    updated: str | None = None
    language: str | None = None
    section: str | None = None
    zone: str | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One input as read, before its facts are joined with those given beside it."""

    facts: PageFacts
    drafts: tuple[Draft, ...]
    stamps: tuple[Stamp, ...] = ()
    dateline: str | None = None
    problems: tuple[Problem, ...] = ()
