"""Which unit is meant by a name or sign that several have: "pounds", "kn", "C"."""

from __future__ import annotations

from onrecord.registers.units import Unit, Units
from onrecord.values.lexer import Tokens

_REACH = 20


def sense(tokens: Tokens, at: int, name: str, default: Unit | None, units: Units) -> Unit | None:
    """The unit of a shared name at token `at`, by the words around it.

    Returns:
        The unit most of whose cues stand there, `default` where none does or two are level; for a
        name that is not shared the default at once.

    >>> from onrecord.registers.units import load_units
    >>> from onrecord.values.lexer import lex
    >>> units = load_units()
    >>> for text in ("The wind reached 40 kn.", "The ticket cost 40 kn.", "They saw 40 kn."):
    ...     unit = sense(lex(text), 4, "kn", None, units)
    ...     print(unit and unit.id)
    knot
    kuna
    None
    """
    candidates = units.shared.get(name)
    if candidates is None:
        return default
    near = {
        tokens.words[k]
        for k in range(max(0, at - _REACH), min(len(tokens), at + _REACH))
        if k != at
    }
    counted = sorted(((len(cues & near), unit.id) for unit, cues in candidates), reverse=True)
    best, found = counted[0]
    if not best or (len(counted) > 1 and counted[1][0] == best):
        return default
    return units.by_id[found]
