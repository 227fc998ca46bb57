"""What a measure says when it is given something that it must not score."""


class MeasureError(ValueError):
    """The input cannot be scored; the message quotes the offending value and says what would do."""
