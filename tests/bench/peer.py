"""The real Orchestrion, for comparison: installed through the Go module proxy, and pinned in a module copy of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.bench.contenders import Contender
from tests.bench.errors import BenchError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

_MODULE = "github.com/DataDog/orchestrion"
# The first one goes with the tracing library that examples/notes requires; the other is for a Go that it cannot live with.
_VERSIONS = ("v1.6.1", "latest")


class Refused(Exception):
    """A version of Orchestrion that cannot be used; the message is one line that says why."""


def prepared_peer(folder: Path, user: Workshop) -> Contender:
    """Orchestrion, ready to build; `user` is where go runs with the user's own caches. BenchError where no version can be had."""
    reasons = []
    for version in _VERSIONS:
        try:
            return _prepare(folder / f"peer-{version}", version, user)
        except Refused as refused:
            reasons.append(f"{version}: {refused}")
    raise BenchError("Orchestrion is left out; " + "; ".join(reasons))


def _prepare(folder: Path, version: str, user: Workshop) -> Contender:
    installing = user.with_environment(GOBIN=str(folder / "gobin"), GOFLAGS="")
    # Into the user's own build cache: what is measured is what Orchestrion builds, not how it is built itself.
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
