"""Connections that check where they lead, after the name was looked up and before they open.

A check before fetching falls to a name that changes its mind between the check and the fetch. Here
the name is looked up once, its addresses are checked, and the connection is made to one of them.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any

from httpcore2 import (
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
    WriteTimeout,
)

from predictions.fetching.addresses import is_public

Resolve = Callable[[str, int], list[str]]


class ForbiddenError(ConnectError):
    """The address leads somewhere that is not the public web."""


class Deadline:
    """The instant by which everything has to be over; a slow drip cannot push it back."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None, expired: type[Exception]) -> float:
        """Return how long one step may take.

        Raises:
            expired: if no time is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise expired("it took too long")
        return left if timeout is None else min(left, timeout)


class GuardedBackend(NetworkBackend):
    """Opens connections to public addresses on the ports of the web, and to no others.

    `permitted` are addresses that may be reached although they are not public.
    """

    def __init__(
        self,
        resolve: Resolve,
        ports: frozenset[int],
        permitted: frozenset[str],
        deadline: Deadline,
    ) -> None:
        self._resolve = resolve
        self._ports = ports
        self._permitted = permitted
        self._deadline = deadline
        self._plain = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """Connect to a host by the address that was checked."""
        if port not in self._ports:
            allowed = " and ".join(str(each) for each in sorted(self._ports))
            raise ForbiddenError(f"port {port} is not fetched from; only {allowed} are")
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise ConnectError(f"no host is called {host!r}") from error
        for address in found:
            if address not in self._permitted and not is_public(address):
                raise ForbiddenError(f"{host!r} leads to {address}, which is not a public address")
        left = self._deadline.left(timeout, ConnectTimeout)
        stream = self._plain.connect_tcp(found[0], port, left, local_address, socket_options)
        return _Timed(stream, self._deadline)

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> NetworkStream:
        """Refuse: nothing of the web is behind a file."""
        raise ForbiddenError(f"{path!r} is a file")


class _Timed(NetworkStream):
    """A connection of which no step outlasts the deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes."""
        return self._stream.read(max_bytes, self._deadline.left(timeout, ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write some bytes."""
        self._stream.write(buffer, self._deadline.left(timeout, WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        """Encrypt the connection; the certificate is checked against the name that was given."""
        left = self._deadline.left(timeout, ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection."""
        return self._stream.get_extra_info(info)
