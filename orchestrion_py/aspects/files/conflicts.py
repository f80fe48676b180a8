"""What must not be in one program with the woven code that pyorch ships: `conflicts:` in a vendor's versions.yml."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.requires import Bounds
from orchestrion_py.aspects.files.yaml_file import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.aspects.files.yaml_value import Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """A module that woven code does not go with at some versions; `because` ends a sentence, `instead` is a version that does."""

    module: str
    bounds: Bounds
    because: str
    instead: str

    def message(self, version: str) -> str:
        """What is wrong."""
        return f"{self.module} {version} cannot be in one program with what is woven in: {self.because}"

    @property
    def hint(self) -> str:
        """What to do about it."""
        return f"`go get {self.module}@{self.instead}`"


@functools.cache
def conflicts() -> tuple[Conflict, ...]:
    """All of them."""
    files = sorted(Path(folder()).glob("*/versions.yml"))
    listed = [read_yaml(str(file)).get("conflicts") for file in files]
    return tuple(_conflict(module, value) for each in listed if each is not None for module, value in each.entries())


def suspects(versions: Mapping[str, str]) -> list[Conflict]:
    """The conflicts that modules of these versions are, if any of their packages is in the program."""
    return [each for each in conflicts() if each.module in versions and each.bounds.hold(versions[each.module])]


def among(suspected: Iterable[Conflict], packages: Iterable[str]) -> Conflict | None:
    """The first conflict of which one of the packages is a part."""
    packages = tuple(packages)
    for each in suspected:
        if any(path == each.module or path.startswith(f"{each.module}/") for path in packages):
            return each
    return None


def _conflict(module: str, value: Value) -> Conflict:
    bounds = Bounds.parse(value.require("versions").string())
    return Conflict(module, bounds, value.require("because").string(), value.require("instead").string())
