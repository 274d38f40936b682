"""Rows as JSON: every field under its own name, times in ISO 8601 UTC, values in their own form."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from onrecord.model.attribution import Attribution, Speaker
from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.report import Moment
from onrecord.model.span import Span
from onrecord.model.value import (
    ActorValue,
    DateValue,
    PlaceValue,
    Quantity,
    TermValue,
    TextValue,
)

VALUE_FORMS = (Quantity, DateValue, PlaceValue, ActorValue, TermValue, TextValue)
OWN_FORM = (Span, Speaker, Moment, *VALUE_FORMS)
"""What has a form of its own in JSON, `as_json`."""


def jsonable(thing: object) -> JsonValue:
    """`thing` (a row, or rows) as JSON can hold it.

    >>> jsonable((Span(3, 5), Decimal("4.50")))
    [[3, 5], '4.50']
    """
    if thing is None or isinstance(thing, (bool, int, float)):
        return thing
    if isinstance(thing, Enum):
        return str(thing.value)
    if isinstance(thing, str):
        return thing
    if isinstance(thing, (datetime, date)):
        return thing.isoformat()
    if isinstance(thing, Decimal):
        return format(thing, "f")
    if isinstance(thing, OWN_FORM):
        return thing.as_json()
    if isinstance(thing, Attribution):
        return {"id": thing.id, **thing.body()}
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return {
            field.name: jsonable(getattr(thing, field.name)) for field in dataclasses.fields(thing)
        }
    if isinstance(thing, Mapping):
        return {str(key): jsonable(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple, set, frozenset)):
        return [jsonable(part) for part in thing]
    return str(thing)


def json_of(row: object) -> JsonObject:
    """A row as a JSON object.

    Raises:
        TypeError: it is no row.
    """
    body = jsonable(row)
    if not isinstance(body, dict):
        raise TypeError(f"{type(row).__name__} is no row")
    return body
