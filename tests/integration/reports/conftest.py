"""A mail server, and settings that lead to it."""

from collections.abc import Iterator

import pytest
from support.mail import Inbox, free_port, mail_server

from core.config import Settings


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def inbox(port: int) -> Iterator[Inbox]:
    found = Inbox()
    with mail_server(port, found):
        yield found


@pytest.fixture
def mailing(settings: Settings, port: int) -> Settings:
    wanted = {
        "smtp_port": port,
        "smtp_timeout_seconds": 10,
        "mail_from": "Calledit <mail@record.example>",
        "base_url": "https://record.example/",
    }
    return settings.model_copy(update=wanted)
