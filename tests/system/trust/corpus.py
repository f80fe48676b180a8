"""Real Go code: the source of Go and its tests, and of every module that the examples use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.paths import NOTES
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EXAMPLES = NOTES.parent


def all_files() -> list[str]:
    """Every Go file of the corpus, sorted."""
    return sorted({path for folder in _folders() for path in _go_files(folder)})


def accepted(paths: Iterable[str]) -> list[str]:
    """The files that go/parser accepts."""
    finished = Workshop(Path(__file__).parent).run("go", "run", "accepts.go", stdin="\n".join(paths))
    assert finished.code == 0, finished.err
    return finished.out.splitlines()


def _folders() -> Iterator[str]:
    root = Workshop(NOTES).go("env", "GOROOT").out.strip()
    yield from (f"{root}/src", f"{root}/test")
    for module in sorted(_EXAMPLES.rglob("go.mod")):
        example = Workshop(module.parent)
        assert (fetched := example.go("mod", "download")).code == 0, fetched.err
        # go downloads only the go.mod of some modules, which have no folder.
        yield from (folder for folder in example.go("list", "-m", "-f", "{{.Dir}}", "all").out.splitlines() if folder)


def _go_files(folder: str) -> Iterable[str]:
    for root, _, names in os.walk(folder):
        yield from (f"{root}/{name}" for name in names if name.endswith(".go"))
