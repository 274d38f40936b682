"""The pages as JSON, described as OpenAPI 3.1: made from the page objects themselves."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from onrecord import __version__
from onrecord.desk.pages import PAGES, PageAt
from onrecord.desk.problems import ProblemPage
from onrecord.desk.review_routes import REVIEW_PAGES, ReviewAt
from onrecord.model.attribution import Attribution, Speaker
from onrecord.model.json import JsonObject, JsonValue
from onrecord.model.report import Moment
from onrecord.model.span import Span
from onrecord.views.jsonable import VALUE_FORMS

_SPAN: JsonObject = {
    "type": "array",
    "description": "Half-open [start, end) in code points of the version's text.",
    "items": {"type": "integer"},
    "minItems": 2,
    "maxItems": 2,
}
_WORDS = {
    "known": "As the public could know it at this time: a day (its end) or a time (UTC).",
    "recorded": "As the ledger had it on record at this time.",
    "event": "The beginning of an event's id (6 characters or more), or plain words.",
    "report": "The beginning of the id of a report or version, an address, or words of a title.",
    "actor": "An actor's code or name.",
    "claim": "The beginning of a claim's id (6 characters or more).",
    "kind": "A kind of the codebook.",
    "place": "A part of a place's name.",
    "outlet": "A part of the outlet's name.",
    "since": "Of events: this day or later. Of changes: the version to compare with.",
    "until": "This day or earlier.",
    "reviewed": "yes or no: whether a person judged anything of it.",
    "page": "A page of the list: 1 has the events last told of, or the reports last known of.",
    "q": "Words that a sentence holds.",
    "all": "Whatever stands here: not only what was recorded last.",
    "differences": "Whatever stands here: also where others hold something else.",
    "moment": "A place of the slider: 0 is before anything was known; the last is now.",
    "version": "A version by number (v2).",
}
"""Word of an address or query -> what it means."""


@lru_cache(maxsize=1)
def describe() -> JsonObject:
    """The whole description."""
    shapes = _Shapes()
    problem = shapes.of(ProblemPage)
    paths: JsonObject = {}
    for page in PAGES:
        paths[page.json_address.replace(":path", "")] = {"get": _operation(page, shapes, problem)}
    for review in REVIEW_PAGES:
        paths[f"{review.address}.json"] = {"get": _reviewing(review, shapes, problem)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord: the desk",
            "version": __version__,
            "description": "Every page of the desk as JSON: the same data, under .json.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(shapes.named.items()))},
    }


def _answer(says: str, shape: JsonObject) -> JsonObject:
    """An answer of this form."""
    return {"description": says, "content": {"application/json": {"schema": shape}}}


def _reviewing(page: ReviewAt, shapes: _Shapes, problem: JsonObject) -> JsonObject:
    return {
        "operationId": page.name,
        "summary": page.says,
        "parameters": [
            *(_parameter(name, "path", told) for name, told in page.in_address.items()),
            *(_parameter(name, "query", told) for name, told in page.words.items()),
        ],
        "responses": {
            "200": _answer(page.says, shapes.of(page.shape)),
            "400": _answer("The words cannot be meant so.", problem),
            "401": _answer("Nobody has signed in.", problem),
            "403": _answer("Whoever asks is no reviewer.", problem),
            "404": _answer("There is no such page.", problem),
            "503": _answer("The ledger cannot be asked now.", problem),
        },
    }


def _operation(page: PageAt, shapes: _Shapes, problem: JsonObject) -> JsonObject:
    first = (page.make.__doc__ or "").split("\n", 1)[0]
    return {
        "operationId": page.make.__name__,
        "summary": first,
        "parameters": [
            *(_parameter(name, "path", _WORDS[name]) for name in page.in_address),
            *(
                _parameter(name, "query", _WORDS[name])
                for name in (*page.words, "known", "recorded")
            ),
        ],
        "responses": {
            "200": _answer(first, shapes.of(page.shape)),
            "300": _answer("Several fit; they are named.", problem),
            "400": _answer("The words cannot be meant so.", problem),
            "404": _answer("Nothing on record is called so.", problem),
            "503": _answer("The ledger cannot be asked now.", problem),
        },
    }


def _parameter(name: str, place: str, told: str) -> JsonObject:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": told,
        "schema": {"type": "string"},
    }


class _Shapes:
    """JSON schemas of types; dataclasses are named and referred to."""

    def __init__(self) -> None:
        self.named: dict[str, JsonValue] = {}

    def of(self, shape: Any) -> JsonObject:
        """The schema of what `views.jsonable` makes of a thing of this type."""
        if shape in _PLAIN:
            return dict(_PLAIN[shape])
        if shape is Attribution or (isinstance(shape, type) and issubclass(shape, VALUE_FORMS)):
            return {"type": "object"}
        origin, parts = get_origin(shape), get_args(shape)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.of(part) for part in parts]}
        if origin is tuple and len(parts) == 2 and parts[1] is not Ellipsis:
            return {"type": "array", "minItems": 2, "maxItems": 2}
        if origin is tuple and parts[-1] is not Ellipsis:
            return {"type": "array", "minItems": len(parts), "maxItems": len(parts)}
        if origin in (tuple, list, frozenset, Sequence):
            return {"type": "array", "items": self.of(parts[0])}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        if isinstance(shape, type) and issubclass(shape, Enum):
            return {"type": "string", "enum": sorted(str(one.value) for one in shape)}
        if dataclasses.is_dataclass(shape) and isinstance(shape, type):
            return self._named(shape)
        raise TypeError(f"{shape!r} has no form in JSON here")

    def _named(self, shape: type) -> JsonObject:
        name = shape.__name__
        if name not in self.named:
            self.named[name] = {}  # one that holds itself refers to its name
            hints = get_type_hints(shape)
            fields = [field.name for field in dataclasses.fields(shape)]
            self.named[name] = {
                "type": "object",
                "description": (shape.__doc__ or "").split("\n\n", 1)[0].replace("\n    ", " "),
                "properties": {field: self.of(hints[field]) for field in fields},
                "required": list(fields),
                "additionalProperties": False,
            }
        return {"$ref": f"#/components/schemas/{name}"}


_PLAIN: Mapping[Any, JsonObject] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    object: {},
    Decimal: {"type": "string"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    Span: _SPAN,
    Speaker: {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "class": {"type": "string"},
            "code": {"type": ["string", "null"]},
        },
        "required": ["name", "class", "code"],
    },
    Moment: {"type": "object"},
}
