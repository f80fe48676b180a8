"""Prints traces as trees: in colour on a terminal, as plain lines in a pipe or a log."""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orchestrion_py.traces.span_tree import Node, Span, Trace
    from orchestrion_py.traces.trace_store import StoredTrace

# Wide enough that no line of a log is cut.
_PLAIN_WIDTH = 10_000
# A trace of a long batch may have thousands of spans.
_LONGEST = 200
# A narrower terminal shows no names of integrations, to leave room for the resources.
_WIDE = 120
_SERVICE_COLOURS = ("cyan", "magenta", "blue", "yellow", "green")


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """The characters that draw a tree."""

    fork: str
    last: str
    line: str
    dot: str
    micro: str
    cross: str


_UNICODE = _Glyphs("├─ ", "└─ ", "│  ", "·", "µs", "✗")
_ASCII = _Glyphs("|- ", "`- ", "|  ", "-", "us", "!")


def print_traces(traces: Iterable[Trace], console: Console | None = None) -> None:
    """Print each trace as a tree. A pipe gets plain text, and an ASCII output gets ASCII."""
    console = console or Console()
    for trace in traces:
        _print_tree(trace, console)
        if not console.is_terminal:
            console.file.write("\n")


def print_stored(stored: StoredTrace, console: Console | None = None) -> None:
    """Print a trace as a tree, its log lines below it, and an empty line."""
    console = console or Console()
    if stored.again:
        console.print(Text("more of a trace that is above:", style="dim"))
    _print_tree(stored.trace, console)
    for line in stored.logs:
        offset = _duration(max(0, line.time - stored.trace.start), _glyphs(console))
        words = " ".join(filter(None, (line.service, line.severity, _printable(line.text))))
        console.print(Text(f"  log +{offset}  {words}", style="dim"), soft_wrap=True)
    console.print()


def _glyphs(console: Console) -> _Glyphs:
    return _UNICODE if console.encoding.startswith("utf") else _ASCII


def _print_tree(trace: Trace, console: Console) -> None:
    glyphs = _glyphs(console)
    if console.is_terminal:
        console.print(_title(trace, glyphs))
        console.print(_table(trace, glyphs, wide=console.width >= _WIDE))
    else:
        console.file.write(
            _plain(trace, glyphs, in_colour=console.color_system is not None)
            .encode(console.encoding, "backslashreplace")
            .decode(console.encoding)
        )


def render(trace: Trace) -> str:
    """Return the tree of a trace as plain lines, without colour, cuts or trailing spaces."""
    return _plain(trace, _UNICODE)


def _plain(trace: Trace, glyphs: _Glyphs, *, in_colour: bool = False) -> str:
    page = Console(
        file=io.StringIO(), width=_PLAIN_WIDTH, force_terminal=False, color_system="standard" if in_colour else None
    )
    with page.capture() as captured:
        page.print(_title(trace, glyphs))
        page.print(_table(trace, glyphs))
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def _title(trace: Trace, glyphs: _Glyphs) -> Text:
    spans = trace.spans
    facts = [
        f"trace {trace.id:032x}",
        _count(len(spans), "span"),
        _count(len(trace.processes), "process", "es"),
        _duration(trace.duration, glyphs),
    ]
    title = Text(f" {glyphs.dot} ".join(facts), style="bold", no_wrap=True)
    if not trace.connected:
        title.append(f" {glyphs.dot} not connected", style="bold red")
    return title


def _table(trace: Trace, glyphs: _Glyphs, *, wide: bool = True) -> Table:
    """Return a row for each span: service and operation, integration if `wide`, resource, duration, status, error."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    table.add_column(style="red")
    colours = _colours(trace)
    for guide, span in itertools.islice(_rows(trace, glyphs), _LONGEST):
        name = Text.assemble(
            (guide, "dim"),
            (_printable(span.service), f"bold {colours[span.service]}"),
            (f"  {_printable(span.operation)}", "red" if span.error else ""),
        )
        table.add_row(
            name,
            Text(_printable(span.origin) if wide else ""),
            _cuttable(span.resource),
            Text(_duration(span.duration, glyphs)),
            _status(span),
            _cuttable(f"{glyphs.cross} {span.message or 'error'}" if span.error else ""),
        )
    if (more := len(trace.spans) - _LONGEST) > 0:
        table.add_row(f"... {more} more spans")
    return table


def _rows(trace: Trace, glyphs: _Glyphs) -> Iterator[tuple[str, Span]]:
    """Yield each span with the lines that connect it to its parent."""
    pending: list[tuple[Node, str, str]] = [(root, "", "") for root in reversed(trace.roots)]
    while pending:
        node, guide, below = pending.pop()
        yield guide, node.span
        for child in reversed(node.children):
            if child is node.children[-1]:
                pending.append((child, below + glyphs.last, below + " " * len(glyphs.line)))
            else:
                pending.append((child, below + glyphs.fork, below + glyphs.line))


def _colours(trace: Trace) -> dict[str, str]:
    services = dict.fromkeys(span.service for span in trace.spans)
    return {service: _SERVICE_COLOURS[i % len(_SERVICE_COLOURS)] for i, service in enumerate(services)}


def _cuttable(text: str) -> Text:
    """Return a text that a narrow terminal cuts instead of wrapping."""
    return Text(_printable(text), no_wrap=True, overflow="ellipsis")


def _status(span: Span) -> Text:
    if span.status is None:
        return Text("")
    style = "green" if span.status < 400 else "yellow" if span.status < 500 else "red"
    return Text(str(span.status), style=style)


def _duration(nanoseconds: int, glyphs: _Glyphs) -> str:
    if nanoseconds < 1_000_000:
        return f"{nanoseconds / 1_000:.0f} {glyphs.micro}"
    if nanoseconds < 1_000_000_000:
        return f"{nanoseconds / 1_000_000:.2f} ms"
    return f"{nanoseconds / 1_000_000_000:.2f} s"


def _count(number: int, word: str, plural: str = "s") -> str:
    return f"{number} {word if number == 1 else word + plural}"


def _printable(text: str) -> str:
    """Return the text as one line without control characters: a resource may come from a stranger's URL."""
    return "".join(letter if letter.isprintable() else "?" for letter in " ".join(text.split()))
