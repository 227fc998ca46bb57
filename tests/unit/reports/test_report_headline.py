import pytest
from support.week import call

from reports.headline import headline, shortened
from reports.model import worst_and_best_first
from reports.parts import DecidedCall


def of(*calls: DecidedCall, unscored: int = 0, corrections: int = 0) -> str:
    return headline(worst_and_best_first(calls), unscored, corrections)


@pytest.mark.parametrize(
    ("calls", "finding"),
    [
        (
            (call(0.8), call(0.8, "Bo"), call(0.1, "Cy")),
            "Three calls decided: two said 80% and it did not happen",
        ),
        (
            (call(0.8), call(0.1, "Bo")),
            "Two calls decided: Ann Example said 80% and it did not happen",
        ),
        ((call(0.8), call(0.8, "Bo")), "Two calls decided: both said 80% and it did not happen"),
        (
            (call(0.3, occurred=True),) * 3,
            "Three calls decided: all three said 30% and it happened",
        ),
        ((call(0.1), call(0.9, occurred=True)), "Two calls decided: both leaned the way it went"),
        ((call(0.155),), "One call decided: Ann Example said 15.5% and it did not happen"),
        ((call(0.5), call(0.1)), "Two calls decided: Ann Example said 50% and it did not happen"),
        ((call(0.1),) * 13, "13 calls decided: all 13 leaned the way it went"),
    ],
)
def test_the_finding_is_what_lies_farthest_from_what_happened(
    calls: tuple[DecidedCall, ...], finding: str
) -> None:
    assert of(*calls) == finding


def test_without_scored_calls_it_says_what_else_there_was() -> None:
    assert of(unscored=2) == "Two events decided, no call scored"
    assert of(corrections=1) == "One outcome corrected, no call decided"
    assert of() == "A quiet week: no call decided"


def test_nobody_is_ever_called_wrong() -> None:
    assert "wrong" not in of(call(1.0)).lower()


def test_a_long_name_does_not_fill_the_subject() -> None:
    assert len(of(call(0.8, "N" * 400))) < 120


def test_shortening_keeps_one_line() -> None:
    assert shortened("a\r\nb\u2028c", 10) == "a b c"
    assert shortened("x" * 11, 10) == "x" * 9 + "…"
