"""``docs/lexicon.md`` shows the rows that the program reads."""

from pathlib import Path

from predictions.extraction.lexicon import LEXICON_VERSION, lexicon, modifiers

PAGE = (Path(__file__).parents[3] / "docs" / "lexicon.md").read_text(encoding="utf-8")


def table_under(heading: str) -> list[list[str]]:
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_the_page_lists_every_phrase_as_it_is_read() -> None:
    shown = [
        (phrase, float(low), float(middle), float(high), int(n) if n else None, source, note)
        for phrase, low, middle, high, n, source, note in table_under("Phrases")
    ]
    assert shown == [
        (row.phrase, row.low, row.probability, row.high, row.n, row.source, row.note)
        for row in lexicon()
    ]


def test_the_page_lists_every_modifier() -> None:
    shown = [(word, effect, float(share)) for word, effect, share, _ in table_under("Modifiers")]
    assert shown == [(each.word, each.effect, each.share) for each in modifiers()]


def test_the_page_names_the_version_and_every_source() -> None:
    assert f"**Version {LEXICON_VERSION}**, {len(lexicon())} phrases" in PAGE
    listed = {source for source, _ in table_under("Sources")}
    assert {row.source for row in lexicon()} <= listed


def test_the_page_counts_its_published_rows() -> None:
    published = sum(row.source != "house value" for row in lexicon())
    assert f"{published} with a published source" in PAGE
