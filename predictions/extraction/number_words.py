"""Numbers written in digits or in words: 5, 2.5, five, ninety-nine."""

_UNITS = (
    *[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
    ],
    *["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VALUES = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: 10 * place for place, word in enumerate(_TENS, start=2)}
    | _LARGE
)

# Longest first: an alternation takes the first that fits, and "six" stands in "sixteen".
_SMALL = "|".join(sorted(_UNITS, key=len, reverse=True))
WORDS = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_SMALL}))?|{_SMALL})"
# Digits end where the run ends, so that a long run of them is no number at all.
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,4}(?:\.\d{1,4})?)(?!\d|[.,]\d)"
NUMBER = rf"(?:{DIGITS}|\b{WORDS}\b)"


def number(text: str) -> float:
    """The value of what ``NUMBER`` matched.

    Raises:
        ValueError: when the text is neither digits nor a number in words.
    """
    plain = text.strip().lower().replace(",", "")
    if plain[:1].isdigit():
        return float(plain)
    try:
        return float(sum(_VALUES[word] for word in plain.replace("-", " ").split()))
    except KeyError:
        raise ValueError(f"{text!r} is no number such as 5, 2.5, five or ninety-nine") from None


def large(word: str) -> int:
    """The value of hundred, thousand, million or billion."""
    return _LARGE[word.lower()]
