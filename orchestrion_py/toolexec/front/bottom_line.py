"""One line at the bottom of a terminal, which pyorch draws anew while go writes above it.

Only the rows above scroll, which terminals call a scroll region. So it does not matter when and what go writes.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_ROWS, _COLUMNS = 4, 20  # smaller terminals have no room for it


def bottom_line(environment: Mapping[str, str], descriptor: int = 2) -> BottomLine | None:
    """Return the bottom line of a terminal; None where there is no terminal that can have one."""
    if environment.get("TERM", "dumb") == "dumb" or not os.isatty(descriptor):
        return None
    columns, rows = os.get_terminal_size(descriptor)
    return BottomLine(descriptor) if rows >= _ROWS and columns >= _COLUMNS else None


class BottomLine:
    """The last row of a terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._row = 0

    def show(self, text: str) -> None:
        """Draw the line, cut to the width of the terminal, or remove it if it is empty. The cursor stays where it is."""
        if not text:
            self.remove()
            return
        columns, rows = os.get_terminal_size(self._descriptor)
        if self._row not in (0, rows):  # the user has resized the terminal
            self.remove()
        # Setting a region moves the cursor, hence the saving. The line feed makes room if the cursor is in the last row.
        begin = "" if self._row else f"\n\x1b[A\x1b7\x1b[1;{rows - 1}r\x1b8"
        self._row = rows
        self._write(f"{begin}\x1b7\x1b[{rows};1H\x1b[2K{text[: columns - 1]}\x1b8")

    def remove(self) -> None:
        """Erase the line, and let all rows scroll again."""
        if self._row:
            self._row = 0
            self._write("\x1b7\x1b[r\x1b8\x1b[J")

    def _write(self, text: str) -> None:
        os.write(self._descriptor, text.encode("utf-8", "replace"))
