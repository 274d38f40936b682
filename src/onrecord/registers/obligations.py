"""The register of duties: resolutions, treaties and pledges that bear on events."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import cast

from onrecord.errors import StopRun

_FORCES = ("binding", "declared", "non-binding", "signed")
_TEXTS = ("id", "duty", "title", "force", "paragraph", "says", "decides", "source")
_LISTS = ("on", "not_on", "names", "kinds", "terms", "words")
_KEYS = frozenset((*_TEXTS, *_LISTS, "since", "until", "slot"))


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty of one text.

    Attributes:
        id: never changes. `duty` is shared by texts that lay down the same duty.
        title, paragraph, source: which text, where in it, where to read it.
        on, not_on: actor codes of the bound; "*" is every state but `not_on`.
        names: words by which reports name the bound.
        force: "binding"; "declared" (a pledge); "signed" (a treaty not in force); "non-binding".
        since, until: first and last day; `until` is None while it holds.
        kinds: the kinds of event that it bears on.
        slot, terms: the values that it covers; no slot means every event of the kind.
        words: how reports speak of the duty, lower case.
        says: what it asks, in our words. `decides`: what would decide an open case.
    """

    id: str
    duty: str
    title: str
    on: tuple[str, ...]
    not_on: tuple[str, ...]
    names: tuple[str, ...]
    force: str
    since: date
    until: date | None
    kinds: tuple[str, ...]
    slot: str | None
    terms: tuple[str, ...]
    words: tuple[str, ...]
    paragraph: str
    says: str
    decides: str
    source: str

    def holds_on(self, first: date, last: date) -> bool:
        """Whether it is in force on some day from `first` to `last`.

        >>> load_obligations()[0].holds_on(date(2001, 1, 1), date(2001, 1, 2))
        False
        """
        return self.since <= last and (self.until is None or first <= self.until)

    def binds(self, state: str) -> bool:
        """Whether the state with this ISO 3166 alpha-3 code is among the bound.

        >>> {o.duty for o in load_obligations() if o.binds("FRA")} >= {"ctbt", "hcoc"}
        True
        """
        return state in self.on or ("*" in self.on and state not in self.not_on)


@cache
def load_obligations() -> tuple[Obligation, ...]:
    """The shipped register, in the order of its file.

    Raises:
        BadRegister: an entry lacks a key, has an unknown one or one of the wrong type.

    >>> sorted({entry.force for entry in load_obligations()})
    ['binding', 'declared', 'non-binding', 'signed']
    """
    text = resources.files("onrecord.registers").joinpath("obligations.toml").read_text("utf-8")
    return parse_obligations(text, "obligations.toml")


def parse_obligations(text: str, name: str) -> tuple[Obligation, ...]:
    """The entries of a register written as TOML; `name` stands in messages.

    Raises:
        BadRegister: see `load_obligations`.
    """
    try:
        entries = tomllib.loads(text).get("obligation", [])
    except tomllib.TOMLDecodeError as error:
        raise BadRegister(f"{name} is no TOML: {error}.", "Mend the line that it names.") from error
    found = tuple(_entry(entry, name) for entry in cast(list[dict[str, object]], entries))
    ids = [entry.id for entry in found]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise BadRegister(f"{name} has two entries called {twice[0]}.", "Rename the later one.")
    return found


class BadRegister(StopRun):
    """A register's file can't be read.

    >>> parse_obligations('[[obligation]]\\nid = "x"', "mine.toml")
    Traceback (most recent call last):
    onrecord.registers.obligations.BadRegister: mine.toml, x: duty is missing. Add the key duty.
    """


def _entry(entry: dict[str, object], name: str) -> Obligation:
    where = f"{name}, {entry.get('id', 'an entry without id')}"
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise BadRegister(f"{where}: unknown key {unknown[0]}.", f"Known: {sorted(_KEYS)}.")
    for key in _TEXTS:
        if not isinstance(entry.get(key), str):
            raise BadRegister(f"{where}: {key} is missing.", f"Add the key {key}.")
    if entry["force"] not in _FORCES:
        raise BadRegister(f"{where}: force is none of {_FORCES}.", "Choose one of them.")
    since, until = entry.get("since"), entry.get("until")
    if not isinstance(since, date) or not (until is None or isinstance(until, date)):
        raise BadRegister(f"{where}: since and until are days.", "Write since = 2006-07-15.")

    def many(key: str) -> tuple[str, ...]:
        return tuple(map(str, cast(list[object], entry.get(key, []))))

    slot = entry.get("slot")
    return Obligation(
        id=str(entry["id"]),
        duty=str(entry["duty"]),
        title=str(entry["title"]),
        on=many("on"),
        not_on=many("not_on"),
        names=many("names"),
        force=str(entry["force"]),
        since=since,
        until=until,
        kinds=many("kinds"),
        slot=None if slot is None else str(slot),
        terms=many("terms"),
        words=many("words"),
        paragraph=str(entry["paragraph"]),
        says=str(entry["says"]),
        decides=str(entry["decides"]),
        source=str(entry["source"]),
    )
