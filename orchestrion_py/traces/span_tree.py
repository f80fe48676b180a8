"""Joins the spans of several processes to traces, each a tree of spans."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The tag with the upper half of a 128-bit trace id, as sixteen hex digits. The first span of each payload carries it.
UPPER_TRACE_ID = "_dd.p.tid"
# The half of a 128-bit trace id by which spans and log lines are joined: Datadog's ids have 64 bits.
LOWER_HALF = (1 << 64) - 1
# Datadog's tag, and the one of OpenTelemetry's conventions.
_STATUS_TAGS = ("http.status_code", "http.response.status_code")


@dataclass(frozen=True, slots=True)
class Span:
    """One timed operation.

    `trace_id` has the lower 64 bits of the trace's id. `start` and `duration` are in nanoseconds. `parent_id` is 0 if the span
    began the trace. `type` is the kind of work: web, http, sql and the like.
    """

    trace_id: int
    span_id: int
    parent_id: int
    service: str
    operation: str
    resource: str
    start: int
    duration: int
    error: bool
    meta: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)
    type: str = ""

    @property
    def origin(self) -> str:
        """The integration that made the span, and its side of the call, such as `net/http server`. May be empty."""
        library = self.meta.get("component") or self.meta.get("otel.scope.name", "").rpartition("/")[2]
        return " ".join(filter(None, (library, self.meta.get("span.kind"))))

    @property
    def status(self) -> int | None:
        """The HTTP status, or None if the span has none."""
        for name in _STATUS_TAGS:
            if (text := self.meta.get(name, "")).isdigit():
                return int(text)
        return None

    @property
    def message(self) -> str:
        """The program's error message; empty if the span has no error."""
        return self.meta.get("error.message") or self.meta.get("error.msg", "")

    @property
    def process(self) -> str:
        """An id of the process that sent the span, the same for all its spans. Empty if the span has none."""
        pid = self.metrics.get("process_id")
        return self.meta.get("runtime-id") or ("" if pid is None else str(int(pid)))


@dataclass(frozen=True, slots=True)
class Node:
    """A span with its children, in the order in which they started."""

    span: Span
    children: tuple[Node, ...] = ()

    def lineages(self) -> Iterator[tuple[Span, ...]]:
        """Yield the path from this span down to each span below it; this span first, parents before children."""
        pending: list[tuple[Node, tuple[Span, ...]]] = [(self, ())]
        while pending:  # no recursion: the trace of a recursive function may be deeper than Python's stack
            node, above = pending.pop()
            lineage = (*above, node.span)
            yield lineage
            pending.extend((child, lineage) for child in reversed(node.children))


@dataclass(frozen=True, slots=True)
class Trace:
    """All spans of one request. More than one root means that a span is missing.

    `id` has 128 bits. The upper 64 are 0 if no span carried them.
    """

    id: int
    roots: tuple[Node, ...]

    def lineages(self) -> Iterator[tuple[Span, ...]]:
        """Yield the path from the root down to each span, parents before children."""
        for root in self.roots:
            yield from root.lineages()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span, parents before children."""
        return tuple(lineage[-1] for lineage in self.lineages())

    @property
    def connected(self) -> bool:
        """Whether every span is below the one that began the trace."""
        return len(self.roots) == 1 and self.roots[0].span.parent_id == 0

    @property
    def services(self) -> frozenset[str]:
        """The names of all services in the trace."""
        return frozenset(span.service for span in self.spans)

    @property
    def processes(self) -> frozenset[str]:
        """The processes that the trace went through."""
        return frozenset(span.process for span in self.spans if span.process)

    @property
    def start(self) -> int:
        """When the first span started, in nanoseconds since 1970."""
        return min(span.start for span in self.spans)

    @property
    def duration(self) -> int:
        """The time from the first start to the last end, in nanoseconds."""
        return max(span.start + span.duration for span in self.spans) - self.start

    def has_path(self, *operations: str) -> bool:
        """Return whether the trace has spans of these operations in a row, each the parent of the next."""
        names = (tuple(span.operation for span in lineage) for lineage in self.lineages())
        return any(lineage[-len(operations) :] == operations for lineage in names)

    def outline(self) -> str:
        """Return the part of a trace that is the same in every run: `service operation resource` lines, indented by depth."""
        return "\n".join("  " * (len(lineage) - 1) + _words(lineage[-1]) for lineage in self.lineages())


def join(payloads: Iterable[Iterable[Mapping[str, Any]]]) -> list[Trace]:
    """Join spans to traces, in the order in which the traces started.

    Each payload is a list of spans, as the agent's `/test/session/traces` returns them. The spans of a trace may come in several
    payloads, in any order. A span that comes twice counts once.
    """
    return traces_of(span_of(raw) for payload in payloads for raw in payload)


def traces_of(spans: Iterable[Span]) -> list[Trace]:
    """Join spans to traces, in the order in which the traces started. A span that comes twice counts once."""
    by_trace: dict[int, dict[int, Span]] = defaultdict(dict)
    for span in spans:
        by_trace[span.trace_id][span.span_id] = span
    traces = [trace_of(spans.values()) for spans in by_trace.values()]
    return sorted(traces, key=lambda trace: trace.start)


def span_of(raw: Mapping[str, Any]) -> Span:
    """Return the span that a mapping with the keys of Datadog's protocol describes."""
    return Span(
        trace_id=int(raw["trace_id"]),
        span_id=int(raw["span_id"]),
        parent_id=int(raw.get("parent_id") or 0),
        service=raw.get("service") or "",
        operation=raw.get("name") or "",
        resource=raw.get("resource") or "",
        start=int(raw.get("start") or 0),
        duration=int(raw.get("duration") or 0),
        error=bool(raw.get("error")),
        meta=raw.get("meta") or {},
        metrics=raw.get("metrics") or {},
        type=raw.get("type") or "",
    )


def trace_of(given: Iterable[Span]) -> Trace:
    """Put each span of a trace below its parent. A span whose parent never came is a root."""
    spans = list(given)
    known = {span.span_id for span in spans}
    roots: list[Span] = []
    children: dict[int, list[Span]] = defaultdict(list)
    for span in sorted(spans, key=lambda span: (span.start, span.span_id)):
        if span.parent_id in known:
            children[span.parent_id].append(span)
        else:
            roots.append(span)

    order = list(roots)
    for span in order:  # grows while it is read: parents come before their children
        order.extend(children[span.span_id])
    nodes: dict[int, Node] = {}
    for span in reversed(order):
        nodes[span.span_id] = Node(span, tuple(nodes[child.span_id] for child in children[span.span_id]))
    # Spans in a cycle of parents have no root above them. Each becomes a root of its own.
    circular = [Node(span) for span in spans if span.span_id not in nodes]

    upper = next((span.meta[UPPER_TRACE_ID] for span in spans if UPPER_TRACE_ID in span.meta), "0")
    identity = int(upper, 16) << 64 | spans[0].trace_id
    return Trace(identity, (*(nodes[root.span_id] for root in roots), *circular))


def _words(span: Span) -> str:
    words = [span.service, span.operation]
    if span.resource != span.operation:
        words.append(" ".join(span.resource.split()))
    if span.error:
        words.append("[error]")
    return " ".join(words)
