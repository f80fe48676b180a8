"""The module's own import graph, and who provides a package in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orchestrion_py.pinning.main_module import Go


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a package comes from: its directory, its module ("" for the standard library) and that module's go.mod."""

    directory: Path
    module: str
    version: str
    go_mod: Path | None
    main: bool


def imported(go: Go) -> frozenset[str]:
    """Return the import paths that the main module's packages and their tests need, themselves included."""
    # -e: a package that does not compile yet still has imports; what cannot be found is for tidy to say.
    listing = go.run("list", "-e", "-deps", "-test", "-f", "{{.ImportPath}}", "./...").out
    return frozenset(line.partition(" ")[0] for line in listing.splitlines())


def providers(go: Go, packages: Iterable[str]) -> dict[str, Provider]:
    """Who provides each of the packages; one that nobody provides is left out."""
    wanted = sorted(packages)
    if not wanted:
        return {}
    listing = go.run("list", "-e", "-json=ImportPath,Dir,Module,Error,Standard", *wanted).out
    return {
        one["ImportPath"]: _provider(one)
        for one in json_stream(listing)
        if one.get("Dir") and (one.get("Standard") or one.get("Module"))
    }


def json_stream(text: str) -> Iterator[dict[str, Any]]:
    """Return the objects of a go listing, which stand one after the other without a comma."""
    decoder = json.JSONDecoder()
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        value, at = decoder.raw_decode(text, at)
        yield value


def _provider(package: dict[str, Any]) -> Provider:
    module = package.get("Module") or {}
    # A replaced module keeps its path and version, but its sources and go.mod are the replacement's.
    source = module.get("Replace") or module
    return Provider(
        directory=Path(package["Dir"]),
        module=module.get("Path", ""),
        version=module.get("Version", ""),
        go_mod=Path(source["GoMod"]) if source.get("GoMod") else None,
        main=bool(module.get("Main")),
    )
