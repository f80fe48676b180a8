"""`.AST`: syntax nodes under the field names of go/ast, as dave/dst exposes them to Orchestrion's templates.

A shape says which node of go/ast a node of the tree stands for and where its fields are; the files here hold the shapes of
one area of the grammar each. What go/ast has and the tree has not (field lists, the block around the cases of a switch)
is a shape over a part of a node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.rendering.ast_view import declarations, expressions, statements, types
from orchestrion_py.aspects.rendering.ast_view.shapes import NodeView
from orchestrion_py.weaving.literals import is_elided_pointer

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.aspects.rendering.ast_view.shapes import Shapes
    from orchestrion_py.weaving.imports import Imports

__all__ = ["NodeView", "view"]

SHAPES: Shapes = {
    **expressions.SHAPES,
    **types.SHAPES,
    **statements.SHAPES,
    **declarations.SHAPES,
}


def view(node: Node, imports: Imports) -> NodeView:
    """A node as templates see it."""
    shown = NodeView.of(node, imports, SHAPES)
    return shown.part(expressions.ELIDED_POINTER, node) if is_elided_pointer(node) and node != shown.node else shown
