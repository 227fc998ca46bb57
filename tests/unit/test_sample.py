"""The bundled sample record: whole, sound and large enough to show every case."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

SAMPLE = Path(__file__).parents[2] / "demo" / "sample"
TOPICS = {"politics", "economy", "sport", "science", "technology", "culture"}
DECISIVE = ("occurred", "did_not_occur")


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError(f"{zone!r} is no IANA time zone")
    return zone


Filled = Annotated[str, Field(min_length=1)]
Invented = Annotated[str, Field(pattern=r"^[A-Z].+ \(invented\)$")]
Page = Annotated[str, Field(pattern=r"^https://\S+$")]


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pundit(Row):
    name: Invented
    publication: Invented


class Commentary(Row):
    file: Filled
    pundit: Invented
    publication: Invented
    title: Filled
    said_on: date
    url: None
    topic: Filled


class Event(Row):
    key: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    claim: Filled
    criteria: Filled
    deadline: date | None
    zone: Annotated[str, AfterValidator(_known_zone)]
    topic: Filled
    condition: Filled | None


class Quoted(Row):
    file: Filled
    quote: Filled


class Prediction(Quoted):
    event: Filled
    # A number even where the extraction reads the same: what it misses is marked by hand.
    probability: Annotated[float, Field(gt=0, lt=1)]
    pundit: Invented | None


class Rejection(Quoted):
    reason: Filled


class Outcome(Row):
    event: Filled
    ruling: Literal["occurred", "did_not_occur", "ambiguous", "annulled"]
    known_at: date
    evidence: Page
    note: str


class Sample(Row):
    pundits: list[Pundit]
    commentaries: list[Commentary]
    events: list[Event]
    predictions: list[Prediction]
    rejections: list[Rejection]
    outcomes: list[Outcome]


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample.model_validate_json((SAMPLE / "sample.json").read_bytes())


@pytest.fixture(scope="module")
def texts(sample: Sample) -> dict[str, str]:
    folder = SAMPLE / "commentaries"
    return {c.file: (folder / c.file).read_text(encoding="utf-8") for c in sample.commentaries}


@pytest.fixture(scope="module")
def decided(sample: Sample) -> dict[str, set[str]]:
    """Return the events with a decisive outcome that each pundit forecast."""
    decisive = {o.event for o in sample.outcomes if o.ruling in DECISIVE}
    found: dict[str, set[str]] = defaultdict(set)
    for prediction in sample.predictions:
        if prediction.event in decisive:
            found[_pundit(sample, prediction)].add(prediction.event)
    return found


def _pundit(sample: Sample, prediction: Prediction) -> str:
    author = {c.file: c.pundit for c in sample.commentaries}
    return prediction.pundit or author[prediction.file]


def _quoted(sample: Sample) -> list[Quoted]:
    return [*sample.predictions, *sample.rejections]


def test_every_text_is_listed_once_and_begins_with_its_title(
    sample: Sample, texts: dict[str, str]
) -> None:
    on_disk = sorted(path.name for path in (SAMPLE / "commentaries").iterdir())
    assert sorted(c.file for c in sample.commentaries) == on_disk
    assert [texts[c.file].splitlines()[0] for c in sample.commentaries] == [
        c.title for c in sample.commentaries
    ]


def test_texts_are_columns_that_say_they_are_invented(texts: dict[str, str]) -> None:
    for text in texts.values():
        assert 250 <= len(text.split()) <= 700
        last = text.splitlines()[-1]
        assert "sample record" in last
        assert last.endswith("invented.")


def test_every_quote_stands_exactly_once_in_its_text(sample: Sample, texts: dict[str, str]) -> None:
    assert [row.quote for row in _quoted(sample) if texts[row.file].count(row.quote) != 1] == []


def test_quotes_of_one_text_do_not_overlap(sample: Sample, texts: dict[str, str]) -> None:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in _quoted(sample):
        start = texts[row.file].index(row.quote)
        spans[row.file].append((start, start + len(row.quote)))
    for found in spans.values():
        in_order = sorted(found)
        assert all(a[1] <= b[0] for a, b in pairwise(in_order))


def test_every_reference_resolves(sample: Sample) -> None:
    pundits = {p.name: p.publication for p in sample.pundits}
    events = {e.key for e in sample.events}
    assert len(pundits) == len(sample.pundits)
    assert len(events) == len(sample.events) == len({e.claim for e in sample.events})
    assert all(pundits[c.pundit] == c.publication for c in sample.commentaries)
    assert {_pundit(sample, p) for p in sample.predictions} == set(pundits)
    assert {p.event for p in sample.predictions} == events
    ruled = [o.event for o in sample.outcomes]
    assert len(set(ruled)) == len(ruled)
    assert set(ruled) <= events


def test_topics_are_the_known_ones(sample: Sample) -> None:
    assert {c.topic for c in sample.commentaries} | {e.topic for e in sample.events} <= TOPICS


def test_everything_was_said_before_it_could_be_known(sample: Sample) -> None:
    said = {c.file: c.said_on for c in sample.commentaries}
    events = {e.key: e for e in sample.events}
    known = {o.event: o.known_at for o in sample.outcomes}
    for prediction in sample.predictions:
        said_on, event = said[prediction.file], events[prediction.event]
        assert event.deadline is None or said_on <= event.deadline, event.key
        assert said_on < known.get(event.key, date.max), event.key


def test_an_early_no_explains_itself(sample: Sample) -> None:
    deadlines = {e.key: e.deadline for e in sample.events}
    for outcome in sample.outcomes:
        deadline = deadlines[outcome.event]
        if outcome.ruling == "did_not_occur":
            assert deadline is not None, outcome.event
            assert outcome.known_at >= deadline or outcome.note.startswith("Out after"), outcome


def test_occurred_is_known_soon_after_the_last_day_it_could(sample: Sample) -> None:
    deadlines = {e.key: e.deadline for e in sample.events}
    for outcome in sample.outcomes:
        deadline = deadlines[outcome.event]
        if outcome.ruling == "occurred" and deadline is not None:
            assert (outcome.known_at - deadline).days <= 45, outcome


def test_an_annulled_event_has_a_condition(sample: Sample) -> None:
    conditional = {e.key for e in sample.events if e.condition}
    annulled = {o.event for o in sample.outcomes if o.ruling == "annulled"}
    assert 2 <= len(annulled) <= 3
    assert annulled < conditional


def test_the_record_is_large_enough_for_each_kind_of_standing(
    decided: dict[str, set[str]],
) -> None:
    counts = sorted((len(events) for events in decided.values()), reverse=True)
    assert len(counts) == 6
    assert counts[1] >= 24
    assert counts[2] >= 20
    assert counts[3] < 20


@pytest.mark.parametrize(
    ("least", "count"),
    [
        (110, lambda s: len(s.predictions)),
        (8, lambda s: len(s.rejections)),
        (1, lambda s: sum(o.ruling == "ambiguous" for o in s.outcomes)),
        (1, lambda s: sum(p.pundit is not None for p in s.predictions)),
        (2, lambda s: sum(_far_off(e) for e in _undecided(s))),
        (2, lambda s: sum(not _far_off(e) for e in _undecided(s))),
    ],
    ids=["predictions", "rejections", "ambiguous", "reported", "open", "due"],
)
def test_every_case_occurs(sample: Sample, least: int, count: Callable[[Sample], int]) -> None:
    assert count(sample) >= least


def test_at_least_twelve_events_were_forecast_by_several_pundits(sample: Sample) -> None:
    who: dict[str, set[str]] = defaultdict(set)
    for prediction in sample.predictions:
        who[prediction.event].add(_pundit(sample, prediction))
    assert sum(len(pundits) > 1 for pundits in who.values()) >= 12


def _undecided(sample: Sample) -> list[Event]:
    ruled = {o.event for o in sample.outcomes}
    return [e for e in sample.events if e.key not in ruled]


def _far_off(event: Event) -> bool:
    return event.deadline is not None and event.deadline >= date(2030, 1, 1)
