"""Writes traces in the Trace Event format, which Perfetto and Chrome's tracing page read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orchestrion_py.traces.span_tree import Span
    from orchestrion_py.traces.trace_store import StoredTrace

    Event = dict[str, object]


class _Lane:
    """A row of the drawing. The spans on it either follow each other or stand inside each other."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._open: list[Span] = []

    def takes(self, span: Span, above: frozenset[int]) -> bool:
        """Return whether a span can be drawn here. Spans come in the order of their starts. `above` are the ids over it."""
        while self._open and _end(self._open[-1]) <= span.start:
            self._open.pop()
        if not self._open:
            return True
        last = self._open[-1]
        return last.trace_id == span.trace_id and last.span_id in above and _end(last) >= _end(span)

    def put(self, span: Span) -> None:
        self._open.append(span)


class _Process:
    """A service in the drawing, with as many lanes as it has spans at the same time."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.lanes: list[_Lane] = []

    def lane(self, span: Span, above: frozenset[int]) -> _Lane:
        found = next((lane for lane in self.lanes if lane.takes(span, above)), None)
        if found is None:
            found = _Lane(len(self.lanes) + 1)
            self.lanes.append(found)
        found.put(span)
        return found


def as_trace_events(found: Iterable[StoredTrace]) -> dict[str, object]:
    """Return traces as a value for JSON: a process for each service, an event for each span, an arrow from service to service."""
    stored = list(found)
    return {"displayTimeUnit": "ms", "traceEvents": list(_events(stored))}


def _events(stored: list[StoredTrace]) -> Iterator[Event]:
    base = min((each.trace.start for each in stored), default=0)
    processes: dict[str, _Process] = {}
    places: dict[tuple[int, int], Event] = {}
    lineages = (lineage for each in stored for lineage in each.trace.lineages())
    for lineage in sorted(lineages, key=lambda lineage: (lineage[-1].start, len(lineage))):
        span = lineage[-1]
        process = processes.setdefault(span.service, _Process(len(processes) + 1))
        lane = process.lane(span, frozenset(each.span_id for each in lineage[:-1]))
        place: Event = {"pid": process.number, "tid": lane.number, "ts": (span.start - base) / 1000}
        places[span.trace_id, span.span_id] = place
        yield _span_event(span, place)
        if len(lineage) > 1 and lineage[-2].service != span.service:
            yield from _arrow(span, places[span.trace_id, lineage[-2].span_id], place)
    for each in stored:
        for line in each.logs:
            if place_of_span := places.get((line.trace_id, line.span_id)):
                at = (line.time - base) / 1000
                yield {**place_of_span, "ph": "i", "s": "t", "cat": "log", "name": line.text, "ts": at}
    for service, process in processes.items():
        yield {"ph": "M", "name": "process_name", "pid": process.number, "args": {"name": service}}


def _span_event(span: Span, place: Event) -> Event:
    about = {"trace_id": f"{span.trace_id:016x}", "span_id": f"{span.span_id:016x}", "error": span.error}
    return {
        **place,
        "ph": "X",
        "cat": span.operation,
        "name": span.resource or span.operation,
        "dur": span.duration / 1000,
        "args": {**span.meta, **span.metrics, **about},
    }


def _arrow(span: Span, source: Event, target: Event) -> Iterator[Event]:
    about = {"cat": "call", "name": "call", "id": f"{span.trace_id:016x}{span.span_id:016x}"}
    # The child may start after its parent by another machine's clock; the arrow starts where the parent does.
    yield {**source, **about, "ph": "s"}
    yield {**target, **about, "ph": "f", "bp": "e"}


def _end(span: Span) -> int:
    return span.start + span.duration
