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


@contextmanager
def running_server(binaries: Path, folder: Path) -> Iterator[str]:
    """Start a server in `folder`; yield its address without a database name; stop it."""
    user = _servant()
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()
    initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "calledit", "-A", "trust",
              "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]  # fmt: skip
    subprocess.run(initdb, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    fast = options + " -c fsync=off -c full_page_writes=off"
    subprocess.run([*control, "-o", fast, "start"], check=True, user=user, cwd=folder,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    try:
        yield f"postgresql+psycopg://calledit@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, user=user, cwd=folder,
                       stdout=subprocess.DEVNULL)  # fmt: skip


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
