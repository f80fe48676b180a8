"""Reads a whole go.mod, with go's own parser (`go mod edit -json`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.gocommand import module_versions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from orchestrion_py.gocommand.run import Go


@dataclass(frozen=True, slots=True)
class GoMod:
    """A go.mod: module path, go and toolchain lines ("" if absent), requirements, and which of them are indirect."""

    path: str
    go: str
    toolchain: str
    requires: Mapping[str, str]
    indirect: frozenset[str]


@dataclass(frozen=True, slots=True)
class Raised:
    """A line of go.mod whose version changed: a module, or "go" or "toolchain"."""

    name: str
    before: str
    after: str
    indirect: bool

    def __str__(self) -> str:
        return f"{self.name} {self.before} -> {self.after}"

    @property
    def is_lower(self) -> bool:
        """Whether the version became older: the tracing packages of another back end had raised it."""
        return module_versions.order(self.after) < module_versions.order(self.before)


def read(go: Go, path: Path) -> GoMod:
    """Return the go.mod at `path`. Raises GoCommandError with file and line if go cannot parse it."""
    # Without the flags of the draft: the path is an argument.
    data = json.loads(go.with_flags().run("mod edit", "-json", str(path)).out)
    requires = data.get("Require") or []
    return GoMod(
        path=(data.get("Module") or {}).get("Path", ""),
        go=data.get("Go", ""),
        toolchain=data.get("Toolchain", ""),
        requires={one["Path"]: one["Version"] for one in requires},
        indirect=frozenset(one["Path"] for one in requires if one.get("Indirect")),
    )


def raised(before: GoMod, after: GoMod) -> tuple[Raised, ...]:
    """Return the lines of `before` that have another version in `after`: direct requirements first, then by name."""
    lines = [("go", before.go, after.go, False), ("toolchain", before.toolchain, after.toolchain, False)]
    lines += [
        (name, version, after.requires.get(name, version), name in before.indirect)
        for name, version in before.requires.items()
    ]
    changed = (Raised(*line) for line in lines if line[2] and line[1] != line[2])
    return tuple(sorted(changed, key=lambda one: (one.indirect, "." in one.name, one.name)))
