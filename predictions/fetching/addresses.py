"""PURE. Which addresses of the network may be reached: public ones, and nothing behind them."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

SCHEMES = ("http", "https")
PORTS = frozenset({80, 443})
LONGEST_ADDRESS = 2_000


def checked(url: str) -> str:
    """Return an address that names a page on the web, without its fragment.

    Raises:
        ValueError: saying what would be right.
    """
    parts = _split(url)
    if parts.scheme.lower() not in SCHEMES:
        raise ValueError("an address begins with https:// or http://")
    if not parts.hostname:
        raise ValueError("an address names a host, as https://example.org/column")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address carries no user name or password")
    return parts._replace(fragment="").geturl()


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public network, in whatever form it is written."""
    ip = ip_address(address.partition("%")[0])
    return all(_is_public(each) for each in (ip, *_embedded(ip)))


def _split(url: str) -> SplitResult:
    if len(url) > LONGEST_ADDRESS:
        raise ValueError(f"an address has at most {LONGEST_ADDRESS:,} characters")
    if any(character.isspace() or ord(character) < ord(" ") for character in url):
        raise ValueError("an address has no spaces")
    parts = urlsplit(url)
    _ = parts.port  # raises if it is not a number
    return parts


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback)


def _embedded(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return ()
    found = (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()))
    return tuple(each for each in found if each is not None)
