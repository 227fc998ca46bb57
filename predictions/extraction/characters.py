"""Typographic characters made plain, one for one, so that every offset stays exact."""

from functools import lru_cache

PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‛": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "–": "—",
        "―": "—",
        "‒": "—",
        "‐": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\n": " ",
        "\r": " ",
        "\t": " ",
    }
)


@lru_cache(maxsize=1)  # sentences, deadlines and numbers ask for the same text in a row
def plain(text: str) -> str:
    """The text in lower case with plain quotes and spaces; position by position the same."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals (İ) become two characters
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(PLAIN)
