"""A way to a mail server that is difficult where a certain recipient is named."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from support.proxy import Proxy

RECIPIENT = re.compile(rb"rcpt to:<([^@>]+)@", re.IGNORECASE)
ANSWER = re.compile(rb"[2-5]\d\d[ -]")
SLOW_SECONDS = 0.3


class Fault(Enum):
    """What happens to the conversation once the recipient is named."""

    HANG = "nothing comes through any more"
    DROP = "broken off in the midst of the mail"
    LOSE_ANSWER = "broken off when the server has taken the mail and says so"
    SLOW = "each answer takes its time"


@dataclass
class Talk:
    """Where a conversation is."""

    fault: Fault | None = None
    in_mail: bool = False


class MailProxy(Proxy):
    """Passes everything on to a mail server, with a fault for some recipients at example.org."""

    def __init__(self, target: int) -> None:
        self.faults: dict[str, Fault] = {}
        self._talks: dict[socket.socket, Talk] = {}
        super().__init__(target)

    def _passed(self, ready: socket.socket, other: socket.socket, chunk: bytes) -> bytes | None:
        if ANSWER.match(chunk):
            return self._answered(self._talks.setdefault(other, Talk()), chunk)
        return self._said(self._talks.setdefault(ready, Talk()), other, chunk)

    def _said(self, talk: Talk, server: socket.socket, chunk: bytes) -> bytes | None:
        named = RECIPIENT.match(chunk)
        if named is not None:
            talk.fault = self.faults.get(named[1].decode())
        if talk.fault is Fault.HANG:
            return b""
        if talk.fault is Fault.DROP and talk.in_mail:
            server.sendall(chunk[: len(chunk) // 2])
            return None
        return chunk

    def _answered(self, talk: Talk, chunk: bytes) -> bytes | None:
        if talk.fault is Fault.SLOW:
            time.sleep(SLOW_SECONDS)
        if talk.fault is Fault.LOSE_ANSWER and talk.in_mail:
            return None
        talk.in_mail = chunk.startswith(b"354")
        return chunk


@contextmanager
def difficult_way_to(target: int) -> Iterator[MailProxy]:
    """Run such a proxy."""
    proxy = MailProxy(target)
    try:
        yield proxy
    finally:
        proxy.close()
