"""Fetching an address: public hosts only, small answers only, and not for long."""

import socket
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from core.errors import InvalidInputError
from predictions.fetching.addresses import PORTS, checked
from predictions.fetching.errors import FetchError

if TYPE_CHECKING:
    import httpx2

    from predictions.fetching.network import Resolve

LARGEST_ANSWER = 4_000_000  # bytes, unpacked; the longest columns come in pages of half of that
LONGEST_SECONDS = 15.0
STEP_SECONDS = 5.0
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
WINDOW = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
HEADERS = {
    "User-Agent": "Calledit (a public record of forecasts)",
    "Accept": "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml,"
    " application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask with whether its answer has changed since."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from `url`, the address after redirects; `body` is empty if nothing changed."""

    url: str
    content_type: str
    body: bytes
    validators: Validators
    unchanged: bool = False


def look_up(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches addresses. What it is made with is for tests, which serve on the loopback."""

    resolve: "Resolve" = look_up
    ports: frozenset[int] = PORTS
    permitted: frozenset[str] = frozenset()
    seconds: float = LONGEST_SECONDS

    def fetch(self, url: str, known: Validators | None = None) -> Answer:
        """Return what lies at an address; with `known`, only if it has changed since.

        Raises:
            InvalidInputError: if the address is none of the web.
            FetchError: if it cannot be reached, leads to a host that is not public, or answers
                with an error, too much, or too slowly.
        """
        # Only who fetches waits for the library to load.
        import httpcore2  # noqa: PLC0415
        import httpx2  # noqa: PLC0415

        from predictions.fetching.network import Deadline, GuardedBackend  # noqa: PLC0415

        backend = GuardedBackend(self.resolve, self.ports, self.permitted, Deadline(self.seconds))
        tls = httpx2.create_ssl_context(trust_env=False)
        transport = httpx2.HTTPTransport(verify=tls, trust_env=False)
        transport._pool = httpcore2.ConnectionPool(  # noqa: SLF001 - httpx2 offers no other way in
            ssl_context=tls, network_backend=backend
        )
        client = httpx2.Client(
            transport=transport, trust_env=False, timeout=STEP_SECONDS, follow_redirects=False
        )
        with client:
            try:
                return _follow(client, _address(url), known or Validators())
            except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
                raise FetchError(f"{url[:200]!r} cannot be fetched: {_why(error)}") from error


def _address(url: str) -> str:
    try:
        return checked(url)
    except ValueError as error:
        raise InvalidInputError(f"address {url[:200]!r}: {error}") from error


def _follow(client: "httpx2.Client", url: str, known: Validators) -> Answer:
    """Each redirect is an address of its own, with the same checks."""
    for _ in range(MOST_REDIRECTS + 1):
        with client.stream("GET", url, headers=HEADERS | _conditions(known)) as response:
            if response.status_code not in REDIRECTS:
                return _answer(url, response)
            url = _address(urljoin(url, response.headers.get("location", "")))
    raise FetchError(f"{url[:200]!r} was redirected more than {MOST_REDIRECTS} times")


def _conditions(known: Validators) -> dict[str, str]:
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in given.items() if value}


def _answer(url: str, response: "httpx2.Response") -> Answer:
    headers = response.headers
    validators = Validators(headers.get("etag", "")[:500], headers.get("last-modified", "")[:500])
    kind = headers.get("content-type", "")[:200]
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        return Answer(url, kind, b"", validators, unchanged=True)
    if response.status_code != HTTPStatus.OK:
        raise FetchError(f"{url[:200]!r} answered {response.status_code}")
    pieces = _unpacked(response.iter_raw(), headers.get("content-encoding", ""))
    return Answer(url, kind, _gathered(url, pieces), validators)


def _gathered(url: str, pieces: Iterable[bytes]) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise FetchError(f"{url[:200]!r} is larger than {LARGEST_ANSWER:,} bytes")
    return bytes(body)


def _unpacked(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Unpack by ourselves, in small steps: a few bytes can hold gigabytes."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        yield from pieces
        return
    if encoding not in WINDOW:
        raise FetchError(f"the answer is packed as {encoding[:40]!r}, which was not asked for")
    unpacker = zlib.decompressobj(WINDOW[encoding])
    try:
        for piece in pieces:
            rest = piece
            while rest:
                yield unpacker.decompress(rest, LARGEST_ANSWER)
                rest = unpacker.unconsumed_tail
    except zlib.error as error:
        raise FetchError(f"the answer is not packed as {encoding!r}, as it says") from error


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
