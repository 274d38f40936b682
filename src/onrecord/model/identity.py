"""Ids that follow from content, so that two machines that see the same thing name it the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import rfc8785

from onrecord.model.json import JsonValue


def canonical_json(value: JsonValue) -> bytes:
    """`value` in the one spelling that RFC 8785 gives it, as UTF-8.

    >>> canonical_json({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'
    """
    return rfc8785.dumps(value)


def content_id(sort: str, body: Mapping[str, JsonValue]) -> str:
    """64 hex characters (SHA-256) that name the row of this `sort` with this `body`.

    The sort is hashed too, so that a mention and a claim with like bodies keep apart.

    >>> content_id("mention", {"kind": "meeting"})[:12]
    '65dbc9d5ae8b'
    """
    return hashlib.sha256(canonical_json({"sort": sort, "body": dict(body)})).hexdigest()
