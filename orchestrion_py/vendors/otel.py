"""OpenTelemetry: the API of go.opentelemetry.io/otel, its SDK, and the instrumentation that its own project maintains."""

from __future__ import annotations

from orchestrion_py.vendors.vendor import INTERNAL, Receiver, Vendor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HOME = "go.opentelemetry.io"
_ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", _ENDPOINT)
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")


def _collector(environment: Mapping[str, str], _exists: Callable[[str], bool]) -> str:
    """Return where the exporter of OTLP finds the collector; empty if another exporter is chosen."""
    if environment.get("OTEL_TRACES_EXPORTER", "otlp") not in ("", "otlp"):
        return ""
    given = next((environment[name] for name in _ENDPOINTS if environment.get(name)), "")
    protocol = next((environment[name] for name in _PROTOCOLS if environment.get(name)), "")
    return given or ("http://localhost:4317" if protocol == "grpc" else "http://localhost:4318")


def _silenced_by(environment: Mapping[str, str]) -> str:
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return "OTEL_SDK_DISABLED=true"
    return "OTEL_TRACES_EXPORTER=none" if environment.get("OTEL_TRACES_EXPORTER") == "none" else ""


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
    receiver=Receiver(_ENDPOINT, _collector, _silenced_by),
)
