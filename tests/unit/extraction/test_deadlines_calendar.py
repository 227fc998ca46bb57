"""Holidays, elections and the file of named events."""

from datetime import date

import pytest

from predictions.extraction.deadlines import find_deadlines
from predictions.extraction.deadlines.calendar_file import named_events
from predictions.extraction.deadlines.holidays import HOLIDAYS, election_day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("easter", date(2024, 3, 31)),
        ("good friday", date(2024, 3, 29)),
        ("martin luther king day", date(2024, 1, 15)),
        ("memorial day", date(2024, 5, 27)),
        ("labor day", date(2015, 9, 7)),
        ("thanksgiving", date(2024, 11, 28)),
        ("black friday", date(2024, 11, 29)),
        ("mother's day", date(2024, 5, 12)),
        ("christmas eve", date(2024, 12, 24)),
    ],
)
def test_holidays(name: str, day: date) -> None:
    assert HOLIDAYS[name](day.year) == day


@pytest.mark.parametrize(
    "day",
    [date(2014, 11, 4), date(2016, 11, 8), date(2018, 11, 6), date(2020, 11, 3), date(2022, 11, 8)],
)
def test_election_day(day: date) -> None:
    assert election_day(day.year) == day


def test_every_holiday_exists_in_every_year() -> None:
    for name, day_of in HOLIDAYS.items():
        assert all(day_of(year).year == year for year in range(1990, 2100)), name


def test_rows_are_in_order_and_name_what_they_are() -> None:
    for event in named_events():
        assert event.names, event
        assert all(name == name.lower().strip() and name for name in event.names), event
        assert event.known_from <= event.known_until, event
        assert event.known_from <= event.last, event


def test_no_event_has_two_days_at_one_time() -> None:
    rows = [(name, event) for event in named_events() for name in event.names]
    for name, one in rows:
        for other_name, other in rows:
            if name == other_name and one != other and one.last.year == other.last.year:
                apart = one.known_until < other.known_from or other.known_until < one.known_from
                assert apart or name.endswith(("debate", "games", "olympics")), (one, other)


@pytest.mark.parametrize(
    ("said_on", "day"),
    [
        (date(2019, 2, 1), date(2019, 3, 29)),
        (date(2019, 3, 29), date(2019, 4, 12)),
        (date(2019, 6, 1), date(2019, 10, 31)),
        (date(2019, 11, 1), date(2020, 1, 31)),
    ],
)
def test_a_moved_event_counts_as_it_was_known_on_the_day(said_on: date, day: date) -> None:
    [found] = find_deadlines("They will have a deal by Brexit day.", said_on)
    assert found.day == day
    assert found.basis == "inferred"


def test_an_event_of_yesterday_is_not_the_one_in_four_years() -> None:
    assert find_deadlines("Super Tuesday will be remembered.", date(2020, 3, 4)) == []


def test_an_event_named_with_its_year_is_stated() -> None:
    [found] = find_deadlines("France will host the 2024 Olympics.", date(2019, 1, 1))
    assert (found.day, found.basis) == (date(2024, 8, 11), "stated")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The midterms are on November 6, and the Senate may change hands.", date(2018, 11, 6)),
        ("She can win a medal at the European Championships in Madrid.", date(2005, 3, 6)),
        ("They met in 2003. The vote will be on Saturday, 7 February.", date(2004, 2, 7)),
    ],
)
def test_a_text_without_a_date_may_tell_its_year(text: str, day: date) -> None:
    found = find_deadlines(text, None)
    assert found
    assert {each.day for each in found} == {day}
    assert {each.basis for each in found} == {"inferred"}


@pytest.mark.parametrize(
    "text",
    [
        "The midterms are near, and the Senate may change hands next year.",
        "She can win a medal at the European Championships.",
        "The vote will be on Saturday, 7 February.",
        "It was mild in 2003. The frost will come on Tuesday.",
    ],
)
def test_a_text_that_does_not_tell_its_year_has_no_day(text: str) -> None:
    assert find_deadlines(text, None) == []


def test_a_city_stands_for_what_it_holds_where_the_text_names_both() -> None:
    said_on = date(2019, 10, 1)
    both = find_deadlines("The Olympics near. In Tokyo, records will fall.", said_on)
    assert {each.day for each in both} == {date(2020, 8, 9)}
    assert find_deadlines("In Tokyo, records will fall.", said_on) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Senate may change hands in November.",
        "Voters are likely to punish him come November.",
        "In November, Republicans will win.",
    ],
)
def test_november_of_an_even_year_is_election_day_where_people_vote(text: str) -> None:
    [found] = find_deadlines(text, date(2014, 7, 28))
    assert (found.day, found.basis) == (date(2014, 11, 4), "inferred")


def test_november_is_a_month_elsewhere_and_in_odd_years() -> None:
    [harvest] = find_deadlines("The harvest will end in November.", date(2014, 7, 28))
    [odd_year] = find_deadlines("The Senate will vote in November.", date(2015, 7, 28))
    assert harvest.day == date(2014, 11, 30)
    assert odd_year.day == date(2015, 11, 30)
