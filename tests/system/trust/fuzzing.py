"""How often and how patiently the fuzzers ask: a sample in `make test`, ten thousand cases each in `make fuzz`."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, settings

from tests.system.trust import WHOLE

# The sample is the same every time; what is new is looked for by `make fuzz`, which prints how to bring a failure back.
cases = settings(
    max_examples=10_000 if WHOLE else 300,
    derandomize=not WHOLE,
    database=None,
    # Long for a busy machine, and far too short for anything that hangs.
    deadline=timedelta(seconds=10),
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
