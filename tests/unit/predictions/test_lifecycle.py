from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.days import end_of_day
from predictions.lifecycle import (
    Stage,
    Statement,
    WhyNotScored,
    first_statements,
    has_closed,
    stage_of,
    why_not_scored,
)

DEADLINE = date(2020, 11, 3)
ZONE = "America/New_York"
CLOSES_AT = end_of_day(DEADLINE, ZONE)


@dataclass(frozen=True)
class Ruled:
    ruling: str
    known_at: datetime


@dataclass(frozen=True)
class Happening:
    closes_at: datetime | None = CLOSES_AT
    zone: str = ZONE
    outcome: Ruled | None = None
    merged_into_id: int | None = None


@dataclass(frozen=True)
class Said:
    said_on: date
    withdrawn_at: datetime | None = None
    restates_id: int | None = None


def known(day: date) -> datetime:
    return end_of_day(day, ZONE) - timedelta(seconds=1)


def test_the_last_day_is_inclusive_in_the_zone_of_the_event() -> None:
    midnight_in_new_york = datetime(2020, 11, 4, 5, 0, tzinfo=UTC)
    assert not has_closed(Happening(), midnight_in_new_york - timedelta(microseconds=1))
    assert has_closed(Happening(), midnight_in_new_york)


@pytest.mark.parametrize(
    ("event", "stage"),
    [
        (Happening(), Stage.DUE),
        (Happening(closes_at=None), Stage.OPEN),
        (Happening(closes_at=end_of_day(date(2030, 1, 1), ZONE)), Stage.OPEN),
        (Happening(outcome=Ruled("occurred", known(DEADLINE))), Stage.DECIDED),
        (Happening(outcome=Ruled("did_not_occur", known(DEADLINE))), Stage.DECIDED),
        (Happening(outcome=Ruled("ambiguous", known(DEADLINE))), Stage.VOID),
        (Happening(outcome=Ruled("annulled", known(DEADLINE))), Stage.VOID),
    ],
)
def test_the_stage_follows_from_dates_and_ruling(event: Happening, stage: Stage) -> None:
    assert stage_of(event, datetime(2021, 1, 1, tzinfo=UTC)) is stage


@pytest.mark.parametrize(
    ("event", "said_on", "why"),
    [
        (Happening(), DEADLINE, WhyNotScored.UNDECIDED),
        (Happening(outcome=Ruled("ambiguous", known(DEADLINE))), DEADLINE, WhyNotScored.AMBIGUOUS),
        (Happening(outcome=Ruled("annulled", known(DEADLINE))), DEADLINE, WhyNotScored.ANNULLED),
        (
            Happening(closes_at=None, outcome=Ruled("occurred", known(DEADLINE))),
            DEADLINE,
            WhyNotScored.NO_DEADLINE,
        ),
        (
            Happening(outcome=Ruled("occurred", known(date(2020, 10, 1)))),
            date(2020, 10, 2),
            WhyNotScored.SAID_TOO_LATE,
        ),
        (Happening(outcome=Ruled("occurred", known(date(2020, 10, 1)))), date(2020, 10, 1), None),
    ],
)
def test_every_reason_for_no_score(
    event: Happening, said_on: date, why: WhyNotScored | None
) -> None:
    assert why_not_scored(event, Said(said_on)) is why


@pytest.mark.parametrize("ruling", [None, "occurred", "ambiguous"])
def test_what_is_withdrawn_or_restated_is_not_scored_whatever_happened(ruling: str | None) -> None:
    event = Happening(outcome=Ruled(ruling, known(DEADLINE)) if ruling else None)
    withdrawn = Said(DEADLINE, withdrawn_at=CLOSES_AT, restates_id=1)
    assert why_not_scored(event, withdrawn) is WhyNotScored.WITHDRAWN
    assert why_not_scored(event, Said(DEADLINE, restates_id=1)) is WhyNotScored.RESTATEMENT


@pytest.mark.parametrize("outcome", [None, Ruled("occurred", known(DEADLINE))])
def test_a_merged_event_is_neither_open_nor_due_nor_decided(outcome: Ruled | None) -> None:
    event = Happening(outcome=outcome, merged_into_id=2)
    assert stage_of(event, CLOSES_AT) is Stage.MERGED


def test_the_first_statement_counts_and_an_update_does_not() -> None:
    early, late = date(2020, 1, 1), date(2020, 6, 1)
    said = [Statement(1, 7, late), Statement(2, 7, early), Statement(3, 8, late)]
    assert first_statements(said) == {2, 3}


@given(st.lists(st.tuples(st.integers(1, 5), st.dates()), max_size=30))
def test_exactly_one_statement_counts_per_pundit(said: list[tuple[int, date]]) -> None:
    statements = [Statement(i, pundit, day) for i, (pundit, day) in enumerate(said)]
    counted = first_statements(statements)
    assert sorted(s.pundit_id for s in statements if s.id in counted) == sorted(
        {pundit for pundit, _ in said}
    )
