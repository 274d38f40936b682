"""The register of duties: resolutions, treaties and pledges that bear on events."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import cast

from onrecord.errors import StopRun

_FORCES = ("binding", "declared", "non-binding", "signed")
_TEXTS = ("id", "duty", "title", "force", "paragraph", "says", "decides", "source")
_LISTS = ("on", "not_on", "kinds", "beside", "words")
_KEYS = frozenset((*_TEXTS, *_LISTS, "since", "until", "conditions", "within_days"))
_FORMS = (
    frozenset(("slot", "terms")),
    frozenset(("slot", "words")),
    frozenset(("slot", "at_least", "unit")),
    frozenset(("told",)),
    frozenset(("open",)),
)
"""The keys of a condition, one set a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold of an event for a duty to cover it; one of five forms.

    Attributes:
        slot: with `terms`, a term of the codebook; with `words`, a value in whose words one of
            these stands; with `at_least` and `unit`, an amount that is as high.
        told: words, lower case, of which one stands in a sentence that tells of the event.
        open: what one would have to know and no value decides ("whether it can carry …").
    """

    slot: str | None = None
    terms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    at_least: Decimal | None = None
    unit: str = ""
    told: tuple[str, ...] = ()
    open: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty of one text.

    Attributes:
        id: never changes. `duty` is shared by texts that lay down the same duty.
        title, paragraph, source: which text, where in it, where to read it.
        on, not_on: actor codes of the bound; "*" is every state but `not_on`.
        force: "binding"; "declared" (a pledge); "signed" (a treaty not in force); "non-binding".
        since, until: first and last day; `until` is None while it holds.
        kinds: the kinds of event that it covers where all `conditions` hold.
        beside: kinds with which it is brought up although it covers no event of them.
        words: how reports speak of the duty, lower case.
        within_days: what it asks for is due so many days after the event; None where no time is.
        says: what it asks, in our words. `decides`: what would decide an open case.
    """

    id: str
    duty: str
    title: str
    on: tuple[str, ...]
    not_on: tuple[str, ...]
    force: str
    since: date
    until: date | None
    kinds: tuple[str, ...]
    beside: tuple[str, ...]
    conditions: tuple[Condition, ...]
    words: tuple[str, ...]
    within_days: int | None
    paragraph: str
    says: str
    decides: str
    source: str

    def holds_on(self, first: date, last: date) -> bool:
        """Whether it is in force on some day from `first` to `last`.

        >>> load_obligations()[0].holds_on(date(1901, 1, 1), date(1901, 1, 2))
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
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRegister(f"{name} is no TOML: {error}.", "Mend the line that it names.") from error
    speech = cast(Mapping[str, list[str]], written.get("speech", {}))
    entries = cast(list[dict[str, object]], written.get("obligation", []))
    found = tuple(_entry(entry, speech, name) for entry in entries)
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


def _entry(entry: dict[str, object], speech: Mapping[str, list[str]], name: str) -> Obligation:
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
    within = entry.get("within_days")
    if not (within is None or (isinstance(within, int) and within > 0)):
        raise BadRegister(f"{where}: within_days is no number of days.", "Write within_days = 30.")

    def many(key: str) -> tuple[str, ...]:
        return tuple(map(str, cast(list[object], entry.get(key, []))))

    return Obligation(
        id=str(entry["id"]),
        duty=str(entry["duty"]),
        title=str(entry["title"]),
        on=many("on"),
        not_on=many("not_on"),
        force=str(entry["force"]),
        since=since,
        until=until,
        kinds=many("kinds"),
        beside=many("beside"),
        conditions=tuple(
            _condition(each, where)
            for each in cast(list[dict[str, object]], entry.get("conditions", []))
        ),
        words=_spoken(many("words"), speech, where),
        within_days=within,
        paragraph=str(entry["paragraph"]),
        says=str(entry["says"]),
        decides=str(entry["decides"]),
        source=str(entry["source"]),
    )


def _spoken(words: tuple[str, ...], speech: Mapping[str, list[str]], where: str) -> tuple[str, ...]:
    """The words, with "=name" replaced by the list of that name."""
    out: list[str] = []
    for word in words:
        if word.startswith("=") and word[1:] not in speech:
            raise BadRegister(
                f"{where}: words name a list {word[1:]} that is not there.",
                f"Add it under [speech], or choose one of {sorted(speech)}.",
            )
        out.extend(speech[word[1:]] if word.startswith("=") else [word])
    return tuple(out)


def _condition(written: dict[str, object], where: str) -> Condition:
    if frozenset(written) not in _FORMS:
        forms = "; ".join(", ".join(sorted(form)) for form in _FORMS)
        raise BadRegister(
            f"{where}: a condition has the keys {sorted(written)}.",
            f"Give it the keys of one form: {forms}.",
        )

    def many(key: str) -> tuple[str, ...]:
        return tuple(map(str, cast(list[object], written.get(key, []))))

    amount = written.get("at_least")
    return Condition(
        slot=str(written["slot"]) if "slot" in written else None,
        terms=many("terms"),
        words=many("words"),
        at_least=None if amount is None else Decimal(str(amount)),
        unit=str(written.get("unit", "")),
        told=many("told"),
        open=str(written.get("open", "")),
    )
