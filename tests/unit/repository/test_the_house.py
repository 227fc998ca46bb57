"""Tests that read the repository: what it says of itself is true."""

import ast
import re
import tomllib
from pathlib import Path

import click
import pytest
from flask import Flask

from app import create_app
from core.config import Settings
from core.db import Base

ROOT = Path(__file__).parents[3]
PACKAGES = (
    "accounts", "core", "dashboard", "demo", "jobs", "migrations", "predictions", "reports",
    "scoring",
)  # fmt: skip
SOURCES = [
    ROOT / "access.py",
    ROOT / "app.py",
    ROOT / "parts.py",
    *(f for p in PACKAGES for f in sorted((ROOT / p).rglob("*.py"))),
]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app({"database_url": "sqlite://"})


def members(group: click.Group) -> list[click.Command]:
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        assert command.name == name
        found.append(command)
    return found


def commands(group: click.Group, *before: str) -> set[str]:
    found: set[str] = set()
    for command in members(group):
        path = (*before, str(command.name))
        found |= commands(command, *path) if isinstance(command, click.Group) else {" ".join(path)}
    return found


def test_every_setting_is_documented_with_its_name() -> None:
    operations = (ROOT / "docs/operations.md").read_text()
    documented = set(re.findall(r"`CALLEDIT_([A-Z_]+)`", operations))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_every_setting_is_used() -> None:
    code = "\n".join(f.read_text() for f in SOURCES if f.name != "config.py")
    unused = {name for name in Settings.model_fields if not re.search(rf"\b{name}\b", code)}
    assert unused == set()


def test_every_command_that_the_documents_name_exists(app: Flask) -> None:
    known = commands(app.cli)
    groups = {name.split()[0] for name in known if " " in name}
    text = "\n".join(f.read_text() for f in DOCS)
    for line in re.findall(r"flask ((?:[a-z-]+ ?)+)", text):
        words = line.split()
        named = " ".join(words[:2]) if words[0] in groups else words[0]
        assert named in known, f"flask {line}"


def test_every_command_is_in_the_readme(app: Flask) -> None:
    readme = (ROOT / "README.md").read_text()
    own = {name for name in commands(app.cli) if name not in {"run", "shell", "routes"}}
    for name in own:
        first, _, second = name.partition(" ")
        assert f"flask {name}" in readme or (f"flask {first}" in readme and second in readme), name


def leaves(group: click.Group) -> list[click.Command]:
    found: list[click.Command] = []
    for command in members(group):
        found += leaves(command) if isinstance(command, click.Group) else [command]
    return found


def test_every_command_speaks_to_machines(app: Flask) -> None:
    flasks_own = {"run", "shell", "routes", "serve"}
    for command in leaves(app.cli):
        if command.name not in flasks_own:
            assert any("--json" in option.opts for option in command.params), command.name


def test_every_make_target_that_the_documents_name_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = "\n".join(f.read_text() for f in DOCS)
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets | {"contracts"}


def test_every_endpoint_is_documented(app: Flask) -> None:
    operations = (ROOT / "docs/operations.md").read_text()
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            path = re.sub(r"<int:[a-z_]+>", "ID", rule.rule).replace("<slug>", "SLUG")
            assert f"{method} {path}`" in operations, f"{method} {path}"


def test_every_link_between_documents_leads_somewhere() -> None:
    for document in DOCS:
        for target in re.findall(r"\]\((?!http)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name} -> {target}"


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=]", line)[0] for line in wanted}
    reasons = (ROOT / "docs/dependencies.md").read_text()
    assert (
        set(re.findall(r"^\| ([a-z][a-z0-9-]+) \|", reasons, re.MULTILINE)) - {"library"} == names
    )


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_locks_carry_hashes_and_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "index-url" not in text
    assert "://" not in text
    pinned = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)
    assert len(pinned) > 10
    assert text.count("--hash=sha256:") >= len(pinned)


def test_the_lock_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    locked = (ROOT / "requirements.txt").read_text()
    for line in project["project"]["dependencies"]:
        name = re.split(r"[\[<>=]", line)[0]
        assert re.search(rf"^{name}==", locked, re.MULTILINE), name


def test_nobody_imports_the_application() -> None:
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            imported = (
                {alias.name for alias in node.names} if isinstance(node, ast.Import)
                else {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
            )  # fmt: skip
            assert "app" not in imported, source
            assert "parts" not in imported or source.name == "app.py", source


def test_tables_and_pages_use_the_words_of_the_glossary() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text().lower()
    for mapper in Base.registry.mappers:
        name = mapper.class_.__name__
        if name not in {"ApiToken", "Heartbeat"}:
            assert name.lower() in glossary, name


def test_a_file_is_one_thought() -> None:
    lengths = {f.relative_to(ROOT): f.read_text().count("\n") for f in SOURCES}
    long = {str(f): n for f, n in lengths.items() if n > 300 and "versions" not in f.parts}
    assert long == {}
