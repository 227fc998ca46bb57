"""The figures of docs/scoring.md are those that the code gives."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from scoring.measures import (
    BASE_RATE,
    adjust_for_difficulty,
    adjust_pvalues,
    auc,
    bca,
    bias,
    brier_index,
    brier_interval,
    brier_score,
    calibration_points,
    compare_paired,
    corp_decomposition,
    index_of,
    log_score,
    murphy_decomposition,
    peer_scores,
    shrink_means,
    skill_score,
    spiegelhalter_test,
    time_weighted_brier,
)
from scoring.measures.bca import Moments
from scoring.measures.shrinkage import shrink_noisy

DOC = (Path(__file__).parents[3] / "docs" / "scoring.md").read_text(encoding="utf-8")
FIGURES = re.findall(r"`(?!like_this)(\w[\w.]*) = (-?[\d.]+)`", DOC)
TABLE = re.findall(r"^\| (\d+) \| (\d+)% \| (\d+)% \| (yes|no) \| ([\d.]+) \|$", DOC, re.MULTILINE)
A = [int(row[1]) / 100 for row in TABLE]
B = [int(row[2]) / 100 for row in TABLE]
Y = [int(row[3] == "yes") for row in TABLE]

SHRUNKEN = shrink_means([0.05, 0.16, 0.20, 0.24], [4, 20, 100, 400], [0.004, 0.05, 0.05, 0.05])
DIFFICULTY = adjust_for_difficulty(
    [0.8, 0.6, 0.7, 0.1], [1, 1, 0, 0], pundits=["X", "Y"] * 2, events=[1, 1, 2, 2]
)
CHANGED = time_weighted_brier([0.5, 0.8, 0.1], 1, times=[0, 2.5, 9], opened=0, closed=10)
PEERS = peer_scores(A + B, Y + Y, list(range(10)) * 2).values[:10]
RANGE, PAIR, DISTINCT = brier_interval(A, Y), compare_paired(A, Y, B), murphy_decomposition(A, Y)
TWO_BINS, CORP, Z = (
    murphy_decomposition(A, Y, bins=2),
    corp_decomposition(A, Y),
    spiegelhalter_test(A, Y),
)
DOT = next(dot for dot in calibration_points(A, Y, bins=5) if dot.start == 0.6)
LEAGUES = ("league_raw", "league_shrunken", "league_own_variances")


def league_errors(leagues: int = 100) -> tuple[float, ...]:
    """Root mean square error of means in simulated leagues: raw, shrunk as we do, own variances.

    Forty pundits, 4 to 300 forecasts each, who know the chances up to a noise of their own.
    """
    rng = np.random.default_rng(2)
    squares = np.zeros(3)
    for _ in range(leagues):
        sizes = np.exp(rng.uniform(np.log(4), np.log(300), 40)).astype(int)
        found, true, variances = league(rng, sizes)
        own = shrink_noisy(found, variances / sizes).shrunken
        ours = shrink_means(found, sizes, variances).shrunken
        squares += [np.mean((means - true) ** 2) for means in (found, ours, own)]
    return tuple(np.sqrt(squares / leagues).tolist())


def league(rng: np.random.Generator, sizes: np.ndarray) -> tuple[np.ndarray, ...]:
    """Each pundit's mean score over so many forecasts, its expectation, and their variance."""
    shape = (len(sizes), 1000)
    chance = rng.beta(1.2, 1.2, shape)
    noise = rng.uniform(0, 0.4, (len(sizes), 1))
    said = np.clip(chance + noise * rng.standard_normal(shape), 0.01, 0.99)
    scores = (said - (rng.random(shape) < chance)) ** 2
    expected = chance * (said - 1) ** 2 + (1 - chance) * said**2
    own = [row[:n] for row, n in zip(scores, sizes, strict=True)]
    variances = np.maximum([row.var(ddof=1) for row in own], 1e-6)
    return np.array([row.mean() for row in own]), expected.mean(axis=1), variances


