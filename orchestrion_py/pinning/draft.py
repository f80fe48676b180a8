"""A draft of a pin: copies of go.mod, go.sum and the tool file in a temporary folder.

With -modfile and -overlay, go reads the draft in place of the user's own files. So these do not change before the whole
pin is known to work.
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

    from orchestrion_py.gocommand.run import Go
    from orchestrion_py.pinning.main_module import Main


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a module's files, and two go commands that read it.

    `go` reads the draft's go.mod and tool file; `bare` reads its go.mod and no tool file, as a build does.
    """

    directory: Path
    root: Path
    go: Go
    bare: Go

    @property
    def mod_file(self) -> Path:
        """The draft's go.mod; go reads and writes the go.sum beside it."""
        return self.directory / "go.mod"

    @property
    def sum_file(self) -> Path:
        """The draft's go.sum; it need not exist."""
        return self.directory / "go.sum"

    @property
    def tool_file(self) -> Path:
        """The draft's tool file."""
        return self.directory / TOOL_FILE

    def compiling(self) -> Go:
        """Return a go command that may not change go.mod, as in a build of the user's."""
        return self.bare.with_flags(*self.bare.flags, "-mod=readonly")

    def saved(self) -> tuple[bytes | None, bytes | None]:
        """Return the content of go.mod and go.sum, for `restore`."""
        return read_bytes(self.mod_file), read_bytes(self.sum_file)

    def restore(self, saved: tuple[bytes | None, bytes | None]) -> None:
        """Write back the content that `saved` returned."""
        for path, content in zip((self.mod_file, self.sum_file), saved, strict=True):
            if content is not None:
                path.write_bytes(content)
            else:
                path.unlink(missing_ok=True)


@contextmanager
def draft_of(main: Main) -> Iterator[Draft]:
    """Open a draft that starts as a copy of the module's files; leaving the context deletes it."""
    with tempfile.TemporaryDirectory(prefix="pyorch-pin-", ignore_cleanup_errors=True) as name_of_directory:
        directory = Path(name_of_directory)
        for name in ("go.mod", "go.sum", TOOL_FILE):
            with suppress(FileNotFoundError):
                shutil.copyfile(main.root / name, directory / name)
        yield _draft(main, directory)


def read_bytes(path: Path) -> bytes | None:
    """Return the content of a file, None if the file does not exist."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _draft(main: Main, directory: Path) -> Draft:
    in_module = str(main.root / TOOL_FILE)
    with_tools = directory / "overlay.json"
    without_tools = directory / "overlay-bare.json"
    with_tools.write_text(json.dumps({"Replace": {in_module: str(directory / TOOL_FILE)}}))
    # An empty path hides the file. With GOFLAGS=-tags=tools, its imports would count as imports of the user's packages.
    without_tools.write_text(json.dumps({"Replace": {in_module: ""}}))
    modfile = f"-modfile={directory / 'go.mod'}"
    return Draft(
        directory=directory,
        root=main.root,
        go=main.go.with_flags(modfile, f"-overlay={with_tools}"),
        bare=main.go.with_flags(modfile, f"-overlay={without_tools}"),
    )
