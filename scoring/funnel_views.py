"""PURE. How far forecasts came, as frozen values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many forecasts of a pundit or a source came how far, and what became of the rest.

    Everything seen is counted once, so that each step and what fell out after it add up:

    - `seen` = `checkable` + `waiting` for an editor + rejected as `no_forecast` or `uncheckable`
    - `checkable` = `on_record` + `rejected` for another reason
    - `on_record` = `due` + `withdrawn` + `restatements` + `endless` (no deadline) + `still_open`
    - `due` (its deadline has passed, or it is decided) = `decided` + `awaited`
    - `decided` = `scored` + `unscored` (waits for the scheduler) + `not_scored` (reason, how many)
    - `scored` = `counted` + `updated` (an earlier one counts) + `held` (until the deadline)

    Of what is decided, `early` is what was decided before its deadline.
    """

    seen: int
    checkable: int
    on_record: int
    due: int
    decided: int
    scored: int
    waiting: int = 0
    no_forecast: int = 0
    uncheckable: int = 0
    rejected: int = 0
    withdrawn: int = 0
    restatements: int = 0
    endless: int = 0
    still_open: int = 0
    awaited: int = 0
    unscored: int = 0
    not_scored: tuple[tuple[str, int], ...] = ()
    counted: int = 0
    updated: int = 0
    held: int = 0
    early: int = 0


@dataclass(frozen=True, slots=True)
class NamedFunnel:
    """The funnel of a pundit or a source; of a source, `items` says what became of what was seen.

    An item that was `taken` brought a commentary, in which the forecasts of the funnel were seen.
    """

    name: str
    funnel: Funnel
    items: dict[str, int]
