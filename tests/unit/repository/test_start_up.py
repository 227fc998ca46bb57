"""Starting is quick, because what is heavy is loaded where it is used."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOADED_WHERE_USED = {
    "alembic", "apscheduler", "css_inline", "dateparser", "feedparser", "httpx2", "lxml",
    "matplotlib", "openai", "psycopg", "pyarrow", "rich", "scipy", "trafilatura", "waitress",
    "sqlalchemy.dialects.postgresql",
}  # fmt: skip
LOADED_WITH_AN_APPLICATION = {"argon2", "numpy", "regex", "syntok"}
"""Libraries that pages and API need."""
OURS = {
    "access", "accounts", "dashboard", "demo", "jobs", "parts", "predictions", "reports", "scoring"
}  # fmt: skip


def loaded_by(code: str) -> set[str]:
    listing = f"import sys; {code}; print(*sys.modules, sep='\\n')"
    ran = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(ran.stdout.split())


def test_importing_the_application_loads_the_framework_alone() -> None:
    loaded = loaded_by("import app")
    assert {"flask", "sqlalchemy.orm", "app"} <= loaded
    assert loaded & (LOADED_WHERE_USED | LOADED_WITH_AN_APPLICATION | OURS) == set()


def test_an_application_loads_nothing_that_only_some_requests_need() -> None:
    loaded = loaded_by("import app; app.create_app({'database_url': 'sqlite://'})")
    assert loaded >= LOADED_WITH_AN_APPLICATION
    assert loaded & LOADED_WHERE_USED == set()


def test_every_benchmark_starts_as_it_says() -> None:
    """Each says how it is started, and finds there what it imports."""
    files = sorted((ROOT / "benchmarks").glob("[!_]*.py"))
    for file in files:
        assert f"python -m benchmarks.{file.stem}" in file.read_text(), file.name
    names = ", ".join(f"benchmarks.{file.stem}" for file in files)
    subprocess.run([sys.executable, "-c", f"import {names}"], cwd=ROOT, check=True)


def test_a_command_loads_what_it_needs_and_not_what_others_do() -> None:
    ask = "app.create_app({'database_url': 'sqlite://'}).cli.get_command(None, 'backup')"
    loaded = loaded_by(f"import app; {ask}")
    assert "core.commands" in loaded
    assert loaded & {"demo.cli", "jobs.cli", "predictions.cli", "scoring.exchange.cli"} == set()
