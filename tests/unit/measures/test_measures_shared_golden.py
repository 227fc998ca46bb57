"""All golden cases of the shared file, where it is at hand; ours are in `measure_cases`."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from scoring.measures import (
    BASE_RATE,
    Counts,
    auc,
    bias,
    brier_index,
    brier_score,
    corp_decomposition,
    log_score,
    murphy_decomposition,
    skill_score,
    spiegelhalter_test,
)

SHARED = Path(__file__).parents[4] / "shared" / "scoring"
FILES = sorted(SHARED.glob("golden*.json"))
CASES: dict[str, Any] = {}
for path in FILES:
    CASES |= json.loads(path.read_text(encoding="utf-8"))["cases"]

pytestmark = pytest.mark.skipif(not CASES, reason="the shared golden file is not at hand")


def same(found: float | None, entry: dict[str, Any]) -> bool:
    value = entry["value"]
    if found is None or value is None:
        return found is value
    expected = math.inf if value == "inf" else value
    return found == expected or abs(found - expected) <= entry["tol"]


@pytest.mark.parametrize("name", sorted(CASES) or ["none"])
@pytest.mark.parametrize("counted", [False, True])
def test_case(name: str, counted: bool) -> None:
    p, y = CASES[name]["inputs"]["p"], CASES[name]["inputs"]["y"]
    expected = CASES[name]["expected"]
    forecasts: tuple[Any, Any] = (Counts.from_arrays(p, y), None) if counted else (p, y)
    assert same(brier_score(*forecasts), expected["brier"])
    assert same(brier_index(*forecasts), expected["brier_index"])
    assert same(log_score(*forecasts, floor=0).value, expected["log_loss_nats"])
    assert same(skill_score(*forecasts).value, expected["bss_vs_half"])
    base = skill_score(*forecasts, reference=BASE_RATE)
    assert same(base.value, expected["bss_vs_sample_climatology"])
    assert same(auc(*forecasts).value, expected["auc"])
    overall = expected["calibration_in_the_large"]
    assert same(bias(*forecasts), {"value": overall["bias"], "tol": overall["tol"]})
    z, test = expected["spiegelhalter"], spiegelhalter_test(*forecasts)
    assert same(test.z, z.get("z", z))
    assert same(test.p_value, z.get("p", z))
    corp = corp_decomposition(*forecasts)
    assert same(corp.miscalibration, expected["corp"]["mcb"])
    assert same(corp.discrimination, expected["corp"]["dsc"])
    for bins, key in ((None, "murphy_unique"), (10, "murphy_10bins_decimal")):
        murphy = murphy_decomposition(*forecasts, bins=bins)
        assert same(murphy.reliability, expected[key]["rel"])
        assert same(murphy.resolution, expected[key]["res"])
        assert same(murphy.uncertainty, expected[key]["unc"])
