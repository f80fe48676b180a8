"""Makes the pictures of a terminal and of the trace page, for `make screenshots`. The second one needs Chromium."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from orchestrion_py.traces.log_lines import LogLine
from orchestrion_py.traces.span_tree import join
from orchestrion_py.traces.trace_page import running_page
from orchestrion_py.traces.trace_printer import print_stored
from orchestrion_py.traces.trace_store import StoredTrace, TraceStore
from tests.helpers.browser import chromium, running_browser
from tests.traces.recorded import payloads

if TYPE_CHECKING:
    from orchestrion_py.traces.span_tree import Trace

TERMINAL = Path(__file__).resolve().parents[1] / "terminal.svg"
PICTURE = Path(__file__).resolve().parents[1] / "traces.png"


def terminal_picture() -> str:
    """Return what `pyorch traces` prints on a terminal, as SVG."""
    shown, log = _failed_search()
    console = Console(file=io.StringIO(), record=True, width=118, force_terminal=True, color_system="truecolor")
    print_stored(StoredTrace(shown, (log,)), console)
    # The fonts of the reader's system: a picture in a page must not ask another site for its own.
    frame = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title="pyorch traces -- ./front", code_format=frame, unique_id="terminal")


def _recorded() -> list[Trace]:
    """Return recorded requests of examples/notes that reach both services."""
    return [trace for trace in join([*payloads("back"), *payloads("front")]) if len(trace.services) > 1]


def _failed_search() -> tuple[Trace, LogLine]:
    """Return the trace to show, one that fails, and a log line that belongs to it."""
    shown = next(trace for trace in _recorded() if trace.spans[0].resource == "GET /search")
    below = shown.spans[3]
    text = "search failed error='no such column: colour'"
    return shown, LogLine(below.trace_id, below.span_id, below.start + below.duration, text, "ERROR")


def main() -> int:
    """Write the pictures, and return the exit code."""
    TERMINAL.write_text(terminal_picture(), encoding="utf-8")
    if not chromium():
        print("screenshots: install Chromium first: apt-get install chromium", file=sys.stderr)
        return 1
    shown, log = _failed_search()
    store = TraceStore()
    for trace in _recorded():
        store.add_spans(trace.spans)
    store.add_log(log)
    with running_page(store) as url, running_browser() as browser:
        browser.scheme("light")
        browser.open(f"{url}/#/trace/{shown.id:032x}")
        browser.until(f"document.querySelectorAll('#waterfall tbody tr').length === {len(shown.spans)}")
        browser.picture(PICTURE, width=1200, height=680)
    return 0


if __name__ == "__main__":
    sys.exit(main())
