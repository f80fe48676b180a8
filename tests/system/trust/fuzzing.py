"""Settings of the fuzz tests: a sample in `make test`, ten thousand cases each in `make fuzz`."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, settings

from tests.system.trust import WHOLE

# The sample is always the same. `make fuzz` tries new cases and prints how to reproduce a failure.
cases = settings(
    max_examples=10_000 if WHOLE else 300,
    derandomize=not WHOLE,
    database=None,
    # Enough on a busy machine, and short enough to notice a hang.
    deadline=timedelta(seconds=10),
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
