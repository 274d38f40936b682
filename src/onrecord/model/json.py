"""The shape of what JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = (
    "bool | int | float | str | None | Sequence[JsonValue] | Mapping[str, JsonValue]"
)
JsonObject: TypeAlias = dict[str, JsonValue]
