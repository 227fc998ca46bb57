"""What holds for every text: order, offsets, no past, no crash, no dependence on luck."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predictions.extraction.deadlines import find_deadlines
from predictions.extraction.deadlines.finder import RULES
from predictions.extraction.deadlines.model import TimeRule

WORDS = (
    "by before until in on at over within since after from to through the this next last early "
    "late mid- end of end rest week weekend month quarter year decade century today tomorrow "
    "Monday Friday spring fall winter January May November 2019 2024 2030 2030s 2024-25 1999 9999 "
    "15 31 30th 2 ten a couple of years months days and or beyond then midterms election Christmas "
    "Easter 2020 Brexit day first Q3 H1 second half time next year's end ago will was , . \n"
)
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map(" ".join))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(TEXTS, st.none() | DAYS)
def test_deadlines_are_ordered_quotes_and_never_in_the_past(
    text: str, said_on: date | None
) -> None:
    found = find_deadlines(text, said_on)
    assert [each.start for each in found] == sorted(each.start for each in found)
    for each in found:
        assert text[each.start : each.end] == each.text
        assert each.text.strip()
        assert said_on is None or each.day >= said_on
        assert each.basis in {"stated", "inferred"}


@given(TEXTS, st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_the_same_text_gives_the_same_deadlines(text: str, said_on: date) -> None:
    assert find_deadlines(text, said_on) == find_deadlines(text, said_on)


@settings(deadline=None)  # reads every rule's example each time, and says nothing of speed
@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_the_words_alone_give_the_day_again(said_on: date) -> None:
    """Reading the words that a deadline quotes finds that deadline.

    A city stands for what it holds only where the text names that too.
    """
    for rule in (rule for rule in RULES if rule.name != "place of an event"):
        for found in find_deadlines(rule.example, said_on):
            again = [each.day for each in find_deadlines(found.text, said_on)]
            assert found.day in again, rule.example


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_later_unit_never_comes_earlier(said_on: date) -> None:
    ends = [
        find_deadlines(f"It will fall {words}.", said_on)[0].day
        for words in ("today", "this week", "next week", "within two months", "within two years")
    ]
    assert ends == sorted(ends)


@given(TEXTS)
def test_without_a_publication_date_only_dates_that_name_their_year_count(text: str) -> None:
    for each in find_deadlines(text, None):
        assert (
            any(char.isdigit() for char in each.text)
            or "century" in each.text.lower()
            or (each.basis == "inferred")
        )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_matches_its_example(rule: TimeRule) -> None:
    assert rule.pattern.search(rule.example)
    assert find_deadlines(rule.example, date(2024, 2, 1))


@pytest.mark.parametrize("piece", ["7", "7 ", "in ", "by 7-", "next ", "\n", "a"])
def test_long_runs_set_no_deadline(piece: str) -> None:
    assert find_deadlines(piece * 20_000, date(2024, 2, 1)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It will open by March 15, 2030.", date(2030, 3, 15)),
        ("It will open in March 2030.", date(2030, 3, 31)),
        ("It will open in the fall of 2030.", date(2030, 11, 30)),
        ("They will lose the 2018 midterms.", date(2018, 11, 6)),
        ("He reported to her in the 1990s.", None),
        ("In the 1990s it would fail.", None),
        ("Robots will drive by the 2030s.", date(2029, 12, 31)),
        ("It will open by next spring.", None),
        ("It will open on Monday.", None),
        ("They will lose the midterms.", None),
        ("It will open by Christmas.", None),
    ],
)
def test_without_a_publication_date(text: str, day: date | None) -> None:
    assert [each.day for each in find_deadlines(text, None)] == ([day] if day else [])


def test_by_then_takes_the_deadline_before_it() -> None:
    text = "The law lapses in June. By then, half of the firms will be gone."
    first, second = find_deadlines(text, date(2024, 2, 1))
    assert (first.text, second.text) == ("in June", "By then")
    assert second.day == first.day == date(2024, 6, 30)
    assert second.basis == "inferred"


def test_by_then_alone_sets_none() -> None:
    assert find_deadlines("By then, half of the firms will be gone.", date(2024, 2, 1)) == []


@pytest.mark.parametrize("said_on", [date.min, date.max])
def test_the_ends_of_the_calendar_hold(said_on: date) -> None:
    for rule in RULES:
        for found in find_deadlines(rule.example, said_on):
            assert found.day >= said_on
