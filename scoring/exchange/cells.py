"""PURE. Text cells of a CSV file that a spreadsheet must not run as a formula."""

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = "'"


def defused(text: str) -> str:
    """Return `text` with an apostrophe before it where a spreadsheet could run it.

    A text that begins with an apostrophe gets another one, so that `armed` gives every text back.
    """
    return _MARK + text if text.startswith((*_RUN_BY_SPREADSHEETS, _MARK)) else text


def armed(cell: str) -> str:
    """Return the text that `defused` made a cell of."""
    return cell.removeprefix(_MARK)
