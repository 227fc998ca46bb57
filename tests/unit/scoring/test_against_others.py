"""Against the others on the same events, by hand."""

import numpy as np
import pytest

from scoring.against import ALONE, against_others
from scoring.counts import OneByOne
from scoring.views import AgainstOthers


def rows(*said: tuple[int, int, float, int]) -> dict[int, AgainstOthers]:
    pundit, event, p, y = np.array(said).T
    return against_others(OneByOne(pundit.astype(int), event.astype(int), p, y.astype(int)))


def test_two_on_two_events_and_one_alone() -> None:
    # Errors: 1 has 0.04 and 0.49, 2 has 0.16 and 0.01, and 0.81 alone on event 12.
    found = rows(
        (1, 10, 0.8, 1), (2, 10, 0.6, 1), (1, 11, 0.7, 0), (2, 11, 0.1, 0), (2, 12, 0.9, 0)
    )
    one, two = found[1], found[2]
    assert (one.shared, two.shared) == (2, 2)
    assert one.peer_score == pytest.approx((0.12 - 0.48) / 2)
    assert two.peer_score == pytest.approx(0.18)
    assert one.skill == pytest.approx(1 - 0.265 / 0.085)
    assert two.skill == pytest.approx(1 - 0.085 / 0.265)
    assert one.component == two.component
    assert one.reason == two.reason == ""


def test_difficulty_is_taken_out_as_in_the_worked_example() -> None:
    found = rows((1, 10, 0.8, 1), (2, 10, 0.6, 1), (1, 11, 0.7, 0), (2, 11, 0.1, 0))
    assert found[1].adjusted_brier == pytest.approx(0.265)
    assert found[2].adjusted_brier == pytest.approx(0.085)
    assert found[2].adjusted_index == pytest.approx(100 * (1 - 0.085**0.5))


def test_who_shares_no_event_is_told_so_and_gets_no_number() -> None:
    found = rows((1, 10, 0.8, 1), (2, 11, 0.6, 1), (3, 11, 0.5, 1))
    assert found[1] == AgainstOthers(0, None, None, None, None, None, ALONE)
    assert found[2].reason == ""


def test_those_who_are_linked_by_no_event_have_different_components() -> None:
    found = rows((1, 10, 0.8, 1), (2, 10, 0.6, 1), (3, 11, 0.5, 1), (4, 11, 0.4, 1))
    assert found[1].component == found[2].component
    assert found[3].component == found[4].component
    assert found[1].component != found[3].component


def test_skill_against_others_who_made_no_error_is_undefined() -> None:
    found = rows((1, 10, 0.8, 1), (2, 10, 1.0, 1))
    assert found[1].skill is None
    assert "no error" in found[1].reason
    assert found[1].peer_score == pytest.approx(-0.04)
    assert found[2].skill == 1
