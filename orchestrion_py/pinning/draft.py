"""A pin on trial: go.mod, go.sum and the tool file in a temporary directory, where go can work on them unseen.

`go -modfile` and `go -overlay` show go the draft in the place of the user's own files, so that nothing of the user's
changes before the whole pin is known to hold.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.file_names import TOOL_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.pinning.main_module import Go, Main


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a module's files, and two go commands that see it.

    `go` sees the draft's go.mod and its tool file; `bare` sees its go.mod and no tool file at all, as a build does.
    """

    directory: Path
    root: Path
    go: Go
    bare: Go

    @property
    def mod_file(self) -> Path:
        """The draft's go.mod; go keeps go.sum beside it."""
        return self.directory / "go.mod"

    @property
    def sum_file(self) -> Path:
        """The draft's go.sum, which need not exist."""
        return self.directory / "go.sum"

    @property
    def tool_file(self) -> Path:
        """The draft's tool file."""
        return self.directory / TOOL_FILE

    def compiling(self) -> Go:
        """Return a go command that may not touch go.mod any more, as in a build of the user's."""
        return self.bare.with_flags(*self.bare.flags, "-mod=readonly")

    def saved(self) -> tuple[bytes | None, bytes | None]:
        """go.mod and go.sum as they are now."""
        return read_bytes(self.mod_file), read_bytes(self.sum_file)

    def restore(self, saved: tuple[bytes | None, bytes | None]) -> None:
        """Go back to what `saved` told."""
        for path, content in zip((self.mod_file, self.sum_file), saved, strict=True):
            if content is not None:
                path.write_bytes(content)
            else:
                path.unlink(missing_ok=True)


@contextmanager
def draft_of(main: Main) -> Iterator[Draft]:
    """Open a draft that starts as a copy of the module's files and is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="pyorch-pin-", ignore_cleanup_errors=True) as name_of_directory:
        directory = Path(name_of_directory)
        for name in ("go.mod", "go.sum", TOOL_FILE):
            with suppress(FileNotFoundError):
                shutil.copyfile(main.root / name, directory / name)
        yield _draft(main, directory)


def read_bytes(path: Path) -> bytes | None:
    """Return the content of a file, None where there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _draft(main: Main, directory: Path) -> Draft:
    in_module = str(main.root / TOOL_FILE)
    with_tools = directory / "overlay.json"
    without_tools = directory / "overlay-bare.json"
    with_tools.write_text(json.dumps({"Replace": {in_module: str(directory / TOOL_FILE)}}))
    # An empty path hides the file: GOFLAGS=-tags=tools would make every pinned package an import of the user's own.
    without_tools.write_text(json.dumps({"Replace": {in_module: ""}}))
    modfile = f"-modfile={directory / 'go.mod'}"
    return Draft(
        directory=directory,
        root=main.root,
        go=main.go.with_flags(modfile, f"-overlay={with_tools}"),
        bare=main.go.with_flags(modfile, f"-overlay={without_tools}"),
    )
