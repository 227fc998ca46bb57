"""PURE. From counts to standings, by way of the measures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from predictions.views import PunditRef
from scoring.counts import Counted
from scoring.forms import READINGS, Reading
from scoring.measures import MINIMUM_TO_RANK, StandingRow, index_of, standings
from scoring.measures.profiles import Profiles, profiles
from scoring.readings import keeps_place
from scoring.views import AgainstOthers, Apart, ReadingRank, Standing, Standings

LEVEL = 0.95
_ROUNDING = 1e-12  # a reference this close to perfect is perfect

Rows = dict[int, StandingRow]


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What stands beside the counts, by pundit id."""

    pundits: Mapping[int, PunditRef]
    held: Mapping[int, int]
    against: Mapping[int, AgainstOthers]


def standings_of(
    everything: Counted | None, conditional: Counted | None, beside: Beside, reading: Reading
) -> Standings:
    """Return the standings that counts give, with the words of chance read one way."""
    if everything is None:
        return Standings((), (), MINIMUM_TO_RANK, LEVEL, reading)
    readings = _all_readings(everything, reading)
    ranked = [pundit for pundit, row in readings[reading].items() if row.rank is not None]
    steady = _steady(readings, ranked)
    apart = apart_of(conditional, reading) if conditional else {}
    profile = _profile_fields(everything, reading)
    drawn = tuple(
        _standing(
            row,
            beside.pundits[pundit],
            **profile[pundit],
            readings=_reading_ranks(readings, pundit),
            order_survives=steady.get(pundit),
            held=beside.held.get(pundit, 0),
            conditional=apart.get(pundit),
            against_others=beside.against.get(pundit),
        )
        for pundit, row in readings[reading].items()
    )
    return Standings(
        ranked=drawn[: len(ranked)],
        too_few=drawn[len(ranked) :],
        minimum=MINIMUM_TO_RANK,
        level=LEVEL,
        reading=reading,
        order_survives=all(steady.values()) if steady else None,
        groups_survive=_groups_survive(readings, reading, ranked),
        base_rate=_base_rate(everything),
    )


def apart_of(conditional: Counted, reading: Reading) -> dict[int, Apart]:
    """Return what each pundit's conditional predictions come to, by pundit id."""
    tallies = conditional.tallies(reading)
    n = tallies.n
    errors = tallies.sums(np.square(tallies.pairs.probability - tallies.pairs.outcome)) / n
    rows = zip(tallies.keys, n.tolist(), errors.tolist(), strict=True)
    return {int(str(key)): Apart(int(size), mean, index_of(mean)) for key, size, mean in rows}


def _all_readings(everything: Counted, reading: Reading) -> dict[Reading, Rows]:
    """Rows by pundit id under each reading; worked out once if nothing was said in words."""
    wanted = (reading,) if everything.one_reading else READINGS
    rows = {
        each: {r.pundit: r for r in standings(everything.tallies(each), LEVEL)} for each in wanted
    }
    return {each: rows.get(each, rows[reading]) for each in READINGS}


def _ranks(rows: Rows, ranked: list[int]) -> Any:
    return np.array([rows[pundit].rank for pundit in ranked], dtype=np.int64)


def _steady(readings: dict[Reading, Rows], ranked: list[int]) -> dict[int, bool]:
    """Whether each ranked pundit keeps their place under every reading; none if alone."""
    if len(ranked) < 2:  # noqa: PLR2004 - it takes two to make an order
        return {}
    keeps = keeps_place([_ranks(rows, ranked) for rows in readings.values()])
    return dict(zip(ranked, keeps.tolist(), strict=True))


def _groups_survive(
    readings: dict[Reading, Rows], reading: Reading, ranked: list[int]
) -> bool | None:
    """Whether nobody told apart under this reading changes places under another."""
    groups = np.array([readings[reading][pundit].group for pundit in ranked], dtype=np.int64)
    if len(np.unique(groups)) < 2:  # noqa: PLR2004 - the same
        return None
    others = [_ranks(rows, ranked) for rows in readings.values()]
    return all(bool(keeps_place([groups, ranks]).all()) for ranks in others)


def _base_rate(everything: Counted) -> float:
    return float(everything.n @ everything.occurred / everything.n.sum())


def _profile_fields(everything: Counted, reading: Reading) -> dict[Any, dict[str, float | None]]:
    """Bias and the parts of the mean Brier score, by pundit id; NaN becomes None."""
    tallies = everything.tallies(reading)
    found, rate = profiles(tallies), _base_rate(everything)
    error = tallies.sums(np.square(tallies.pairs.probability - tallies.pairs.outcome)) / tallies.n
    columns = {
        "skill_base_rate": _skill(error, found, rate),
        "bias": found.bias,
        "miscalibration": found.miscalibration,
        "discrimination": found.discrimination,
    }
    names = tuple(columns)
    values = zip(*(_or_none(column) for column in columns.values()), strict=True)
    return {
        key: dict(zip(names, row, strict=True)) for key, row in zip(found.keys, values, strict=True)
    }


def _skill(error: Any, found: Profiles, rate: float) -> Any:
    """Skill against always saying everybody's base rate; NaN where that would be perfect."""
    reference = rate**2 - 2 * rate * found.happened + found.happened
    reference[reference < _ROUNDING] = np.nan
    return 1 - error / reference


def _or_none(column: Any) -> Iterator[float | None]:
    return (None if value != value else value for value in column.tolist())  # noqa: PLR0124 - NaN


def _reading_ranks(readings: dict[Reading, Rows], pundit: int) -> tuple[ReadingRank, ...]:
    return tuple(
        ReadingRank(reading, rows[pundit].mean_brier, rows[pundit].brier_index, rows[pundit].rank)
        for reading, rows in readings.items()
    )


def _standing(row: StandingRow, pundit: PunditRef, **fields: Any) -> Standing:
    return Standing(
        pundit=pundit,
        n=row.n,
        mean_brier=row.mean_brier,
        brier_index=row.brier_index,
        index_low=row.index_interval.low,
        index_high=row.index_interval.high,
        skill=row.skill,
        rank=row.rank,
        group=row.group,
        shrunken_index=row.shrunken_index,
        reason=row.reason or "",
        **fields,
    )
