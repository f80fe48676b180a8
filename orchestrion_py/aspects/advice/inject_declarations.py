"""`inject-declarations`: more declarations at the end of the node's file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import DEFAULT_ORDER
from orchestrion_py.aspects.rendering.code_template import Code, decode_code
from orchestrion_py.aspects.typename_value import decode_import_path

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class InjectDeclarations:
    """A file gets the same text only once, however many of its nodes match."""

    code: Code
    order: tuple[str, int] = DEFAULT_ORDER

    def apply(self, site: Site) -> None:
        site.file.declare(self.code.render("declarations", site), site.node)

    def imports(self) -> frozenset[str]:
        return frozenset(self.code.imports.values())

    def links(self) -> frozenset[str]:
        return frozenset(self.code.links)


def decode(value: Value) -> InjectDeclarations:
    """Code, with `links`: packages to link without importing them."""
    code, links = decode_code(value), value.get("links")
    linked = links.entries_of_list() if links is not None else ()
    return InjectDeclarations(replace(code, links=tuple(decode_import_path(each) for each in linked)))
