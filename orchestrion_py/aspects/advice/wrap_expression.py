"""`wrap-expression`: replace an expression by another; of `Key: value`, replace the value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.ordering import DEFAULT_ORDER
from orchestrion_py.aspects.rendering.code_template import Code, decode_code
from orchestrion_py.weaving.literals import is_elided_pointer, literal_type, spell_out
from orchestrion_py.weaving.precedence import needs_parentheses
from orchestrion_py.weaving.syntax import described
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site

_EXPRESSIONS = ("_expression", "_literal", "identifier", "false", "iota", "nil", "true")


@dataclass(frozen=True, slots=True)
class WrapExpression:
    """The template renders one expression, most often around `{{ . }}`."""

    code: Code
    order: tuple[str, int] = DEFAULT_ORDER

    def apply(self, site: Site) -> None:
        site = _value_of(site)
        node = site.node
        if literal_type(node) is not None or is_elided_pointer(node):
            spell_out(node, site.file.edits)
        elif not node.type.endswith(_EXPRESSIONS):
            raise WeaveError(f"cannot wrap {described(node)}: `wrap-expression` changes expressions")
        pieces = self.code.render("expression", site)
        if needs_parentheses(pieces, node, site.file.root):
            pieces = ("(", *pieces, ")")
        site.file.edits.replace(node.start_byte, node.end_byte, pieces)

    def imports(self) -> frozenset[str]:
        return frozenset(self.code.imports.values())

    def links(self) -> frozenset[str]:
        return frozenset(self.code.links)


def _value_of(site: Site) -> Site:
    if site.node.type != "keyed_element":
        return site
    value = site.node.child_by_field_name("value")
    while value is not None and value.type == "literal_element":
        value = value.named_children[0]
    return site.at(value) if value is not None else site


def decode(value: Value) -> WrapExpression:
    """Code."""
    return WrapExpression(decode_code(value))
