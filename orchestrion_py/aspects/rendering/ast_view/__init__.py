"""`.AST` in templates: syntax nodes with the field names of go/ast, as dave/dst shows them to Orchestrion's templates.

A shape says which node of go/ast a node of the syntax tree corresponds to, and where to find its fields. Each file holds the
shapes for one area of the grammar. Some nodes of go/ast do not exist in the tree, such as field lists or the block around
the cases of a switch; their shapes cover part of a node.
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
    """Return a node as templates see it."""
    shown = NodeView.of(node, imports, SHAPES)
    return shown.part(expressions.ELIDED_POINTER, node) if is_elided_pointer(node) and node != shown.node else shown
