"""OpenTelemetry: the API of go.opentelemetry.io/otel."""

from __future__ import annotations

from orchestrion_py.vendors.vendor import Vendor

OTEL = Vendor("otel", span_starts=("Start",), span_ends=("End",))
