"""go.mod as data, read by `go mod edit -json` so that go's own parser has the word."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from orchestrion_py.pinning.main_module import Go


@dataclass(frozen=True, slots=True)
class GoMod:
    """A go.mod: module path, go and toolchain lines ("" where absent), requirements, and which of them are indirect."""

    path: str
    go: str
    toolchain: str
    requires: Mapping[str, str]
    indirect: frozenset[str]


@dataclass(frozen=True, slots=True)
class Raised:
    """A line of the user's own go.mod that says another version now: a module, or "go" or "toolchain"."""

    name: str
    before: str
    after: str
    indirect: bool

    def __str__(self) -> str:
        return f"{self.name} {self.before} -> {self.after}"


def read(go: Go, path: Path) -> GoMod:
    """Return the go.mod at `path`; GoCommandError with go's own words (file and line) where it cannot be parsed."""
    # Without the flags of the draft: the file is named outright.
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
    """Return what the user had in go.mod and has at another version now; direct requirements first, then by name."""
    lines = [("go", before.go, after.go, False), ("toolchain", before.toolchain, after.toolchain, False)]
    lines += [
        (name, version, after.requires.get(name, version), name in before.indirect)
        for name, version in before.requires.items()
    ]
    changed = (Raised(*line) for line in lines if line[2] and line[1] != line[2])
    return tuple(sorted(changed, key=lambda one: (one.indirect, "." in one.name, one.name)))
