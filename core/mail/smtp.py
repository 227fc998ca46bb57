"""Handing messages to the mail server, and what its answers mean."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

from core import failpoints
from core.config import Settings

OK = 250
TAKEN = (250, 251)
CLOSING = 421
PERMANENT = 500  # SMTP codes from here on mean: do not try again
LONGEST_ERROR = 300
# Servers end a connection that brings very many mails.
MAILS_PER_CONNECTION = 50

Trouble = (OSError, smtplib.SMTPException)


class Answer(StrEnum):
    """What became of a message."""

    SENT = "sent"
    LATER = "later"  # this message, not now
    NEVER = "never"  # this message, not at all
    TROUBLE = "trouble"  # the server or the way to it; the message is not the reason


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt and, unless it succeeded, the reason in one line."""

    answer: Answer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as it goes over the wire: where it comes back to, whom it is for, its bytes."""

    sender: str
    recipient: str
    content: bytes


class _Connection(smtplib.SMTP):
    """A connection that passes a failpoint at every step."""

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Say a command."""
        failpoints.reached("smtp.command")
        super().putcmd(cmd, args)

    def getreply(self) -> tuple[int, bytes]:
        """Read an answer."""
        failpoints.reached("smtp.reply")
        reply = super().getreply()
        failpoints.reached("smtp.answered")
        return reply


class Postman:
    """Hands over one message after another, in one connection as long as all goes well.

    After any trouble the next message gets a connection of its own, so that none can spoil
    another; one that a server has closed meanwhile is opened anew.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None
        self._handed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def post(self, envelope: Envelope) -> Attempt:
        """Hand over one message."""
        try:
            connection = self._at_the_door(envelope)
        except (*Trouble, UnicodeError) as error:
            self._drop()
            where = f"{self._settings.smtp_host}:{self._settings.smtp_port}"
            return Attempt(Answer.TROUBLE, f"mail server {where}: {_reason(error)}")
        try:
            attempt = _handed_over(connection, envelope)
        except Trouble as error:
            self._drop()
            return Attempt(Answer.TROUBLE, _reason(error))
        if attempt.answer is not Answer.SENT:
            self._leave()
        return attempt

    def _at_the_door(self, envelope: Envelope) -> smtplib.SMTP:
        """Return a connection on which the message's sender is accepted."""
        if self._connection is not None and self._handed < MAILS_PER_CONNECTION:
            # Nothing is handed over yet: on a connection that went stale it is safe to start anew.
            with suppress(*Trouble):
                _begin(self._connection, envelope)
                self._handed += 1
                return self._connection
        self._leave()
        self._connection = _connect(self._settings)
        _begin(self._connection, envelope)
        self._handed = 1
        return self._connection

    def _leave(self) -> None:
        # What was handed over is handed over; a server that is rude at the end changes nothing.
        if self._connection is not None:
            with suppress(*Trouble):
                self._connection.quit()
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _connect(settings: Settings) -> smtplib.SMTP:
    timeout = settings.smtp_timeout_seconds
    failpoints.reached("smtp.connect")
    connection = _Connection(settings.smtp_host, settings.smtp_port, timeout=timeout)
    try:
        if settings.smtp_starttls:
            connection.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            connection.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        connection.ehlo_or_helo_if_needed()
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: smtplib.SMTP, envelope: Envelope) -> None:
    size = [f"size={len(envelope.content)}"] if connection.has_extn("size") else []
    code, reply = connection.mail(envelope.sender, size)
    if code != OK:
        raise smtplib.SMTPSenderRefused(code, reply, envelope.sender)


def _handed_over(connection: smtplib.SMTP, envelope: Envelope) -> Attempt:
    code, reply = connection.rcpt(envelope.recipient)
    if code not in TAKEN:
        return _refusal(code, reply)
    try:
        code, reply = connection.data(envelope.content)
    except smtplib.SMTPDataError as error:
        return _refusal(error.smtp_code, error.smtp_error)
    return Attempt(Answer.SENT) if code == OK else _refusal(code, reply)


def _refusal(code: int, reply: bytes | str) -> Attempt:
    reason = f"{code} {_told(reply)}"
    if code == CLOSING:
        return Attempt(Answer.TROUBLE, reason)
    return Attempt(Answer.NEVER if code >= PERMANENT else Answer.LATER, reason)


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_told(error.smtp_error)}"
    return _told(str(error)) or type(error).__name__


def _told(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    # A server may answer anything; PostgreSQL does not store a NUL.
    return " ".join(text.replace("\x00", " ").split())[:LONGEST_ERROR]
