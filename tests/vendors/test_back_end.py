"""The back end of a build: who decides, in which order."""

from __future__ import annotations

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.vendors.back_end import back_end

DATADOG = "github.com/DataDog/dd-trace-go/contrib/net/http/v2"
OTEL = "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"


@pytest.mark.parametrize(
    ("chosen", "tool_imports", "requirements", "name"),
    [
        ("", [], [], "datadog"),
        ("otel", [DATADOG], ["github.com/DataDog/dd-trace-go/v2"], "otel"),
        ("datadog", [OTEL], [], "datadog"),
        ("", [OTEL], ["github.com/DataDog/dd-trace-go/v2"], "otel"),
        ("", [DATADOG, OTEL], [], "datadog"),
        ("", ["example.com/aspects"], ["go.opentelemetry.io/otel/sdk"], "otel"),
        ("", [], ["go.opentelemetry.io/otel/sdk/metric"], "otel"),
        ("", [], ["gopkg.in/DataDog/dd-trace-go.v1", "go.opentelemetry.io/otel/sdk"], "datadog"),
        # The API alone says nothing: many libraries need it.
        ("", [], ["go.opentelemetry.io/otel", "go.opentelemetry.io/otel/sdkless"], "datadog"),
    ],
)
def test_who_decides(chosen: str, tool_imports: list[str], requirements: list[str], name: str) -> None:
    assert back_end(chosen, tool_imports, requirements).name == name


def test_an_unknown_back_end_is_refused() -> None:
    with pytest.raises(Fault, match="PYORCH_BACKEND=jaeger is no back end") as caught:
        back_end("jaeger", [], [])
    with pytest.raises(Fault, match="--backend=jaeger is no back end"):
        back_end("jaeger", [], [], by="--backend")
    assert caught.value.hint == "choose datadog or otel, or none: then the module decides"
