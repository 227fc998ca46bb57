"""The measures that go out with an export, beside ours: two ways to every published number."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from scoring.exchange import recompute_measures as again
from scoring.measures import (
    BASE_RATE,
    StandingRow,
    corp_decomposition,
    skill_score,
    standings_from_arrays,
)

Forecasts = list[tuple[float, bool]]


def record(seed: int, n: int, lean: float) -> Forecasts:
    rng = np.random.default_rng(seed)
    true = rng.random(n)
    said = np.rint(100 * np.clip(true + rng.normal(lean, 0.05, n), 0, 1)) / 100
    return list(zip(said.tolist(), (rng.random(n) < true).tolist(), strict=True))


# Some far from the others, some alike, some with too few, one alone, one always the same.
LEAGUE: list[Forecasts] = [
    *(record(k, 400 + k, 0.0) for k in range(4)),
    *(record(k, 150, 0.5) for k in range(4, 7)),
    record(7, 25, 0.2),
    record(8, 19, 0.0),
    record(9, 1, 0.0),
    record(10, 2, 0.0),
    [(0.25, False)] * 30,
]


def ours(league: list[Forecasts]) -> dict[int, StandingRow]:
    rows = [(k, p, y) for k, forecasts in enumerate(league) for p, y in forecasts]
    columns: Any = zip(*rows, strict=True)
    return {row.pundit: row for row in standings_from_arrays(*columns)}


@pytest.mark.parametrize("league", [LEAGUE, LEAGUE[:1], LEAGUE[-2:], LEAGUE[-1:], LEAGUE[-2:-1]])
def test_standings_are_the_same(league: list[Forecasts]) -> None:
    records = [again.Record(forecasts) for forecasts in league]
    drawn, found = again.shrunken(records), ours(league)
    places = again.places(records, drawn)
    for k, one in enumerate(records):
        row = found[k]
        assert one.moment(1) == pytest.approx(row.mean_brier, abs=1e-14)
        assert places.get(k, (None, None)) == (row.rank, row.group)
        limits = (row.brier_interval.low, row.brier_interval.high)
        assert again.limits(one) == pytest.approx(limits, abs=1e-11)
        shrunken = None if drawn is None else drawn.means[k]
        assert shrunken == pytest.approx(row.shrunken_brier, abs=1e-13)


def test_the_league_has_several_groups() -> None:
    groups = [row.group for row in ours(LEAGUE).values()]
    assert max(group or 0 for group in groups) > 1
    assert groups.count(1) > 1
    assert groups.count(None) == 3


@pytest.mark.parametrize("k", range(len(LEAGUE)))
def test_parts_and_skill_are_the_same(k: int) -> None:
    p, y = zip(*LEAGUE[k], strict=True)
    one, parts = again.Record(LEAGUE[k]), corp_decomposition(p, y)
    shown = (parts.miscalibration, parts.discrimination) if parts.enough else (None, None)
    assert again.corp(one) == pytest.approx(shown, abs=1e-13)
    skill = skill_score(p, y, reference=BASE_RATE).value
    assert again.skill_against(one, one.happened) == pytest.approx(skill, abs=1e-12)


@pytest.mark.parametrize("freedom", [1, 2, 3, 10, 100, 10_000, 1_000_000])
def test_student_is_the_same(freedom: int) -> None:
    assert again.t_quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-9)
