"""OpenTelemetry: the API of go.opentelemetry.io/otel, its SDK, and the instrumentation that its own project maintains."""

from __future__ import annotations

from orchestrion_py.vendors.vendor import INTERNAL, Vendor

_HOME = "go.opentelemetry.io"

OTEL = Vendor(
    "otel",
    # Not all of go.opentelemetry.io: the Collector is a program like any other.
    packages=(
        (f"{_HOME}/otel/...", INTERNAL),
        (f"{_HOME}/contrib/...", INTERNAL),
        (f"{_HOME}/proto/...", INTERNAL),
        (f"{_HOME}/auto/...", INTERNAL),
    ),
    marks=(f"{_HOME}/otel", f"{_HOME}/contrib"),
    libraries=(f"{_HOME}/otel/sdk",),
    span_starts=("Start",),
    span_ends=("End",),
)
