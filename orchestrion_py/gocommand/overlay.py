"""The overlay of a build: the files that go reads in place of others (-overlay, cmd/go/internal/fsys)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.flags import flag_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orchestrion_py.gocommand.build_context import BuildContext


@dataclass(frozen=True, slots=True)
class Overlay:
    """The file of an overlay, empty if the build has none, and what it replaces: absolute paths, empty for a removed file."""

    file: str = ""
    replaced: Mapping[str, str] = field(default_factory=dict)

    def actual(self, path: str) -> str:
        """Return the file that go reads for a path; empty if it reads none, because the overlay removes it."""
        return self.replaced.get(os.path.normpath(path), path) if self.replaced else path

    def exists(self, path: str) -> bool:
        """Whether there is a file for go at a path."""
        return os.path.isfile(self.actual(path))

    def names(self, path: str) -> bool:
        """Whether the overlay replaces, adds or removes a file."""
        return os.path.normpath(path) in self.replaced

    @property
    def files(self) -> tuple[str, ...]:
        """The file of the overlay, and all files that it points to."""
        return (self.file, *sorted(filter(None, self.replaced.values()))) if self.file else ()


def overlay_of(context: BuildContext) -> Overlay:
    """Read the overlay of a build, which the last -overlay names. go itself reports one that it cannot read."""
    named = [flag.partition("=")[2] for flag in context.flags if flag_name(flag) == "overlay"]
    return read_overlay(named[-1] if named else "", context.folder)


def read_overlay(name: str, folder: str) -> Overlay:
    """Read the overlay that a go command in `folder` finds by this name; an empty name means that there is none."""
    if not name:
        return Overlay()
    file = os.path.normpath(os.path.join(folder, name))
    try:
        with open(file, encoding="utf-8") as content:
            table = json.load(content)["Replace"]
        replaced = {_absolute(path, folder): _absolute(target, folder) for path, target in table.items()}
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return Overlay(file)
    return Overlay(file, replaced)


def _absolute(path: str, folder: str) -> str:
    return os.path.normpath(os.path.join(folder, path)) if path else ""
