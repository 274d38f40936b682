"""Which addresses the desk may be served on, and which names it answers to."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.desk.users import UsersFile
from onrecord.errors import Misused

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:/?#@\[\],]+?)\.?)(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names in a request's Host that are ours; a page that rebinds its name has another.

    `numbers` lets any numeric address in: a browser that was sent to a number is on that number's
    own site, so no other site's page can speak through it.

    >>> Hosts(frozenset({"desk.example"})).lets("desk.example:8000")
    True
    >>> Hosts().lets("rebound.example"), Hosts(numbers=True).lets("[::2]:80")
    (False, True)
    """

    names: frozenset[str] = _LOCAL
    numbers: bool = False

    def lets(self, host: str) -> bool:
        """Whether a request with this Host header is answered."""
        name = _name_of(host)
        return name in self.names or (self.numbers and _number(name) is not None)


def hosts_for(bound: str, named: Collection[str] = ()) -> Hosts:
    """The names to answer to when served on `bound`: its own, the local ones, and those `named`."""
    names = {name.strip().rstrip(".").lower() for name in (bound, *named)}
    return Hosts(_LOCAL | names, numbers=not is_loopback(bound))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("::1")
    (True, True, True)
    >>> is_loopback("0.0.0.0"), is_loopback(""), is_loopback("desk.example")
    (False, False, False)
    """
    name = host.strip().strip("[]").lower()
    number = _number(name)
    return name == "localhost" or (number is not None and number.is_loopback)


def refuse_open_address(host: str, users: UsersFile | None) -> None:
    """Refuse to be served where others can reach it, without users to keep them out.

    Raises:
        Misused: so it would be.
        BadUsers: the file of users cannot be used.
    """
    if users is not None and not users.now().people:
        raise Misused(
            f"{users.path} holds no user.", f"Add one: onrecord users add NAME --users {users.path}"
        )
    if users is None and not is_loopback(host):
        raise Misused(
            f"On {host} anyone who reaches this machine could decide, so the desk needs users.",
            "Make them with onrecord users add NAME --role reviewer, then give --users FILE.",
        )


def _name_of(host: str) -> str:
    """The name without its port; empty where that is no host.

    >>> _name_of("[::1]:8000"), _name_of("Desk.Example.:80"), _name_of("localhost")
    ('::1', 'desk.example', 'localhost')
    >>> _name_of("localhost:80@evil.example"), _name_of("localhost:80:90")
    ('', '')
    """
    found = _HOST.fullmatch(host.strip().lower())
    return "" if found is None else found[1] or found[2]


def _number(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
