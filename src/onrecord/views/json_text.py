"""Rows written as JSON, as `jsonable` makes it, without a copy of them in between."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from json.encoder import encode_basestring
from math import isfinite
from typing import Any, TypeAlias

from onrecord.model.attribution import Attribution
from onrecord.views.jsonable import OWN_FORM, jsonable

_Seen: TypeAlias = dict[int, str]
"""A row, by where it is in memory -> how it was written."""
_Write: TypeAlias = Callable[[Any, _Seen], str]


def json_text(thing: object) -> str:
    """`json.dumps(jsonable(thing), ensure_ascii=False)`, several times as fast.

    A page holds some rows many times (a version beside each of its claims); each is written once.

    >>> json_text({"words": "Zoë", "among": (1, None)})
    '{"words": "Zoë", "among": [1, null]}'
    """
    return _WRITERS[type(thing)](thing, {})


def _none(_thing: None, _seen: _Seen) -> str:
    return "null"


def _truth(thing: bool, _seen: _Seen) -> str:
    return "true" if thing else "false"


def _number(thing: float, _seen: _Seen) -> str:
    if isinstance(thing, float):
        return float.__repr__(thing) if isfinite(thing) else json.dumps(thing)
    return int.__repr__(thing)


def _plain(thing: object, seen: _Seen) -> str:
    held = jsonable(thing)
    return _WRITERS[type(held)](held, seen)


def _string(thing: str, _seen: _Seen) -> str:
    return encode_basestring(thing)


def _time(thing: date, _seen: _Seen) -> str:
    return f'"{thing.isoformat()}"'


def _list(things: Any, seen: _Seen) -> str:
    return f"[{', '.join([_WRITERS[type(one)](one, seen) for one in things])}]"


def _object(things: Mapping[object, object], seen: _Seen) -> str:
    pairs = [
        f"{encode_basestring(str(key))}: {_WRITERS[type(one)](one, seen)}"
        for key, one in things.items()
    ]
    return f"{{{', '.join(pairs)}}}"


def _once(write: _Write) -> _Write:
    """The row as it was written before, where it was: the page keeps all of its rows, so that
    none comes to be where another was."""

    def written_once(thing: object, seen: _Seen) -> str:
        held = seen.get(id(thing))
        if held is None:
            held = seen[id(thing)] = write(thing, seen)
        return held

    return written_once


def _row(sort: type) -> _Write:
    """What writes rows of a dataclass: each field under its own name."""
    names = [field.name for field in dataclasses.fields(sort)]
    heads = [f'"{name}": ' for name in names]

    def write(row: object, seen: _Seen) -> str:
        held = [getattr(row, name) for name in names]
        parts = [
            head + _WRITERS[type(one)](one, seen) for head, one in zip(heads, held, strict=True)
        ]
        return f"{{{', '.join(parts)}}}"

    return _once(write)


def _writer(sort: type) -> _Write:
    """What writes things of a type, in the order in which `jsonable` tells them apart."""
    if sort is type(None):
        return _none
    if sort is bool:
        return _truth
    if issubclass(sort, (int, float)):
        return _number
    if issubclass(sort, str) and not issubclass(sort, Enum):
        return _string
    if issubclass(sort, date):
        return _time
    if issubclass(sort, (*OWN_FORM, Attribution)):
        return _once(_plain)
    if dataclasses.is_dataclass(sort):
        return _row(sort)
    if issubclass(sort, Mapping):
        return _object
    if issubclass(sort, (list, tuple, set, frozenset)):
        return _list
    return _plain


class _Writers(dict[type, _Write]):
    """What writes things of a type, made when the first of them comes."""

    def __missing__(self, sort: type) -> _Write:
        write = self[sort] = _writer(sort)
        return write


_WRITERS = _Writers()
