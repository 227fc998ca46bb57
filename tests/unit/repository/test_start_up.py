"""Starting is quick, because what is heavy is loaded where it is used."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOADED_WHERE_USED = {
    "alembic", "apscheduler", "css_inline", "dateparser", "feedparser", "httpx2", "matplotlib",
    "psycopg", "pyarrow", "rich", "scipy", "trafilatura", "waitress",
    "sqlalchemy.dialects.postgresql",
}  # fmt: skip


def test_nothing_heavy_is_loaded_before_it_is_used() -> None:
    listing = "import app, sys; print(*sys.modules, sep='\\n')"
    ran = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(ran.stdout.split())
    assert "flask" in loaded
    assert loaded & LOADED_WHERE_USED == set()


def test_every_benchmark_starts_as_it_says() -> None:
    """Each says how it is started, and finds there what it imports."""
    files = sorted((ROOT / "benchmarks").glob("[!_]*.py"))
    for file in files:
        assert f"python -m benchmarks.{file.stem}" in file.read_text(), file.name
    names = ", ".join(f"benchmarks.{file.stem}" for file in files)
    subprocess.run([sys.executable, "-c", f"import {names}"], cwd=ROOT, check=True)
