"""What the frame, the first steps, a pundit's page and the lexicon say."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.frame import Frame, warning
from dashboard.view.listing import listed, sentence
from dashboard.view.pundit import meaning
from dashboard.view.start import steps, waiting_words
from dashboard.view.words import HOUSE, words_page
from predictions.extraction.likelihood import LEXICON_VERSION, lexicon
from predictions.queries import RecordSize

NOW = datetime(2020, 11, 10, 12, tzinfo=UTC)


def test_a_silent_scheduler_is_told_only_while_something_waits() -> None:
    long_ago, just_now = NOW - timedelta(minutes=11), NOW - timedelta(minutes=9)
    assert warning(0, None, NOW, "UTC") == ""
    assert warning(3, just_now, NOW, "UTC") == ""
    assert warning(1, None, NOW, "UTC") == (
        "1 event waits to be scored, and the scheduler has never run. The numbers here are behind."
    )
    assert warning(3, long_ago, NOW, "UTC").startswith(
        "3 events wait to be scored, and the scheduler last ran on 10 November 2020, 11:49 UTC."
    )


def test_the_source_line_carries_count_time_and_ledger_head() -> None:
    frame = Frame(1, "10 November 2020, 12:00 UTC", "abc123", "")
    assert frame.source == (
        "1 scored prediction, as of 10 November 2020, 12:00 UTC, ledger head abc123"
    )


def test_steps_are_done_as_the_record_grows() -> None:
    def done(size: RecordSize, scored: int) -> list[bool]:
        return [step.done for step in steps(size, scored)]

    assert done(RecordSize(0, 0, 0, 0, 0), 0) == [False] * 6
    assert done(RecordSize(1, 4, 0, 0, 0), 0) == [True, True, False, False, False, False]
    assert done(RecordSize(1, 3, 1, 1, 1), 0) == [True, True, True, True, False, False]
    assert done(RecordSize(1, 3, 1, 1, 0), 1) == [True] * 6


def test_what_waits_is_counted() -> None:
    assert waiting_words(RecordSize(1, 0, 0, 0, 0)) == ""
    assert waiting_words(RecordSize(1, 1, 0, 0, 0)) == "1 candidate awaits review."
    assert waiting_words(RecordSize(1, 2, 3, 3, 1)) == (
        "2 candidates await review, and 1 event awaits its outcome."
    )


def test_a_pundits_index_is_never_bare(make: Any) -> None:
    few = make.standing("Ada", n=7, rank=None)
    assert meaning("Ada", None, 20) == (
        "No prediction of Ada counts yet, so there is nothing to tell."
    )
    assert meaning("Ada", few, 20) == "Too few to tell: 7 scored predictions; a standing takes 20."
    undefined = make.standing("Ada", index_low=None, index_high=None)
    assert "is undefined" in meaning("Ada", undefined, 20)


def test_a_range_is_set_against_always_saying_half(make: Any) -> None:
    above, below = make.standing("Ada"), make.standing("Ada", index_low=30.0, index_high=40.0)
    unclear = make.standing("Ada", index_low=45.0, index_high=55.0)
    assert meaning("Ada", above, 20) == (
        "Ada comes closer than always saying 50% would. Over 40 scored predictions, the index"
        " lies between 55.0 and 65.0."
    )
    assert meaning("Ada", below, 20).startswith("Always saying 50% would have come closer")
    assert meaning("Ada", unclear, 20).startswith("Ada cannot be told from somebody who always")


def test_the_lexicon_is_shown_whole_and_in_order() -> None:
    page = words_page(LEXICON_VERSION, lexicon())
    shown = [row for band in page.bands for row in band.rows]
    assert len(shown) == page.n == len(lexicon())
    middles = [row.entry.probability for row in shown]
    assert middles == sorted(middles)
    assert page.asked
    assert all(row.entry.source != HOUSE for row in page.asked)


def test_lists_and_sentences() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B", "C", "D"]) == "A, B and 2 others"
    assert sentence("is it so?") == "Is it so?"
    assert sentence("it is so") == "It is so."
