"""The package stays pure, and light to import."""

import subprocess
import sys

FORBIDDEN = ("flask", "sqlalchemy", "apscheduler", "datetime", "core", "predictions", "accounts")
SLOW = ("scipy",)


def test_importing_the_measures_loads_no_framework_and_nothing_slow() -> None:
    listing = "import sys, scoring.measures; print(*sys.modules, sep='\\n')"
    before = "import sys, numpy; print(*sys.modules, sep='\\n')"
    loaded, with_numpy = (
        set(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout.split()
        )
        for code in (listing, before)
    )
    ours = {name.partition(".")[0] for name in loaded - with_numpy}
    assert ours.isdisjoint(FORBIDDEN + SLOW)
    assert "scoring" in ours
