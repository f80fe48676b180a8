"""The builds to compare: each has its own copy of examples/notes, Go build cache and pyorch cache."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.errors import BenchError
from tests.helpers.workshop import Workshop, copy_of_notes

if TYPE_CHECKING:
    from pathlib import Path

# Set explicitly, so that the user's own `go env -w` does not affect some contenders and not others.
_GOFLAGS = "-buildvcs=false"
_TRACER = b"dd-trace-go/v2/ddtrace/tracer"
_STORE = "internal/store/store.go"


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to build the two programs; `folder` has the copy of the module, the caches and the programs."""

    name: str
    folder: Path
    words: tuple[str, ...]
    sources: str = "./cmd/..."
    goflags: str = _GOFLAGS
    is_traced: bool = True
    is_judged: bool = False

    @property
    def module(self) -> Path:
        """The copy of examples/notes."""
        return self.folder / "notes"

    @property
    def workshop(self) -> Workshop:
        """The module with the environment of the build."""
        return Workshop(
            self.module,
            {
                "GOCACHE": str(self.folder / "go-cache"),
                "PYORCH_CACHE_DIR": str(self.folder / "pyorch-cache"),
                "GOFLAGS": self.goflags,
            },
        )

    @property
    def command(self) -> tuple[str, ...]:
        """The build command."""
        return (*self.words, "-o", f"{self.folder / 'bin'}/", self.sources)

    @property
    def main(self) -> str:
        """The file of the front's main package that edits change."""
        return self.sources.removesuffix("...").removeprefix("./") + "front/main.go"

    def prepared(self) -> Contender:
        """Create the folder of a contender."""
        copy_of_notes(self.module)
        (self.folder / "bin").mkdir()
        return self

    def forget(self) -> None:
        """Empty the caches and remove the programs."""
        for name in ("go-cache", "pyorch-cache", "bin"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / "bin").mkdir()

    def check_programs(self) -> None:
        """Raise a BenchError if a program lacks tracing that it should have, or has tracing that it should not have."""
        for name in ("front", "back"):
            if (_TRACER in (self.folder / "bin" / name).read_bytes()) != self.is_traced:
                found = "there is no" if self.is_traced else "there is"
                raise BenchError(f"{self.name}: {found} tracing in the program {name!r} that it built")


def five_builds(folder: Path) -> list[Contender]:
    """The baseline, then the three pyorch commands, and last the program without tracing."""
    toolexec = "-toolexec=pyorch toolexec"
    by_hand = Contender("by hand, plain go", folder / "hand", ("go", "build"), "./hand/cmd/...")
    woven = [
        Contender("pyorch go build", folder / "front", ("pyorch", "go", "build"), is_judged=True),
        Contender('go build -toolexec="…"', folder / "tool", ("go", "build", toolexec), is_judged=True),
        Contender(
            'GOFLAGS="…" go build', folder / "flag", ("go", "build"), goflags=f"{_GOFLAGS} '{toolexec}'", is_judged=True
        ),
    ]
    return [by_hand, *woven, Contender("no tracing, plain go", folder / "plain", ("go", "build"), is_traced=False)]


def edit_main(contender: Contender, number: int) -> None:
    """Change the front's main package."""
    _edit(contender.module / contender.main, number)


def edit_store(contender: Contender, number: int) -> None:
    """Change the storage package of the back end."""
    _edit(contender.module / _STORE, number)


def _edit(path: Path, number: int) -> None:
    """Add a variable with another value to a file. Unlike a comment this changes the archive, so go links the program again."""
    begun = "\nvar benchmarkEdit ="
    original = path.read_text(encoding="utf-8").partition(begun)[0]
    path.write_text(f"{original}{begun} {number}\n", encoding="utf-8")
