"""Names and dates inside the bodies of claims, as SQL that an index holds.

A claim's value stands in its body alone. These expressions cut one part of it out, so that the
claims on a day, a place or an actor are found without reading every body. Nothing is parsed as
JSON: a row must never be refused because of an index, and PostgreSQL refuses what its own JSON
cannot hold. A quotation mark within a string of a body has a backslash before it, so a key is
never found within other words.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Integer, func, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

PARTS = ("edtf", "place", "actor")
"""The keys of a claim's value by which claims are looked for."""

_LONGEST = 120


class _IndexOf(FunctionElement[int]):
    """Where the second text stands in the first, from 1; 0 where it does not."""

    inherit_cache = True
    type = Integer()
    name = "index_of"


@compiles(_IndexOf, "sqlite")
def _instr(element: _IndexOf, compiler: Any, **given: Any) -> str:
    return f"instr({compiler.process(element.clauses, **given)})"


@compiles(_IndexOf, "postgresql")
def _strpos(element: _IndexOf, compiler: Any, **given: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **given)})"


def has_part(body: Any, key: str) -> ColumnElement[bool]:
    """That the body has a text under `key`, one of `PARTS`."""
    return _IndexOf(body, _quoted(f'"{key}":"')) > _number(0)


def part_of(body: Any, key: str) -> ColumnElement[str]:
    """The text under `key` in a body that has one, as JSON writes it, up to its first quotation
    mark and at most 120 characters; `whole` reads it."""
    begin = f'"{key}":"'
    text = func.substr(
        body, _IndexOf(body, _quoted(begin)) + _number(len(begin)), _number(_LONGEST)
    )
    end = _IndexOf(text.op("||")(_quoted('"')), _quoted('"'))
    return func.substr(text, _number(1), end - _number(1))


def whole(part: str) -> str | None:
    """The text of which `part_of` gave this; None where it was cut off.

    >>> whole("Lagos"), whole("the 'Old"), whole('the ' + chr(92))
    ('Lagos', "the 'Old", None)
    """
    if len(part) >= _LONGEST:
        return None
    try:
        return str(json.loads(f'"{part}"'))
    except ValueError:  # a quotation mark of its own: the backslash before it is the last letter
        return None


def _quoted(words: str) -> ColumnElement[str]:
    """Written out, not bound: an index serves only what it is made of, letter by letter."""
    return literal_column(f"'{words}'")


def _number(number: int) -> ColumnElement[int]:
    return literal_column(str(number), Integer)
