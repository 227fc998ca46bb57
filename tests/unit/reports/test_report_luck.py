import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.luck import Earlier, Scores, is_large, p_values, told_from_luck

OLD = np.array([0.01, 0.04, 0.09, 0.16, 0.25] * 8)


def scores(values: np.ndarray) -> Scores:
    value, count = np.unique(values, return_counts=True)
    return Scores(value, count)


def asked(old: np.ndarray, new: list[float]) -> dict[int, float]:
    earlier = {1: Earlier(len(old), float(old.mean()))}
    return p_values(earlier, {1: scores(np.concatenate([old, new]))})


def test_new_scores_like_the_old_ones_are_luck() -> None:
    (p,) = asked(OLD, [0.04, 0.16, 0.09]).values()
    assert p > 0.5
    assert told_from_luck({1: p}) == frozenset()


def test_a_run_that_luck_does_not_give_is_told() -> None:
    (p,) = asked(OLD, [0.81, 0.64, 0.81, 0.9]).values()
    assert p <= 0.001
    assert told_from_luck({1: p}) == {1}


def test_one_call_far_off_is_not_taken_for_a_move_among_many_who_were_asked() -> None:
    (p,) = asked(OLD, [0.9]).values()
    # One of 41 scores is the farthest off, whichever came last.
    assert p == pytest.approx(1 / 41, rel=0.2)
    others = dict.fromkeys(range(2, 12), 0.6)
    assert told_from_luck({1: p, **others}) == frozenset()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([0.04] * 20, [0.0361] * 5),  # always 80%, then 81%, and it always happened
        ([0.04] * 200, [0.0400001] * 40),
        ([0.04] * 40, [0.04] * 3),
        ([0.04] * 20 + [0.0401] * 20, [0.0441] * 6),
        ([0.01] * 400, [0.0121] * 5),
    ],
)
def test_scores_that_are_nearly_equal_make_no_small_change_a_move(
    old: list[float], new: list[float]
) -> None:
    (p,) = asked(np.array(old), new).values()
    assert p > 0.2


def test_how_much_scores_scatter_is_learned_from_everybody() -> None:
    calm, new = np.full(40, 0.25), [0.2401] * 5  # 50%, then 49% with luck: each by itself no chance
    alone = asked(calm, new)[1]
    earlier = {1: Earlier(40, 0.25)}
    others = {key: scores(np.append(OLD, 0.81)) for key in range(2, 9)}
    among = p_values(earlier, {1: scores(np.append(calm, new)), **others})[1]
    assert alone < 0.05
    assert among > 0.5


def test_who_was_nearly_equal_and_then_far_off_has_moved() -> None:
    (p,) = asked(np.full(40, 0.04), [0.64, 0.64, 0.64]).values()
    assert told_from_luck({1: p}) == {1}


def test_a_move_is_a_point_or_more_either_way() -> None:
    assert is_large(60.0, 61.0)
    assert is_large(61.0, 60.0)
    assert not is_large(60.0, 60.99)
    assert not is_large(60.0, 60.0)


def test_who_has_nothing_new_or_too_little_before_is_not_asked_about() -> None:
    assert asked(OLD, []) == {}
    assert asked(OLD[:19], [0.9, 0.9]) == {}
    assert p_values({1: Earlier(30, 0.2)}, {}) == {}


def test_a_move_by_correction_is_none_of_lucks() -> None:
    earlier = {1: Earlier(len(OLD), float(OLD.mean()) + 0.2)}  # amended since
    assert p_values(earlier, {1: scores(np.append(OLD, 0.04))}) == {}


def test_the_same_scores_give_the_same_answer() -> None:
    new = [0.49, 0.36, 0.49]
    assert asked(OLD, new) == asked(OLD, new)


def test_of_many_who_only_had_luck_hardly_anybody_is_told() -> None:
    rng = np.random.default_rng(7)
    told = 0
    for _ in range(40):
        found: dict[int, float] = {}
        for pundit in range(10):
            p = rng.choice([0.1, 0.3, 0.6, 0.8, 0.95], size=46)
            errors = np.square(p - (rng.random(46) < p))
            earlier = {pundit: Earlier(40, float(errors[:40].mean()))}
            found |= p_values(earlier, {pundit: scores(errors)})
        told += bool(told_from_luck(found))
    assert told <= 5  # 5% of 40 weeks are two


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_it_is_a_probability(new: list[float]) -> None:
    for p in asked(OLD, new).values():
        assert 0 < p <= 1
