"""The consistency band, and the words of the calibration test."""

import numpy as np
import pytest

from scoring.measures import (
    CalibrationCurve,
    CalibrationTest,
    Counts,
    calibration_curve,
    spiegelhalter_test,
)

TENTHS = np.arange(11) / 10


def calibrated(n: int, rng: np.random.Generator) -> Counts:
    p = rng.choice(TENTHS[1:-1], n)
    return Counts.from_arrays(p, rng.random(n) < p)


def test_the_band_holds_calibrated_curves_as_often_as_it_says() -> None:
    """A pointwise 90% band, over 300 simulated records of 300 calibrated forecasts each."""
    rng = np.random.default_rng(20)
    inside = total = 0
    for _ in range(300):
        curve = calibration_curve(calibrated(300, rng), rng=rng, resamples=200)
        inside += len(curve.probability) - len(curve.outside())
        total += len(curve.probability)
    assert inside / total == pytest.approx(0.90, abs=0.025)


def test_an_over_confident_record_leaves_the_band() -> None:
    rng = np.random.default_rng(21)
    p = rng.choice([0.1, 0.9], 400)
    curve = calibration_curve(p, rng.random(400) < 0.5 + (p - 0.5) / 2, rng=rng)
    assert curve.outside().tolist() == [0.1, 0.9]


def test_a_wider_level_gives_a_wider_band() -> None:
    counts = calibrated(200, np.random.default_rng(22))
    narrow, wide = (calibration_curve(counts, rng=1, level=level) for level in (0.5, 0.99))
    assert np.all(wide.low <= narrow.low)
    assert np.all(wide.high >= narrow.high)
    assert np.mean(wide.high - wide.low) > 2 * np.mean(narrow.high - narrow.low)


def test_a_seed_gives_the_same_band_and_another_seed_another() -> None:
    counts = calibrated(200, np.random.default_rng(23))
    bands = [calibration_curve(counts, rng=seed).low.tolist() for seed in (1, 1, 2)]
    assert bands[0] == bands[1]
    assert bands[0] != bands[2]


def test_many_distinct_probabilities_are_simulated_in_parts() -> None:
    """More cells than are held at once; the first and last part must both be there."""
    rng = np.random.default_rng(24)
    p = np.sort(rng.random(3000))
    curve = calibration_curve(p, rng.random(3000) < p, rng=1, resamples=400)
    assert np.all(np.isfinite(curve.low))
    assert len(curve.outside()) < 0.2 * 3000
    middle = slice(500, 2500)
    assert np.all(curve.low[middle] < p[middle])
    assert np.all(curve.high[middle] > p[middle])


def test_the_edge_of_the_band_belongs_to_it_whichever_way_it_was_added() -> None:
    said, found, low, high = (np.array([x]) for x in (0.5, 0.1 + 0.2, 0.1, 0.3))
    curve = CalibrationCurve(said, found, low, high, np.array([10]), 0.9, 100)
    assert curve.outside().tolist() == []


def test_certainty_leaves_luck_no_room() -> None:
    curve = calibration_curve([0.0, 1.0, 1.0], [0, 1, 0], rng=1)
    assert (curve.low.tolist(), curve.high.tolist()) == ([0, 1], [0, 1])
    assert curve.outside().tolist() == [1.0]


@pytest.mark.parametrize(
    ("p_value", "n", "verdict"),
    [
        (0.049, 10, "off"),
        (0.05, 49, "cannot tell"),
        (0.05, 50, "well calibrated"),
        (0.9, 1000, "well calibrated"),
        (None, 1000, "cannot tell"),
    ],
)
def test_words_for_the_test(p_value: float | None, n: int, verdict: str) -> None:
    assert CalibrationTest(None, p_value, n).verdict == verdict


def test_the_test_rejects_as_often_as_it_should_and_finds_over_confidence() -> None:
    rng = np.random.default_rng(25)
    verdicts = [spiegelhalter_test(calibrated(200, rng)).verdict for _ in range(1000)]
    assert verdicts.count("off") / 1000 == pytest.approx(0.05, abs=0.02)
    p = rng.choice([0.05, 0.95], 300)
    bold = spiegelhalter_test(p, rng.random(300) < 0.5 + (p - 0.5) * 0.7)
    timid = spiegelhalter_test(0.5 + (p - 0.5) * 0.5, rng.random(300) < p)
    assert bold.verdict == timid.verdict == "off"
    assert bold.z is not None
    assert timid.z is not None
    assert bold.z > 0 > timid.z
