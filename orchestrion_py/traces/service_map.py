"""Adds up which service calls which, how often, how long and with how many errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.traces.span_tree import Span
    from orchestrion_py.traces.trace_store import StoredTrace


@dataclass(slots=True)
class _Sum:
    """A number of spans: all requests to a service, or all calls from one service to another."""

    count: int = 0
    errors: int = 0
    nanoseconds: int = 0

    def add(self, span: Span) -> None:
        self.count += 1
        self.errors += span.error
        self.nanoseconds += span.duration

    def as_object(self) -> dict[str, object]:
        return {"count": self.count, "errors": self.errors, "average": self.nanoseconds // self.count}


def service_map(found: Iterable[StoredTrace]) -> dict[str, object]:
    """Return the services and the calls between them, as a value for JSON.

    A request to a service is a span whose parent belongs to another service, or that has no parent. Averages are in nanoseconds.
    """
    services: dict[str, _Sum] = {}
    calls: dict[tuple[str, str], _Sum] = {}
    for stored in found:
        for lineage in stored.trace.lineages():
            span = lineage[-1]
            caller = lineage[-2].service if len(lineage) > 1 else None
            if caller == span.service:
                continue
            services.setdefault(span.service, _Sum()).add(span)
            if caller is not None:
                calls.setdefault((caller, span.service), _Sum()).add(span)
    return {
        "services": [{"name": name, **services[name].as_object()} for name in sorted(services)],
        "calls": [{"from": pair[0], "to": pair[1], **calls[pair].as_object()} for pair in sorted(calls)],
    }
