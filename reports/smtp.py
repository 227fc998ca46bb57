"""Handing one message to the mail server, and what its answer means."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum

from core import failpoints
from core.config import Settings

PERMANENT = 500  # SMTP codes from here on mean: do not try again
LONGEST_ERROR = 300


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


Post = Callable[[EmailMessage], Attempt]


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


def post(settings: Settings, message: EmailMessage) -> Attempt:
    """Send one message in a connection of its own, so that no message can spoil the next."""
    try:
        connection = _connect(settings)
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        where = f"{settings.smtp_host}:{settings.smtp_port}"
        return Attempt(Answer.TROUBLE, f"mail server {where}: {_reason(error)}")
    try:
        connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, reply = next(iter(error.recipients.values()))
        return Attempt(_refusal(code), f"{code} {_told(reply)}")
    except smtplib.SMTPDataError as error:
        return Attempt(_refusal(error.smtp_code), _reason(error))
    except smtplib.SMTPNotSupportedError as error:
        return Attempt(Answer.NEVER, _reason(error))
    except (OSError, smtplib.SMTPException) as error:
        return Attempt(Answer.TROUBLE, _reason(error))
    finally:
        _leave(connection)
    return Attempt(Answer.SENT)


def _connect(settings: Settings) -> smtplib.SMTP:
    timeout = settings.smtp_timeout_seconds
    failpoints.reached("smtp.connect")
    connection = _Connection(settings.smtp_host, settings.smtp_port, timeout=timeout)
    try:
        if settings.smtp_starttls:
            connection.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            connection.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    except BaseException:
        connection.close()
        raise
    return connection


def _leave(connection: smtplib.SMTP) -> None:
    # The message is accepted or refused by now; a server that is rude at the end changes nothing.
    with suppress(OSError, smtplib.SMTPException):
        connection.quit()
    connection.close()


def _refusal(code: int) -> Answer:
    return Answer.NEVER if code >= PERMANENT else Answer.LATER


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_told(error.smtp_error)}"
    return _told(str(error)) or type(error).__name__


def _told(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    # A server may answer anything; PostgreSQL does not store a NUL.
    return " ".join(text.replace("\x00", " ").split())[:LONGEST_ERROR]
