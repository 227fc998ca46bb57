"""What stands on a pundit's page between the index and the calls."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.view.over_time import change_sentence, over_time_chart
from dashboard.view.portrait import parts_sentence, portrait_page
from dashboard.view.spread import spread_chart
from scoring.measures import calibration_points
from scoring.portrait import Counting, IndexRange, OverTime, Part, Telling, over_time, portrait
from scoring.views import ChangedMind

NOTHING = Telling((), (), ())
START = date(2020, 3, 1)


def ranged(index: float, low: float | None, high: float | None, n: int = 40) -> IndexRange:
    return IndexRange(n, index, low, high)


def made(n: int) -> list[Counting]:
    return [
        Counting(START + timedelta(days=30 * k), "", 5, 0.6 + k % 3 / 10, occurred=k % 4 > 0)
        for k in range(n)
    ]


def test_a_record_in_which_nothing_counts_shows_none_of_it() -> None:
    page = portrait_page("Ada", None, NOTHING, 20)
    assert (page.over_time, page.topics, page.horizons, page.said) == (None,) * 4


def test_parts_are_told_from_always_saying_half_or_not() -> None:
    good, bad = Part("snow", ranged(70, 60, 80)), Part("rain", ranged(30, 20, 40))
    unclear, few = Part("sun", ranged(50, 40, 60)), Part("fog", ranged(90, 80, 95, n=3))
    assert parts_sentence("Ada", [few], 20) == "Too few to tell: none has 20 scored predictions."
    assert parts_sentence("Ada", [unclear, few], 20) == (
        "On none of these can Ada be told from somebody who always says 50%."
    )
    assert parts_sentence("Ada", [good, bad, few], 20) == (
        "Ada came closer than always saying 50% on snow, and farther from what happened than"
        " always saying 50% on rain."
    )


def test_a_topic_leads_to_its_standings_and_no_topic_to_all() -> None:
    found = portrait([*made(3), replace(made(1)[0], topic="war & peace")])
    page = portrait_page("Ada", found, NOTHING, 20)
    assert page.topics is not None
    assert [(row.name, row.path) for row in page.topics.rows] == [
        ("no topic", "/"),
        ("war & peace", "/?topic=war+%26+peace"),
    ]
    assert page.horizons is not None
    assert page.horizons.rows[0].path == "/?horizon=week"


def test_change_is_claimed_only_where_the_ranges_lie_apart() -> None:
    base = OverTime(20, (), (START,), ranged(40, 30, 50), ranged(70, 60, 80))
    assert change_sentence("Ada", base).startswith("Ada has come closer: 40.0 over the first 40")
    other = replace(base, first=base.last, last=base.first)
    assert change_sentence("Ada", other).startswith("Ada came closer at first")
    close = replace(base, last=ranged(55, 45, 65))
    assert change_sentence("Ada", close).startswith("No change that luck could not explain")
    few = replace(base, first=None, last=None)
    assert change_sentence("Ada", few) == "Too few to tell whether it changed."
    undefined = replace(base, last=ranged(55, None, None))
    assert change_sentence("Ada", undefined) == "Too few to tell whether it changed."


@given(st.integers(22, 300))
def test_the_line_stays_within_the_drawing(n: int) -> None:
    found = over_time(made(n))
    assert found is not None
    chart = over_time_chart("Ada", found)
    across = [place.x for place in chart.places]
    assert across == sorted(across)
    assert across[-1] == 100
    assert all(0 <= number <= 100 for point in chart.band.split() for number in coordinates(point))
    assert all(22 < mark.x < 78 for mark in chart.years)


def coordinates(point: str) -> list[float]:
    return [float(number) for number in point.split(",")]


def test_bars_are_filled_as_far_as_it_happened() -> None:
    chart = spread_chart("Ada", calibration_points([0.75, 0.72, 0.72, 0.1], [1, 0, 1, 0]))
    assert chart.sentence == "Ada most often says 70% to 80%: 3 of 4 times."
    assert [(bar.x, bar.height, bar.happened) for bar in chart.bars] == [
        (10.4, 33.33, 0.0),
        (70.4, 100.0, 66.67),
    ]
    assert [(bar.middle, bar.top) for bar in chart.bars] == [(15.0, 51.34), (75.0, 6.0)]


def test_several_statements_are_told_one_after_the_other(make: Any) -> None:
    changed = ChangedMind(2, 0.36, 0.04, 0.2, 0.75)
    first = make.call(prediction=make.prediction(0.4), score=make.score(0.36), changed_mind=changed)
    second = make.call(prediction=make.prediction(0.8), score=make.score(0.04, counts=False))
    page = portrait_page("Ada", None, Telling((), (), ((first, second),)), 20)
    (restated,) = page.restated
    assert [(s.probability, s.score) for s in restated.statements] == [
        ("40%", "0.360"),
        ("80%", "0.040"),
    ]
    assert restated.words == (
        "The first counts, with a Brier score of 0.360. Weighed by how long each stood, all 2 come"
        " to 0.200, over 75% of the event’s time."
    )
