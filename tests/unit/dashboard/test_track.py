"""The dot with its range."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.view.track import Track, probability_track, track

ANY = st.floats(-1e6, 1e6)
SHARE = st.floats(0, 1)


@given(ANY, st.none() | ANY, st.none() | ANY)
def test_every_mark_lies_on_the_scale_and_the_range_holds_the_dot(
    at: float, low: float | None, high: float | None
) -> None:
    drawn = track(at, low, high)
    assert 0 <= drawn.at <= 100
    if drawn.low is not None and drawn.high is not None:
        assert 0 <= drawn.low <= drawn.at <= drawn.high <= 100


@given(SHARE, SHARE)
def test_the_order_of_two_probabilities_is_the_order_of_their_dots(a: float, b: float) -> None:
    first, second = sorted((a, b))
    left = probability_track(first, first, first)
    assert left.at <= probability_track(second, second, second).at


def test_half_a_range_is_none() -> None:
    assert track(60, 50, None) == Track(60)
    assert not track(60, None, 70).has_range


def test_a_stated_number_has_no_line() -> None:
    assert not probability_track(0.7, 0.7, 0.7).has_range
    assert probability_track(0.7, 0.55, 0.8) == Track(70, 55, 80)
