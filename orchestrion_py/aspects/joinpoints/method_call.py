"""`method-call`: a call of a method, by the type that the method is called on. Needs types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects import literal_filter
from orchestrion_py.aspects.files.yaml_value import unknown
from orchestrion_py.aspects.model import JoinPoint
from orchestrion_py.aspects.typename_value import decode_identifier, decode_type_name
from orchestrion_py.aspects.words import has_word
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.syntax import text_of, unparenthesised
from orchestrion_py.weaving.type_questions import call_receivers

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName

_ANY, _VALUE, _POINTER = "any", "value-only", "pointer-only"


@dataclass(frozen=True, slots=True)
class MethodCall(JoinPoint):
    """`x.name(...)` where x has the type, or gets the method from a field of that type."""

    receiver: TypeName
    name: str
    match: str = _ANY

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"call_expression"})

    def literal_filter(self) -> LiteralFilter:
        if not self.receiver.path:
            return literal_filter.mentions(f".{self.name}")
        return literal_filter.any_of(
            (literal_filter.imports(self.receiver.path), literal_filter.package_is(self.receiver.path))
        )

    def may_match_package(self, package: Package) -> bool:
        path = self.receiver.path
        return not path or path in package.imports or path == package.import_path

    def may_match_file(self, text: bytes) -> bool:
        return has_word(text, self.name)

    def matches(self, site: Site) -> Answer:
        selector = self._selector(site)
        if selector is None:
            return self.no
        found = call_receivers(site, selector, self.receiver)
        is_match = bool(found) if self.match == _ANY else (self.match == _POINTER) in found
        return MATCH if is_match else self.no

    def refusal(self, site: Site) -> str:
        if self._selector(site) is not None:
            return f"the receiver is not {self.receiver}, by pointer or value as the join point wants it"
        callee = site.node.child_by_field_name("function")
        return f"this is a call of {text_of(callee)}" if callee is not None else ""

    def is_close(self, site: Site) -> bool:
        return self._selector(site) is not None

    def _selector(self, site: Site) -> Node | None:
        """The `x.name` of the call at hand, unless x is a package."""
        if site.node.type != "call_expression":
            return None
        function = site.node.child_by_field_name("function")
        selector = unparenthesised(function) if function is not None else None
        if selector is None or selector.type != "selector_expression":
            return None
        operand, name = selector.child_by_field_name("operand"), selector.child_by_field_name("field")
        if operand is None or name is None or text_of(name) != self.name:
            return None
        is_package = operand.type == "identifier" and site.file.imports.path_of(operand) is not None
        return None if is_package else selector

    def implied_imports(self) -> frozenset[str]:
        return frozenset({self.receiver.path}) if self.receiver.path else frozenset()


def decode(value: Value) -> MethodCall:
    """`receiver`, `name` and `match`: any (the default), value-only or pointer-only. A star means pointer-only as well."""
    value.mapping()
    receiver, match = decode_type_name(value.require("receiver")), value.get("match")
    chosen = match.string() if match is not None else _POINTER if receiver.pointer else _ANY
    if match is not None and chosen not in (_ANY, _VALUE, _POINTER):
        match.fail(unknown("match", chosen, (_ANY, _VALUE, _POINTER)))
    if match is not None and receiver.pointer and chosen != _POINTER:
        match.fail(f"`match: {chosen}` contradicts the star in `receiver: {receiver}`")
    return MethodCall(
        type(receiver)(False, receiver.path, receiver.name), decode_identifier(value.require("name")), chosen
    )
