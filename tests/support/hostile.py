"""Pages and feeds that are made to take all the time and memory there is."""

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = (
    f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>'
    "<rss><channel><title>&l9;</title><item><title>&l9;</title></item></channel></rss>"
).encode()
QUADRATIC = (
    f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"ha" * 50_000}">]>'
    f"<rss><channel><title>x</title><item><title>{'&a;' * 20_000}</title></item></channel></rss>"
).encode()
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><title>t</title><item><guid>1</guid><title>&x;</title>"
    b"<description>&x;</description></item></channel></rss>"
)
SENTENCE = "It will probably rain in Bergen before the end of the week. "


def article(body: str) -> bytes:
    """A page around a body."""
    return (
        f"<html><head><title>t</title></head><body><article>{body}</article></body></html>".encode()
    )


def attributes(n: int) -> str:
    """One tag with many attributes."""
    return f"<p {' '.join(f'a{i}=b' for i in range(n))}>{SENTENCE * 20}</p>"


HOSTILE: dict[str, tuple[str, bytes]] = {
    "300,000 attributes": ("page", article(attributes(300_000))),
    "nesting, 200,000 deep": ("page", article("<div>" * 200_000 + SENTENCE)),
    "nested tables, 20,000": ("page", article("<table><tr><td>" * 20_000 + SENTENCE)),
    "unclosed, 100,000": ("page", article("<b><i><a href=x>" * 100_000 + SENTENCE)),
    "4 MB of paragraphs": ("page", article(f"<p>{SENTENCE}</p>" * 60_000)),
    "4 MB in one paragraph": ("page", article(f"<p>{SENTENCE * 65_000}</p>")),
    "4 MB of entities": ("page", article("&lt;" * 1_000_000)),
    "4 MB of one letter": ("page", article("<p>" + "a" * 3_990_000)),
    "4 MB of brackets": ("page", b"<" * 3_990_000),
    "4 MB of comments": ("page", article("<!-- -->" * 490_000)),
    "100,000 dates": ("page", article("<p>1 May 2019, 2019-05-01, 05/01/19</p>" * 100_000)),
    "nothing but zeros": ("page", b"\x00" * 3_990_000),
    "billion laughs as a page": ("page", BILLION_LAUGHS),
    "billion laughs as a feed": ("feed", BILLION_LAUGHS),
    "quadratic entities": ("feed", QUADRATIC),
    "an entity from outside": ("feed", OUTSIDE),
    "a feed, 200,000 deep": ("feed", b"<rss><channel>" + b"<item>" * 200_000),
    "a feed of 100,000 entries": (
        "feed",
        b"<rss><channel>" + b"<item><title>t</title></item>" * 100_000 + b"</channel></rss>",
    ),
    "a feed, 300,000 attributes": (
        "feed",
        b"<rss><channel><item " + b" ".join(b"a%d='b'" % i for i in range(300_000)) + b"/>",
    ),
    "markup in a feed": (
        "feed",
        b"<rss><channel><title>t</title><item><guid>1</guid><description><![CDATA["
        + b"<div>" * 500_000 + b"]]></description></item></channel></rss>",
    ),
}  # fmt: skip
