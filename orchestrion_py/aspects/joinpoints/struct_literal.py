"""`struct-literal`: a composite literal of a struct type, or one field of such a literal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.files.yaml_value import Value, unknown
from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.aspects.typename_value import decode_identifier, decode_type_name
from orchestrion_py.aspects.words import has_type_of_literal
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.literals import is_elided_pointer, literal_type
from orchestrion_py.weaving.syntax import text_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName

_MATCHES = ("any", "value-only", "pointer-only")


@dataclass(frozen=True, slots=True)
class StructLiteral(JoinPoint):
    """With `field`, the node is the element `Field: …`; with `pointer-only`, it is the `&` in front of the literal.

    An inner literal without a type has the element type of the outer literal, and the `&` if that type is a pointer.
    """

    type: TypeName
    match: str
    field: str

    @property
    def kinds(self) -> frozenset[str]:
        if self.field:
            return frozenset({"keyed_element"})
        if self.match == "pointer-only":
            return frozenset({"unary_expression", "literal_element"})
        return frozenset({"composite_literal", "literal_value"})

    def literal_filter(self) -> LiteralFilter:
        return literal_filter.imports(self.type.path) if self.type.path else literal_filter.mentions(self.type.name)

    def may_match_package(self, package: Package) -> bool:
        return not self.type.path or self.type.path in package.imports

    def may_match_file(self, text: bytes) -> bool:
        return has_type_of_literal(text, self.type.name) and self.field.encode() in text

    def matches(self, site: Site) -> Answer:
        literal = self._literal(site.node)
        kind = literal_type(literal) if literal is not None else None
        is_match = kind is not None and self.type.is_spelled_by(kind, site.file.imports)
        return MATCH if is_match else self.no

    def refusal(self, site: Site) -> str:
        literal = self._literal(site.node)
        kind = literal_type(literal) if literal is not None else None
        if literal is None:
            return f"this is not such a literal, or not its field {self.field}" if self.field else ""
        return f"the literal has the type {text_of(kind)}" if kind is not None else "the literal has no type of its own"

    def _literal(self, node: Node) -> Node | None:
        if self.field:
            key = node.child_by_field_name("key")
            if key is None or text_of(key) != self.field or node.parent is None:
                return None
            around = node.parent.parent
            return around if around is not None and around.type == "composite_literal" else node.parent
        if self.match == "pointer-only":
            return _behind_address(node)
        if self.match == "value-only" and (_is_address(node.parent) or is_elided_pointer(node)):
            return None
        return node

    def implied_imports(self) -> frozenset[str]:
        return frozenset({self.type.path}) if self.type.path else frozenset()


def _is_address(node: Node | None) -> bool:
    if node is None or node.type != "unary_expression":
        return False
    operator = node.child_by_field_name("operator")
    return operator is not None and operator.type == "&"


def _behind_address(node: Node) -> Node | None:
    if node.type == "literal_element":
        return node.named_children[0] if is_elided_pointer(node) else None
    return node.child_by_field_name("operand") if _is_address(node) else None


def decode(value: Value) -> StructLiteral:
    """A mapping with `type` and either `match` or `field`."""
    value.mapping()
    kind = decode_type_name(value.require("type"))
    if kind.pointer:
        value.child("type").fail("write the type without its star, and `match: pointer-only` for &T{…}")
    match, field = value.get("match"), value.get("field")
    if match is not None and field is not None:
        value.fail("use either `match` or `field`, not both")
    if match is not None and match.string() not in _MATCHES:
        match.fail(unknown("match", match.string(), _MATCHES))
    return StructLiteral(kind, match.string() if match else "any", decode_identifier(field) if field else "")
