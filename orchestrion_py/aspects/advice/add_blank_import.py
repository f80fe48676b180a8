"""`add-blank-import`: import a package for its effects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import DEFAULT_ORDER
from orchestrion_py.aspects.typename_value import decode_import_path

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class AddBlankImport:
    """Nothing happens if the file already imports the package."""

    path: str
    order: tuple[str, int] = DEFAULT_ORDER

    def apply(self, site: Site) -> None:
        site.file.imports.need(self.path)

    def imports(self) -> frozenset[str]:
        return frozenset({self.path})

    def links(self) -> frozenset[str]:
        return frozenset()


def decode(value: Value) -> AddBlankImport:
    """An import path."""
    return AddBlankImport(decode_import_path(value))
