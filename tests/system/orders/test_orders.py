"""The example `orders` with a span for each function: its traces, which are the same for both ways to add the spans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import running_agent
from tests.system.frameworks.programs import told
from tests.system.orders.orders import DATADOG, ORDERS, OTEL, Backend, copied, instrumented, run, woven

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Span, Trace

pytestmark = pytest.mark.build

PRINTED = """\
2 tea: with thanks: 540
1 cake: cake: sold out
1 coffee: there is no coffee
-1 tea: cannot be done: nobody can take -1
"""

# The functions in the order in which they begin. HTTP is between `order` and `Shop.ServeHTTP`.
FUNCTIONS = """\
buy
  order
        Shop.ServeHTTP
          safely
            Shop.ServeHTTP.func1
              Shop.place
                table.find
                Shop.take
                Shop.place.func1
  order [cake: sold out]
        Shop.ServeHTTP
          safely [cake: sold out]
            Shop.ServeHTTP.func1 [cake: sold out]
              Shop.place [cake: sold out]
                table.find
                Shop.take [sold out]
  order [there is no coffee]
        Shop.ServeHTTP
          safely [there is no coffee]
            Shop.ServeHTTP.func1 [there is no coffee]
              Shop.place [there is no coffee]
                table.find [there is no coffee]
  order [cannot be done: nobody can take -1]
        Shop.ServeHTTP
          safely [cannot be done: nobody can take -1]
            Shop.ServeHTTP.func1 {nobody can take -1}
              Shop.place {nobody can take -1}
                table.find
                Shop.take {nobody can take -1}
"""

_PORT = re.compile(r"\b((?:server|network\.peer)\.port)=\d+")
_PANIC = re.compile(r"panic: (.*)")
_HTTP = frozenset({"http.request", "server", "HTTP POST"})


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    with running_agent() as started:
        yield started


@pytest.fixture(scope="module", params=[OTEL, DATADOG], ids=str)
def backend(request: pytest.FixtureRequest) -> Backend:
    chosen: Backend = request.param
    return chosen


@pytest.fixture(scope="module")
def reported(backend: Backend, agent: Agent, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Trace]]:
    """The output and the traces of the program with spans in its source."""
    return run(instrumented(tmp_path_factory.mktemp("source") / "orders", backend), backend, agent)


def test_the_instrumented_example_is_what_pyorch_writes(tmp_path: Path) -> None:
    workshop = copied(tmp_path / "orders")
    assert workshop.pyorch("instrument", "-w", "--app", "orders", "./before").code == 0
    for written in sorted((tmp_path / "orders" / "before").iterdir()):
        assert written.read_text() == (ORDERS / "after" / written.name).read_text()


def test_each_function_has_a_span_below_its_caller_even_across_http(reported: tuple[str, list[Trace]]) -> None:
    printed, traces = reported
    assert printed == PRINTED
    assert [trace.connected for trace in traces] == [True]
    assert functions(traces) == FUNCTIONS


def test_tags_of_a_comment_are_on_the_span(reported: tuple[str, list[Trace]]) -> None:
    _, (trace,) = reported
    takes = [span for span in trace.spans if span.operation == "Shop.take"]
    assert [(span.meta["team"], span.meta["shelf"]) for span in takes] == [("warehouse", "main")] * 3


@pytest.mark.slow
@pytest.mark.parametrize("backend", [OTEL, DATADOG], ids=str, indirect=True)
def test_the_same_aspects_woven_in_by_a_build_report_the_same(
    reported: tuple[str, list[Trace]], backend: Backend, agent: Agent, tmp_path: Path
) -> None:
    printed, traces = run(woven(tmp_path / "orders", backend), backend, agent)
    assert (printed, steady(traces)) == (reported[0], steady(reported[1]))


def functions(traces: Sequence[Trace]) -> str:
    """The spans of functions, indented by their depth; errors in brackets, panics in braces."""
    return "".join(
        f"{'  ' * (len(lineage) - 1)}{_function(lineage[-1])}\n"
        for trace in traces
        for lineage in trace.lineages()
        if lineage[-1].operation not in _HTTP
    )


def _function(span: Span) -> str:
    panic = _PANIC.fullmatch(span.message) or _panic_of_otel(span)
    if panic:
        return f"{span.operation} {{{panic[1]}}}"
    message = span.meta.get("status.message") or span.message
    return f"{span.operation} [{message}]" if span.error else span.operation


def _panic_of_otel(span: Span) -> re.Match[str] | None:
    """OpenTelemetry's own End records a panic as an event and does not set the span's status."""
    message = span.meta.get("event.0.exception.exception.message", "")
    return None if span.error else re.fullmatch(r"(.+)", message)


def steady(traces: Sequence[Trace]) -> str:
    """All data of spans, without what differs from run to run."""
    return _PORT.sub(r"\1=PORT", told(traces))
