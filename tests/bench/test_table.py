"""The table: aligned plain lines in a pipe, colours on a terminal."""

import io

from rich.console import Console

from tests.bench.figures import Measured, Row, Sample, row
from tests.bench.table import print_table, render


def rows() -> list[Row]:
    by_hand = Measured("by hand", False, (Sample(2.5, 3, 0.5), Sample(2.4, 3, 0.5), Sample(2.6, 3, 0.5)))
    good = Measured("pyorch", True, (Sample(2.6, 3.25, 0.6),) * 3)
    bad = Measured("GOFLAGS", True, (Sample(25, 30, 6),) * 3)
    peer = Measured("peer", False, (Sample(25, 30, 6),) * 3)
    return [row("edit-main", "rebuild after editing a main", 1.06, [by_hand, good, bad, peer])]


def test_plain_lines_have_all_figures() -> None:
    lines = [" ".join(line.split()) for line in render(rows()).splitlines() if line]
    assert lines == [
        "wall min-max ratio user + system ratio target",
        "rebuild after editing a main 3 runs",
        "by hand 2.50 s 2.40-2.60 1.00x 3.00 + 0.50 s 1.00x",
        "pyorch 2.60 s 2.60-2.60 1.04x 3.25 + 0.60 s 1.10x <= 1.06x met",
        "GOFLAGS 25.0 s 25.0-25.0 10.00x 30.0 + 6.00 s 10.29x <= 1.06x missed",
        "peer 25.0 s 25.0-25.0 10.00x 30.0 + 6.00 s 10.29x",
    ]


def test_a_pipe_gets_no_colours_and_only_characters_of_its_encoding() -> None:
    page = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    print_table(rows(), Console(file=page))
    page.flush()
    assert page.buffer.getvalue().isascii()
    assert b"\x1b" not in page.buffer.getvalue()


def test_a_terminal_gets_colours_in_a_hundred_columns() -> None:
    page = io.StringIO()
    print_table(
        rows(), Console(file=page, force_terminal=True, width=100, color_system="standard", legacy_windows=False)
    )
    assert "\x1b[32m" in page.getvalue()
    assert "\x1b[1;31m" in page.getvalue()
    assert "…" not in page.getvalue()
