"""How fast pages are served, as shares of a bare route on the same server.

    python -m benchmarks.pages            # needs wrk; the bundled sample record, waitress
    python -m benchmarks.pages --seconds 10 --path /pundits/vera-quill-invented

`kept` comes from memory, `304` is asked for with its tag, `made anew` is asked for with the
cookie of a sign-in (one that has ended), which has the page read and rendered each time.
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
SERVED = re.compile(r"http://127\.0\.0\.1:\d+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path", default="/")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder)) as base:
        address = base + options.path
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            size, tag = len(answer.read()), answer.headers["ETag"]
        with bare(size) as plain:
            shares: dict[str, list[float]] = {}
            for _ in range(options.rounds):
                whole = rate(plain, options.seconds)
                for name, header in (
                    ("kept", ()),
                    ("304", ("-H", f"If-None-Match: {tag}")),
                    ("made anew", ("-H", "Cookie: calledit-sign-in=none")),
                ):
                    got = rate(address, options.seconds, *header)
                    shares.setdefault(name, []).append(got / whole)
                    print(f"{name:10} {got:8,.0f} requests/s, bare {whole:8,.0f}")
    for name, found in shares.items():
        print(f"{name:10} {sorted(found)[len(found) // 2]:.2f} of a bare route ({size:,} bytes)")


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
