"""The country that an outlet writes from, as far as its address tells."""

from __future__ import annotations

from urllib.parse import urlsplit

from onrecord.model.report import Facts
from onrecord.registers.actors import ActorRegister

_ANYWHERE = frozenset(("ai", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "tv", "ws"))
"""Endings of states that are sold to everyone."""


def home_of(facts: Facts, register: ActorRegister) -> str | None:
    """Alpha-2 of the state whose ending the page's address has, or None.

    >>> from onrecord.registers.actors import load_actors
    >>> home_of(Facts(address="https://www.kotatimes.co.uk/a"), load_actors())
    'GB'
    >>> home_of(Facts(address="https://kota.tv/a"), load_actors())
    """
    try:
        host = urlsplit(facts.address or "").hostname or ""
    except ValueError:
        return None
    ending = host.rpartition(".")[2]
    if len(ending) != 2 or ending in _ANYWHERE:
        return None
    code = "GB" if ending == "uk" else ending.upper()
    return code if code in {register.alpha2(state.code) for state in register.states()} else None
