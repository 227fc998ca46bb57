import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.scope import Scope

SLUGS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=20)
SCOPES = st.one_of(
    st.just(Scope()),
    st.text(min_size=1, max_size=60).map(lambda topic: Scope.of(topic=topic)),
    st.lists(SLUGS, min_size=1, max_size=20).map(lambda slugs: Scope.of(pundits=slugs)),
)


@given(SCOPES)
def test_what_is_stored_is_read_back(scope: Scope) -> None:
    assert Scope.read(scope.key) == scope


@given(SCOPES, SCOPES)
def test_two_scopes_never_share_a_key(one: Scope, other: Scope) -> None:
    assert (one.key == other.key) == (one == other)


def test_the_order_in_which_pundits_are_named_does_not_matter() -> None:
    assert Scope.of(pundits=("bo", "ann", "bo")) == Scope.of(pundits=("ann", "bo"))


def test_it_is_told_in_words() -> None:
    names = {"ann": "Ann Example", "bo": "Bo Muster", "cy": "Cy Beispiel"}
    assert Scope().told(names) == "the whole record"
    assert Scope.of(topic="Elections").told(names) == "the topic “Elections”"
    three = Scope.of(pundits=names)
    assert three.told(names) == "what Ann Example, Bo Muster, Cy Beispiel said"
    assert three.label(names) == "Ann Example and Bo Muster and 1 more"
    assert Scope().label(names) == ""


def test_whom_somebody_follows_is_not_for_everybody_to_see() -> None:
    assert Scope().public
    assert Scope.of(topic="Elections").public
    assert not Scope.of(pundits=("ann",)).public


def test_two_things_at_once_or_too_many_are_refused() -> None:
    with pytest.raises(ValueError, match="'Elections' and pundits at once"):
        Scope.of(topic="Elections", pundits=("ann",))
    with pytest.raises(ValueError, match="21 pundits are too many"):
        Scope.of(pundits=[f"p{n}" for n in range(21)])
