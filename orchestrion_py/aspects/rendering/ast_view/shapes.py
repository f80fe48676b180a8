"""Shapes of nodes, and functions that find the fields of go/ast in the syntax tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.templates import Nil, TemplateError
from orchestrion_py.weaving.snippets import placeholder_of_range
from orchestrion_py.weaving.syntax import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tree_sitter import Node

    from orchestrion_py.weaving.imports import Imports

    Field = Callable[["NodeView"], object]
    Shapes = Mapping[str, "Shape | Callable[[Node, Imports], Shape]"]

# Nodes of the tree that only wrap others and do not exist in go/ast.
_WRAPPERS = frozenset({"literal_element", "type_elem", "type_constraint"})
# Expressions that may bind looser than the code around them in a template.
_PARENTHESISED = frozenset({"BinaryExpr", "StarExpr", "UnaryExpr"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A node type of go/ast: its name, its fields, and how to print it if its source text is not suitable."""

    name: str
    fields: Mapping[str, Field]
    text: Callable[[NodeView], str] | None = None


@dataclass(frozen=True, slots=True)
class NodeView:
    """A view of one node. It prints as the source of the node, including any code woven inside.

    `start` and `end` delimit the source that it represents, usually all of `node`.
    """

    node: Node
    shape: Shape
    start: int
    end: int
    imports: Imports
    shapes: Shapes

    @classmethod
    def of(cls, node: Node, imports: Imports, shapes: Shapes) -> NodeView:
        """Return the view of a node, with the shape of its kind."""
        node = _unwrapped(node)
        shape = shapes.get(node.type)
        if shape is None:
            raise TemplateError(f"`.AST` does not support the node {node.type}")
        chosen = shape if isinstance(shape, Shape) else shape(node, imports)
        return cls(node, chosen, node.start_byte, _end(node), imports, shapes)

    def template_text(self) -> str:
        if self.shape.text is not None:
            return self.shape.text(self)
        name = placeholder_of_range(self.start, self.end)
        return f"({name})" if self.shape.name in _PARENTHESISED else name

    def template_type(self) -> str:
        return f"*ast.{self.shape.name}"

    def template_field(self, name: str) -> object:
        if name == "Copy":
            return self
        field = self.shape.fields.get(name)
        if field is None:
            raise TemplateError(
                f"{self.shape.name} has no field {name}; its fields are {', '.join(sorted(self.shape.fields))}"
            )
        return field(self)

    def other(self, node: Node) -> NodeView:
        """Return the view of another node of the same file."""
        return NodeView.of(node, self.imports, self.shapes)

    def others(self, nodes: Iterable[Node]) -> list[NodeView]:
        """Return the views of other nodes, without comments."""
        return [self.other(node) for node in nodes if node.type != "comment"]

    def part(
        self, shape: Shape, node: Node | None = None, start: int | None = None, end: int | None = None
    ) -> NodeView:
        """Return the view of a node, or of a range in it, with another shape than that of its kind."""
        node = node or self.node
        return NodeView(
            node,
            shape,
            node.start_byte if start is None else start,
            node.end_byte if end is None else end,
            self.imports,
            self.shapes,
        )

    def field(self, name: str) -> Node | None:
        """Return the child with this field name in the grammar, or None."""
        return self.node.child_by_field_name(name)


def _unwrapped(node: Node) -> Node:
    while node.type in _WRAPPERS:
        inner = parts_of(node)
        if len(inner) != 1:
            break
        node = inner[0]
    return node


def _end(node: Node) -> int:
    """Return the end of a node; unlike the grammar, go/ast does not include comments after the last statement of a case."""
    if node.type != "statement_list" and not node.type.endswith("_case"):
        return node.end_byte
    last = next((each for each in reversed(node.children) if each.type not in ("comment", "\n", ";")), None)
    return _end(last) if last is not None else node.end_byte


def parts_of(node: Node | None) -> list[Node]:
    """Return the named children of a node without comments; empty if there is no node."""
    return [child for child in node.named_children if child.type != "comment"] if node is not None else []


def token(node: Node, *kinds: str) -> Node | None:
    """Return the first child that is one of these keywords or signs, or None."""
    return next((child for child in node.children if child.type in kinds), None)


def child(name: str, nil: str = "") -> Field:
    """A child by its field name in the grammar; `nil` is the go/ast type of a nil pointer if the child is absent."""

    def found(view: NodeView) -> object:
        node = view.field(name)
        if node is not None:
            return view.other(node)
        return Nil(f"*ast.{nil}") if nil else None

    return found


def only_child(view: NodeView) -> NodeView | None:
    """Return the only part of a node, or None."""
    parts = parts_of(view.node)
    return view.other(parts[0]) if parts else None


def listed(name: str) -> Field:
    """The parts of a child that is a list; empty if there is no such child."""
    return lambda view: view.others(parts_of(view.field(name)))


def named(name: str) -> Field:
    """All children with a field name in the grammar, except the commas, which have the same name."""
    return lambda view: view.others(each for each in view.node.children_by_field_name(name) if each.is_named)


def always(value: object) -> Field:
    """A field that is the same for every node of the shape."""
    return lambda _view: value


def sign(*kinds: str) -> Field:
    """The keyword or sign of a node."""

    def found(view: NodeView) -> str:
        node = token(view.node, *kinds)
        return node.type if node is not None else ""

    return found


def has_sign(*kinds: str) -> Field:
    """Whether a node has a keyword or sign."""
    return lambda view: token(view.node, *kinds) is not None


def source(view: NodeView) -> str:
    """The text of the node."""
    return text_of(view.node)
