"""Drafts that touch are found by their place, as if each had been compared with each."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from predictions.extraction import Draft, extract
from predictions.llm.overlaps import Placed, covered, shared, without_repeats

(MODEL,) = extract("It will rain.", None)


def draft(start: int, length: int, cue: str = "will") -> Draft:
    return replace(MODEL, start=start, end=start + length, cue=cue)


DRAFTS = st.lists(
    st.builds(draft, st.integers(0, 60), st.integers(1, 30), st.sampled_from("ab")), max_size=12
)


@given(DRAFTS, st.builds(draft, st.integers(0, 60), st.integers(1, 30)))
def test_touching_is_sharing_a_character(drafts: list[Draft], one: Draft) -> None:
    found = list(Placed(drafts).touching(one))
    assert sorted(found, key=repr) == sorted((d for d in drafts if shared(d, one)), key=repr)
    half = (one.end - one.start) / 2
    assert covered(one, Placed(drafts)) == any(shared(d, one) >= half for d in drafts)


@given(DRAFTS)
def test_repeats_go_and_everything_else_stays(drafts: list[Draft]) -> None:
    kept = without_repeats(drafts)
    assert kept == without_repeats(kept)
    assert all(
        any(d.cue == other.cue and 2 * shared(d, other) > d.end - d.start for other in kept)
        for d in drafts
    )


def test_a_forecast_that_a_window_cut_is_the_same_as_the_whole() -> None:
    whole, cut = draft(0, 30), draft(12, 18)
    assert without_repeats([cut, whole]) == [whole]


def test_other_words_of_chance_are_another_forecast() -> None:
    assert len(without_repeats([draft(0, 30), draft(12, 18, cue="may")])) == 2
