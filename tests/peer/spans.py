"""Compares two visits: spans, answers and logs, without what differs from run to run."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from orchestrion_py.traces.span_tree import Node, Span
    from tests.peer.visit import Visit

# Tags that differ between any two runs, and why. The comparison includes all others.
IGNORED_TAGS = {
    "runtime-id": "a random id of the process",
    "process_id": "the process",
    "_dd.tags.process": "the folders that the program lies and runs in",
    "_dd.p.tid": "the upper half of the trace id",
    "tracestate": "holds the parent's id",
    "network.destination.port": "a free port, another for each run",
    "out.port": "a free port, another for each run",
}
# Parts of values that differ between runs, and their replacement.
REPLACED = {
    re.compile(r"127\.0\.0\.1:\d+"): "127.0.0.1:(port)",
    re.compile(r"0x[0-9a-f]+"): "(address)",
}
# In the program's log, ids are replaced by the spans that they identify.
IGNORED_LOG_KEYS = {"time": "a time"}


@dataclass(frozen=True, slots=True)
class Portrait:
    """A span without ids, times and ports; `fields` are its name, service, resource, type, error and tags."""

    fields: tuple[tuple[str, str], ...]
    children: tuple[Portrait, ...]

    @property
    def title(self) -> str:
        """The span in a few words."""
        known = dict(self.fields)
        return " ".join(known[name] for name in ("service", "name", "resource"))

    def count(self) -> int:
        """The number of spans, those below it included."""
        return 1 + sum(child.count() for child in self.children)


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference between two visits: `theirs` is Orchestrion's, `ours` pyorch's."""

    place: str
    what: str
    theirs: str
    ours: str


def portraits(visit: Visit) -> list[Portrait]:
    """The roots of all traces, in the order in which they started."""
    return [_portrait(root, visit.types) for trace in visit.traces for root in trace.roots]


def differences(theirs: Visit, ours: Visit) -> list[Difference]:
    """All differences between two visits."""
    found = list(_between(portraits(theirs), portraits(ours), ""))
    found += _in_lines("answer", [str(answer) for answer in theirs.answers], [str(answer) for answer in ours.answers])
    return found + _in_lines("log line", _log(theirs), _log(ours))


def _portrait(node: Node, types: Mapping[int, str]) -> Portrait:
    # Spans of one parent may start at the same time in several goroutines, so their order does not matter.
    children = sorted((_portrait(child, types) for child in node.children), key=lambda child: (child.title, str(child)))
    return Portrait(tuple(_fields(node.span, types[node.span.span_id])), tuple(children))


def _fields(span: Span, kind: str) -> Iterator[tuple[str, str]]:
    yield "service", span.service
    yield "name", span.operation
    yield "resource", " ".join(_settled(span.resource).split())
    yield "type", kind
    yield "error", str(span.error)
    tags = {**{f"meta {name}": value for name, value in span.meta.items()}}
    tags |= {f"metrics {name}": str(value) for name, value in span.metrics.items()}
    for name, value in sorted(tags.items()):
        if name.partition(" ")[2] not in IGNORED_TAGS:
            yield name, _settled(value)


def _settled(text: str) -> str:
    for pattern, replacement in REPLACED.items():
        text = pattern.sub(replacement, text)
    return text


def _between(theirs: Sequence[Portrait], ours: Sequence[Portrait], above: str) -> Iterator[Difference]:
    for their, our in _paired(theirs, ours):
        if our is None and their is not None:
            yield Difference(f"{above}/{their.title}", "the span", "is there", "is missing")
        elif their is None and our is not None:
            yield Difference(f"{above}/{our.title}", "the span", "is missing", "is there")
        elif their is not None and our is not None:
            place = f"{above}/{their.title}"
            yield from _in_fields(place, dict(their.fields), dict(our.fields))
            yield from _between(their.children, our.children, place)


def _paired(theirs: Sequence[Portrait], ours: Sequence[Portrait]) -> Iterator[tuple[Portrait | None, Portrait | None]]:
    """Pairs of spans to compare, in order; a span that one side lacks has no partner."""
    left = list(ours)
    for their in theirs:
        match = next((our for our in left if our.title == their.title), None)
        if match is not None:
            left.remove(match)
        yield their, match
    for our in left:
        yield None, our


def _in_fields(place: str, theirs: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted(theirs.keys() | ours.keys()):
        their, our = theirs.get(name, "(none)"), ours.get(name, "(none)")
        if their != our:
            yield Difference(place, name, their, our)


def _in_lines(what: str, theirs: Sequence[str], ours: Sequence[str]) -> list[Difference]:
    pairs = enumerate(zip_longest(theirs, ours, fillvalue="(none)"), start=1)
    return [Difference(f"{what} {number}", "the text", their, our) for number, (their, our) in pairs if their != our]


def _log(visit: Visit) -> list[str]:
    places = {}
    for number, trace in enumerate(visit.traces):
        for lineage in trace.lineages():
            way = " / ".join(f"{span.operation} {span.resource}" for span in lineage)
            places[str(lineage[-1].span_id)] = f"trace {number}: {way}"
    traces = {f"{trace.id:032x}": f"trace {number}" for number, trace in enumerate(visit.traces)}
    lines = []
    for line in visit.log:
        record = {key: value for key, value in json.loads(line).items() if key not in IGNORED_LOG_KEYS}
        if "dd.span_id" in record:
            record["dd.span_id"] = places.get(record["dd.span_id"], "no span that was sent")
            record["dd.trace_id"] = traces.get(record["dd.trace_id"], "no trace that was sent")
        lines.append(json.dumps(record))
    return lines
