"""Type names as aspects write them: an optional star, an optional import path, an identifier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import text_of, unparenthesised

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.weaving.imports import Imports

_GRAMMAR = re.compile(r"(\*)?(?:([^\s*]+)\.)?([A-Za-z_][A-Za-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class TypeName:
    """`*path.Name`; with an empty path, a predeclared type or one of the package at hand."""

    pointer: bool
    path: str
    name: str

    @classmethod
    def parse(cls, text: str) -> TypeName:
        """Read a type name. Raises ValueError with the allowed forms."""
        match = _GRAMMAR.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a type name: write name, path.Name or *path.Name")
        return cls(match.group(1) is not None, match.group(2) or "", match.group(3))

    def __str__(self) -> str:
        return ("*" if self.pointer else "") + (f"{self.path}." if self.path else "") + self.name

    def is_spelled_by(self, node: Node, imports: Imports) -> bool:
        """Whether a type in the source names this type; instantiations match their generic type."""
        node = unparenthesised(node)
        if node.type == "pointer_type":
            return self.pointer and self._is_base(unparenthesised(node.named_children[0]), imports)
        return not self.pointer and self._is_base(node, imports)

    def _is_base(self, node: Node, imports: Imports) -> bool:
        if node.type == "generic_type":
            inner = node.child_by_field_name("type")
            return inner is not None and self._is_base(inner, imports)
        if node.type == "interface_type":
            return self.name == "any" and not self.path and node.named_child_count == 0
        if node.type in ("type_identifier", "identifier"):
            return self._is_identifier(node, imports)
        return self._is_qualified(node, imports)

    def _is_identifier(self, node: Node, imports: Imports) -> bool:
        if text_of(node) != self.name or imports.scopes.hides(self.name, node):
            return False
        return not self.path or self.path in imports.dot_paths

    def _is_qualified(self, node: Node, imports: Imports) -> bool:
        if node.type == "qualified_type":
            package, name = node.child_by_field_name("package"), node.child_by_field_name("name")
        elif node.type == "selector_expression":
            package, name = node.child_by_field_name("operand"), node.child_by_field_name("field")
        else:
            return False
        if package is None or name is None or text_of(name) != self.name or not self.path:
            return False
        return imports.path_of(package) == self.path
