"""`struct-definition`: the definition of a struct type, in the package that defines it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.aspects.typename_value import decode_type_name
from orchestrion_py.aspects.words import has_struct
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.syntax import text_of

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName


@dataclass(frozen=True, slots=True)
class StructDefinition(JoinPoint):
    """Aliases and other types than structs do not match."""

    type: TypeName

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"type_spec"})

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.package_is(self.type.path)

    def may_match_package(self, package: Package) -> bool:
        return package.import_path == self.type.path

    def may_match_file(self, text: bytes) -> bool:
        return has_struct(text, self.type.name)

    def matches(self, site: Site) -> Answer:
        name, kind = site.node.child_by_field_name("name"), site.node.child_by_field_name("type")
        is_match = (
            name is not None
            and kind is not None
            and kind.type == "struct_type"
            and text_of(name) == self.type.name
            and self.may_match_package(site.package)
        )
        return MATCH if is_match else self.no

    def refusal(self, site: Site) -> str:
        name, kind = site.node.child_by_field_name("name"), site.node.child_by_field_name("type")
        if name is None or kind is None:
            return ""
        is_struct = kind.type == "struct_type"
        return f"the type here is {text_of(name)}" if is_struct else f"{text_of(name)} is not a struct"

    def implied_imports(self) -> frozenset[str]:
        return frozenset({self.type.path})


def decode(value: Value) -> StructDefinition:
    """`path.Name`, without a star."""
    kind = decode_type_name(value)
    if kind.pointer or not kind.path:
        value.fail(f"{value.data!r} does not name a struct: write path.Name")
    return StructDefinition(kind)
