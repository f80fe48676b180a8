"""Finds the trace and the span that a line of a log names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from orchestrion_py.traces.span_tree import LOWER_HALF

_LONGEST = 2_000
# In text, `dd.trace_id=123` or `trace_id=4bf9…`; in JSON, `"dd.trace_id":"123"`. A colour may begin at the value.
_ID = re.compile(r"""(dd[._])?(trace|span)_?id["']?\s*[=:]\s*(?:\x1b\[[\d;]*m)*["']?([0-9a-f]+)""", re.IGNORECASE)
_HEX_DIGITS = (16, 32)


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of a log that belongs to a trace. `time` is in nanoseconds since 1970. `span_id` is 0 if the line names none."""

    trace_id: int
    span_id: int
    time: int
    text: str
    severity: str = ""
    service: str = ""


def log_line(text: str, time: int) -> LogLine | None:
    """Return the line of a log if it names a trace, or None."""
    found = {kind.lower(): _number(digits, decimal=bool(vendor)) for vendor, kind, digits in _ID.findall(text)}
    if not found.get("trace"):
        return None
    return LogLine(found["trace"] & LOWER_HALF, found.get("span", 0), time, text[:_LONGEST].rstrip())


def _number(digits: str, *, decimal: bool) -> int:
    """Return an id: hexadecimal if it has 32 digits, or 16 as OpenTelemetry writes a span's; otherwise decimal if it can be."""
    if len(digits) == max(_HEX_DIGITS) or not digits.isdecimal():
        return int(digits, 16)
    return int(digits) if decimal or len(digits) not in _HEX_DIGITS else int(digits, 16)
