"""Types for cases that need them: the type oracle reads the input files, which cases call /src/NAME."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.toolexec.type_oracle import oracle_of_sources

if TYPE_CHECKING:
    from orchestrion_py.types.oracle import Oracle
    from orchestrion_py.types.questions import Place
    from orchestrion_py.weaving.package import Package


@dataclass(frozen=True, slots=True)
class CaseTypes:
    """The type oracle of a case's package."""

    folder: Path
    oracle: Oracle

    def receivers(self, selector: Place, path: str, name: str) -> frozenset[bool]:
        return self.oracle.receivers(self._there(selector), path, name)

    def implements(self, kind: Place, path: str, name: str) -> bool | None:
        return self.oracle.implements(self._there(kind), path, name)

    def close(self) -> None:
        self.oracle.close()

    def _there(self, place: Place) -> Place:
        return replace(place, file=str(self.folder / Path(place.file).name))


def types_of(folder: Path, package: Package) -> CaseTypes:
    """The type oracle of the package in a folder."""
    context = context_of_command("build", [], str(folder), {**os.environ, "GOFLAGS": "", "GOWORK": "off"})
    files = [str(file) for file in sorted(folder.glob("input*.go"))]
    return CaseTypes(folder, oracle_of_sources(context, package.import_path, files, package.imports))
