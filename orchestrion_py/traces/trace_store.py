"""Keeps the newest traces and log lines in a bounded amount of memory, and knows when a trace is complete."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.traces.span_tree import trace_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.traces.log_lines import LogLine
    from orchestrion_py.traces.span_tree import Span, Trace

LIMIT = 128 * 1024 * 1024
# Processes send their spans about once a second, so the spans of a connected trace may still grow for that long.
CONNECTED_SECONDS = 1.5
# OpenTelemetry's SDK sends them every five seconds.
UNCONNECTED_SECONDS = 6.0

# What one span takes without its texts, and what each text takes beyond its letters, on CPython 3.11 to 3.14.
_SPAN_BYTES = 900
_TEXT_BYTES = 120
_TRACE_BYTES = 600
_LOG_BYTES = 400
_LOGS_OF_A_TRACE = 1_000
_EARLY_LOGS = 10_000


@dataclass(frozen=True, slots=True)
class StoredTrace:
    """A trace as it is now, with its log lines. `again` is true if it was reported before, with fewer spans or lines."""

    trace: Trace
    logs: tuple[LogLine, ...] = ()
    again: bool = False


class _Entry:
    """The spans and log lines of one trace."""

    __slots__ = ("arrived", "connected", "logs", "reported", "size", "spans", "stored")

    def __init__(self) -> None:
        self.spans: dict[int, Span] = {}
        self.logs: list[LogLine] = []
        self.size = _TRACE_BYTES
        self.arrived = 0.0
        self.reported = False
        self.connected: bool | None = None
        self.stored: StoredTrace | None = None

    def changed(self) -> None:
        self.connected = None
        self.stored = None

    def is_connected(self) -> bool:
        if self.connected is None:
            above = [span.parent_id for span in self.spans.values() if span.parent_id not in self.spans]
            self.connected = above == [0]
        return self.connected

    def as_stored(self) -> StoredTrace:
        if self.stored is None:
            logs = sorted(self.logs, key=lambda line: line.time)
            self.stored = StoredTrace(trace_of(self.spans.values()), tuple(logs), self.reported)
        return self.stored


class TraceStore:
    """The newest traces. Several threads may use it.

    Above `limit` bytes, it forgets the traces that have not grown for the longest time. `dropped` counts their spans.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._size = 0
        self._entries: OrderedDict[int, _Entry] = OrderedDict()  # the one that grew last is last
        self._unreported: dict[int, _Entry] = {}
        self._early: OrderedDict[int, list[LogLine]] = OrderedDict()  # log lines of traces without a span so far
        self._early_count = 0
        self.received = 0
        self.dropped = 0
        self.changes = 0

    def add_spans(self, spans: Iterable[Span], now: float | None = None) -> None:
        """Add the spans of one request. `now` is the time by a monotonic clock."""
        with self._lock:
            arrived = time.monotonic() if now is None else now
            for span in spans:
                self._add_span(span, arrived)
            self.changes += 1
            self._trim()

    def add_log(self, line: LogLine) -> None:
        """Add a log line of a trace, which may come before the spans."""
        with self._lock:
            self.changes += 1
            entry = self._entries.get(line.trace_id)
            if entry is None:
                self._early.setdefault(line.trace_id, []).append(line)
                self._early_count += 1
                while self._early_count > _EARLY_LOGS:
                    self._early_count -= len(self._early.popitem(last=False)[1])
            else:
                self._add_log(entry, line)

    def add_stored(self, found: Iterable[StoredTrace]) -> None:
        """Add traces that were saved."""
        for stored in found:
            for line in stored.logs:
                self.add_log(line)
            self.add_spans(stored.trace.spans)

    def complete(self, now: float | None = None) -> list[StoredTrace]:
        """Return each trace once it is complete, and again if spans arrived after that. Oldest first.

        A trace is complete if every span is below the one that began it, and nothing arrived for a second and a half. If a
        span is missing, it counts as complete after six seconds.
        """
        with self._lock:
            at = time.monotonic() if now is None else now
            due = [identity for identity, entry in self._unreported.items() if _is_complete(entry, at)]
            return self._reported(due)

    def rest(self) -> list[StoredTrace]:
        """Return every trace that `complete` has not returned, complete or not."""
        with self._lock:
            return self._reported(list(self._unreported))

    def traces(self) -> list[StoredTrace]:
        """Return every trace. The one that grew last is last."""
        with self._lock:
            return [entry.as_stored() for entry in self._entries.values()]

    def trace(self, lower_id: int) -> StoredTrace | None:
        """Return the trace whose id has these lower 64 bits, or None."""
        with self._lock:
            entry = self._entries.get(lower_id)
            return entry.as_stored() if entry else None

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._unreported.clear()
            self._early.clear()
            self._size = self._early_count = 0
            self.changes += 1

    def _add_span(self, span: Span, arrived: float) -> None:
        self.received += 1
        identity = span.trace_id
        entry = self._entries.get(identity)
        if entry is None:
            entry = self._entries[identity] = _Entry()
            self._size += entry.size
            for line in self._early.pop(identity, ()):
                self._early_count -= 1
                self._add_log(entry, line)
        else:
            self._entries.move_to_end(identity)
            if (earlier := entry.spans.pop(span.span_id, None)) is not None:
                self._grow(entry, -_size(earlier))
        entry.spans[span.span_id] = span
        entry.arrived = arrived
        self._grow(entry, _size(span))
        self._unreported[identity] = entry

    def _add_log(self, entry: _Entry, line: LogLine) -> None:
        if len(entry.logs) < _LOGS_OF_A_TRACE:
            entry.logs.append(line)
            self._grow(entry, _LOG_BYTES + len(line.text))

    def _grow(self, entry: _Entry, size: int) -> None:
        entry.changed()
        entry.size += size
        self._size += size

    def _trim(self) -> None:
        """Forget the oldest traces above the limit, and the oldest spans of the last trace if it is larger than that alone."""
        while self._size > self._limit and len(self._entries) > 1:
            identity, entry = self._entries.popitem(last=False)
            self._unreported.pop(identity, None)
            self._size -= entry.size
            self.dropped += len(entry.spans)
        for entry in self._entries.values() if self._size > self._limit else ():
            while self._size > self._limit and len(entry.spans) > 1:
                self._grow(entry, -_size(entry.spans.pop(next(iter(entry.spans)))))
                self.dropped += 1

    def _reported(self, identities: Iterable[int]) -> list[StoredTrace]:
        found = [(entry, entry.as_stored()) for entry in map(self._unreported.pop, identities)]
        for entry, _ in found:
            entry.reported = True
        return [stored for _, stored in found]


def _is_complete(entry: _Entry, now: float) -> bool:
    quiet = now - entry.arrived
    if quiet < CONNECTED_SECONDS:
        return False
    return quiet >= UNCONNECTED_SECONDS or entry.is_connected()


def _size(span: Span) -> int:
    """Return about how many bytes a span takes."""
    texts = sum(map(len, span.meta.values())) + len(span.resource)
    return _SPAN_BYTES + texts + _TEXT_BYTES * (len(span.meta) + len(span.metrics))
