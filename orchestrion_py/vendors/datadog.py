"""Datadog: dd-trace-go."""

from __future__ import annotations

from orchestrion_py.vendors.vendor import INTERNAL, NEVER, NORMAL, Vendor

_LIBRARY = "github.com/DataDog/dd-trace-go"

DATADOG = Vendor(
    "datadog",
    packages=(
        ("gopkg.in/DataDog/dd-trace-go.v1/...", INTERNAL),
        # The library's own integration tests are programs like any other.
        (f"{_LIBRARY}/internal/orchestrion/_integration/...", NORMAL),
        (f"{_LIBRARY}/v2/internal/orchestrion/_integration/...", NORMAL),
        (f"{_LIBRARY}/...", INTERNAL),
        ("github.com/DataDog/go-tuf/client", NEVER),
    ),
    marks=(_LIBRARY,),
    libraries=(_LIBRARY, "gopkg.in/DataDog/dd-trace-go.v1"),
    ignore_directives=("dd:ignore",),
    span_starts=(r"StartSpanFromContext\w*", "StartSpan"),
    span_ends=("Finish",),
)
