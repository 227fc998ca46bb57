"""A private PostgreSQL server for tests: its own folder, its own port, gone afterwards."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
# A server refuses to run as root; these users exist where one may be root.
SERVANTS = ("postgres", "nobody")


def find_binaries() -> Path | None:
    """Return the folder with initdb and postgres, the newest version first."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [f for place in PLACES for f in Path("/").glob(place.lstrip("/"))]
    usable = [folder for folder in folders if (folder / "initdb").exists()]
    return max(usable, key=lambda f: [int(p) for p in f.parent.name.split(".") if p.isdigit()],
               default=None)  # fmt: skip


class Server:
    """A server in a folder, on a port that stays the same when it is stopped and started."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.port = _free_port()
        self._user = _servant()
        self._folder = folder
        self._control = [str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w",
                         "-l", str(folder / "log")]  # fmt: skip
        if self._user:
            shutil.chown(folder, self._user)
        self._run([str(binaries / "initdb"), "-D", str(folder / "data"), "-U", "calledit",
                   "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])  # fmt: skip

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1"
        folder = f" -c unix_socket_directories={self._folder}"
        fast = " -c fsync=off -c full_page_writes=off"
        self._run([*self._control, "-o", options + folder + fast, "start"])

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: ``immediate`` is a crash, ``fast`` ends every session."""
        self._run([*self._control, "-m", mode, "stop"])

    def _run(self, command: list[str]) -> None:
        subprocess.run(
            command, check=True, user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL
        )


@contextmanager
def running_server(binaries: Path, folder: Path) -> Iterator[str]:
    """Start a server in `folder`; yield its address without a database name; stop it."""
    server = Server(binaries, folder)
    server.start()
    try:
        yield f"postgresql+psycopg://calledit@127.0.0.1:{server.port}"
    finally:
        server.stop()


def new_database(name: str) -> str:
    """Return the SQL that makes a migrated, empty database."""
    # Copied as files it takes an eighth of a second, by way of the log, as usual, four fifths.
    return f"CREATE DATABASE {name} TEMPLATE template_calledit STRATEGY FILE_COPY"


def _servant() -> str | None:
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - not there on every system

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in SERVANTS if name in names)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
