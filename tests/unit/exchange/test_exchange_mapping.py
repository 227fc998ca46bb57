"""Mappings: those that come with the service, and what is wrong with others."""

from pathlib import Path

import pytest

from core.errors import InvalidInputError
from scoring.exchange.mapping import columns_in, load_mapping, named_mappings

FIELDS = '[fields]\npundit = "{who}"\nclaim = "{what}"\nsaid_on = "{day}"\nprobability = "{p}"\n'


@pytest.mark.parametrize("name", named_mappings())
def test_named_mappings_can_be_read(name: str) -> None:
    mapping = load_mapping(name)
    assert mapping.columns() >= set(mapping.optional)
    assert mapping.fields.outcome


def test_the_layout_of_our_own_has_the_columns_that_the_documents_name() -> None:
    text = (Path(__file__).parents[3] / "docs" / "import.md").read_text()
    for column in load_mapping("calledit").columns():
        assert f"`{column}`" in text
    for name in named_mappings():
        assert f"`{name}`" in text


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(f'description = "mine"\ndelimiter = ";"\n{FIELDS}')
    mapping = load_mapping(str(file))
    assert mapping.delimiter == ";"
    assert mapping.columns() == {"who", "what", "day", "p"}


def test_columns_of_a_template_in_order() -> None:
    assert columns_in("{a} beats {b c} on {a}") == ["a", "b c", "a"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "description"),
        ("description = ", "TOML"),
        ("\udcff", "TOML"),
        (f'description = "x"\ncolour = "red"\n{FIELDS}', "colour"),
        (f'description = "x"\ndelimiter = "--"\n{FIELDS}', "'--'"),
        (f'description = "x"\n{FIELDS}odds = "{{p}}"\n', "odds"),
        (f'description = "x"\n{FIELDS}[translate.odds]\na = "b"\n', "'odds'"),
        (f'description = "x"\noptional = ["size"]\n{FIELDS}', "'size'"),
        (f'description = "x"\n{FIELDS}[when_empty]\nsize = "b"\n', "'size'"),
        (f'description = "x"\n{FIELDS.replace("claim", "topic")}', "claim"),
    ],
)
def test_a_mapping_that_cannot_be_used(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InvalidInputError, match=words):
        load_mapping(str(file))


@pytest.mark.parametrize("name", ["538-chess", "", "/", "a\x00b", "x" * 5000])
def test_a_mapping_that_is_not_there(name: str) -> None:
    with pytest.raises(InvalidInputError, match="538-senate"):
        load_mapping(name)
