"""PURE. What standings and comparisons say, in sentences."""

from collections.abc import Iterator

from core.formats import count, score
from scoring.views import Comparison, Standings


def standings_lines(found: Standings) -> Iterator[str]:
    """Say what cannot be read from the table: what the order is worth, and what is left out."""
    if not found.rows:
        yield "Nothing scored counts here yet."
        return
    yield f"From {count(found.n, 'prediction')}; words of chance read {found.reading}."
    yield _survival(found)
    held = sum(row.held for row in found.rows)
    if held:
        yield f"{count(held, 'score')} held until the deadline has passed."
    conditional = sum(row.conditional.n for row in found.rows if row.conditional)
    if conditional:
        said = count(conditional, "conditional prediction")
        yield f"{said} among them; each condition came about."


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Say who came closer, and what luck alone would give."""
    if found.p_value is None or found.mean_difference is None:
        yield f"Nothing to compare: {found.reason}."
    else:
        yield (
            f"Of {count(found.n, 'shared event')}, {found.a.name} was closer on {found.a_closer},"
            f" {found.b.name} on {found.b_closer}; {count(found.ties, 'tie')}."
        )
        yield f"Mean difference {found.mean_difference:+.3f}{_range(found)}; {found.luck}."
        yield f"{found.closer.name} came closer." if found.closer else "Not distinguishable."
        if not found.order_survives:
            yield "Another reading of the words of chance turns it round."
    if found.held:
        yield f"{count(found.held, 'shared event')} held until the deadline has passed."
    if found.conditional:
        yield f"{count(found.conditional, 'conditional event')} among them."


def _range(found: Comparison) -> str:
    if found.low is None or found.high is None:
        return ""
    return f" ({score(found.low)} to {score(found.high)}; below 0: {found.a.name} closer)"


def _survival(found: Standings) -> str:
    if found.order_survives is None:
        return "Too few are ranked for an order."
    if found.order_survives:
        return "The order survives every reading of the words of chance."
    if found.groups_survive:
        return "Another reading of the words moves only pundits who cannot be told apart."
    moved = sum(row.order_survives is False for row in found.ranked)
    return f"Under another reading of the words, {count(moved, 'ranked pundit')} change places."
