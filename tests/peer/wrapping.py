"""What Orchestrion's spans have otherwise because it wraps, while pyorch's own aspects observe libraries from inside.

`make peer OWN=1` makes these differences equal before it compares, and prints them with their reasons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from orchestrion_py.traces.span_tree import traces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestrion_py.traces.span_tree import Span
    from tests.peer.visit import Visit

_STACK = "error.stack"
_FRAME = re.compile(r"^(\S.*)\n\t.*$", re.MULTILINE)
# A stack has a limited number of frames, so that the last ones depend on the number of those between the program's own.
_BETWEEN = ("net/http.", "database/sql.", "github.com/DataDog/dd-trace-go/")


@dataclass(frozen=True, slots=True)
class Known:
    """A difference with a known reason, and the number of spans that have it."""

    what: str
    spans: int
    reason: str


class _Inherited(NamedTuple):
    """The client's span that caused a request, and the earlier request of the same connection."""

    caller: Span
    earlier: Span


def without_wrapping(theirs: Visit, ours: Visit) -> tuple[Visit, Visit, list[Known]]:
    """Return both visits without the differences that come from wrapping, and those differences."""
    inherited = _inherited(theirs)
    stacks = sum(_STACK in span.meta for trace in theirs.traces for span in trace.spans)
    known = [
        Known(
            "parent",
            len(inherited),
            "Orchestrion's span of a server has the span of an earlier request as its parent, which has ended: the goroutine of "
            "a kept connection still has it. Compared below the span of the client that sent the request.",
        ),
        Known(
            _STACK,
            stacks,
            "Frames of net/http, database/sql and the tracing library, which differ where one tool wraps and the other does not. "
            "All other frames are compared.",
        ),
    ]
    theirs = _moved(theirs, inherited)
    return (
        _with_frames_of_the_program(theirs),
        _with_frames_of_the_program(ours),
        [each for each in known if each.spans],
    )


def _inherited(visit: Visit) -> dict[int, _Inherited]:
    """Return the ids of the servers' spans that began below one that had ended by then."""
    spans = {span.span_id: span for trace in visit.traces for span in trace.spans}
    inheriting = [span for span in spans.values() if _has_ended(spans.get(span.parent_id), span)]
    return {span.span_id: _Inherited(_caller(span, list(spans.values())), spans[span.parent_id]) for span in inheriting}


def _has_ended(parent: Span | None, span: Span) -> bool:
    if parent is None or not span.meta.get("span.kind") == parent.meta.get("span.kind") == "server":
        return False
    return span.start > parent.start + parent.duration


def _caller(served: Span, spans: Sequence[Span]) -> Span:
    """Return the client's span that was open when the server's began. The requests of a visit follow each other."""
    (caller,) = (
        span
        for span in spans
        if span.meta.get("span.kind") == "client"
        and span.resource == served.resource
        and span.start <= served.start <= span.start + span.duration
    )
    return caller


def _moved(visit: Visit, inherited: dict[int, _Inherited]) -> Visit:
    """Put each span below its caller, with the spans below it. It gets the marks of a service's first span in a trace."""
    spans = []
    for lineage in (lineage for trace in visit.traces for lineage in trace.lineages()):
        span = lineage[-1]
        above = [each.span_id for each in lineage if each.span_id in inherited]
        if above:
            caller, earlier = inherited[above[-1]]
            span = replace(span, trace_id=caller.trace_id)
            if span.span_id == above[-1]:
                span = replace(span, parent_id=caller.span_id, metrics={**_unmarked(span), **_marks(earlier)})
        spans.append(span)
    return replace(visit, traces=tuple(traces_of(spans)))


def _marks(span: Span) -> dict[str, float]:
    return {name: value for name, value in span.metrics.items() if name.startswith("_dd.")}


def _unmarked(span: Span) -> dict[str, float]:
    return {name: value for name, value in span.metrics.items() if not name.startswith("_dd.")}


def _with_frames_of_the_program(visit: Visit) -> Visit:
    spans = (span for trace in visit.traces for span in trace.spans)
    return replace(visit, traces=tuple(traces_of(_with_own_frames(span) for span in spans)))


def _with_own_frames(span: Span) -> Span:
    if _STACK not in span.meta:
        return span
    frames = (frame for frame in _FRAME.finditer(span.meta[_STACK]) if not frame[1].startswith(_BETWEEN))
    return replace(span, meta={**span.meta, _STACK: "\n".join(frame[0] for frame in frames)})
