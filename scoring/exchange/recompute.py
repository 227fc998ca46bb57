"""Work out every published number of this folder again, from its CSV files and nothing else.

    python recompute.py [FOLDER]

Ends with status 0 if everything agrees, and with 1 and a line per difference if not. Python's
standard library is all it needs; the measures are in the files beside it that begin with its name.
"""
# ruff: noqa: T201 - a script talks by printing

import csv
import hashlib
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `python -I` leaves it out
import recompute_against as beside  # type: ignore[import-not-found]
import recompute_measures as measures  # type: ignore[import-not-found]

TOLERANCE, FIT_TOLERANCE = 1e-9, 1e-7
KEY = ("pundit_id", "topic", "conditional", "probability", "low", "high", "occurred")
CHAINED = ("recorded_at", "actor", "action", "subject", "facts", "reason", "previous_hash")

Row = dict[str, str]
Numbers = dict[str, float | None]


def rows(folder: Path, name: str) -> Iterator[Row]:
    """Give the rows of a table; an apostrophe before a cell only kept spreadsheets from it."""
    csv.field_size_limit(2**31 - 1)
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: value.removeprefix("'") for column, value in row.items()}


def check_ledger(folder: Path) -> Iterator[str]:
    """Check that each entry carries the hash of what it says and of the entry before it."""
    previous = "0" * 64
    for row in rows(folder, "ledger"):
        parts = {name: row[name] for name in CHAINED} | {"position": int(row["position"])}
        spelled = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        if row["previous_hash"] != previous:
            yield f"ledger entry {row['position']} does not follow the entry before it"
        if hashlib.sha256(spelled.encode()).hexdigest() != row["hash"]:
            yield f"ledger entry {row['position']} is not what its hash says"
        previous = row["hash"]


def check_quotes(folder: Path) -> Iterator[str]:
    """Check, where the texts are here, that each is the one of its hash and holds its quotes."""
    texts = {row["id"]: row for row in rows(folder, "commentaries") if "text" in row}
    for row in texts.values():
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["sha256"]:
            yield f"commentary {row['id']} is not the text of its hash"
    for row in rows(folder, "predictions") if texts else ():
        start, end = int(row["span_start"]), int(row["span_end"])
        if texts[row["commentary_id"]]["text"][start:end] != row["quote"]:
            yield f"prediction {row['id']} does not stand in its commentary"


def check_scores(folder: Path) -> Iterator[str]:
    """Check each score by its prediction and the outcome that counts, and that the first counts."""
    predictions = {row["id"]: row for row in rows(folder, "predictions")}
    latest: dict[str, Row] = {}
    for row in rows(folder, "outcomes"):
        before = latest.get(row["event_id"])
        if before is None or int(before["revision"]) < int(row["revision"]):
            latest[row["event_id"]] = row
    said: dict[tuple[str, str], list[tuple[str, int, bool]]] = defaultdict(list)
    for row in rows(folder, "scores"):
        made = predictions[row["prediction_id"]]
        outcome = latest[made["event_id"]]
        occurred = {"occurred": 1, "did_not_occur": 0}.get(outcome["ruling"], math.nan)
        for score, reading in (
            ("brier", "probability"),
            ("brier_low", "low"),
            ("brier_high", "high"),
        ):
            if not close(float(row[score]), (float(made[reading]) - occurred) ** 2):
                yield f"score {row['id']}: {score} is {row[score]}"
        counts = bool(row["counts_from"])
        said[made["pundit_id"], made["event_id"]].append((made["said_on"], int(made["id"]), counts))
    for (pundit, event), statements in said.items():
        if [counts for *_, counts in sorted(statements)] != [True] + [False] * (
            len(statements) - 1
        ):
            yield f"pundit {pundit}, event {event}: it is not the first statement that counts"


def check_tallies(folder: Path) -> Iterator[str]:
    """Check the counts by the scores that have entered the standings."""
    counted: Counter[tuple[str, ...]] = Counter()
    for row in rows(folder, "scores"):
        if row["tallied_at"]:
            counted[tuple(row[name] for name in KEY)] += 1
    stored = {tuple(row[name] for name in KEY): int(row["n"]) for row in rows(folder, "tallies")}
    for key in sorted(counted.keys() | stored.keys()):
        if counted.get(key, 0) != stored.get(key, 0):
            yield f"tally {key}: {stored.get(key, 0)} stored, {counted.get(key, 0)} counted"


