"""The commands of a document, and a place to run them as its reader would."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.processes import ROOT

STEP = re.compile(r"\*\*([^*]+?)\.?\*\*.*?```sh\n(.*?)```", re.DOTALL)


def steps(document: Path, section: str) -> dict[str, str]:
    """Return the shell commands of a section, by the bold words before them."""
    text = document.read_text().split(f"\n## {section}\n")[1].split("\n## ")[0]
    return dict(STEP.findall(text))


class Reader:
    """Somebody who does what a document says, in a folder that has the source in it."""

    def __init__(self, folder: Path, **env: str) -> None:
        self._folder = folder
        for entry in ROOT.iterdir():
            if not entry.name.startswith(".") and entry.name not in {"tests", "var"}:
                (folder / entry.name).symlink_to(entry)
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CALLEDIT_")}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._env = clean | {"PATH": path, "PYTHONUNBUFFERED": "1"} | env

    def run(self, commands: str) -> str:
        """Run commands to their end; return what they print."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=self._folder, env=self._env, capture_output=True, text=True, check=False,
            timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def running(self, commands: str, name: str) -> Iterator["subprocess.Popen[bytes]"]:
        """Run commands that do not end by themselves."""
        # The last command takes the place of the shell, so that a signal reaches it.
        *before, last = commands.strip().splitlines()
        with (self._folder / f"{name}.log").open("wb") as log:
            node = subprocess.Popen(
                ["bash", "-euo", "pipefail", "-c", "\n".join([*before, f"exec {last}"])],
                cwd=self._folder, env=self._env, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            yield node
        finally:
            node.kill()
            node.wait()
