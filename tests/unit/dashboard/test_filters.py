from datetime import date

from dashboard.view.filters import filters_of, query_of
from scoring.forms import EVERYTHING, Selection


def test_everything_has_no_conditions_and_the_plainest_address() -> None:
    bar = filters_of(EVERYTHING, ["politics"], [])
    assert bar.query == ""
    assert bar.kept == ()
    assert not bar.narrowed
    assert [c.label for c in bar.readings if c.current] == ["middle"]
    assert [c.path for c in bar.readings] == ["/?reading=low", "/", "/?reading=high"]


def test_a_choice_keeps_the_other_conditions() -> None:
    chosen = Selection(topic="war & peace", horizon="month")
    bar = filters_of(chosen, [], [])
    assert bar.query == "?topic=war+%26+peace&horizon=month"
    assert bar.readings[0].path == "/?topic=war+%26+peace&horizon=month&reading=low"
    assert bar.horizons[0].path == "/?topic=war+%26+peace"
    assert bar.narrowed


def test_each_condition_is_worded_and_leads_to_the_page_without_it() -> None:
    chosen = Selection.model_validate(
        {
            "topic": "snow",
            "publication": "The Day",
            "from": date(2020, 1, 1),
            "to": date(2020, 12, 31),
            "horizon": "week",
            "reading": "high",
        }
    )
    kept = filters_of(chosen, [], []).kept
    assert [k.words for k in kept] == [
        "topic snow",
        "said in The Day",
        "deadlines from 1 January 2020",
        "deadlines to 31 December 2020",
        "said 0 to 7 days ahead",
        "words of chance read as the highest tenth of readers",
    ]
    assert "topic" not in kept[0].without
    assert "topic=snow" in kept[1].without
    assert "reading" not in kept[-1].without


def test_days_are_written_as_the_form_reads_them() -> None:
    chosen = Selection.model_validate({"from": date(2020, 1, 1)})
    assert query_of(chosen) == "?from=2020-01-01"
