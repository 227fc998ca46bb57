"""How fast pages are served, as shares of a bare route on the same server.

    python -m benchmarks.pages            # needs wrk; the bundled sample record, waitress
    python -m benchmarks.pages --seconds 10 --path /pundits/vera-quill-invented

`kept` comes from memory; `304` is asked for with its tag; `signed in` is asked for by somebody who
is: who it is and the state of the record are looked up, and their line is put into the page that is
kept. `made anew` is what a page costs after a change of the record: a second server keeps no page,
and reads and renders each. Its standings stay worked out, as they do until scores change.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accounts import sign_ins
from accounts.directory import NewAccount, create_account
from core.clock import utc_now
from core.db import Database

ROOT = Path(__file__).parents[1]
BARE = """
import logging
from flask import Flask
from waitress.server import create_server
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # as ours
app = Flask(__name__)
@app.get("/")
def bare():
    return "x" * {size}
server = create_server(app, host="127.0.0.1", port=0, ident=None)
print(f"http://127.0.0.1:{{server.effective_port}}", flush=True)
server.run()
"""
# Our server, with a memory for pages that keeps nothing.
FORGETFUL = """
from dashboard.memory import KeptPages
KeptPages.put = lambda *_: None
from flask.cli import cli
cli.main(["serve"])
"""
SERVED = re.compile(r"http://127\.0\.0\.1:\d+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path", default="/")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder)) as base:
        address, cookie = base + options.path, signed_in(Path(folder))
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            size, tag = len(answer.read()), answer.headers["ETag"]
        with bare(size) as plain, forgetful(Path(folder)) as other:
            shares: dict[str, list[float]] = {}
            for _ in range(options.rounds):
                whole = rate(plain, options.seconds)
                for name, where, header in (
                    ("kept", address, ()),
                    ("304", address, ("-H", f"If-None-Match: {tag}")),
                    ("signed in", address, ("-H", f"Cookie: calledit-sign-in={cookie}")),
                    ("made anew", other + options.path, ()),
                ):
                    got = rate(where, options.seconds, *header)
                    shares.setdefault(name, []).append(got / whole)
                    print(f"{name:10} {got:8,.0f} requests/s, bare {whole:8,.0f}")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, found in shares.items():
        print(f"{name:10} {sorted(found)[len(found) // 2]:.2f} of a bare route ({size:,} bytes)")


def signed_in(folder: Path) -> str:
    """Return the cookie of a reader who is signed in."""
    database, now = Database(environment(folder)["CALLEDIT_DATABASE_URL"]), utc_now()
    with database.write() as session:
        new = NewAccount(name="Ann Reader", email="ann@example.org", role="viewer")
        account = create_account(session, now, new, password_hash="none", verified=True)  # noqa: S106 - nobody's
        cookie = sign_ins.start(session, now, account.id)
    database.dispose()
    return cookie


def rate(address: str, seconds: int, *more: str) -> float:
    command = ("wrk", "-t1", "-c8", f"-d{seconds}s", *more, address)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    assert "Non-2xx" not in said, said
    return float(found[1])


def environment(folder: Path, tick_seconds: int = 3600) -> dict[str, str]:
    return {
        **os.environ,
        "CALLEDIT_DATABASE_URL": f"sqlite:///{folder / 'record.db'}",
        "CALLEDIT_SECRET_KEY": "benchmark",
        "CALLEDIT_PORT": "0",
        "CALLEDIT_TICK_SECONDS": str(tick_seconds),
    }


@contextmanager
def ours(folder: Path, tick_seconds: int = 3600) -> Iterator[str]:
    env = environment(folder, tick_seconds)
    flask = [sys.executable, "-m", "flask"]
    subprocess.run([*flask, "demo"], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    with running([*flask, "serve"], env) as process:
        yield address_of(process)


@contextmanager
def forgetful(folder: Path) -> Iterator[str]:
    with running([sys.executable, "-c", FORGETFUL], environment(folder)) as process:
        yield address_of(process)


@contextmanager
def bare(size: int) -> Iterator[str]:
    with running([sys.executable, "-c", BARE.format(size=size)], dict(os.environ)) as process:
        yield f"{address_of(process)}/"


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    found = SERVED.search(process.stdout.readline())
    assert found
    return found[0]


@contextmanager
def running(command: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


if __name__ == "__main__":
    main()
