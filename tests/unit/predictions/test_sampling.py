"""The draw of an item: recomputable from the published rule, and fair."""

import hashlib
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from predictions.sources.sampling import draw, takes

GOLDEN = 0.20307145063454968


@dataclass(frozen=True)
class Rule:
    kind: str
    share: float | None = None
    seed: int | None = None


def test_a_draw_is_what_the_documentation_says() -> None:
    digest = hashlib.sha256(b"7:https://example.org/2024/06/01").hexdigest()
    assert draw(7, "https://example.org/2024/06/01") == int(digest[:13], 16) / 16**13
    # A golden number, so that the rule cannot change without a new name for it.
    assert draw(7, "https://example.org/2024/06/01") == GOLDEN


@given(st.integers(0, 2**63 - 1), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_draw_lies_from_zero_to_below_one_and_stays_the_same(seed: int, identity: str) -> None:
    assert 0 <= draw(seed, identity) < 1
    assert draw(seed, identity) == draw(seed, identity)


@given(st.integers(0, 2**63 - 1), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_larger_share_takes_all_that_a_smaller_one_takes(seed: int, identity: str) -> None:
    small, large = (takes(Rule("sample", share, seed), identity) for share in (0.2, 0.7))
    assert large or not small
    assert takes(Rule("sample", 1.0, seed), identity)


def test_a_share_is_taken_of_many_items() -> None:
    rule = Rule("sample", 0.3, 11)
    taken = sum(takes(rule, f"https://example.org/{n}") for n in range(20_000))
    assert abs(taken / 20_000 - 0.3) < 0.015


def test_everything_is_everything() -> None:
    assert all(takes(Rule("everything"), str(n)) for n in range(100))
