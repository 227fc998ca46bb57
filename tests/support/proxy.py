"""A TCP proxy between a node and its database whose link can be cut, and swallowed."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum

CHUNK = 65_536
LOOK_EVERY_SECONDS = 0.05


class Link(Enum):
    """What becomes of what is sent."""

    UP = "up"
    CUT = "cut"  # connections are broken off, new ones are refused with a reset
    SWALLOWED = "swallowed"  # connections stand, and nothing comes through


class Proxy:
    """Listens on `port` and passes everything on to another port of 127.0.0.1."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.link = Link.UP
        self._closing = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._closing = True
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        pairs: dict[socket.socket, socket.socket] = {}
        while not self._closing:
            if self.link is Link.CUT:
                self._drop(pairs)
            # While swallowed nothing is read: the sender's system still acknowledges.
            watched = [self._listener, *(pairs if self.link is Link.UP else ())]
            for ready in select.select(watched, [], [], LOOK_EVERY_SECONDS)[0]:
                if ready is self._listener:
                    self._accept(pairs)
                elif ready in pairs:
                    self._pass_on(pairs, ready)
        self._drop(pairs)

    def _accept(self, pairs: dict[socket.socket, socket.socket]) -> None:
        near, _ = self._listener.accept()
        if self.link is Link.CUT:
            near.close()
            return
        try:
            far = socket.create_connection(("127.0.0.1", self._target), timeout=5)
        except OSError:
            near.close()
            return
        pairs[near], pairs[far] = far, near

    def _pass_on(self, pairs: dict[socket.socket, socket.socket], ready: socket.socket) -> None:
        other = pairs[ready]
        try:
            chunk = ready.recv(CHUNK)
            passed = self._passed(ready, other, chunk) if chunk else None
            if passed is not None:
                other.sendall(passed)
                return
        except OSError:
            pass
        for end in (ready, other):
            pairs.pop(end, None)
            end.close()

    def _passed(self, _ready: socket.socket, _other: socket.socket, chunk: bytes) -> bytes | None:
        """What is passed on of what has arrived; None breaks the connection off."""
        return chunk

    def _drop(self, pairs: dict[socket.socket, socket.socket]) -> None:
        for end in pairs:
            with suppress(OSError):
                end.close()
        pairs.clear()


@contextmanager
def proxy_to(target: int) -> Iterator[Proxy]:
    """Run a proxy."""
    proxy = Proxy(target)
    try:
        yield proxy
    finally:
        proxy.close()
