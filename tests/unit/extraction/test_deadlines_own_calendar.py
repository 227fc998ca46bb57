"""Named events of one's own, as docs/deadlines.md shows them."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.errors import InvalidInputError
from predictions.extraction.deadlines import find_deadlines
from predictions.extraction.deadlines.calendar_file import read_events, use_own_events
from predictions.own_calendar import LARGEST, use_own_calendar

PAGE = (Path(__file__).parents[3] / "docs" / "deadlines.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("```\n")[2].partition("```")[0]
SAID_ON = date(2020, 3, 6)
ROWS = re.findall(r"^\| ([^|]+) \| (\d{4}-[\d, -]+|none) \|", PAGE, re.MULTILINE)


@pytest.fixture(autouse=True)
def _nothing_of_ones_own() -> Iterator[None]:
    yield
    use_own_events(())


@pytest.mark.parametrize(("words", "days"), ROWS)
def test_the_page_says_what_the_grammar_reads(words: str, days: str) -> None:
    expected = [] if days == "none" else days.split(", ")
    found = [
        str(each.day)
        for phrase in words.split(", ")
        for each in find_deadlines(f"It will {_denied(phrase)} happen {phrase}.", SAID_ON)
    ]
    assert sorted({*found}) == sorted({*expected})


def _denied(phrase: str) -> str:
    return "not" if phrase.startswith("not") else ""


def test_the_page_shows_every_kind_of_row() -> None:
    assert len(ROWS) > 12


@pytest.mark.parametrize(
    ("text", "said_on", "day"),
    [
        ("The pier will close before the harbour festival.", date(2027, 1, 2), date(2027, 8, 15)),
        (
            "The pier will close after all by the Harbor Festival.",
            date(2027, 1, 2),
            date(2027, 8, 15),
        ),
        ("They will lose the Norland referendum.", date(2027, 1, 2), date(2027, 5, 9)),
        ("They will lose the Norland referendum.", date(2027, 3, 2), date(2027, 6, 20)),
        (
            "The World Rowing Finals near, and in Lucerne they will win.",
            date(2027, 3, 2),
            date(2027, 9, 5),
        ),
    ],
)
def test_the_example_is_read(text: str, said_on: date, day: date, tmp_path: Path) -> None:
    assert find_deadlines(text, said_on) == []
    path = tmp_path / "calendar.csv"
    path.write_text(EXAMPLE, encoding="utf-8")
    use_own_calendar(path)
    assert {each.day for each in find_deadlines(text, said_on)} == {day}
    use_own_calendar(None)
    assert find_deadlines(text, said_on) == []


def test_ones_own_day_counts_alone_in_its_year() -> None:
    text, said_on = "They will lose the Super Bowl.", date(2024, 1, 5)
    assert [each.day for each in find_deadlines(text, said_on)] == [date(2024, 2, 11)]
    use_own_events(read_events("names,last\nsuper bowl,2024-02-18\n"))
    assert [each.day for each in find_deadlines(text, said_on)] == [date(2024, 2, 18)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"name;day\n", "line 1: 'name;day' is no header such as names,last"),
        (b"names,last\nquay day,5 May\n", "line 2: '5 May' is no day such as"),
        (b"names,last\n# x\n,2027-01-01\n", "line 3: ',2027-01-01' names no event"),
        (b"names,last\n2027,2027-01-01\n", "names no event"),
        (b"names,last\nquay day\n", "line 2: '' is no day"),
        (
            b"names,last,known_from,known_until\nquay day,2027-01-01,2026-02-01,2026-01-01\n",
            "known_from comes after known_until",
        ),
        (b"names,last\n\xff\n", "is not UTF-8"),
        (b"#" * (LARGEST + 1), "is larger than"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "calendar.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError, match=re.escape(message)):
        use_own_calendar(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"nowhere\.csv' cannot be read: No such file"):
        use_own_calendar(tmp_path / "nowhere.csv")
