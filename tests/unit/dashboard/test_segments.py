"""A text and its marked spans: nothing is lost, nothing overlaps, nothing is marked twice."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.view.segments import Segment, Span, paragraphs, segments

TEXTS = st.text(alphabet="ab <&\n\u00e9\U0001f600", max_size=40)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    places = st.integers(-2, len(text) + 2)
    kinds = st.sampled_from(("recorded", "waiting"))
    drawn = draw(st.lists(st.tuples(kinds, places, places), max_size=6))
    return text, [
        Span("recorded" if kind == "recorded" else "waiting", number, start, end, number)
        for number, (kind, start, end) in enumerate(drawn)
    ]


def inside(text: str, spans: list[Span]) -> list[Span]:
    return [s for s in spans if 0 <= s.start < s.end <= len(text)]


@given(marked_texts())
def test_the_pieces_are_the_text_and_each_is_covered_by_exactly_its_spans(
    marked: tuple[str, list[Span]],
) -> None:
    text, spans = marked
    pieces = segments(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        for place in range(at, at + len(piece.text)):
            covering = {s.id for s in inside(text, spans) if s.start <= place < s.end}
            assert {span.id for span in piece.spans} == covering
        at += len(piece.text)


@given(marked_texts())
def test_each_span_begins_once_at_its_start(marked: tuple[str, list[Span]]) -> None:
    text, spans = marked
    at, begun = 0, []
    for piece in segments(text, spans):
        assert all(span.start == at for span in piece.begins)
        begun += [span.id for span in piece.begins]
        at += len(piece.text)
    assert sorted(begun) == [span.id for span in inside(text, spans)]


@given(marked_texts())
def test_paragraphs_lose_nothing_but_blank_lines(marked: tuple[str, list[Span]]) -> None:
    text, spans = marked
    kept = "".join(piece.text for part in paragraphs(text, spans) for piece in part)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_nested_forecast_on_record_is_the_one_that_a_click_opens() -> None:
    outer, inner = Span("recorded", 1, 0, 9, 11), Span("recorded", 2, 3, 6, 12)
    waiting = Span("waiting", 3, 5, 8)
    pieces = segments("abcdefghi", [outer, inner, waiting])
    assert [piece.text for piece in pieces] == ["abc", "de", "f", "gh", "i"]
    assert [piece.recorded.event_id for piece in pieces if piece.recorded] == [11, 12, 12, 11, 11]
    assert [piece.waiting is not None for piece in pieces] == [False, False, True, True, False]


def test_a_span_across_two_paragraphs_is_marked_in_both() -> None:
    text = "One thing.\n\nAnother thing."
    first, second = paragraphs(text, [Span("recorded", 4, 4, 19, 1)])
    assert [piece.text for piece in first] == ["One ", "thing."]
    assert [piece.text for piece in second] == ["Another", " thing."]
    assert first[1].recorded
    assert second[0].recorded
    assert [len(piece.begins) for piece in (*first, *second)] == [0, 1, 0, 0]


def test_anchors_tell_predictions_from_candidates() -> None:
    assert Span("recorded", 3, 0, 1).anchor == "prediction-3"
    assert Span("waiting", 3, 0, 1).anchor == "candidate-3"
    assert Span("withdrawn", 3, 0, 1, 7).path == "/events/7#prediction-3"


def test_a_text_without_marks_is_one_piece() -> None:
    assert segments("plain", []) == (Segment("plain"),)


@given(marked_texts())
def test_no_anchor_stands_twice_in_a_page(marked: tuple[str, list[Span]]) -> None:
    text, spans = marked
    begun = [s.id for part in paragraphs(text, spans) for piece in part for s in piece.begins]
    assert len(begun) == len(set(begun))
