"""The line at the bottom of a terminal, as an emulated terminal shows it."""

from __future__ import annotations

import os
import pty
import termios
from typing import TYPE_CHECKING

import pyte
import pytest

from orchestrion_py.toolexec.front.bottom_line import BottomLine, bottom_line

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS, COLUMNS = 6, 40
ANSI = {"TERM": "xterm"}


class Terminal:
    """A terminal of a few rows: what is written to it, and what its user sees."""

    def __init__(self) -> None:
        self.master, self.descriptor = pty.openpty()
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        termios.tcsetwinsize(self.descriptor, (ROWS, COLUMNS))

    def write(self, text: str) -> None:
        os.write(self.descriptor, text.encode())

    def rows(self) -> list[str]:
        os.write(self.descriptor, b"\0")
        content = b""
        while not content.endswith(b"\0"):
            content += os.read(self.master, 4096)
        self._stream.feed(content[:-1])
        return [row.rstrip() for row in self.screen.display]

    def resize(self, rows: int) -> None:
        self.rows()
        termios.tcsetwinsize(self.descriptor, (rows, COLUMNS))
        self.screen.resize(rows, COLUMNS)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    os.close(made.master)
    os.close(made.descriptor)


def shown(terminal: Terminal) -> BottomLine:
    line = bottom_line(ANSI, terminal.descriptor)
    assert line is not None
    return line


def test_go_writes_above_the_line(terminal: Terminal) -> None:
    line = shown(terminal)
    terminal.write("$ pyorch go build\n")
    line.show("1 s: 1 package")
    terminal.write("# example.com/a\n")
    line.show("2 s: 2 packages")
    assert terminal.rows() == ["$ pyorch go build", "# example.com/a", "", "", "", "2 s: 2 packages"]
    line.remove()
    terminal.write("done\n")
    assert terminal.rows() == ["$ pyorch go build", "# example.com/a", "done", "", "", ""]


def test_more_lines_than_the_terminal_has(terminal: Terminal) -> None:
    line = shown(terminal)
    terminal.write("".join(f"before {number}\n" for number in range(9)))
    line.show("working")
    terminal.write("".join(f"line {number}\n" for number in range(9)))
    line.show("still working")
    assert terminal.rows() == ["line 5", "line 6", "line 7", "line 8", "", "still working"]
    line.remove()
    line.show("again")
    line.remove()
    terminal.write("done\n")
    assert terminal.rows() == ["line 5", "line 6", "line 7", "line 8", "done", ""]


def test_a_long_line_is_cut(terminal: Terminal) -> None:
    shown(terminal).show("x" * 100)
    assert terminal.rows()[-1] == "x" * (COLUMNS - 1)


def test_a_terminal_that_changes_its_size(terminal: Terminal) -> None:
    line = shown(terminal)
    line.show("working")
    terminal.resize(ROWS + 2)
    line.show("still working")
    terminal.write("# example.com/a\n")
    assert [row for row in terminal.rows() if row] == ["# example.com/a", "still working"]
    assert terminal.rows()[-1] == "still working"


def test_without_a_terminal_that_can_have_one(terminal: Terminal) -> None:
    reading, writing = os.pipe()
    assert bottom_line(ANSI, writing) is None
    os.close(reading)
    os.close(writing)
    assert bottom_line({"TERM": "dumb"}, terminal.descriptor) is None
    assert bottom_line({}, terminal.descriptor) is None
    terminal.resize(2)
    assert bottom_line(ANSI, terminal.descriptor) is None
