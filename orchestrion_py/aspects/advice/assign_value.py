"""`assign-value`: another initial value for a variable or constant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import DEFAULT_ORDER
from orchestrion_py.aspects.rendering.code_template import Code, decode_code
from orchestrion_py.weaving.syntax import described, names_of
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.edits import Piece
    from orchestrion_py.weaving.site import Site


@dataclass(frozen=True, slots=True)
class AssignValue:
    """Every name of the declaration gets the value."""

    code: Code
    order: tuple[str, int] = DEFAULT_ORDER

    def apply(self, site: Site) -> None:
        node = site.node
        if node.type not in ("var_spec", "const_spec"):
            raise WeaveError(
                f"cannot assign a value to {described(node)}: `assign-value` changes variables and constants"
            )
        names = names_of(node)
        pieces: list[Piece] = []
        for index, _ in enumerate(names):
            pieces += ((", ",) if index else ()) + self.code.render("expression", site)
        value = node.child_by_field_name("value")
        if value is not None:
            site.file.edits.replace(value.start_byte, value.end_byte, tuple(pieces))
        else:
            # As with a replaced value, the last one counts.
            site.file.edits.put(node.end_byte, (" = ", *pieces))

    def imports(self) -> frozenset[str]:
        return frozenset(self.code.imports.values())

    def links(self) -> frozenset[str]:
        return frozenset(self.code.links)


def decode(value: Value) -> AssignValue:
    """Code."""
    return AssignValue(decode_code(value))
