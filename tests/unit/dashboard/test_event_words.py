"""Dates, stages and lists of events in words."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from core.days import last_second
from dashboard.view.corrections import corrections
from dashboard.view.deadlines import known_words, waited_words
from dashboard.view.event import MOST_CALLS, event_page, status
from dashboard.view.events import event_lines, said_words, weeks, when
from dashboard.view.front import given_words
from predictions.lifecycle import Stage
from predictions.views import PunditRef
from scoring.views import DecidedEvent

BEFORE = datetime(2020, 10, 20, 12, tzinfo=UTC)
AFTER = datetime(2020, 11, 16, 12, tzinfo=UTC)


def test_the_last_second_stands_for_its_day() -> None:
    known = last_second(date(2020, 11, 3), "Europe/Berlin")
    assert known_words(known, "Europe/Berlin") == "by the end of 3 November 2020 (Europe/Berlin)"
    assert known_words(known, "UTC") == "3 November 2020, 22:59 UTC"


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(hours=5), "less than a day"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=12), "12 days"),
    ],
)
def test_waiting_is_told_in_days(waited: timedelta, words: str) -> None:
    assert waited_words(AFTER - waited, AFTER) == words


def test_an_event_says_what_matters_at_its_stage(make: Any) -> None:
    due = make.event(stage=Stage.DUE)
    decided = make.event(stage=Stage.DECIDED, outcomes=(make.outcome("did_not_occur"),))
    assert when(make.event(), BEFORE) == "Open until 3 November 2020 (UTC)"
    assert when(due, AFTER) == "Due for 12 days; ended 3 November 2020 (UTC)"
    assert when(decided, AFTER) == "Did not happen"
    assert when(make.event(deadline=None, closes_at=None), AFTER) == "No deadline"


def test_the_page_of_an_event_says_where_it_stands(make: Any) -> None:
    assert status(make.event(), BEFORE) == "Open until the end of 3 November 2020: 14 days left."
    last_day = datetime(2020, 11, 3, 9, tzinfo=UTC)
    assert status(make.event(), last_day).endswith("the last day.")
    assert status(make.event(stage=Stage.DUE), AFTER) == (
        "Due for 12 days, waiting for its outcome."
    )
    endless = make.event(deadline=None, closes_at=None)
    assert status(endless, AFTER) == "Open, without a deadline: on record, but not scored."


def test_an_event_that_was_merged_is_neither_open_nor_due(make: Any) -> None:
    merged = make.event(stage=Stage.MERGED, merged_into_id=9)
    assert status(merged, AFTER) == "The same as event 9, and merged into it."
    assert when(merged, AFTER) == "Merged into event 9"


def test_an_event_of_which_nothing_stands_awaits_nothing(make: Any) -> None:
    due, gone = make.event(stage=Stage.DUE), make.call(said_as="withdrawn")
    assert event_page(due, [gone], [], AFTER, "UTC").status.startswith("Nothing that was said")
    assert event_page(due, [gone, make.call()], [], AFTER, "UTC").status.startswith("Due for")


def test_the_scale_has_the_highest_first_and_one_pundit_together(make: Any) -> None:
    said = (("ada", 0.4, "first"), ("ben", 0.6, "first"), ("ada", 0.9, "update"),
            ("cleo", 0.8, "withdrawn"))  # fmt: skip
    calls = [
        make.call(
            prediction=make.prediction(given, id=number, pundit=PunditRef(who, who)), said_as=how
        )
        for number, (who, given, how) in enumerate(said)
    ]
    page = event_page(make.event(), calls, [], AFTER, "UTC")
    assert [card.call.prediction.id for card in page.rows] == [1, 0, 2]
    assert [card.call.prediction.id for card in page.listed] == [0, 1, 2, 3]


def test_a_very_long_event_shows_its_first_calls_and_says_how_many_more(make: Any) -> None:
    calls = [make.call(prediction=make.prediction(id=number)) for number in range(130)]
    page = event_page(make.event(), calls, [], AFTER, "UTC")
    assert (len(page.rows), len(page.listed), page.more) == (MOST_CALLS, MOST_CALLS, 30)


def test_a_ruling_says_what_became_of_the_condition(make: Any) -> None:
    for held, words in ((True, "It came about."), (False, "It did not come about."), (None, "")):
        ruled = make.outcome(condition_occurred=held)
        page = event_page(make.event(outcomes=(ruled,)), [], [], AFTER, "UTC")
        assert page.ruling
        assert page.ruling.condition == words


def test_all_rulings_stay_visible_newest_first(make: Any) -> None:
    first = make.outcome("occurred")
    second = make.outcome("did_not_occur", revision=2, reason="misread")
    page = event_page(make.event(outcomes=(first, second)), [], [], AFTER, "UTC")
    assert page.ruling
    assert page.ruling.outcome is second
    assert [r.outcome for r in page.earlier] == [first]


def test_who_gave_what_is_named_or_summed_up(make: Any) -> None:
    assert said_words([]) == ""
    assert said_words([make.prediction(0.7)]) == "Ada: 70%"
    assert said_words([make.prediction(p) for p in (0.7, 0.2)]) == "2 predictions: 20% to 70%"
    assert said_words([make.prediction(0.4)] * 3) == "3 predictions: 40%"


def test_decided_events_say_who_had_given_what(make: Any) -> None:
    calls = [make.call(prediction=make.prediction(p)) for p in (0.8, 0.3)]
    assert given_words(calls) == "Ada had given it 80% and Ada 30%."
    assert given_words([]) == ""


def test_weeks_begin_on_monday_and_come_in_order(make: Any) -> None:
    days = [date(2020, 11, 8), date(2020, 11, 9), date(2020, 11, 2), None]
    events = [
        make.event(
            id=number,
            deadline=day,
            closes_at=day and datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
        for number, day in enumerate(days)
    ]
    found = weeks(event_lines(events, {}, BEFORE))
    assert [(w.title, [line.event.id for line in w.lines]) for w in found] == [
        ("Week of 2 November 2020", [2, 0]),
        ("Week of 9 November 2020", [1]),
    ]


def test_each_amendment_is_a_correction_newest_first(make: Any) -> None:
    outcomes = tuple(
        make.outcome(
            ruling,
            revision=number,
            reason="" if number == 1 else f"reason {number}",
            recorded_at=AFTER + timedelta(days=number),
        )
        for number, ruling in enumerate(("occurred", "ambiguous", "did_not_occur"), start=1)
    )
    decided = DecidedEvent(make.event(outcomes=outcomes), (make.call(score=make.score()),))
    newest, older = corrections([decided], "UTC")
    assert (newest.before.words, newest.after.words) == ("cannot be known", "did not happen")
    assert newest.effect == ("1 prediction of this event on record, 1 scored under the new ruling.")
    assert (older.before.words, older.effect) == ("happened", "")
