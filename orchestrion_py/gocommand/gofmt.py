"""Runs gofmt: to find syntax errors, and to format files."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.run import Go, run_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ERROR = re.compile(r"^(\d+)\.go:(\d+):(\d+): (.*)$", re.MULTILINE)
# A line directive changes the positions that gofmt reports.
_LINE_DIRECTIVE = re.compile(r"^//line |/\*line ", re.MULTILINE)


def go_parser() -> Callable[[Sequence[str]], list[tuple[int, str] | None]] | None:
    """Return a function that parses Go files; None if there is no gofmt.

    For each file the function returns the byte offset and the message of its first syntax error, or None.
    """
    gofmt = find_gofmt()
    return (lambda sources: _first_errors(gofmt, sources)) if gofmt else None


def find_gofmt() -> str | None:
    """Return the gofmt of the go command in PATH, otherwise the first gofmt in PATH; None if there is none."""
    go = shutil.which("go")
    if go is None:
        return shutil.which("gofmt")
    output = Go(go, os.curdir, os.environ).attempt("env", "GOROOT")
    return shutil.which(os.path.join(output.out.strip(), "bin", "gofmt")) or shutil.which("gofmt")


def format_files(gofmt: str, names: Sequence[str], folder: str) -> None:
    """Format the files of a folder in place; gofmt leaves a file that it cannot parse as it is."""
    run_tool([gofmt, "-w", *names], folder)


def _first_errors(gofmt: str, sources: Sequence[str]) -> list[tuple[int, str] | None]:
    with tempfile.TemporaryDirectory(prefix="pyorch-check-") as folder:
        names = []
        for index, source in enumerate(sources):
            if not _LINE_DIRECTIVE.search(source):
                names.append(f"{index}.go")
                with open(os.path.join(folder, names[-1]), "wb") as file:
                    file.write(source.encode("utf-8", "surrogateescape"))
        # Without names, gofmt would read its stdin.
        errors = run_tool([gofmt, "-l", "-e", *names], folder).err if names else ""
    found: list[tuple[int, str] | None] = [None] * len(sources)
    for number, line, column, message in _ERROR.findall(errors):
        index = int(number)
        if found[index] is None:
            found[index] = (_offset(sources[index], int(line), int(column)), message)
    return found


def _offset(source: str, line: int, column: int) -> int:
    """Return the byte offset of a line and a column; gofmt counts both from one, and columns in bytes."""
    before = source.encode("utf-8", "surrogateescape").split(b"\n")[: line - 1]
    return sum(len(each) + 1 for each in before) + column - 1