EXPECTED: dict[str, float | None] = {
    "brier_A": brier_score(A, Y),
    "brier_B": brier_score(B, Y),
    "brier_A_0_to_2": 2 * brier_score(A, Y),
    "index_A": brier_index(A, Y),
    "index_B": brier_index(B, Y),
    "skill_A_against_always_50": skill_score(A, Y).value,
    "skill_A_against_base_rate": skill_score(A, Y, reference=BASE_RATE).value,
    "brier_of_base_rate": brier_score([0.4] * 10, Y),
    "skill_A_against_B": skill_score(A, Y, reference="B", reference_probabilities=B).value,
    "brier_A_low": RANGE.low,
    "brier_A_high": RANGE.high,
    "index_A_low": RANGE.through(index_of).low,
    "index_A_high": RANGE.through(index_of).high,
    "dots_A_0.6_to_0.8_said": DOT.said,
    "dots_A_0.6_to_0.8_n": DOT.n,
    "dots_A_0.6_to_0.8_happened": DOT.happened,
    "bias_A": bias(A, Y),
    "z_A": Z.z,
    "p_of_z_A": Z.p_value,
    "miscalibration_A": CORP.miscalibration,
    "discrimination_A": CORP.discrimination,
    "uncertainty_A": CORP.uncertainty,
    "reliability_A": DISTINCT.reliability,
    "resolution_A": DISTINCT.resolution,
    "reliability_A_2_bins": TWO_BINS.reliability,
    "resolution_A_2_bins": TWO_BINS.resolution,
    "within_variance_A_2_bins": TWO_BINS.within_bin_variance,
    "within_covariance_A_2_bins": TWO_BINS.within_bin_covariance,
    "auc_A": auc(A, Y).value,
    "log_A": log_score(A, Y).value,
    "log_floor": log_score(A, Y).floor,
    "closer_A": PAIR.closer,
    "difference_A_B": PAIR.mean_difference,
    "p_A_B": PAIR.p_value,
    "first_adjusted": adjust_pvalues([0.01, 0.04, 0.03])[0],
    "second_adjusted": adjust_pvalues([0.01, 0.04, 0.03])[1],
    "third_adjusted": adjust_pvalues([0.01, 0.04, 0.03])[2],
    "shrunken_first": SHRUNKEN.shrunken[0],
    "shrunken_last": SHRUNKEN.shrunken[-1],
    "peer_A_event_1": PEERS[0],
    "peer_A": PEERS.mean(),
    "adjusted_X": DIFFICULTY.adjusted[0],
    "adjusted_Y": DIFFICULTY.adjusted[1],
    "difficulty_second": DIFFICULTY.difficulty[1],
    "time_weighted": CHANGED.value,
    "first_statement": CHANGED.first,
    "last_statement": CHANGED.last,
    "coverage": CHANGED.coverage,
}


def test_every_figure_is_recomputed_and_every_expectation_printed() -> None:
    assert {name for name, _ in FIGURES} == {*EXPECTED, *LEAGUES}
    assert len(TABLE) == 10


@pytest.mark.parametrize(("name", "printed"), [pair for pair in FIGURES if pair[0] in EXPECTED])
def test_figure(name: str, printed: str) -> None:
    assert as_printed(EXPECTED[name], printed)


def test_figures_of_the_simulated_leagues() -> None:
    printed = dict(FIGURES)
    for name, value in zip(LEAGUES, league_errors(), strict=True):
        assert as_printed(value, printed[name])


def as_printed(value: float | None, printed: str) -> bool:
    """Whether a value rounds to what the page says, to the digits that it gives."""
    decimals = len(printed.partition(".")[2])
    return value is not None and abs(value - float(printed)) <= 0.5 * 10**-decimals + 1e-12


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"event {row[0]}")
def test_squared_error_of_the_table(row: tuple[str, ...]) -> None:
    said, happened = int(row[1]) / 100, int(row[3] == "yes")
    assert brier_score(said, happened) == pytest.approx(float(row[4]))


def coverage_rows() -> Iterator[tuple[str, int, list[float]]]:
    kind = ""
    pattern = r"^\| ([\w %]*?) ?\| (\d+) \| (\.\d+) \| (\.\d+) \| (\.\d+) \|$"
    for said, n, *shares in re.findall(pattern, DOC, re.MULTILINE):
        kind = said or kind
        yield kind, int(n), [float(share) for share in shares]


SETTINGS: dict[str, tuple[Callable[[np.random.Generator, tuple[int, int]], np.ndarray], float]] = {
    "spread evenly from 0 to 100%": (lambda rng, shape: rng.random(shape), 1 / 6),
    "always 5%": (lambda _, shape: np.full(shape, 0.05), 0.05 * 0.95),
}


@pytest.mark.parametrize(("kind", "n", "shares"), list(coverage_rows()))
def test_coverage_of_the_range(kind: str, n: int, shares: list[float]) -> None:
    """4,000 records here, 20,000 in the table: two standard errors are below .02."""
    draw, truth = SETTINGS[kind]
    rng, shape = np.random.default_rng(n), (4000, n)
    p = draw(rng, shape)
    scores = (p - (rng.random(shape) < p)) ** 2
    mean = scores.mean(axis=1)
    away = scores - mean[:, None]
    moments = Moments(np.full(4000, float(n)), mean, *((away**k).mean(axis=1) for k in (2, 3, 4)))
    low, high = bca.limits(moments, 0.95)
    t = stats.t.ppf(0.975, n - 1)
    student = t * moments.standard_error
    widened = t / stats.norm.ppf(0.975) * np.sqrt(n / (n - 1))
    found = [
        held(mean - student, mean + student, truth),
        held(mean + (low - mean) / widened, mean + (high - mean) / widened, truth),
        held(low, high, truth),
    ]
    assert found == pytest.approx(shares, abs=0.02)


def held(low: np.ndarray, high: np.ndarray, truth: float) -> float:
    """Share of ranges that hold the truth; an undefined one does not."""
    return float(np.mean((low <= truth) & (truth <= high)))


def test_both_settings_are_in_the_table() -> None:
    assert [(kind, n) for kind, n, _ in coverage_rows()] == [
        (kind, n) for kind in SETTINGS for n in (10, 20, 50)
    ]
