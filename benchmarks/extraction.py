"""How fast the extraction reads, beside splitting sentences alone and beside dateparser.

Run as ``python -m benchmarks.extraction`` from the repository. Times are the processor's, and swing
with the machine still: the ratios within one run are what to compare. With ``--quick`` hostile
inputs are a tenth as long. ``dateparser`` (it comes with trafilatura) only finds dates: it stands
beside the deadline grammar alone, and reads a small piece of each hostile text, since it takes
minutes for more.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from dateparser.search import search_dates
from syntok import segmenter

from predictions.extraction import extract
from predictions.extraction.deadlines import find_deadlines

SAMPLE = Path(__file__).parents[1] / "demo" / "sample" / "commentaries"
SAID_ON = date(2024, 3, 1)
WORDS, ARTICLES, ROUNDS = 650, 12, 5
MEGABYTE = 1_000_000
NESTING = 100_000
PIECE = 2_000
"""Characters of a hostile text that dateparser is given."""
NONSENSE = {
    "cues and words": """will may might could should would likely expected chance 60 percent odds of
        by 2030 in November if unless that said next week , ; " ( ) . the a rents prices minister
        bridge fell old under was city""",
    "numbers": "12 7 2030 99% percent chance of in by to one odds - May 1/2 3,000",
    "dates": """March May November Monday next this week year 2030 12 by in before the end of Q3
        early quarter until six months within""",
}
"""Words of which varied nonsense is shuffled."""

Reader = Callable[[str], object]


def main(arguments: list[str]) -> None:
    size = MEGABYTE // 10 if "--quick" in arguments else MEGABYTE
    _report_articles(list(articles()))
    _report_hostile(hostile(size))


def articles() -> Iterator[str]:
    """Articles of 650 words each, put together from the paragraphs of the sample."""
    texts = (file.read_text(encoding="utf-8") for file in sorted(SAMPLE.iterdir()))
    paragraphs = [part for text in texts for part in text.split("\n\n")]
    place = 0
    for _ in range(ARTICLES):
        taken: list[str] = []
        while sum(len(part.split()) for part in taken) < WORDS:
            taken.append(paragraphs[place % len(paragraphs)])
            place += 1
        yield "\n\n".join(taken)


def hostile(size: int) -> Mapping[str, str]:
    """Texts that nobody wrote, of `size` characters unless nested."""
    nesting = min(NESTING, size // 10)
    return {
        f"{nesting:,} nested brackets": "(" * nesting + ")" * nesting,
        "digits": "1234567890" * (size // 10),
        "'will '": "will " * (size // 5),
        "quotation marks": '"' * size,
        "one word": "a" * size,
        "one letter and space": "a " * (size // 2),
        "line breaks": "\n" * size,
        **{f"shuffled {name}": _shuffled(words, size) for name, words in NONSENSE.items()},
        "random letters": _letters(size),
    }


def _shuffled(words: str, size: int) -> str:
    chance = random.Random(7)  # noqa: S311 - the same nonsense in every run
    return " ".join(chance.choices(words.split(), k=size // 4))[:size]


def _letters(size: int) -> str:
    chance = random.Random(7)  # noqa: S311 - as above
    letters = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=size))
    cuts = (letters[place : place + 6] for place in range(0, size, 6))
    return " ".join(cuts)[:size]


def sentences(text: str) -> object:
    """Sentence splitting alone."""
    return [list(paragraph) for paragraph in segmenter.analyze(text)]


def drafts(text: str) -> object:
    """The extraction."""
    return extract(text, SAID_ON)


def deadlines(text: str) -> object:
    """The deadline grammar alone."""
    return find_deadlines(text, SAID_ON)


def dates(text: str) -> object:
    """What dateparser finds."""
    return search_dates(text, languages=["en"])


def seconds(reader: Reader, text: str) -> float:
    start = time.process_time()
    reader(text)
    return time.process_time() - start


def _report_articles(texts: list[str]) -> None:
    readers = (sentences, drafts, deadlines, dates)
    for reader in readers:
        reader(texts[0])  # patterns are compiled and data files read the first time
    split, read, days, parsed = (
        [1000 * seconds(reader, text) for _ in range(ROUNDS) for text in texts]
        for reader in readers
    )
    n_words = statistics.mean(len(text.split()) for text in texts)
    print(f"{len(texts)} articles of {n_words:.0f} words, {ROUNDS} rounds; CPU milliseconds each")
    base = statistics.median(split)
    rows = {"sentences alone": split, "extraction": read, "deadlines": days, "dateparser": parsed}
    for name, taken in rows.items():
        median = statistics.median(taken)
        print(
            f"  {name:16} median {median:8.1f}  worst {max(taken):8.1f}  ratio {median / base:6.1f}"
        )


def _report_hostile(texts: Mapping[str, str]) -> None:
    print("hostile texts; CPU seconds per megabyte")
    print(
        f"  {'':24}{'bytes':>10}{'sentences':>11}{'extraction':>12}{'ratio':>7}{'dateparser':>12}"
    )
    for name, text in texts.items():
        scale = MEGABYTE / len(text)
        split, read = (scale * seconds(reader, text) for reader in (sentences, drafts))
        parsed = MEGABYTE / PIECE * seconds(dates, text[:PIECE])
        print(
            f"  {name:24}{len(text):>10,}{split:>11.2f}{read:>12.2f}{read / split:>7.1f}"
            f"{parsed:>12.1f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
