"""Go's own parser, which gofmt brings along."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ERROR = re.compile(r"^(\d+)\.go:(\d+):(\d+): (.*)$", re.MULTILINE)
# Where this stands in a source, positions are not those of the source.
_OTHER_POSITIONS = re.compile(r"^//line |/\*line ", re.MULTILINE)


def go_parser() -> Callable[[Sequence[str]], list[tuple[int, str] | None]] | None:
    """A function that parses Go files, and answers with the byte of the first error and what it is; None where there is no Go."""
    gofmt = find_gofmt()
    return (lambda sources: _first_errors(gofmt, sources)) if gofmt else None


def find_gofmt() -> str | None:
    """The gofmt of the go command at hand, else the first in the PATH; None where there is none."""
    go = shutil.which("go")
    if go is None:
        return shutil.which("gofmt")
    asked = subprocess.run([go, "env", "GOROOT"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return shutil.which(os.path.join(asked.stdout.strip(), "bin", "gofmt")) or shutil.which("gofmt")


def _first_errors(gofmt: str, sources: Sequence[str]) -> list[tuple[int, str] | None]:
    with tempfile.TemporaryDirectory(prefix="pyorch-check-") as folder:
        names = []
        for index, source in enumerate(sources):
            if not _OTHER_POSITIONS.search(source):
                names.append(f"{index}.go")
                with open(os.path.join(folder, names[-1]), "wb") as file:
                    file.write(source.encode("utf-8", "surrogateescape"))
        # Without names it would format its stdin.
        told = _run([gofmt, "-l", "-e", *names], folder) if names else ""
    found: list[tuple[int, str] | None] = [None] * len(sources)
    for number, line, column, message in _ERROR.findall(told):
        index = int(number)
        if found[index] is None:
            found[index] = (_offset(sources[index], int(line), int(column)), message)
    return found


def _run(argv: list[str], folder: str) -> str:
    finished = subprocess.run(argv, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return finished.stderr.decode("utf-8", "replace")


def _offset(source: str, line: int, column: int) -> int:
    """The byte of a line and column, both from one; go/parser counts columns in bytes."""
    before = source.encode("utf-8", "surrogateescape").split(b"\n")[: line - 1]
    return sum(len(each) + 1 for each in before) + column - 1
