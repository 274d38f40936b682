"""The register of units: names and signs as printed, dimension, factor to SI."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from onrecord.errors import StopRun

_KEYS = frozenset({"id", "dimension", "factor", "offset", "words", "signs", "shared", "cues"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    `factor` and `offset` lead to the SI unit of `dimension`; `factor` is None for money and for
    units that are only ever compared with themselves.
    """

    id: str
    dimension: str
    factor: Decimal | None = None
    offset: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Units:
    """Every unit by id, by word and by sign.

    `words` are lower case, with single spaces, also around marks ("u . s . dollar"); `signs` keep
    their case ("MW" is no "mW").
    `shared` holds what several units are printed as ("pounds", "kn", "C"), each with the words that
    tell it from the others; one that also has the name in `words` or `signs` is meant without any.
    `first_words` tells how many words the longest name has that begins with a word.
    """

    by_id: Mapping[str, Unit]
    words: Mapping[str, Unit]
    signs: Mapping[str, Unit]
    shared: Mapping[str, tuple[tuple[Unit, frozenset[str]], ...]]
    first_words: Mapping[str, int]

    def named(self, unit: str) -> Unit | None:
        """The unit that a quantity's `unit` names, by id, word or sign; None for a count's noun.

        >>> load_units().named("kilometers").id
        'km'
        """
        by_name = self.by_id.get(unit) or self.words.get(spaced(unit.lower()))
        return by_name or self.signs.get(unit)


def spaced(name: str) -> str:
    """A name with its marks as words of their own, as `Units.words` has its keys.

    >>> spaced("u.s. dollar")
    'u . s . dollar'
    """
    return " ".join(_MARK.sub(r" \1 ", name).split())


_MARK = re.compile(r"([.\-])")


@lru_cache(maxsize=1)
def load_units() -> Units:
    """The shipped register (`units.toml`), read once.

    Raises:
        StopRun: the file has a key that is not known, or a name twice.
    """
    text = resources.files("onrecord.registers").joinpath("units.toml").read_text("utf-8")
    by_id: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    shared: dict[str, tuple[tuple[Unit, frozenset[str]], ...]] = {}
    longest: dict[str, int] = {}
    for key, entry in tomllib.loads(text).items():
        unknown = sorted(set(entry) - _KEYS)
        if unknown:
            raise StopRun(f"units.toml: [{key}] has {unknown[0]!r}", "remove the key")
        factor = entry.get("factor")
        unit = Unit(
            id=entry.get("id", key),
            dimension=entry["dimension"],
            factor=None if factor is None else Decimal(factor),
            offset=Decimal(entry.get("offset", "0")),
        )
        by_id[unit.id] = unit
        for printed in entry.get("words", ()):
            name = spaced(printed)
            if name in words:
                raise StopRun(f"units.toml: {printed!r} names two units", "keep one of them")
            words[name] = unit
            first = name.split(" ")[0]
            longest[first] = max(longest.get(first, 0), name.count(" ") + 1)
        cues = frozenset(entry.get("cues", "").split())
        for name in entry.get("shared", ()):
            shared[name] = (*shared.get(name, ()), (unit, cues))
        for sign in entry.get("signs", ()):
            if sign in signs:
                raise StopRun(f"units.toml: {sign!r} is the sign of two units", "keep one of them")
            signs[sign] = unit
    return Units(by_id=by_id, words=words, signs=signs, shared=shared, first_words=longest)
