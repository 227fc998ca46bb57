"""PURE. Standings as mails show them."""

from reports.parts import StandingRow
from scoring.views import Standing


def standing_row(row: Standing) -> StandingRow:
    """Return a standing as a mail shows it."""
    return StandingRow(
        rank=row.rank,
        group=row.group,
        pundit=row.pundit.name,
        n=row.n,
        index=row.brier_index,
        low=row.index_low,
        high=row.index_high,
    )
