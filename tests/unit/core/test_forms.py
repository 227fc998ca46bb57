import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import Day, Form, FormError, Id, Line, Note, Probability, Url, form_from, read_form


class Everything(Form):
    probability: Probability = 0.5
    id: Id = 1
    line: Line = ""
    note: Note = ""
    url: Url = ""
    day: Day = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("raw", "quoted"),
    [
        (b'{"probability": 1.2}', "probability 1.2"),
        (b'{"probability": -0.01}', "probability -0.01"),
        (b'{"probability": NaN}', "probability nan"),
        (b'{"probability": Infinity}', "probability inf"),
        (b'{"probability": "0.5"}', "probability '0.5'"),
        (b'{"probability": true}', "probability True"),
        (b'{"id": 9223372036854775808}', "id 9223372036854775808"),
        (b'{"id": 0}', "id 0"),
        (b'{"line": "a\\u0000b"}', "control characters"),
        (b'{"line": "Subject: x\\r\\nBcc: y"}', "control characters"),
        (b'{"note": "a\\u0000b"}', "NUL character at position 1"),
        (b'{"note": "\\ud800"}', "JSON"),
        (b'{"url": "javascript:alert(1)"}', "https://"),
        (b'{"day": "2019-02-30"}', "day '2019-02-30'"),
        (b'{"day": "0001-01-01"}', "day"),
        (b'{"day": 5}', "day 5"),
        (b'{"day": "0"}', "day '0'"),
        (b'{"day": "1577836800"}', "YYYY-MM-DD"),
        (b'{"day": "2020-01-01T00:00:00"}', "YYYY-MM-DD"),
        (b'{"unknown": 1}', "unknown"),
        (b"", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_what_cannot_be_used_is_quoted(raw: bytes, quoted: str) -> None:
    with pytest.raises(FormError) as caught:
        read_form(Everything, raw)
    assert quoted.lower() in str(caught.value).lower()


def test_options_that_were_not_given_keep_their_default() -> None:
    assert form_from(Everything, {"probability": None, "day": "2019-05-01"}) == Everything(
        day=date(2019, 5, 1)
    )


def test_python_values_are_checked_as_strictly_as_json() -> None:
    for value in (float("nan"), float("inf"), 1.2, "0.5"):
        with pytest.raises(FormError, match="probability"):
            form_from(Everything, {"probability": value})


def problems_of(raw: bytes) -> int:
    """How many problems a body has; anything but a FormError escapes and fails the test."""
    try:
        read_form(Everything, raw)
    except FormError as error:
        return len(error.problems)
    return 0


@given(st.binary(max_size=60))
def test_any_bytes_are_a_form_or_an_error_of_ours(raw: bytes) -> None:
    assert problems_of(raw) >= (not raw.strip().startswith(b"{"))


@given(st.recursive(st.none() | st.booleans() | st.text(), st.lists, max_leaves=9))
def test_any_json_is_a_form_or_an_error_of_ours(value: object) -> None:
    raw = json.dumps({"note": value, "probability": value}).encode()
    assert problems_of(raw) >= 1
