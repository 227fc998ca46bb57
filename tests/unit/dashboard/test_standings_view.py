"""Who is drawn where, and what the first sentence dares to say."""

from typing import Any

import pytest

from dashboard.view.standings import finding, standings_chart


def test_groups_stand_together_and_a_lone_row_has_no_bracket(make: Any) -> None:
    ranked = (make.standing("A"), make.standing("B", rank=2), make.standing("C", rank=3, group=2))
    chart = standings_chart(make.standings(ranked, (make.standing("D", n=3),)), most=30)
    assert [[r.standing.pundit.name for r in g.rows] for g in chart.groups] == [["A", "B"], ["C"]]
    assert [g.bracketed for g in chart.groups] == [True, False]
    assert [r.standing.pundit.name for r in chart.too_few] == ["D"]
    assert [r.standing.pundit.name for r in chart.rows] == ["A", "B", "C", "D"]
    assert chart.more == 0


def test_a_long_list_is_cut_and_says_by_how_much(make: Any) -> None:
    ranked = tuple(make.standing(f"R{i}", group=i) for i in range(7))
    few = tuple(make.standing(f"F{i}", n=2, rank=None, group=None) for i in range(5))
    chart = standings_chart(make.standings(ranked, few), most=4)
    assert (len(chart.groups), len(chart.too_few), chart.more) == (4, 2, 6)


def test_without_scores_nothing_is_claimed(make: Any) -> None:
    assert finding(make.standings()).headline == "No prediction has been scored yet."


def test_too_few_is_said_proudly(make: Any) -> None:
    few = (make.standing("A", n=3, rank=None), make.standing("B", n=11, rank=None))
    found = finding(make.standings(few=few))
    assert found.headline == "Too few to tell."
    assert "the longest record is B, with 11" in found.detail


@pytest.mark.parametrize(
    ("groups", "headline"),
    [
        ((1,), "P0 is the only one with enough scored predictions to tell."),
        ((1, 1), "Too close to tell who calls it best."),
        ((1, 2), "P0 calls it best, by more than luck explains."),
        ((1, 1, 2), "P0 and P1 call it best, and cannot be told apart."),
        ((1, 1, 1, 1, 1, 2), "P0, P1 and 3 others call it best, and cannot be told apart."),
    ],
)
def test_the_headline_says_no_more_than_the_groups_do(
    make: Any, groups: tuple[int, ...], headline: str
) -> None:
    ranked = tuple(make.standing(f"P{i}", group=g, rank=i + 1) for i, g in enumerate(groups))
    assert finding(make.standings(ranked)).headline == headline


def test_each_record_is_set_against_always_saying_half(make: Any) -> None:
    ranked = (
        make.standing("Above", index_low=50.1, index_high=60.0),
        make.standing("Unclear", index_low=49.0, index_high=51.0),
        make.standing("Below", index_low=30.0, index_high=49.9),
    )
    assert finding(make.standings(ranked)).detail == (
        "Of 3 ranked, 1 did better than always saying 50%, 1 did worse and 1 cannot be told"
        " from it."
    )
    assert finding(make.standings(ranked[2:])).detail == (
        "Of 1 ranked, 1 did worse than always saying 50%."
    )
    assert finding(make.standings(ranked[1:2] * 3)).detail == (
        "None of the 3 ranked can be told from always saying 50%."
    )
    assert finding(make.standings(ranked[1:2])).detail == (
        "That record cannot be told from always saying 50%."
    )
