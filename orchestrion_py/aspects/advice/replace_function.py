"""`replace-function`: call another function with the same arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import DEFAULT_ORDER
from orchestrion_py.aspects.typename_value import decode_qualified_name
from orchestrion_py.weaving.syntax import described
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class ReplaceFunction:
    """Replaces the whole callee, with its receiver and type arguments."""

    path: str
    name: str
    order: tuple[str, int] = DEFAULT_ORDER

    def apply(self, site: Site) -> None:
        callee = site.node.child_by_field_name("function")
        if site.node.type != "call_expression" or callee is None:
            raise WeaveError(f"cannot replace the function in {described(site.node)}: `replace-function` changes calls")
        spelled = site.file.imports.qualified(self.path, "replacement", self.name)
        site.file.edits.replace(callee.start_byte, callee.end_byte, (spelled,))

    def imports(self) -> frozenset[str]:
        return frozenset({self.path})

    def links(self) -> frozenset[str]:
        return frozenset()


def decode(value: Value) -> ReplaceFunction:
    """`path.Name`."""
    return ReplaceFunction(*decode_qualified_name(value))
