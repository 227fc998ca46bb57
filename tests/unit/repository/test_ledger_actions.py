"""Every action that is entered in the ledger is documented, and every documented one is entered."""

import ast
import re
from pathlib import Path

from scoring.audit.replay import ACTIONS

ROOT = Path(__file__).parents[3]
PACKAGES = ("accounts", "core", "dashboard", "jobs", "predictions", "reports", "scoring")
# Where the action is chosen between two, the words stand beside the call.
SHAPE = re.compile(r"[a-z]+( [a-z]+)*")


def words_of(node: ast.expr) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and type(n.value) is str}


def entered() -> set[str]:
    found: set[str] = set()
    for file in (f for package in PACKAGES for f in (ROOT / package).rglob("*.py")):
        tree = ast.parse(file.read_text())
        named: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named.setdefault(node.targets[0].id, set()).update(words_of(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Change":
                first = node.args[0]
                found |= (
                    named.get(first.id, set()) if isinstance(first, ast.Name) else words_of(first)
                )
    return found


def documented() -> set[str]:
    page = (ROOT / "docs/ledger.md").read_text()
    return set(re.findall(r"^\| `([a-z ]+)` \|", page, re.MULTILINE))


def test_every_action_of_the_code_is_documented_and_the_other_way_round() -> None:
    assert entered() == documented(), "docs/ledger.md has a table of all actions"
    assert len(entered()) > 20
    assert all(SHAPE.fullmatch(action) for action in entered())


def test_what_is_replayed_is_what_is_entered() -> None:
    assert ACTIONS.keys() <= entered()


def test_every_fact_that_is_needed_is_documented() -> None:
    page = (ROOT / "docs/ledger.md").read_text()
    rows = dict(re.findall(r"^\| `([a-z ]+)` \| [a-z, ]+ \| (.*) \|$", page, re.MULTILINE))
    for action, how in ACTIONS.items():
        told = rows[action] if "the same" not in rows[action] else rows["outcome recorded"]
        assert {fact for fact in how.needs if f"`{fact}`" not in told} == set(), action
