"""Places to crash at: a closed list, each in one line of code."""

import logging
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import failpoints
from core.config import load_settings
from core.errors import InvalidInputError

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    yield
    failpoints.arm("")


def test_every_point_stands_in_one_line_of_code_and_no_other_is_named() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    sources = [f for name in packages["root_packages"] for f in (ROOT / name).rglob("*.py")]
    text = "\n".join(f.read_text() for f in sources if f.name != "failpoints.py")
    named = re.findall(r"failpoints\.reached\(\"([a-z.]+)\"\)", text)
    assert sorted(named) == sorted(failpoints.POINTS)
    assert text.count("failpoints.reached(") == len(named)


def test_every_point_is_documented() -> None:
    operations = (ROOT / "docs/operations.md").read_text()
    for point in failpoints.POINTS:
        assert f"`{point}`" in operations, point


def test_off_it_does_nothing_at_all() -> None:
    assert failpoints.reached is failpoints._nothing


def test_tracing_tells_each_point_and_its_number(caplog: pytest.LogCaptureFixture) -> None:
    failpoints.arm("trace")
    with caplog.at_level(logging.WARNING):
        for point in ("commit.before", "commit.after", "commit.before"):
            failpoints.reached(point)
    assert [r.getMessage().split()[1] for r in caplog.records] == [
        "commit.before:1",
        "commit.after:1",
        "commit.before:2",
    ]


@pytest.mark.parametrize(
    ("given", "meant"),
    [("commit.before", ("commit.before", 1)), ("smtp.reply:12", ("smtp.reply", 12))],
)
def test_a_point_and_its_number_are_read(given: str, meant: tuple[str, int]) -> None:
    assert failpoints.parse(given) == meant


@pytest.mark.parametrize("given", ["lunch", "commit.before:0", "commit.before:x", ":3", "trace:1"])
def test_an_unknown_point_is_refused_with_what_would_be_right(given: str) -> None:
    with pytest.raises(InvalidInputError, match=r"CALLEDIT_FAILPOINTS=.*commit\.before:7"):
        load_settings({"failpoints": given})
