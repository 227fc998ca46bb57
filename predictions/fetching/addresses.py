"""PURE. Which addresses of the network may be reached: public ones, and nothing behind them."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

SCHEMES = ("http", "https")
PORTS = frozenset({80, 443})
LONGEST_ADDRESS = 2_000
# Inside somebody's network or machine, although `is_global` does not say so on every Python.
INSIDE = tuple(
    ip_network(each)
    for each in (
        "192.0.0.0/24",  # IETF protocol assignments; Oracle's clouds answer for machines there
        "168.63.129.16/32",  # the host of a machine at Azure
        "fec0::/10",  # site-local, of old (RFC 3879)
        "64:ff9b::/96",  # what a translator makes of any IPv4 address (RFC 6052)
        "64:ff9b:1::/48",  # the same, for private ones (RFC 8215)
        "3fff::/20",  # for documentation (RFC 9637)
    )
)


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
    try:
        _ = parts.port
    except ValueError as error:
        raise ValueError(
            "a port is a number up to 65535, as in https://example.org:443/"
        ) from error
    return parts


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    inside = any(ip in network for network in INSIDE)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or inside)


def _embedded(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return ()
    found = (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()))
    return tuple(each for each in found if each is not None)
