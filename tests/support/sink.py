"""A mail server in a process of its own that keeps the Message-ID of every mail it has accepted.

Started as a program it prints its port and writes a line for each mail, before it answers, into
the file that it is given.
"""

import asyncio
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


@dataclass(frozen=True)
class Sink:
    """Where the server listens, and what it has accepted."""

    port: int
    file: Path

    def accepted(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        return Counter(line.split()[0] for line in lines)

    def recipients(self) -> dict[str, set[str]]:
        """The Message-IDs that each recipient got."""
        found: dict[str, set[str]] = {}
        for line in self.file.read_text().splitlines():
            message_id, recipient = line.split()
            found.setdefault(recipient, set()).add(message_id)
        return found


@contextmanager
def mail_sink(folder: Path, seconds_a_mail: float = 0.0) -> Iterator[Sink]:
    """Run a server that takes `seconds_a_mail` for each."""
    file = folder / "accepted"
    command = [sys.executable, __file__, str(file), str(seconds_a_mail)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield Sink(int(server.stdout.readline()), file)
        finally:
            server.kill()


class _Keeper:
    def __init__(self, file: Path, seconds: float) -> None:
        self._file = file.open("a")
        self._seconds = seconds

    async def handle_DATA(  # noqa: N802 - the name that the server looks for
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        await asyncio.sleep(self._seconds)
        message = message_from_bytes(envelope.content)
        self._file.write(f"{message['Message-ID']} {envelope.rcpt_tos[0]}\n")
        self._file.flush()
        return "250 OK"


def _main(file: Path, seconds: float) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    keeper = _Keeper(file, seconds)
    Controller(keeper, hostname="127.0.0.1", port=port, ready_timeout=30).start()
    print(port, flush=True)  # noqa: T201 - to be read by whoever started this
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), float(sys.argv[2]))
