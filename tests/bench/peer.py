"""Orchestrion as a contender: installed from the Go module proxy, and pinned in its own copy of the module."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.bench.contenders import Contender
from tests.bench.errors import BenchError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

_MODULE = "github.com/DataDog/orchestrion"
# The first version fits the tracing library that examples/notes requires; the other is for newer Go releases.
_VERSIONS = ("v1.6.1", "latest")


class Refused(Exception):
    """A version of Orchestrion cannot be used; the message is one line with the reason."""


def prepared_peer(folder: Path, user: Workshop) -> Contender:
    """Orchestrion, ready to build; `user` runs go with the user's own caches. Raises a BenchError if no version is usable."""
    reasons = []
    for version in _VERSIONS:
        try:
            return _prepare(folder / f"peer-{version}", version, user)
        except Refused as refused:
            reasons.append(f"{version}: {refused}")
    raise BenchError("Orchestrion is left out; " + "; ".join(reasons))


def _prepare(folder: Path, version: str, user: Workshop) -> Contender:
    installing = user.with_environment(GOBIN=str(folder / "gobin"), GOFLAGS="")
    # Built into the user's own cache, because the benchmark measures what Orchestrion builds, not Orchestrion.
    _go(installing, "install", f"{_MODULE}@{version}")
    contender = Contender(
        f"Orchestrion {version}",
        folder,
        (str(folder / "gobin" / "orchestrion"), "go", "build"),
    ).prepared()
    tool_file = contender.module / "orchestrion.tool.go"
    text = tool_file.read_text(encoding="utf-8")
    tool_file.write_text(text.replace("import (\n", f'import (\n\t_ "{_MODULE}"\n', 1), encoding="utf-8")
    pinning = replace(user, folder=contender.module).with_environment(GOFLAGS="")
    _go(pinning, "get", f"{_MODULE}@{version}")
    _go(pinning, "mod", "tidy")
    _go(pinning, "mod", "download")
    installed = pinning.go("list", "-m", "-f", "{{.Version}}", _MODULE).out.strip()
    return replace(contender, name=f"Orchestrion {installed}")


def _go(workshop: Workshop, *arguments: str) -> None:
    result = workshop.go(*arguments)
    if result.code != 0:
        last = result.err.strip().rpartition("\n")[2]
        raise Refused(f"`go {' '.join(arguments)}`: {last}")
