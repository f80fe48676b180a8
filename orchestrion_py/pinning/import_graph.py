"""Reads the imports of a module, and which module provides a package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestrion_py.gocommand.failures import failure
from orchestrion_py.gocommand.json_stream import json_stream

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.gocommand.run import Go


_LIST = "list"
# go says this of the whole command if one package is in a module that only a requirement of a requirement names.
_NOT_IN_GO_MOD = "updates to"


@dataclass(frozen=True, slots=True)
class Provider:
    """The folder of a package, its module ("" for the standard library) and that module's go.mod."""

    directory: Path
    module: str
    version: str
    go_mod: Path | None
    main: bool


def imported(go: Go) -> frozenset[str]:
    """Return the import paths that the main module's packages and their tests need, themselves included."""
    # -e: a package that does not compile yet still has imports. If go cannot find one, `go mod tidy` reports it.
    listing = go.run("list", "-e", "-deps", "-test", "-f", "{{.ImportPath}}", "./...").out
    return frozenset(line.partition(" ")[0] for line in listing.splitlines())


def providers(go: Go, packages: Iterable[str]) -> dict[str, Provider]:
    """Return the provider of each package, without the packages that no module provides."""
    wanted = sorted(packages)
    if not wanted:
        return {}
    listing = go.attempt(_LIST, "-e", "-json=ImportPath,Dir,Module,Error,Standard", *wanted)
    if listing.code == 0:
        return {
            one["ImportPath"]: _provider(one)
            for one in json_stream(listing.out)
            if one.get("Dir") and (one.get("Standard") or one.get("Module"))
        }
    if _NOT_IN_GO_MOD not in listing.err:
        raise failure(f"go {_LIST}", listing.err)
    if len(wanted) == 1:
        return {}
    half = len(wanted) // 2
    return providers(go, wanted[:half]) | providers(go, wanted[half:])


def _provider(package: dict[str, Any]) -> Provider:
    module = package.get("Module") or {}
    # A replaced module keeps its path and version, but has the sources and go.mod of its replacement.
    source = module.get("Replace") or module
    return Provider(
        directory=Path(package["Dir"]),
        module=module.get("Path", ""),
        version=module.get("Version", ""),
        go_mod=Path(source["GoMod"]) if source.get("GoMod") else None,
        main=bool(module.get("Main")),
    )
