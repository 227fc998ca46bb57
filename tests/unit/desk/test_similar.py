"""Which claims say nearly the same."""

from hypothesis import given
from hypothesis import strategies as st

from predictions.similar import LEAST, Claim, similar

CLAIMS = [
    Claim(1, "Donald Trump wins the United States presidential election of 2020", None),
    Claim(2, "Joe Biden wins the United States presidential election of 2020", None),
    Claim(3, "Brazil win the World Cup of 2018", None),
    Claim(4, "", None),
]


def test_the_most_alike_comes_first() -> None:
    found = similar("Trump will win the presidential election of 2020", CLAIMS)
    assert [each.claim.event_id for each in found] == [1, 2]
    assert found[0].share > found[1].share


def test_what_is_hardly_alike_is_left_out() -> None:
    assert similar("The bridge opens in September", CLAIMS) == ()
    assert similar("", CLAIMS) == ()
    assert similar("the of it", CLAIMS) == ()


@given(st.text(), st.lists(st.text()))
def test_it_is_total_and_in_order(text: str, claims: list[str]) -> None:
    found = similar(text, [Claim(i, claim, None) for i, claim in enumerate(claims)], most=99)
    shares = [each.share for each in found]
    assert shares == sorted(shares, reverse=True)
    assert all(LEAST <= share <= 1 for share in shares)


@given(st.text())
def test_the_same_words_are_entirely_alike(text: str) -> None:
    found = similar(text, [Claim(1, text, None)])
    assert [each.share for each in found] in ([], [1.0])
