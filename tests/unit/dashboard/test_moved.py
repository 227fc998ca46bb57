"""What an outcome did to the standings, said to the editor who entered it."""

from math import sqrt
from typing import Any

import pytest

from dashboard.desk.view.moved import HELD, Scored, moved_words
from predictions.views import PunditRef
from scoring.views import Call, ScoreView, Standing


def call(make: Any, **fields: Any) -> Call:
    made: Call = make.call(score=make.score(0.09), **fields)
    return made


def row(make: Any, n: int, mean: float) -> Standing:
    made: Standing = make.standing("Ada", n=n, mean_brier=mean)
    return made


def test_a_new_score_moves_the_mean_that_it_entered(make: Any) -> None:
    (said,) = moved_words([call(make)], [row(make, 4, 0.24)], Scored({}, {3: 0.09}))
    before = 100 * (1 - sqrt((4 * 0.24 - 0.09) / 3))
    assert said == f"Brier index of Ada went from {before:.1f} to 51.0, over 4 scored predictions."


def test_a_replaced_score_moves_it_from_where_the_old_one_had_put_it(make: Any) -> None:
    (said,) = moved_words([call(make)], [row(make, 1, 0.09)], Scored({3: 0.49}, {3: 0.09}))
    assert said == "Brier index of Ada went from 30.0 to 70.0, over 1 scored prediction."


def test_a_first_score_and_a_last_one_taken_back_say_so(make: Any) -> None:
    (first,) = moved_words([call(make)], [row(make, 1, 0.09)], Scored({}, {3: 0.09}))
    assert first == "The first score of Ada: Brier index 70.0."
    gone = make.call()
    (last,) = moved_words([gone], [], Scored({3: 0.09}, {}))
    assert last == "Ada has no scored prediction left; the Brier index was 70.0."


def test_an_early_outcome_moves_nothing_yet(make: Any) -> None:
    early: ScoreView = make.score(in_standings=False)
    waits = make.call(score=early)
    assert moved_words([waits], [row(make, 4, 0.24)], Scored({}, {3: 0.09})) == (HELD,)


@pytest.mark.parametrize("said_as", ["update", "restatement", "withdrawn"])
def test_what_does_not_count_moves_nothing(make: Any, said_as: str) -> None:
    run = Scored({}, {3: 0.09})
    assert moved_words([call(make, said_as=said_as)], [row(make, 4, 0.24)], run) == ()


def test_everybody_is_named(make: Any) -> None:
    ben = call(make, prediction=make.prediction(id=4, pundit=PunditRef("ben", "Ben")))
    rows = [row(make, 4, 0.24), make.standing("Ben", n=2, mean_brier=0.09)]
    said = moved_words([call(make), ben], rows, Scored({}, {3: 0.09, 4: 0.09}))
    assert [words.split()[3] for words in said] == ["Ada", "Ben"]
