from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from support.week import call, standing, week

from reports.model import Excerpt, Table, weekly_issue, worst_and_best_first
from reports.parts import DueEvent


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=12))
def test_the_farthest_comes_first_the_closest_second_and_none_is_lost(
    made: list[tuple[float, bool]],
) -> None:
    calls = [call(p, f"P{i}", occurred=yes) for i, (p, yes) in enumerate(made)]
    ordered = worst_and_best_first(calls)
    assert sorted(c.said.pundit for c in ordered) == sorted(c.said.pundit for c in calls)
    distances = [c.distance for c in ordered]
    assert distances[0] == max(distances)
    assert distances[1:2] in ([], [min(distances)])
    assert distances[2:] == sorted(distances[2:], reverse=True)


@given(st.lists(st.integers()), st.integers(0, 10))
def test_an_excerpt_counts_what_it_leaves_out(items: list[int], limit: int) -> None:
    excerpt = Excerpt.of(items, limit)
    assert len(excerpt.shown) <= limit
    assert len(excerpt) == len(items)


def test_what_is_due_first_comes_first() -> None:
    events = [
        DueEvent(1, "Later", date(2026, 11, 22), "UTC", ()),
        DueEvent(2, "Sooner", date(2026, 11, 18), "UTC", ()),
    ]
    issue = weekly_issue(week(due=tuple(events)))
    assert [event.claim for event in issue.due.shown] == ["Sooner", "Later"]


def test_a_week_is_quiet_when_nothing_was_decided_or_corrected() -> None:
    assert weekly_issue(week(overdue=3)).is_quiet
    assert not weekly_issue(week(calls=(call(),))).is_quiet


def test_a_tie_has_at_least_two_and_those_below_the_line_are_counted() -> None:
    rows = (
        standing("A", 1, group=1),
        standing("B", 2, group=2),
        standing("C", 3, group=2),
        standing("D", None),
    )
    table = Table(rows, 20, 0.95)
    assert table.ties == (("B", "C"),)
    assert table.too_few == 1
    assert table.scored == 160
