"""Timings, as ratios within one run; each is started as ``python -m benchmarks.NAME``.

As modules of a package they shadow none of the product's (``reports``); started from the
repository's root they find those. What makes records for tests makes them here, too.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
