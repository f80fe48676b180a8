"""`add-struct-field`: one more field at the end of a struct type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import DEFAULT_ORDER
from orchestrion_py.aspects.typename_value import decode_identifier, decode_type_name
from orchestrion_py.weaving.syntax import described
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName


@dataclass(frozen=True, slots=True)
class AddStructField:
    """The last position keeps the offsets of all other fields. Aspects that add the same field share it."""

    name: str
    type: TypeName
    order: tuple[str, int] = DEFAULT_ORDER

    def apply(self, site: Site) -> None:
        kind = site.node.child_by_field_name("type")
        if kind is None or kind.type != "struct_type":
            raise WeaveError(
                f"cannot add a field to {described(site.node)}: `add-struct-field` changes struct definitions"
            )
        body = kind.named_children[-1]
        fields = [child for child in body.named_children if child.type == "field_declaration"]
        field = f"{self.name} {site.spelled(self.type, 'field')}"
        if fields:
            site.file.edits.insert_once(fields[-1].end_byte, (f"; {field}",))
        else:
            site.file.edits.insert_once(body.start_byte + 1, (f" {field}; ",))

    def imports(self) -> frozenset[str]:
        return frozenset({self.type.path}) if self.type.path else frozenset()

    def links(self) -> frozenset[str]:
        return frozenset()


def decode(value: Value) -> AddStructField:
    """A mapping with `name` and `type`."""
    value.mapping()
    return AddStructField(decode_identifier(value.require("name")), decode_type_name(value.require("type")))
