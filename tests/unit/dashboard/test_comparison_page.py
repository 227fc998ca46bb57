from typing import Any

from dashboard.view.comparison import MOST_DRAWN, MOST_LISTED, compare_page, headline, pair_row
from predictions.views import PunditRef
from scoring.views import Comparison, SharedEvent

ADA, BEN = PunditRef("ada", "Ada"), PunditRef("ben", "Ben")


def shared(a: float = 0.9, b: float = 0.4, *, occurred: bool = True) -> SharedEvent:
    y = float(occurred)
    return SharedEvent(7, "It snows", occurred, a, b, (a - y) ** 2, (b - y) ** 2)


def found(**fields: Any) -> Comparison:
    given: dict[str, Any] = {
        "n": 60,
        "a_closer": 40,
        "b_closer": 18,
        "ties": 2,
        "mean_difference": -0.1,
        "low": -0.2,
        "high": -0.02,
        "p_value": 0.0002,
        "luck": "luck alone gives a difference at least as large in 1 of 5,000 cases",
        "closer": ADA,
        "order_survives": True,
        "events": (shared(),) * 60,
    }
    return Comparison(ADA, BEN, 0.95, **(given | fields))


def test_the_sentence_says_who_was_closer_and_what_luck_would_do() -> None:
    page = compare_page(found(), [])
    assert page.headline == "Ada came closer than Ben, by more than luck explains."
    assert page.lines == (
        (
            "On 60 shared events, Ada was closer on 40 and Ben on 18, and 2 ties;"
            " luck alone gives a difference at least as large in 1 of 5,000 cases."
        ),
    )


def test_not_being_able_to_tell_is_a_finding_too() -> None:
    page = compare_page(found(closer=None, order_survives=False, held=1, conditional=2), [])
    assert page.headline == "Ada and Ben cannot be told apart."
    assert page.lines[1:] == (
        "Another reading of the words of chance turns the difference round.",
        "1 shared event held until the deadline has passed.",
        "2 conditional events among them.",
    )


def test_two_who_share_nothing() -> None:
    nothing = Comparison(ADA, BEN, 0.95, reason="no event was scored")
    page = compare_page(nothing, [BEN, PunditRef("cleo", "Cleo")])
    assert headline(nothing) == "Ada and Ben share no scored event yet."
    assert page.lines == ("Nothing to compare: no event was scored.",)
    assert page.difference is None
    assert [p.slug for p in page.pundits] == ["ada", "ben", "cleo"]


def test_the_difference_lies_left_of_the_middle_if_the_first_came_closer() -> None:
    mark = compare_page(found(), []).difference
    assert mark is not None
    assert (mark.low, mark.at, mark.high) == (30, 40, 48)


def test_a_row_names_who_came_closer() -> None:
    pair = found()
    assert pair_row(pair, shared()).closer == "Ada"
    assert pair_row(pair, shared(occurred=False)).closer == "Ben"
    assert pair_row(pair, shared(0.5, 0.5)).closer == ""
    row = pair_row(pair, shared(0.9, 0.4))
    assert (row.low, row.high, row.ruling) == (40, 90, "occurred")


def test_a_long_record_is_drawn_in_part_and_listed_further() -> None:
    page = compare_page(found(events=(shared(),) * 700), [])
    assert (len(page.rows), len(page.listed)) == (MOST_DRAWN, MOST_LISTED)
    assert page.left_out == 200
