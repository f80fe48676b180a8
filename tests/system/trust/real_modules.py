"""Modules that many programs use, copied to where they can be changed: instrumented, held against plain go, brought back."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.helpers.workshop import Workshop, copy_of_module
from tests.system.trust.outcomes import outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.system.trust.outcomes import Test

# What instrumented source imports.
LIBRARIES = {"otel": "go.opentelemetry.io/otel@v1.43.0", "datadog": "github.com/DataDog/dd-trace-go/v2@v2.5.0"}

_SUMMARY = re.compile(r"pyorch: (\d+) functions? \w+ \w+ (?:of )?(\d+) of (\d+) files?")
_PLACE = re.compile(r"^(?:vet: )?(\S+?\.go):\d+(?::\d+)?: ")


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the proxy, how many functions of it get spans at least, and what `go test` is told: flags, and packages.

    `otherwise` are tests that must end otherwise, `environment` is what else the toolchain is told.
    """

    path: str
    version: str
    functions: int
    tested: tuple[str, ...] = ("./...",)
    otherwise: frozenset[str] = frozenset()
    environment: Mapping[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.path}@{self.version}"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of `pyorch instrument` says it has done, and how long it took."""

    functions: int
    changed: int
    files: int
    seconds: float


def copied(module: Module, folder: Path, backend: str) -> Workshop:
    """The module in a folder of its own, with the library that spans come from."""
    # A workspace that a module came from is not there any more.
    settings = {"GOFLAGS": "-mod=mod", "GOWORK": "off", **(module.environment or {})}
    workshop = copy_of_module(Workshop(folder), str(module), "copy").with_environment(**settings)
    assert (got := workshop.go("get", LIBRARIES[backend])).code == 0, got.text
    return workshop


def instrument(workshop: Workshop, *options: str) -> Run:
    """`pyorch instrument -w ./...` with more options."""
    started = time.monotonic()
    finished = workshop.pyorch("instrument", "-w", *options, "./...")
    seconds = time.monotonic() - started
    assert finished.code == 0, finished.text
    summary = _SUMMARY.search(finished.err)
    assert summary is not None, finished.err
    functions, changed, files = map(int, summary.groups())
    return Run(functions, changed, files, seconds)


def contents(workshop: Workshop) -> dict[str, bytes]:
    """Every file of the copy but what `go get` writes."""
    return {
        str(path.relative_to(workshop.folder)): path.read_bytes()
        for path in sorted(workshop.folder.rglob("*"))
        if path.is_file() and path.name not in ("go.mod", "go.sum")
    }


def unformatted(workshop: Workshop) -> set[str]:
    """What gofmt would lay out in another way."""
    return set(workshop.run("gofmt", "-l", ".").out.split())


def complaints(workshop: Workshop) -> Counter[tuple[str, str]]:
    """What the compiler and vet say, by file; lines move when statements come in."""
    built = workshop.go("build", "./...")
    vetted = workshop.go("vet", "./...")
    return Counter(_without_places(f"{built.err}\n{vetted.err}"))


def _without_places(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if line.strip() and not line.startswith(("#", "go: downloading")):
            place = _PLACE.match(line)
            yield (place[1], line[place.end() :]) if place else ("", line)


def ends(workshop: Workshop, packages: tuple[str, ...]) -> dict[Test, str]:
    """How each test ends; vet, which would end some before they begin, has been asked by itself."""
    finished = workshop.go("test", "-vet=off", "-count=1", "-short", "-json", "-timeout=10m", *packages)
    return {test: outcome.end for test, outcome in outcomes(finished.out.splitlines()).items()}
