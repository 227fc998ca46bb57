from dashboard.view.raters import sentence
from predictions.raters.agreement import agreement

SAME, OTHER = ("occurred", "occurred"), ("occurred", "did_not_occur")


def test_without_events_it_says_so() -> None:
    assert sentence(agreement([])) == (
        "There is no measure of agreement: no event has been ruled on by two raters yet."
    )


def test_few_are_too_few_to_tell() -> None:
    told = sentence(agreement([SAME, SAME, OTHER]))
    assert told.startswith("On 3 events the first two raters agree 66.7% of the time")
    assert told.endswith("That is too few to tell.")


def test_many_are_not() -> None:
    assert "too few" not in sentence(agreement([SAME, OTHER] * 20))
