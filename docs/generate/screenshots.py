"""Makes the picture of the trace page in docs/traces.md: `make screenshots`. Needs Chromium."""

from __future__ import annotations

import sys
from pathlib import Path

from orchestrion_py.traces.log_lines import LogLine
from orchestrion_py.traces.span_tree import join
from orchestrion_py.traces.trace_page import running_page
from orchestrion_py.traces.trace_store import TraceStore
from tests.helpers.browser import chromium, running_browser
from tests.traces.recorded import payloads

PICTURE = Path(__file__).resolve().parents[1] / "traces.png"


def main() -> int:
    """Write the picture, and return the exit code."""
    if not chromium():
        print("screenshots: install Chromium first: apt-get install chromium", file=sys.stderr)
        return 1
    # Recorded requests of examples/notes; the one that fails is the one to show.
    traces = [trace for trace in join([*payloads("back"), *payloads("front")]) if len(trace.services) > 1]
    shown = next(trace for trace in traces if trace.spans[0].resource == "GET /search")
    store = TraceStore()
    for trace in traces:
        store.add_spans(trace.spans)
    below = shown.spans[3]
    text = "search failed error='no such column: colour'"
    store.add_log(LogLine(below.trace_id, below.span_id, below.start + below.duration, text, "ERROR"))
    with running_page(store) as url, running_browser() as browser:
        browser.scheme("light")
        browser.open(f"{url}/#/trace/{shown.id:032x}")
        browser.until(f"document.querySelectorAll('#waterfall tbody tr').length === {len(shown.spans)}")
        browser.picture(PICTURE, width=1200, height=680)
    return 0


if __name__ == "__main__":
    sys.exit(main())
