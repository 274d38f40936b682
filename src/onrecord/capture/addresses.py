"""Which web addresses may be fetched, and the one internet address that each stands for."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from onrecord.capture.refusals import CannotFetch, NotAllowed

_NAT64 = ip_network("64:ff9b::/96")


def parse_address(address: str) -> httpx.URL:
    """The address taken apart. Raises NotAllowed for what is no plain http or https address."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise NotAllowed(f"{address[:200]} is no web address.", "Check its spelling.") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise NotAllowed(f"{address[:200]}: only http and https are fetched.", "Save it as a file.")
    if url.userinfo:
        raise NotAllowed(
            f"{url.host}: an address with a name or password in it is not fetched.",
            "Save the page from a browser and give the file.",
        )
    return url


def resolve(url: httpx.URL, *, allow_private: bool) -> str:
    """The numeric address to connect to: looked up once, so that it cannot change afterwards.

    Raises NotAllowed if any of the host's addresses is not on the public internet, and
    CannotFetch if it has none.
    """
    host = url.raw_host.decode("ascii").strip("[]")
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise CannotFetch(f"{url.host} has no internet address.", "Check its spelling.") from None
    numbers = [str(entry[4][0]).split("%")[0] for entry in found]
    refused = [number for number in numbers if not is_public(number)]
    if refused and not allow_private:
        raise NotAllowed(
            f"{url.host} is {refused[0]}, which is not on the public internet.",
            "Save the page from a browser and give the file, or use onrecord read --allow-private.",
        )
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether a numeric address is on the public internet, also when wrapped in another.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    address = ip_address(number)
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address carries."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
