"""From counts to standings: what the readings of the words do to an order."""

import numpy as np
import pytest

from predictions.views import PunditRef
from scoring.counts import Counted
from scoring.forms import Reading
from scoring.standings import Beside, apart_of, standings_of
from scoring.views import Standings

NAMES = ("Ada", "Ben", "Cy")
BESIDE = Beside({i: PunditRef(name.lower(), name) for i, name in enumerate(NAMES)}, {}, {})
# Pundit, lowest, middle and highest reading, occurred, how many.
Row = tuple[int, float, float, float, int, int]


def counts(*rows: Row) -> Counted:
    pundit, low, middle, high, occurred, n = np.array(rows).T
    numbers: dict[Reading, np.ndarray[tuple[int], np.dtype[np.float64]]]
    numbers = {"low": low, "middle": middle, "high": high}
    return Counted(pundit.astype(int), numbers, occurred.astype(int), n.astype(int))


def drawn(*rows: Row, reading: Reading = "middle") -> Standings:
    return standings_of(counts(*rows), None, BESIDE, reading)


def order(found: Standings) -> list[str]:
    return [row.pundit.name for row in found.ranked]


STATED = ((0, 0.7, 0.7, 0.7, 1, 36), (0, 0.7, 0.7, 0.7, 0, 4))
# Worded: closer than Ada in the middle, further off at the lowest reading.
WORDED = ((1, 0.4, 0.8, 0.95, 1, 36), (1, 0.4, 0.8, 0.95, 0, 4))
FAR_OFF = ((2, 0.05, 0.05, 0.05, 1, 36), (2, 0.05, 0.05, 0.05, 0, 4))


def test_numbers_that_were_stated_survive_every_reading() -> None:
    found = drawn(*STATED, *FAR_OFF)
    assert (found.order_survives, found.groups_survive) == (True, True)
    assert {row.order_survives for row in found.ranked} == {True}
    for row in found.rows:
        assert {(each.mean_brier, each.rank) for each in row.readings} == {
            (row.mean_brier, row.rank)
        }
        assert [each.reading for each in row.readings] == ["low", "middle", "high"]


def test_words_that_may_mean_less_turn_an_order_round() -> None:
    found = drawn(*STATED, *WORDED, *FAR_OFF)
    assert order(found) == ["Ben", "Ada", "Cy"]
    assert order(drawn(*STATED, *WORDED, *FAR_OFF, reading="low")) == ["Ada", "Ben", "Cy"]
    assert found.order_survives is False
    assert [row.order_survives for row in found.ranked] == [False, False, True]
    ranks = {each.reading: each.rank for each in found.ranked[0].readings}
    assert ranks == {"low": 2, "middle": 1, "high": 1}


@pytest.mark.parametrize("reading", ["low", "middle", "high"])
def test_whether_an_order_survives_does_not_hang_on_the_reading_shown(reading: Reading) -> None:
    found = drawn(*STATED, *WORDED, *FAR_OFF, reading=reading)
    assert found.reading == reading
    assert found.order_survives is False
    assert (
        found.rows[0].brier_index
        == {each.reading: each.brier_index for each in found.rows[0].readings}[reading]
    )


def test_a_change_of_places_within_a_group_leaves_the_groups_standing() -> None:
    found = drawn(
        *((0, 0.7, 0.7, 0.7, 1, 300), (0, 0.7, 0.7, 0.7, 0, 100)),
        *((1, 0.66, 0.71, 0.76, 1, 300), (1, 0.66, 0.71, 0.76, 0, 100)),
        *((2, 0.1, 0.1, 0.1, 1, 300), (2, 0.1, 0.1, 0.1, 0, 100)),
    )
    assert order(found) == ["Ben", "Ada", "Cy"]
    assert [row.group for row in found.ranked] == [1, 1, 2]
    assert (found.order_survives, found.groups_survive) == (False, True)


def test_groups_that_change_places_do_not_survive() -> None:
    found = drawn(
        *((0, 0.7, 0.7, 0.7, 1, 300), (0, 0.7, 0.7, 0.7, 0, 100)),
        *((1, 0.05, 0.1, 0.8, 1, 300), (1, 0.05, 0.1, 0.8, 0, 100)),
        *((2, 0.3, 0.3, 0.3, 1, 300), (2, 0.3, 0.3, 0.3, 0, 100)),
    )
    assert [row.group for row in found.ranked] == [1, 2, 3]
    assert (found.order_survives, found.groups_survive) == (False, False)


def test_it_takes_two_ranked_pundits_to_make_an_order() -> None:
    found = drawn(*STATED, (1, 0.4, 0.8, 0.95, 1, 19))
    assert (found.order_survives, found.groups_survive) == (None, None)
    assert [row.order_survives for row in found.rows] == [None, None]
    assert [row.reason for row in found.rows] == ["", "too few to tell"]


def test_skill_against_a_base_rate_that_makes_no_error_is_undefined() -> None:
    (row,) = drawn((0, 0.7, 0.7, 0.7, 1, 30)).rows
    assert row.skill_base_rate is None


def test_nothing_counted_is_an_empty_table() -> None:
    found = standings_of(None, counts(*STATED), BESIDE, "high")
    assert (found.rows, found.reading, found.base_rate) == ((), "high", None)


def test_what_stands_apart_is_read_like_the_rest() -> None:
    assert apart_of(counts((1, 0.4, 0.8, 0.95, 1, 3)), "low")[1].mean_brier == pytest.approx(0.36)
    apart = apart_of(counts((1, 0.4, 0.8, 0.95, 1, 3)), "middle")[1]
    assert apart.n == 3
    assert apart.brier_index == pytest.approx(80)
