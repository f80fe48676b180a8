"""Reads go's settings with `go env -json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault

if TYPE_CHECKING:
    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.gocommand.run import Go

# The last group changes archives, as flags and sources do.
_SETTINGS = (
    "GOARCH", "GOCACHE", "GOENV", "GOEXE", "GOFLAGS", "GOHOSTOS", "GOMOD", "GOMODCACHE", "GOOS", "GOROOT", "GOTOOLDIR",
    "GOVERSION", "GOWORK",
    "CC", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_ENABLED", "CGO_LDFLAGS", "CXX", "GO386", "GOAMD64", "GOARM",
    "GOARM64", "GOEXPERIMENT", "GOFIPS140", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOWASM", "PKG_CONFIG",
)  # fmt: skip


def go_environment(context: BuildContext) -> dict[str, str]:
    """Return the settings that decide what a build in this context produces."""
    return settings(context.command(), *_SETTINGS)


def settings(go: Go, *names: str) -> dict[str, str]:
    """Return some of go's settings by name. Raises a Fault if the command fails, or is not go."""
    output = go.attempt("env", "-json", *names)
    if output.code != 0:
        raise Fault(f"go env failed:\n{output.err.strip()}", "run `go env`: it fails here without pyorch, too")
    try:
        found: dict[str, str] = json.loads(output.out)
    except ValueError as error:
        raise Fault(
            f"{go.binary} is not the go command: `go env -json` printed no JSON", "check which `go` is first in PATH"
        ) from error
    return found