def check_standings(folder: Path) -> Iterator[str]:
    """Check each standing by the scores that count."""
    slugs = {row["id"]: row["slug"] for row in rows(folder, "pundits")}
    scored: dict[str, list[Row]] = defaultdict(list)
    for row in rows(folder, "scores"):
        if row["tallied_at"]:
            scored[slugs[row["pundit_id"]]].append(row)
    published = {row["slug"]: row for row in rows(folder, "standings")}
    for slug in sorted(scored.keys() | published.keys()):
        if slug not in published or slug not in scored:
            yield f"{slug}: in the standings or among the scores, but not in both"
    records = {slug: record_of(some) for slug, some in scored.items()}
    for slug, numbers in standings(records):
        for name, value in numbers.items() if slug in published else ():
            told = published[slug][name]
            if not says(told, value):
                yield f"{slug}: {name} is published as {told or 'nothing'}, and is {value!r}"


def check_against(folder: Path) -> Iterator[str]:
    """Check each pundit's record against the others on the same events."""
    slugs = {int(row["id"]): row["slug"] for row in rows(folder, "pundits")}
    said = [
        (
            int(row["pundit_id"]),
            int(row["event_id"]),
            (float(row["probability"]) - (row["occurred"] == "true")) ** 2,
        )
        for row in rows(folder, "scores")
        if row["tallied_at"]
    ]
    published = {row["slug"]: row for row in rows(folder, "against_others")}
    found = {slugs[pundit]: values for pundit, values in beside.against_others(said).items()}
    for slug in sorted(found.keys() | published.keys()):
        if slug not in published or slug not in found:
            yield f"{slug}: against the others or among the scores, but not in both"
            continue
        yield from _differs(f"{slug} against the others", published[slug], found[slug])


def _differs(what: str, told: Row, found: beside.Against) -> Iterator[str]:
    numbers = vars(found)
    if told["adjusted_brier"]:  # its root near 0 would show the rounding of the fit
        numbers = numbers | {"adjusted_index": beside.index_of(float(told["adjusted_brier"]))}
    for name, value in numbers.items():
        # A fit through long chains of pundits and events is known to fewer digits than a sum.
        tolerance = FIT_TOLERANCE if name == "adjusted_brier" else TOLERANCE
        if not says(told[name], value, tolerance):
            yield f"{what}: {name} is published as {told[name] or 'nothing'}, and is {value!r}"


def record_of(scored: list[Row]) -> measures.Record:
    """Return what a pundit said and what happened."""
    return measures.Record(
        [(float(row["probability"]), row["occurred"] == "true") for row in scored]
    )


def standings(records: dict[str, measures.Record]) -> Iterator[tuple[str, Numbers]]:
    """Give every number of each standing."""
    everybody = list(records.values())
    happened = sum(record.n * record.happened for record in everybody)
    rate = happened / max(1, sum(record.n for record in everybody))
    drawn = measures.shrunken(everybody)
    places = measures.places(everybody, drawn)
    for k, (slug, record) in enumerate(records.items()):
        rank, group = places.get(k, (None, None))
        shrunken = None if drawn is None else measures.index(drawn.means[k])
        ranked = {"rank": rank, "group": group, "shrunken_index": shrunken}
        yield slug, ranked | standing(record, rate)


def standing(record: measures.Record, rate: float) -> Numbers:
    """Return the numbers of one pundit by themselves; `rate` is everybody's base rate."""
    mean = record.moment(1)
    miscalibration, discrimination = measures.corp(record)
    low, high = measures.limits(record)
    return {
        "n": record.n,
        "mean_brier": mean,
        "brier_index": measures.index(mean),
        "index_low": None if high is None else measures.index(high),
        "index_high": None if low is None else measures.index(low),
        "skill": 1 - mean / 0.25,
        "skill_base_rate": measures.skill_against(record, rate),
        "bias": record.said - record.happened,
        "miscalibration": miscalibration,
        "discrimination": discrimination,
    }


def says(cell: str, value: float | None, tolerance: float = TOLERANCE) -> bool:
    """Tell whether a cell has this number, or nothing if there is none."""
    if value is None or not cell:
        return value is None and not cell
    return close(float(cell), value, tolerance)


def close(one: float, other: float, tolerance: float = TOLERANCE) -> bool:
    """Tell whether two numbers agree but for rounding."""
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance)


CHECKS = (check_ledger, check_quotes, check_scores, check_tallies, check_standings, check_against)


def main(folder: Path) -> int:
    """Run every check and say what was found."""
    differences = [line for check in CHECKS for line in check(folder)]
    for row in rows(folder, "standings"):
        print(f"{row['name']}: n = {row['n']}, mean Brier {float(row['mean_brier']):.4f},", end=" ")
        print(f"Brier index {float(row['brier_index']):.1f}")
    print("\n".join(differences) or "Every number agrees with what these files say.")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent))
