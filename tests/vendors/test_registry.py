"""What holds for all vendors together: how their own packages are woven, row by row, and the words of their users."""

from __future__ import annotations

import re

import pytest

from orchestrion_py.vendors.registry import (
    IGNORE_DIRECTIVES,
    INTERNAL,
    NEVER,
    NORMAL,
    SPAN_ENDS,
    SPAN_STARTS,
    SPECIAL_PACKAGES,
    VENDORS,
    mode_of,
    vendor_named,
)

ROWS = {
    "github.com/DataDog/orchestrion/runtime": NORMAL,
    "github.com/DataDog/orchestrion": NEVER,
    "go.opentelemetry.io/otel": INTERNAL,
    "go.opentelemetry.io/contrib": INTERNAL,
    "go.opentelemetry.io/proto": INTERNAL,
    "go.opentelemetry.io/auto": INTERNAL,
    "gopkg.in/DataDog/dd-trace-go.v1": INTERNAL,
    "github.com/DataDog/dd-trace-go/internal/orchestrion/_integration": NORMAL,
    "github.com/DataDog/dd-trace-go/v2/internal/orchestrion/_integration": NORMAL,
    "github.com/DataDog/dd-trace-go": INTERNAL,
    "pyorch": NEVER,
}


@pytest.mark.parametrize(("path", "mode"), ROWS.items())
def test_a_row_holds_for_its_path_and_for_all_below(path: str, mode: str) -> None:
    assert mode_of(path) == mode
    assert mode_of(f"{path}/below") == mode
    assert mode_of(f"{path}/far/below") == mode


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("github.com/DataDog/orchestrion-foo", NORMAL),
        ("github.com/DataDog/orchestrionruntime", NORMAL),
        # Not `runtime`, but still Orchestrion's own.
        ("github.com/DataDog/orchestrion/runtimes", NEVER),
        ("github.com/DataDog/orchestrion/internal/runtime", NEVER),
        ("github.com/DataDog/orchestrion/runtime/built", NORMAL),
        ("gopkg.in/DataDog/dd-trace-go.v2", NORMAL),
        ("gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer", INTERNAL),
        ("github.com/DataDog/dd-trace-go-contrib", NORMAL),
        ("github.com/DataDog/dd-trace-go/v2/ddtrace/tracer", INTERNAL),
        ("github.com/DataDog/dd-trace-go/contrib/net/http/v2", INTERNAL),
        ("github.com/DataDog/dd-trace-go/v2/internal/orchestrion", INTERNAL),
        ("github.com/DataDog/dd-trace-go/v2/internal/orchestrion/_integrations", INTERNAL),
        ("github.com/DataDog/dd-trace-go/v3/internal/orchestrion/_integration", INTERNAL),
        # A module's path is told apart by case as well.
        ("github.com/datadog/dd-trace-go", NORMAL),
        ("go.opentelemetry.io/collector/service", NORMAL),
        ("github.com/DataDog/go-tuf/client", NEVER),
        ("github.com/DataDog/go-tuf/data", NORMAL),
        ("github.com/DataDog/go-tuf", NORMAL),
        ("github.com/DataDog/datadog-go/v5/statsd", NORMAL),
        ("pyorch.example.com/a", NORMAL),
        ("net/http", NORMAL),
        ("main", NORMAL),
        ("", NORMAL),
    ],
)
def test_what_lies_beside_the_rows(path: str, mode: str) -> None:
    assert mode_of(path) == mode


def test_go_tuf_s_client_is_one_package_and_what_lies_below_is_not_it() -> None:
    assert mode_of("github.com/DataDog/go-tuf/client") == NEVER
    assert mode_of("github.com/DataDog/go-tuf/client/leveldbstore") == NORMAL


def test_every_row_of_the_table_is_looked_at_here() -> None:
    assert [pattern for pattern, _ in SPECIAL_PACKAGES if pattern.endswith("/...")] == [f"{path}/..." for path in ROWS]
    assert [pattern for pattern, _ in SPECIAL_PACKAGES if not pattern.endswith("/...")] == [
        "github.com/DataDog/go-tuf/client"
    ]


def test_the_directives_and_names_of_all_vendors() -> None:
    assert set(IGNORE_DIRECTIVES) == {"orchestrion:ignore", "dd:ignore"}
    assert all(re.fullmatch(SPAN_STARTS, name) for name in ("Start", "StartSpan", "StartSpanFromContextWithTracer"))
    assert all(re.fullmatch(SPAN_ENDS, name) for name in ("End", "Finish"))
    assert not any(re.fullmatch(SPAN_STARTS, name) for name in ("Starts", "StartSpans", "Finish"))


def test_a_vendor_by_its_name() -> None:
    assert [vendor_named(vendor.name) for vendor in VENDORS] == list(VENDORS)
    with pytest.raises(KeyError):
        vendor_named("zipkin")
