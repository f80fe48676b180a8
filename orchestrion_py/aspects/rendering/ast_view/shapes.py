"""What a shape is, and the ways in which the fields of go/ast are found in the tree."""

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

# Nodes that the tree has around others and go/ast has not.
_WRAPPERS = frozenset({"literal_element", "type_elem", "type_constraint"})
# What binds looser than what a template may write around it.
_PARENTHESISED = frozenset({"BinaryExpr", "StarExpr", "UnaryExpr"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A node type of go/ast: its name, its fields, and how it is printed where its own source would not do."""

    name: str
    fields: Mapping[str, Field]
    text: Callable[[NodeView], str] | None = None


@dataclass(frozen=True, slots=True)
class NodeView:
    """One node; printed, it is the node's source with whatever is woven inside it.

    `start` and `end` are the range of the source that it stands for, most often all of `node`.
    """

    node: Node
    shape: Shape
    start: int
    end: int
    imports: Imports
    shapes: Shapes

    @classmethod
    def of(cls, node: Node, imports: Imports, shapes: Shapes) -> NodeView:
        """The view of a node, in the shape that its kind has."""
        node = _unwrapped(node)
        shape = shapes.get(node.type)
        if shape is None:
            raise TemplateError(f"`.AST` knows no {node.type}")
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
            raise TemplateError(f"{self.shape.name} has no field {name}, it has {', '.join(sorted(self.shape.fields))}")
        return field(self)

    def other(self, node: Node) -> NodeView:
        """Another node of the same file."""
        return NodeView.of(node, self.imports, self.shapes)

    def others(self, nodes: Iterable[Node]) -> list[NodeView]:
        """Other nodes, comments left out."""
        return [self.other(node) for node in nodes if node.type != "comment"]

    def part(
        self, shape: Shape, node: Node | None = None, start: int | None = None, end: int | None = None
    ) -> NodeView:
        """A node, or a range of it, in a shape that is not its kind's own."""
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
        """The child that the grammar knows by a name."""
        return self.node.child_by_field_name(name)


def _unwrapped(node: Node) -> Node:
    while node.type in _WRAPPERS:
        inner = parts_of(node)
        if len(inner) != 1:
            break
        node = inner[0]
    return node


def _end(node: Node) -> int:
    """Where a node ends; the grammar counts the comments behind the last statement of a case to it, go/ast does not."""
    if node.type != "statement_list" and not node.type.endswith("_case"):
        return node.end_byte
    last = next((each for each in reversed(node.children) if each.type not in ("comment", "\n", ";")), None)
    return _end(last) if last is not None else node.end_byte


def parts_of(node: Node | None) -> list[Node]:
    """The named children of a node without its comments; none of no node."""
    return [child for child in node.named_children if child.type != "comment"] if node is not None else []


def token(node: Node, *kinds: str) -> Node | None:
    """The first child that is one of these keywords or signs."""
    return next((child for child in node.children if child.type in kinds), None)


def child(name: str, nil: str = "") -> Field:
    """A child by its name in the grammar; `nil` is the type of go/ast where that is a pointer to one."""

    def found(view: NodeView) -> object:
        node = view.field(name)
        if node is not None:
            return view.other(node)
        return Nil(f"*ast.{nil}") if nil else None

    return found


def only_child(view: NodeView) -> NodeView | None:
    """The one part of a node that has just one."""
    parts = parts_of(view.node)
    return view.other(parts[0]) if parts else None


def listed(name: str) -> Field:
    """The parts of a child that is a list; an empty list where there is none."""
    return lambda view: view.others(parts_of(view.field(name)))


def named(name: str) -> Field:
    """All children that share a name in the grammar, which files the commas between them under it, too."""
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
