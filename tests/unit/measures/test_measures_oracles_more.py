"""The same numbers by two further implementations: `scores` and `model-diagnostics`."""

from typing import Any

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from model_diagnostics.scoring import SquaredError, decompose
from scores.probability import brier_score as brier_of_scores
from scores.probability import isotonic_fit
from unit.measures.measure_strategies import records

from scoring.measures import brier_score, corp_decomposition, murphy_decomposition

Record = tuple[Any, Any]
RNG = np.random.default_rng(23)
DIGITS = 9  # scikit-learn, under both, takes neighbours within 1e-15 for ties, which ours does not
ADVERSARIAL: dict[str, Record] = {
    "one forecast that came true": ([0.7], [1]),
    "one forecast that did not": ([0.7], [0]),
    "two forecasts, tied": ([0.4, 0.4], [1, 0]),
    "two forecasts, the wrong way round": ([0.9, 0.1], [0, 1]),
    "three forecasts, two tied": ([0.2, 0.2, 0.8], [1, 0, 1]),
    "four forecasts, all wrong": ([0.0, 0.0, 1.0, 1.0], [1, 1, 0, 0]),
    "five forecasts that never came true": ([0.1, 0.3, 0.5, 0.7, 0.9], [0] * 5),
    "five forecasts that all came true": ([0.1, 0.3, 0.5, 0.7, 0.9], [1] * 5),
    "all equal": (np.full(300, 0.37), RNG.integers(0, 2, 300)),
    "only certainties": (RNG.integers(0, 2, 300).astype(float), RNG.integers(0, 2, 300)),
    "nearly certain": (np.where(RNG.random(300) < 0.5, 1e-12, 1 - 1e-12), RNG.integers(0, 2, 300)),
    "smallest and largest": (RNG.choice([0.0, 1e-9, 1 - 1e-9, 1.0], 300), np.arange(300) % 2),
    "falling": (np.linspace(0.999, 0.001, 300), (np.arange(300) >= 150).astype(int)),
    "many ties": (RNG.integers(0, 5, 1000) / 4, RNG.integers(0, 2, 1000)),
    "percent grid": (RNG.integers(0, 101, 3000) / 100, RNG.integers(0, 2, 3000)),
    "continuous": (RNG.random(3000), RNG.integers(0, 2, 3000)),
}


def near(value: float) -> Any:
    return pytest.approx(value, abs=1e-9)


def agrees_with_scores(p: Any, y: Any) -> None:
    """Brier score of `scores`, and both decompositions from what its isotonic fit returns."""
    p, y = np.asarray(p, dtype=float), np.asarray(y, dtype=float)
    brier = brier_of_scores(xr.DataArray(p, dims="event"), xr.DataArray(y, dims="event")).item()
    assert brier_score(p, y) == near(brier)
    fit = isotonic_fit(p, y)
    distinct, sizes = fit["fcst_sorted"], fit["fcst_counts"]
    spread = np.average((fit["regression_values"] - y.mean()) ** 2, weights=sizes)
    corp = corp_decomposition(p, y)
    assert corp.discrimination == near(spread)
    assert corp.miscalibration == near(brier - y.var() + spread)
    assert corp.uncertainty == near(y.var())
    frequency = np.array([y[p == value].mean() for value in distinct])
    murphy = murphy_decomposition(p, y)
    assert murphy.reliability == near(np.average((distinct - frequency) ** 2, weights=sizes))
    assert murphy.resolution == near(np.average((frequency - y.mean()) ** 2, weights=sizes))


def agrees_with_model_diagnostics(p: Any, y: Any) -> None:
    # Every forecast twice changes no mean, and a single one alone is refused as no array.
    twice = np.tile(y, 2), np.tile(p, 2)
    found = decompose(*twice, scoring_function=SquaredError()).row(0, named=True)
    corp = corp_decomposition(p, y)
    assert corp.miscalibration == near(found["miscalibration"])
    assert corp.discrimination == near(found["discrimination"])
    assert corp.uncertainty == near(found["uncertainty"])
    assert brier_score(p, y) == near(found["score"])


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_scores(name: str) -> None:
    agrees_with_scores(*ADVERSARIAL[name])


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_model_diagnostics(name: str) -> None:
    agrees_with_model_diagnostics(*ADVERSARIAL[name])


@settings(max_examples=30, deadline=None)
@given(records)
def test_both_on_any_record(record: Record) -> None:
    p, y = np.round(record[0], DIGITS), record[1]
    agrees_with_scores(p, y)
    agrees_with_model_diagnostics(p, y)
