"""Standings: rows, ranks, groups."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.measures.measure_strategies import percents

from scoring.measures import (
    MINIMUM_TO_RANK,
    Counts,
    Shrinkage,
    StandingRow,
    Tallies,
    brier_index,
    brier_interval,
    brier_score,
    index_of,
    shrink_means,
    skill_score,
    standings,
    standings_from_arrays,
)
from scoring.measures.groups import groups_of
from scoring.measures.standings import _noise_left


def simulated(sizes: dict[str, int], noise: dict[str, float], seed: int = 5) -> dict[str, Counts]:
    """Pundits who know the true chance up to some noise."""
    rng = np.random.default_rng(seed)
    found = {}
    for name, n in sizes.items():
        truth = rng.beta(0.7, 0.7, n)
        said = np.clip(np.round(truth + rng.normal(0, noise[name], n), 2), 0.01, 0.99)
        found[name] = Counts.from_arrays(said, rng.random(n) < truth)
    return found


RECORDS = simulated(
    {"sharp": 400, "sharp too": 380, "blurred": 300, "noisy": 350, "new": 19, "newer": 3, "one": 1},
    {"sharp": 0, "sharp too": 0, "blurred": 0.3, "noisy": 0.9, "new": 0, "newer": 0, "one": 0},
)


@pytest.fixture(scope="module")
def rows() -> dict[str, StandingRow]:
    return {row.pundit: row for row in standings(RECORDS)}


@pytest.mark.parametrize("name", RECORDS)
def test_a_row_says_what_the_single_measures_say(name: str, rows: dict[str, StandingRow]) -> None:
    row, counts = rows[name], RECORDS[name]
    interval = brier_interval(counts)
    assert row.n == counts.n
    assert row.mean_brier == pytest.approx(brier_score(counts), abs=1e-13)
    assert row.brier_index == pytest.approx(brier_index(counts), abs=1e-10)
    assert row.skill == pytest.approx(skill_score(counts).value, abs=1e-12)
    assert row.skill_reference == "always 50%"
    assert row.brier_interval.low == pytest.approx(interval.low, abs=1e-12)
    assert row.brier_interval.high == pytest.approx(interval.high, abs=1e-12)
    assert row.brier_interval.reason == interval.reason
    assert row.index_interval.low == pytest.approx(interval.through(index_of).low, abs=1e-10)
    assert row.index_interval.high == pytest.approx(interval.through(index_of).high, abs=1e-10)


def test_ranked_first_then_too_few_to_tell_by_number_of_forecasts(
    rows: dict[str, StandingRow],
) -> None:
    placed = [(row.pundit, row.rank) for row in rows.values()]
    assert {name for name, _ in placed[:2]} == {"sharp", "sharp too"}
    assert placed[2:4] == [("blurred", 3), ("noisy", 4)]
    assert placed[4:] == [("new", None), ("newer", None), ("one", None)]
    assert [row.reason for row in rows.values()] == [None] * 4 + ["too few to tell"] * 3


def test_pundits_of_one_kind_share_a_group_and_others_do_not(rows: dict[str, StandingRow]) -> None:
    groups = {name: row.group for name, row in rows.items()}
    assert groups == {
        "sharp": 1,
        "sharp too": 1,
        "blurred": 2,
        "noisy": 3,
        "new": None,
        "newer": None,
        "one": None,
    }


def test_ranks_go_by_shrunken_means(rows: dict[str, StandingRow]) -> None:
    means, sizes, variances = zip(
        *(
            (
                brier_score(counts),
                counts.n,
                np.var(errors(counts), ddof=1) if counts.n > 1 else 0.0,
            )
            for counts in RECORDS.values()
        ),
        strict=True,
    )
    shrunken = shrink_means(means, sizes, variances).shrunken
    for name, value in zip(RECORDS, shrunken, strict=True):
        assert rows[name].shrunken_brier == pytest.approx(value, abs=1e-12)
        assert rows[name].shrunken_index == pytest.approx(index_of(value), abs=1e-9)
    ranked = [row.shrunken_brier for row in rows.values() if row.rank is not None]
    assert np.all(np.diff(np.array(ranked, dtype=float)) > 0)


def errors(counts: Counts) -> np.ndarray:
    pairs = counts.pairs()
    assert pairs.weight is not None
    return np.repeat((pairs.probability - pairs.outcome) ** 2, pairs.weight.astype(int))


def test_equal_records_share_a_rank_and_the_next_one_counts_on() -> None:
    good = Counts.from_tallies([0.9, 0.9], [1, 0], [36, 4])
    bad = Counts.from_tallies([0.1, 0.1], [1, 0], [36, 4])
    found = standings({"a": good, "b": good, "c": bad})
    assert [(row.pundit, row.rank, row.group) for row in found] == [
        ("a", 1, 1),
        ("b", 1, 1),
        ("c", 3, 2),
    ]


def test_equal_records_share_a_rank_in_whatever_order_they_were_added_up() -> None:
    rng = np.random.default_rng(1)
    p, y = np.round(rng.random(25), 2), (rng.random(25) < 0.5).astype(int)
    far = np.concatenate((p, p[::-1], 1 - y)), np.concatenate((y, y[::-1], y))
    rows = standings_from_arrays(np.repeat(["a", "b", "worst"], 25), *far)
    assert rows[0].mean_brier != rows[1].mean_brier  # by the last bit only
    assert [row.rank for row in rows] == [1, 1, 3]


def test_where_luck_explains_everything_all_share_the_first_rank() -> None:
    coin = {
        name: Counts.from_tallies([0.2, 0.2], [1, 0], [6, 24 - k]) for k, name in enumerate("cba")
    }
    found = standings(coin)
    assert [(row.rank, row.group) for row in found] == [(1, 1)] * 3
    assert [row.pundit for row in found] == ["c", "b", "a"]  # lower mean first


def test_a_run_of_equal_scores_does_not_prove_anything() -> None:
    """Twenty forecasts of 60% that all came true have no spread of their own."""
    lucky = Counts.from_tallies([0.6], [1], [20])
    usual = Counts.from_tallies([0.7, 0.7], [1, 0], [14, 6])
    found = standings({"lucky": lucky, "usual": usual})
    assert [row.group for row in found] == [1, 1]
    assert found[0].brier_interval.low is None
    assert found[0].brier_interval.reason is not None


def test_nobody_has_two_forecasts() -> None:
    found = standings_from_arrays(["a", "b"], [0.2, 0.9], [1, 1])
    assert [row.shrunken_brier for row in found] == [None, None]
    assert [row.shrunken_index for row in found] == [None, None]


def test_everybody_certain_of_the_opposite_stays_on_the_scale() -> None:
    found = standings_from_arrays(np.repeat(["a", "b", "c"], 30), np.zeros(90), np.ones(90))
    assert [(row.mean_brier, row.brier_index, row.shrunken_brier) for row in found] == [
        (1, 0, 1)
    ] * 3


def test_arrays_rows_and_counts_give_the_same_standings() -> None:
    pairs = {name: counts.pairs() for name, counts in RECORDS.items()}
    columns = [
        (name, p, y, int(n))
        for name, part in pairs.items()
        for p, y, n in zip(part.probability, part.outcome, part.weight, strict=True)  # type: ignore[arg-type]
        if n > 0
    ]
    from_rows = standings(Tallies.from_rows(*zip(*columns, strict=True)))
    singles = [(name, p, y) for name, p, y, n in columns for _ in range(n)]
    names, p, y = zip(*singles, strict=True)
    from_arrays = standings_from_arrays(names, p, y)
    expected = standings(RECORDS)
    for found in (from_rows, from_arrays):
        assert [(r.pundit, r.n, r.rank, r.group) for r in found] == [
            (r.pundit, r.n, r.rank, r.group) for r in expected
        ]
        assert [r.shrunken_brier for r in found] == pytest.approx(
            [r.shrunken_brier for r in expected]
        )


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), percents, st.integers(0, 1), st.integers(1, 30)),
        min_size=1,
        max_size=40,
    )
)
def test_every_pundit_stands_once_and_ranks_and_groups_never_fall(
    columns: list[tuple[int, float, int, int]],
) -> None:
    found = standings(Tallies.from_rows(*zip(*columns, strict=True)))
    assert sorted(row.pundit for row in found) == sorted({pundit for pundit, *_ in columns})
    ranked = [row for row in found if row.rank is not None]
    assert all(row.n >= MINIMUM_TO_RANK for row in ranked)
    assert all(row.n < MINIMUM_TO_RANK for row in found[len(ranked) :])
    ranks, groups = [row.rank for row in ranked], [row.group for row in ranked]
    assert np.all(np.diff(np.array(ranks, dtype=float)) >= 0)
    assert np.all(np.diff(np.array(groups, dtype=float)) >= 0)
    if ranked:
        assert (ranks[0], groups[0]) == (1, 1)


def test_a_chain_of_small_differences_is_not_one_group() -> None:
    """Each is within one standard error of the next; the ends are twelve apart."""
    found = groups_of(np.linspace(0, 0.12, 13), np.full(13, 0.01**2))
    assert found[0] == 1
    assert found[-1] > 1
    assert found == sorted(found)


def test_the_noise_of_both_counts_towards_telling_them_apart() -> None:
    for noise in ([0.0001, 0.0001], [0.0002, 0.0], [0.0, 0.0002]):
        assert groups_of(np.array([0, 0.0225]), np.array(noise)) == [1, 1]
    assert groups_of(np.array([0, 0.0225]), np.array([0.0001, 0.0])) == [1, 2]


def test_noise_starts_from_the_larger_of_own_and_pooled_variance() -> None:
    shrinkage = Shrinkage(np.zeros(2), 0.2, tau2=0.01, noise=np.array([0.01, 0.01]))
    left = _noise_left(shrinkage, np.array([0.0, 0.03]))
    assert left == pytest.approx([0.01 / 2, 0.0003 / 0.04])


def test_groups_are_corrected_for_the_number_of_comparisons() -> None:
    """A difference of 2.5 standard errors is real between two, and luck among fifty."""
    difference, noise = 0.025 * np.sqrt(2), 0.01**2
    assert groups_of(np.array([0, difference]), np.full(2, noise)) == [1, 2]
    assert groups_of(np.append(np.zeros(49), difference), np.full(50, noise)) == [1] * 50


def test_pundits_of_equal_ability_are_hardly_ever_told_apart() -> None:
    """The best of thirty is best partly by luck; with raw means every fifth league would split."""
    rng = np.random.default_rng(40)
    split = 0
    for _ in range(100):
        p = np.round(rng.random(30 * 50), 2)
        rows = standings_from_arrays(np.repeat(np.arange(30), 50), p, rng.random(30 * 50) < p)
        split += max(row.group or 0 for row in rows) > 1
    assert split <= 5


def test_nobody_to_group() -> None:
    assert groups_of(np.array([]), np.array([])) == []
