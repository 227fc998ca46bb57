"""One record from several sides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.forms import HORIZONS
from scoring.measures import brier_index
from scoring.portrait import (
    MOST_POINTS,
    MOST_TOPICS,
    Counting,
    horizon_of,
    index_range,
    over_time,
    portrait,
)

START = date(2020, 1, 1)


def counting(number: int = 0, probability: float = 0.7, *, occurred: bool = True) -> Counting:
    return Counting(START + timedelta(days=number), "snow", 5, probability, occurred)


def test_a_record_in_which_nothing_counts_has_no_portrait() -> None:
    assert portrait([]) is None


def test_the_index_is_that_of_the_measures_and_one_alone_has_no_range() -> None:
    few = [counting(probability=0.9), counting(probability=0.2, occurred=False)]
    assert index_range(few).index == pytest.approx(brier_index([0.9, 0.2], [1, 0]))
    assert index_range(few[:1]).low is None


def test_under_twenty_nothing_is_drawn_over_time() -> None:
    assert over_time([counting(n) for n in range(20)]) is None
    drawn = over_time([counting(n) for n in range(21)])
    assert drawn is not None
    assert [point.day for point in drawn.points] == [date(2020, 1, 20), date(2020, 1, 21)]
    assert drawn.first is None


def test_what_ends_on_one_day_is_one_point() -> None:
    assert over_time([counting(0)] * 50) is None
    two = over_time([counting(0)] * 30 + [counting(1, 0.2)] * 30)
    assert two is not None
    assert len(two.points) == 2
    assert len(two.days) == 2


def test_first_and_last_share_no_prediction() -> None:
    drawn = over_time([counting(n, 0.9 if n < 20 else 0.3) for n in range(40)])
    assert drawn is not None
    assert drawn.first is not None
    assert drawn.last is not None
    assert drawn.first.index == pytest.approx(90)
    assert drawn.last.index == pytest.approx(30)


def test_a_long_record_is_thinned_and_ends_with_its_last_day() -> None:
    drawn = over_time([counting(n, 0.5 + n % 5 / 10) for n in range(2_000)])
    assert drawn is not None
    assert drawn.window == 200
    assert len(drawn.points) == MOST_POINTS
    assert drawn.points[-1].day == START + timedelta(days=1_999)


def test_topics_stand_by_size_and_the_smallest_are_left_out() -> None:
    made = [
        Counting(START, f"topic {n}", 40 * n, 0.6, occurred=True)
        for n in range(15)
        for _ in range(n + 1)
    ]
    found = portrait(made)
    assert found is not None
    assert len(found.topics) == MOST_TOPICS
    assert found.more_topics == 3
    assert found.topics[0].name == "topic 14"
    assert [part.name for part in found.horizons] == ["week", "quarter", "year", "longer"]
    assert sum(part.range.n for part in found.horizons) == len(made)
    assert sum(point.n for point in found.said) == len(made)


@given(st.integers(0, 100_000))
def test_every_number_of_days_has_one_horizon(days: int) -> None:
    first, last = HORIZONS[horizon_of(days)]
    assert first <= days <= last
