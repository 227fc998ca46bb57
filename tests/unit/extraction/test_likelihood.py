"""The lexicon of chance and the rule for combinations."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.extraction.lexicon import FOLDER, modifiers
from predictions.extraction.likelihood import LEXICON_VERSION, Likelihood, lexicon, lookup

# 10th percentile, median and 90th percentile of 5,174 readers (doi 10.5281/zenodo.18750055).
CAPPHRASE = {
    "almost certain": (0.9, 0.95, 0.99),
    "highly likely": (0.75, 0.9, 0.95),
    "very good chance": (0.7, 0.8, 0.9),
    "probable": (0.6, 0.75, 0.85),
    "realistic possibility": (0.25, 0.6, 0.8),
    "better than even": (0.51, 0.6, 0.65),
    "unlikely": (0.05, 0.2, 0.3),
    "little chance": (0.05, 0.1, 0.2),
    "chances are slight": (0.05, 0.1, 0.25),
    "improbable": (0.01, 0.1, 0.3),
    "remote chance": (0.01, 0.05, 0.2),
    "highly unlikely": (0.01, 0.05, 0.2),
    "almost no chance": (0.01, 0.02, 0.1),
}
# A changed row needs a new version, and a new version its fingerprint here.
FINGERPRINTS = {
    "2026.1": "fdb186df39ede4d7",
    "2026.2": "ee89198946983558",
    "2026.3": "47e41add9b11f7d6",
    "2026.4": "2be3e42cff534f17",
    "2026.5": "b044cabdb14180f0",
    "2026.6": "569357f3efbc0603",
}
DESCENDING = (
    *("certain", "almost certain", "highly likely", "probable", "likely", "good chance"),
    *("better than even", "toss-up", "may", "outside chance", "little chance", "highly unlikely"),
)


def worded(phrase: str, *before: str) -> Likelihood:
    found = lookup(phrase, before)
    assert found is not None, phrase
    return found


def test_every_row_is_an_interval_short_of_certainty() -> None:
    for row in lexicon():
        assert 0 < row.low <= row.probability <= row.high < 1, row


def test_every_house_value_says_why() -> None:
    for row in lexicon():
        assert row.source, row
        assert row.note or row.source != "house value", row


def test_no_phrase_stands_twice_and_all_are_normalised() -> None:
    counted = Counter(row.phrase for row in lexicon())
    assert [phrase for phrase, count in counted.items() if count > 1] == []
    for row in lexicon():
        assert worded(row.phrase).phrase == row.phrase


def test_lexicon_is_broad() -> None:
    assert len(lexicon()) > 500


@pytest.mark.parametrize(("phrase", "readers"), CAPPHRASE.items())
def test_rows_quote_their_readers(phrase: str, readers: tuple[float, float, float]) -> None:
    found = worded(phrase)
    assert (found.low, found.probability, found.high) == readers


def test_agreed_readings() -> None:
    assert (worded("likely").low, worded("likely").high) == (0.55, 0.8)
    assert 0.7 <= worded("likely").probability <= 0.75
    serious = worded("serious possibility")
    assert (serious.low, serious.probability, serious.high) == (0.3, 0.66, 0.86)


def test_stronger_words_say_more() -> None:
    middles = [worded(phrase).probability for phrase in DESCENDING]
    assert middles == sorted(middles, reverse=True)


@pytest.mark.parametrize(("yes", "no"), [("will", "will not"), ("likely", "unlikely")])
def test_a_phrase_and_its_denial_lie_on_both_sides_of_even(yes: str, no: str) -> None:
    assert worded(yes).probability > 0.5 > worded(no).probability


def test_letter_case_spaces_and_apostrophes_do_not_matter() -> None:
    assert lookup("  Highly\n LIKELY ") == lookup("highly likely")
    assert lookup("won’t") == lookup("won't")


@pytest.mark.parametrize("phrase", ["", "purple", "likely likely", "50 percent", "\x00"])
def test_unlisted_phrases_have_no_likelihood(phrase: str) -> None:
    assert lookup(phrase) is None
    assert lookup(phrase, ("very",)) is None


def test_a_listed_combination_counts_as_listed() -> None:
    assert lookup("likely", ("highly",)) == lookup("highly likely")
    assert lookup("chance", ("very good",)) == lookup("very good chance")


def test_an_unlisted_strengthener_goes_half_way_to_the_boundary() -> None:
    assert worded("inevitable", "very").probability == pytest.approx(0.975)
    assert worded("slim", "very").probability == pytest.approx(0.065)
    assert worded("slim", "very").phrase == "very slim"


def test_a_strengthener_lifts_a_middling_phrase() -> None:
    plain = worded("plausible")
    assert plain.probability < worded("plausible", "highly").probability < 0.75


def test_a_downtoner_goes_toward_even() -> None:
    assert worded("doubtful", "somewhat").probability == pytest.approx(0.35)
    assert worded("inevitable", "almost").probability < worded("inevitable").probability


def test_more_and_less_pull_apart() -> None:
    less, plain, more = (worded("plausible", *word) for word in (("less",), (), ("more",)))
    assert less.probability < plain.probability < more.probability


def test_not_denies_the_phrase_and_not_its_strength() -> None:
    assert worded("likely", "not", "all that") == worded("likely", "not")
    assert worded("confident", "not", "very") == worded("confident", "not")
    assert worded("doomed", "not").probability == pytest.approx(0.92)


def test_not_certain_is_no_denial() -> None:
    assert worded("certain", "not").probability == pytest.approx(0.45)


def test_modifiers_apply_from_the_nearest_outward() -> None:
    assert worded("slim", "somewhat", "very").probability == pytest.approx(0.2825)


def test_words_that_are_no_modifiers_are_passed_over() -> None:
    assert lookup("slim", ("the", "purple")) == lookup("slim")


@given(
    st.sampled_from([row.phrase for row in lexicon()]),
    st.lists(st.sampled_from([each.word for each in modifiers()]), max_size=4),
)
def test_every_combination_is_an_interval_short_of_certainty(phrase: str, words: list[str]) -> None:
    found = worded(phrase, *words)
    assert 0 < found.low <= found.probability <= found.high < 1
    assert found.basis == "worded"


@given(st.text(max_size=40), st.lists(st.text(max_size=10), max_size=3))
def test_lookup_is_total(phrase: str, words: list[str]) -> None:
    found = lookup(phrase, words)
    assert found is None or 0 < found.probability < 1


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted))
def test_negation_turns_back(ends: list[float]) -> None:
    low, middle, high = ends
    twice = Likelihood(middle, low, high, "x", "stated").negated().negated()
    assert (twice.low, twice.probability, twice.high) == pytest.approx((low, middle, high))


def test_negation_swaps_the_ends() -> None:
    turned = Likelihood(0.72, 0.55, 0.8, "likely", "worded").negated()
    assert (turned.low, turned.probability, turned.high) == (0.2, 0.28, 0.45)


@pytest.mark.parametrize("ends", [(0.5, 0.6, 0.7), (0.5, 0.4, 0.3), (1.2, 0.2, 1.3)])
def test_what_is_no_interval_is_refused(ends: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="likely"):
        Likelihood(*ends, "likely", "worded")


def test_a_changed_lexicon_has_a_new_version() -> None:
    data = b"".join((FOLDER / name).read_bytes() for name in ("lexicon.csv", "modifiers.csv"))
    assert FINGERPRINTS[LEXICON_VERSION] == hashlib.sha256(data).hexdigest()[:16]


def test_modifiers_have_known_effects_and_shares() -> None:
    for each in modifiers():
        assert each.effect in {"strengthen", "weaken", "raise", "lower", "negate", "hold"}, each
        assert 0 <= each.share <= 1, each
