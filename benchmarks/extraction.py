"""How fast the extraction reads, beside splitting the same text into sentences alone.

Run as ``python -m benchmarks.extraction`` from the repository. Absolute times swing with the
machine: the ratios within one run are what to compare. With ``--quick`` hostile inputs are a tenth
as long.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from syntok import segmenter

from predictions.extraction import extract

SAMPLE = Path(__file__).parents[1] / "demo" / "sample" / "commentaries"
SAID_ON = date(2024, 3, 1)
WORDS, ARTICLES, ROUNDS = 650, 12, 5
MEGABYTE = 1_000_000
NESTING = 100_000

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
    }


def sentences(text: str) -> object:
    """Sentence splitting alone."""
    return [list(paragraph) for paragraph in segmenter.analyze(text)]


def drafts(text: str) -> object:
    """The extraction."""
    return extract(text, SAID_ON)


def seconds(reader: Reader, text: str) -> float:
    start = time.perf_counter()
    reader(text)
    return time.perf_counter() - start


def _report_articles(texts: list[str]) -> None:
    for reader in (drafts, sentences):
        reader(texts[0])  # patterns are compiled and data files read the first time
    split, read = (
        [1000 * seconds(reader, text) for _ in range(ROUNDS) for text in texts]
        for reader in (sentences, drafts)
    )
    n_words = statistics.mean(len(text.split()) for text in texts)
    print(f"{len(texts)} articles of {n_words:.0f} words, {ROUNDS} rounds; milliseconds each")
    print(f"  sentences alone  median {statistics.median(split):6.1f}  worst {max(split):6.1f}")
    print(f"  extraction       median {statistics.median(read):6.1f}  worst {max(read):6.1f}")
    print(f"  ratio            {statistics.median(read) / statistics.median(split):.1f}")


def _report_hostile(texts: Mapping[str, str]) -> None:
    print("hostile texts; seconds per megabyte")
    print(f"  {'':24}{'bytes':>10}{'sentences':>11}{'extraction':>12}{'ratio':>7}")
    for name, text in texts.items():
        scale = MEGABYTE / len(text)
        split, read = (scale * seconds(reader, text) for reader in (sentences, drafts))
        print(f"  {name:24}{len(text):>10,}{split:>11.2f}{read:>12.2f}{read / split:>7.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
