"""A mail server that keeps what it gets, and is as difficult as it is told to be."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

ACCEPTED = "250 OK"
DROP = "drop"
HANG = "hang"


class Inbox:
    """Everything delivered; `answers` are given to a recipient, or to their mail, in turn."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.senders: list[str] = []
        self.connections: list[int] = []
        self.to_recipient: dict[str, list[str]] = {}
        self.to_mail: dict[str, list[str]] = {}

    @property
    def subjects(self) -> list[str]:
        """What the mails are about, in the order in which they came."""
        return [str(message["Subject"]) for message in self.messages]

    def versions(self, number: int) -> list[str]:
        """Text and HTML of one mail, each on one line."""
        message = self.messages[number]
        parts = [message.get_body((kind,)) for kind in ("plain", "html")]
        return [" ".join(part.get_content().split()) for part in parts if part]

    @property
    def recipients(self) -> list[str]:
        """Who got a mail, in alphabetical order."""
        return sorted(str(message["To"]) for message in self.messages)

    async def handle_RCPT(  # noqa: N802 - the name that the server looks for
        self, server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        answer = await self._answer(server, self.to_recipient, address)
        if answer == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - the same
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        answer = await self._answer(server, self.to_mail, envelope.rcpt_tos[0])
        if answer == ACCEPTED:
            self.raw.append(envelope.content)
            self.senders.append(envelope.mail_from)
            self.connections.append(session.peer[1])
            self.messages.append(message_from_bytes(envelope.content, policy=default))
        return answer

    async def _answer(self, server: Any, answers: dict[str, list[str]], address: str) -> str:
        waiting = answers.get(address, [])
        answer = waiting.pop(0) if waiting else ACCEPTED
        if answer == DROP:
            server.transport.abort()
        if answer == HANG:
            await asyncio.sleep(3)
        return answer


@contextmanager
def mail_server(port: int, inbox: Inbox, **options: Any) -> Iterator[None]:
    """Run a server on 127.0.0.1 that fills `inbox`."""
    controller = Controller(inbox, hostname="127.0.0.1", port=port, ready_timeout=30, **options)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
