"""Copies of popular modules: `pyorch instrument` changes them, tests compare them with plain go, and the changes are undone."""

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

# The library that instrumented source imports.
LIBRARIES = {"otel": "go.opentelemetry.io/otel@v1.43.0", "datadog": "github.com/DataDog/dd-trace-go/v2@v2.5.0"}

_SUMMARY = re.compile(r"pyorch: (\d+) functions? \w+ \w+ (?:of )?(\d+) of (\d+) files?")
_PLACE = re.compile(r"^(?:vet: )?(\S+?\.go):\d+(?::\d+)?: ")


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the proxy, how many of its functions must get spans, and the flags and packages for `go test`.

    `otherwise` are tests that must end differently, `environment` has variables for the toolchain.
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
    """The summary of a run of `pyorch instrument`, and how long it took."""

    functions: int
    changed: int
    files: int
    seconds: float


def copied(module: Module, folder: Path, backend: str) -> Workshop:
    """The module in its own folder, with the tracing library required."""
    # The workspace of the module's repository is missing.
    settings = {"GOFLAGS": "-mod=mod", "GOWORK": "off", **(module.environment or {})}
    workshop = copy_of_module(Workshop(folder), str(module), "copy").with_environment(**settings)
    assert (got := workshop.go("get", LIBRARIES[backend])).code == 0, got.text
    return workshop


def instrument(workshop: Workshop, *options: str) -> Run:
    """Run `pyorch instrument -w ./...` with more options."""
    started = time.monotonic()
    finished = workshop.pyorch("instrument", "-w", *options, "./...")
    seconds = time.monotonic() - started
    assert finished.code == 0, finished.text
    summary = _SUMMARY.search(finished.err)
    assert summary is not None, finished.err
    functions, changed, files = map(int, summary.groups())
    return Run(functions, changed, files, seconds)


def contents(workshop: Workshop) -> dict[str, bytes]:
    """Every file of the copy except those that `go get` writes."""
    return {
        str(path.relative_to(workshop.folder)): path.read_bytes()
        for path in sorted(workshop.folder.rglob("*"))
        if path.is_file() and path.name not in ("go.mod", "go.sum")
    }


def unformatted(workshop: Workshop) -> set[str]:
    """The files that gofmt would change."""
    return set(workshop.run("gofmt", "-l", ".").out.split())


def complaints(workshop: Workshop) -> Counter[tuple[str, str]]:
    """The messages of the compiler and of vet by file, without lines, which move."""
    built = workshop.go("build", "./...")
    vetted = workshop.go("vet", "./...")
    return Counter(_without_places(f"{built.err}\n{vetted.err}"))


def _without_places(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if line.strip() and not line.startswith(("#", "go: downloading")):
            place = _PLACE.match(line)
            yield (place[1], line[place.end() :]) if place else ("", line)


def ends(workshop: Workshop, packages: tuple[str, ...]) -> dict[Test, str]:
    """How each test ends, without vet, which has run separately and would prevent some tests."""
    finished = workshop.go("test", "-vet=off", "-count=1", "-short", "-json", "-timeout=10m", *packages)
    return {test: outcome.end for test, outcome in outcomes(finished.out.splitlines()).items()}
