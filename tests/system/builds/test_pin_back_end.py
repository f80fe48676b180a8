"""A pin that changes the back end, or the exporters, leaves nothing of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

_FILES = ("go.mod", "go.sum", "orchestrion.tool.go")
_MAIN = 'package main\n\nimport "net/http"\n\nfunc main() { _ = http.DefaultClient }\n'
_MODULE = {"go.mod": "module example.com/switched\n\ngo 1.26.0\n", "main.go": _MAIN}


def pinned(module: Workshop, *options: str) -> dict[str, str]:
    """Pin the module; returns its files."""
    result = module.pyorch("pin", *options)
    assert result.code == 0, result.err
    # A version that became older was not raised.
    assert "v1.47.0 -> " not in result.out
    return {name: (module.folder / name).read_text() for name in _FILES}


def test_the_other_back_end_leaves_nothing(workshop: Workshop) -> None:
    """The files are those of a fresh pin, in both directions."""
    fresh = {name: pinned(workshop.at(name).write(_MODULE), "--backend", name) for name in ("datadog", "otel")}
    assert pinned(workshop.at("otel"), "--backend", "datadog") == fresh["datadog"]
    assert pinned(workshop.at("datadog"), "--backend", "otel") == fresh["otel"]


def test_other_exporters_leave_nothing(workshop: Workshop) -> None:
    workshop.write(_MODULE)
    default = pinned(workshop, "--backend", "otel")
    everything = pinned(workshop, "--exporter", "all")
    assert "exporter-prometheus" in everything["orchestrion.tool.go"]
    assert pinned(workshop) == everything
    assert pinned(workshop, "--exporter", "otlp-http") == default


def test_what_the_module_itself_requires_stays(workshop: Workshop) -> None:
    own = 'package main\n\nimport "go.opentelemetry.io/otel/attribute"\n\nfunc main() { println(attribute.Key("a")) }\n'
    required = "module example.com/own\n\ngo 1.26.0\n\nrequire go.opentelemetry.io/otel v1.47.0\n"
    workshop.write({"go.mod": required, "main.go": own})
    pinned(workshop, "--backend", "otel")
    assert "go.opentelemetry.io/otel v1.47.0\n" in pinned(workshop, "--backend", "datadog")["go.mod"]
