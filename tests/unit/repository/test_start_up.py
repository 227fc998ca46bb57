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
