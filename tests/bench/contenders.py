"""Who is measured: each contender has a copy of examples/notes, a Go build cache and a pyorch cache of its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.errors import BenchError
from tests.helpers.workshop import Workshop, copy_of_notes

if TYPE_CHECKING:
    from pathlib import Path

# Given outright, so that flags of the user's own `go env -w` do not count in one mode and are overridden in another.
_GOFLAGS = "-buildvcs=false"
_TRACER = b"dd-trace-go/v2/ddtrace/tracer"
_STORE = "internal/store/store.go"


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to build the two programs; `folder` holds the module's copy, the caches and the programs."""

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
        """The module, with the environment of the build."""
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
        """The build."""
        return (*self.words, "-o", f"{self.folder / 'bin'}/", self.sources)

    @property
    def main(self) -> str:
        """The main program that is edited."""
        return self.sources.removesuffix("...").removeprefix("./") + "front/main.go"

    def prepared(self) -> Contender:
        """The same, with its folder made."""
        copy_of_notes(self.module)
        (self.folder / "bin").mkdir()
        return self

    def forget(self) -> None:
        """Empty the caches, and remove the programs that were built."""
        for name in ("go-cache", "pyorch-cache", "bin"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / "bin").mkdir()

    def check_programs(self) -> None:
        """Raise a BenchError if a program lacks its tracing, which would be fast and worth nothing, or has it unasked."""
        for name in ("front", "back"):
            if (_TRACER in (self.folder / "bin" / name).read_bytes()) != self.is_traced:
                found = "there is no" if self.is_traced else "there is"
                raise BenchError(f"{self.name}: {found} tracing in the program {name!r} that it built")


def five_builds(folder: Path) -> list[Contender]:
    """The baseline first, then pyorch in its three modes, and last the program without tracing."""
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
    """Change the package that the back end keeps its notes with."""
    _edit(contender.module / _STORE, number)


def _edit(path: Path, number: int) -> None:
    """Give a file a variable with another value: unlike a comment, it changes the archive, so that the program is linked anew."""
    begun = "\nvar benchmarkEdit ="
    original = path.read_text(encoding="utf-8").partition(begun)[0]
    path.write_text(f"{original}{begun} {number}\n", encoding="utf-8")
