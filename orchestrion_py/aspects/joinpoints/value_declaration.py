"""`value-declaration`: a variable or constant that states this type, or states no type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.aspects.typename_value import decode_type_name
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.syntax import text_of

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName


@dataclass(frozen=True, slots=True)
class ValueDeclaration(JoinPoint):
    """Only the type in the source counts."""

    type: TypeName

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"var_spec", "const_spec"})

    def may_match_package(self, package: Package) -> bool:
        return not self.type.path or self.type.path in package.imports

    def may_match_file(self, text: bytes) -> bool:
        return b"var" in text or b"const" in text

    def matches(self, site: Site) -> Answer:
        kind = site.node.child_by_field_name("type")
        is_match = kind is None or self.type.is_spelled_by(kind, site.file.imports)
        return MATCH if is_match else self.no

    def refusal(self, site: Site) -> str:
        kind = site.node.child_by_field_name("type")
        return f"the type here is {text_of(kind)}" if kind is not None else ""


def decode(value: Value) -> ValueDeclaration:
    """A type name."""
    return ValueDeclaration(decode_type_name(value))
