"""PURE. The standings: who is drawn where, and who cannot be told apart."""

from dataclasses import dataclass
from itertools import groupby

from dashboard.view.listing import listed
from dashboard.view.track import Track, track
from scoring.views import Standing, Standings

EVEN = 50.0
ALONE = "That record cannot be told from always saying 50%."


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A pundit's row with its dot and range on the index axis."""

    standing: Standing
    track: Track


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """Rows that cannot be told from the best of them; a lone row is told from all below."""

    rows: tuple[StandingRow, ...]

    @property
    def bracketed(self) -> bool:
        """Tell whether there is more than one."""
        return len(self.rows) > 1


@dataclass(frozen=True, slots=True)
class StandingsChart:
    """Groups best first, then those with too few, and how many more of each there are."""

    groups: tuple[StandingGroup, ...]
    too_few: tuple[StandingRow, ...]
    minimum: int
    level: float
    more: int

    @property
    def rows(self) -> tuple[StandingRow, ...]:
        """Every row that is drawn."""
        return tuple(row for group in self.groups for row in group.rows) + self.too_few


@dataclass(frozen=True, slots=True)
class Finding:
    """What the standings say, in one sentence, and what stands behind it."""

    headline: str
    detail: str


def standings_chart(standings: Standings, most: int) -> StandingsChart:
    """Draw at most `most` ranked rows, and half as many of those with too few."""
    ranked, too_few = standings.ranked[:most], standings.too_few[: most // 2]
    return StandingsChart(
        groups=tuple(
            StandingGroup(tuple(_row(standing) for standing in rows))
            for _, rows in groupby(ranked, key=lambda standing: standing.group)
        ),
        too_few=tuple(_row(standing) for standing in too_few),
        minimum=standings.minimum,
        level=standings.level,
        more=len(standings.rows) - len(ranked) - len(too_few),
    )


def finding(standings: Standings, *, narrowed: bool = False) -> Finding:
    """Say who calls it well and how sure that is, and never more than that."""
    if not standings.rows and narrowed:
        return Finding("Nothing scored meets this.", "Leave one of the conditions away.")
    if not standings.rows:
        return Finding(
            "No prediction has been scored yet.",
            "A score comes with an outcome, and it counts once the deadline has passed.",
        )
    if not standings.ranked:
        longest = max(standings.too_few, key=lambda standing: standing.n)
        return Finding(
            "Too few to tell.",
            f"Nobody has {standings.minimum} scored predictions yet; the longest record is"
            f" {longest.pundit.name}, with {longest.n}.",
        )
    return Finding(_headline(standings.ranked), _against_even(standings.ranked))


def _headline(ranked: tuple[Standing, ...]) -> str:
    best = [s for s in ranked if s.group == ranked[0].group]
    names = [s.pundit.name for s in best]
    if len(ranked) == 1:
        return f"{names[0]} is the only one with enough scored predictions to tell."
    if len(best) == len(ranked):
        return "Too close to tell who calls it best."
    if len(best) == 1:
        return f"{names[0]} calls it best, by more than luck explains."
    return f"{listed(names)} call it best, and cannot be told apart."


def _against_even(ranked: tuple[Standing, ...]) -> str:
    n = len(ranked)
    above = sum(s.index_low is not None and s.index_low > EVEN for s in ranked)
    below = sum(s.index_high is not None and s.index_high < EVEN for s in ranked)
    unclear = n - above - below
    if unclear == n:
        return f"None of the {n} ranked can be told from always saying 50%." if n > 1 else ALONE
    told = [f"{count} did {how}" for count, how in ((above, "better"), (below, "worse")) if count]
    told[0] += " than always saying 50%"
    told += [f"{unclear} cannot be told from it"] if unclear else []
    return f"Of {n} ranked, {listed(told)}."


def _row(standing: Standing) -> StandingRow:
    return StandingRow(
        standing, track(standing.brier_index, standing.index_low, standing.index_high)
    )
