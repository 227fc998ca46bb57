"""What a reader may ask for, and what is refused with its value quoted."""

from datetime import date
from itertools import pairwise

import pytest

from core.forms import FormError, form_from
from scoring.forms import EVERYTHING, HORIZONS, Selection, TwoPundits


def test_nothing_given_is_everything_read_in_the_middle() -> None:
    assert form_from(Selection, {}) == EVERYTHING
    assert EVERYTHING.reading == "middle"
    assert EVERYTHING.in_tallies


def test_everything_at_once() -> None:
    given = {
        "topic": "sport",
        "publication": "The Paper",
        "from": "2020-01-01",
        "to": "2020-01-01",
        "horizon": "month",
        "reading": "low",
    }
    found = form_from(Selection, given)
    assert (found.first, found.last) == (date(2020, 1, 1), date(2020, 1, 1))
    assert (found.topic, found.publication) == ("sport", "The Paper")
    assert (found.horizon, found.reading) == ("month", "low")


@pytest.mark.parametrize(
    ("given", "in_tallies"),
    [
        ({"topic": "sport", "reading": "high"}, True),
        ({"publication": "The Paper"}, False),
        ({"from": "2020-01-01"}, False),
        ({"to": "2020-01-01"}, False),
        ({"horizon": "week"}, False),
    ],
)
def test_tallies_are_enough_for_topics_and_readings(
    given: dict[str, str], in_tallies: bool
) -> None:
    assert form_from(Selection, given).in_tallies is in_tallies


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("topic", "", "must not be empty"),
        ("topic", "  ", "must not be empty"),
        ("topic", "a\x00b", "control characters"),
        ("topic", "x" * 501, "500 characters"),
        ("publication", "", "must not be empty"),
        ("from", "yesterday", "YYYY-MM-DD"),
        ("from", "1577836800", "YYYY-MM-DD"),
        ("from", "0", "YYYY-MM-DD"),
        ("from", "", "YYYY-MM-DD"),
        ("from", "2020-01-01T00:00:00", "YYYY-MM-DD"),
        ("from", "٢٠٢٠-٠١-٠١", "YYYY-MM-DD"),
        ("to", "2020-02-30", "day value"),
        ("to", "0001-01-01", "1500-01-01"),
        ("horizon", "weak", "'week'"),
        ("horizon", "", "'week'"),
        ("reading", "medium", "'middle'"),
        ("reading", "Low", "'low'"),
        ("read", "low", "not permitted"),
        ("first", "2020-01-01", "not permitted"),
        ("limit", "10", "not permitted"),
    ],
)
def test_what_cannot_be_used_is_quoted(name: str, value: str, said: str) -> None:
    with pytest.raises(FormError, match=said) as caught:
        form_from(Selection, {name: value})
    (problem,) = caught.value.problems
    assert problem.field == name
    assert value[:80] in problem.given.replace("\\x00", "\x00")


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(FormError, match="from 2021-01-01 lies after to 2020-01-01"):
        form_from(Selection, {"from": "2021-01-01", "to": "2020-01-01"})


@pytest.mark.parametrize("slug", ["Ada", "ada lund", "ada/lund", "", "ä", "\x00"])
def test_a_pundit_is_named_by_the_word_of_the_address(slug: str) -> None:
    with pytest.raises(FormError, match=r"^a "):
        form_from(TwoPundits, {"a": slug, "b": "ben"})


def test_horizons_leave_no_day_out_and_count_none_twice() -> None:
    ends = list(HORIZONS.values())
    assert ends[0][0] == 0
    for (_, end), (start, _) in pairwise(ends):
        assert start == end + 1
