"""Prints the figures: a table with colours on a terminal, plain lines in a pipe or a log."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.figures import Line, Row

# A log has no width at which lines wrap.
_PLAIN_WIDTH = 200


def print_table(rows: Sequence[Row], console: Console | None = None) -> None:
    """Print the table, as NO_COLOR and the encoding of the output allow."""
    console = console or Console()
    if console.is_terminal:
        console.print(_table(rows, box.SIMPLE_HEAD))
    else:
        text = render(rows)
        console.file.write(text.encode(console.encoding, "replace").decode(console.encoding))


def render(rows: Sequence[Row]) -> str:
    """The table as plain lines, without colours and trailing spaces."""
    page = Console(file=io.StringIO(), width=_PLAIN_WIDTH, force_terminal=False, color_system=None)
    with page.capture() as captured:
        page.print(_table(rows, None))
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def _table(rows: Sequence[Row], lines: box.Box | None) -> Table:
    table = Table(box=lines, pad_edge=False, padding=(0, 1 if lines else 2, 0, 0))
    table.add_column("", no_wrap=True)
    table.add_column("wall", justify="right", no_wrap=True)
    table.add_column("min-max", justify="right", no_wrap=True)
    table.add_column("ratio", justify="right", no_wrap=True)
    table.add_column("user + system", justify="right", no_wrap=True)
    table.add_column("ratio", justify="right", no_wrap=True)
    table.add_column("target", no_wrap=True)
    for row in rows:
        times = len(row.lines[0].samples)
        table.add_row(Text(row.title, style="bold"), "", f"{times} run{'s' if times > 1 else ''}")
        for line in row.lines:
            table.add_row(*_cells(line, row.target))
        table.add_row()
    return table


def _cells(line: Line, target: float | None) -> tuple[str | Text, ...]:
    return (
        f"  {line.name}",
        f"{seconds(line.wall)} s",
        f"{seconds(line.fastest)}-{seconds(line.slowest)}",
        Text(ratio(line.wall_ratio), style=_style(line.met)),
        f"{seconds(line.user)} + {seconds(line.system)} s",
        ratio(line.cpu_ratio),
        Text(_verdict(line.met, target), style=_style(line.met)),
    )


def _verdict(met: bool | None, target: float | None) -> str:
    if met is None or target is None:
        return ""
    return f"<= {ratio(target)}  {'met' if met else 'missed'}"


def _style(met: bool | None) -> str:
    return {True: "green", False: "bold red", None: ""}[met]


def seconds(value: float) -> str:
    """Format seconds, with two decimals if they matter."""
    return f"{value:.1f}" if value >= 20 else f"{value:.2f}"


def ratio(value: float) -> str:
    """Format a multiple of the baseline."""
    return "-" if math.isnan(value) else f"{value:.2f}x"
