"""Which addresses are public, in every form in which somebody may write them."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.fetching.addresses import checked, is_public
from predictions.fetching.found import FEED, PAGE, kind_of

OURS = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",  # noqa: S104 - nothing is bound
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "::7f00:1",
    "64:ff9b::127.0.0.1", "64:ff9b::8.8.8.8", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::",
    "2001:0:7f00:1::", "100::1", "192.0.0.192", "192.0.0.8", "168.63.129.16",
    "::ffff:168.63.129.16",
    "2002:a83f:8110::", "fec0::1", "feff::1", "3fff::1", "64:ff9b::8.8.4.4",
)  # fmt: skip
PUBLIC = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize("address", OURS)
def test_an_address_of_our_own_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_web_is(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_no_more_public_than_what_it_maps(ip: IPv4Address) -> None:
    mapped = IPv6Address(f"::ffff:{ip}")
    assert not is_public(str(mapped)) or is_public(str(ip))


BAD = {
    "file:///etc/passwd": "https://",
    "gopher://example.org/": "https://",
    "//example.org/": "https://",
    "example.org": "https://",
    "javascript:alert(1)": "https://",
    "https://": "names a host",
    "https:///path": "names a host",
    "http://user:secret@example.org/": "password",
    "http://user@example.org/": "user name",
    "http://example.org:port/": "a port is a number",
    "http://example.org:80:80/": "a port is a number",
    "http://example.org:99999/": "a port is a number",
    "http://exa mple.org/": "spaces",
    "http://example.org/\r\nHost: evil": "spaces",
    "http://[::1/": "",
    "http://" + "a" * 2_001: "characters",
}


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=BAD[url] or "."):
        checked(url)


def test_a_fragment_is_for_browsers() -> None:
    assert checked("https://example.org/a?b=c#d") == "https://example.org/a?b=c"


@given(st.text())
def test_checking_is_total(url: str) -> None:
    try:
        said = checked(url)
    except ValueError as error:
        said = str(error)
    assert said


@pytest.mark.parametrize(
    ("content_type", "body", "kind"),
    [
        ("application/rss+xml; charset=utf-8", b"", FEED),
        ("application/atom+xml", b"", FEED),
        ("text/xml", b'<?xml version="1.0"?>\n<rss version="2.0">', FEED),
        ("application/xml", b"<?xml version='1.0'?><!-- by hand --><feed xmlns='x'>", FEED),
        ("text/html", b"\xef\xbb\xbf<rss>", FEED),
        ("", b"<feed xmlns='http://www.w3.org/2005/Atom'>", FEED),
        ("text/html", b"<!doctype html><p>How to write &lt;rss&gt;, or <rss> in a page", PAGE),
        ("text/plain", b"It will rain.", PAGE),
        ("application/xhtml+xml", b"<?xml version='1.0'?><html>", PAGE),
        ("", b"", PAGE),
    ],
)
def test_a_feed_is_told_from_a_page(content_type: str, body: bytes, kind: str) -> None:
    assert kind_of(content_type, body) == kind
