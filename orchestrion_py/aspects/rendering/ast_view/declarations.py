"""Files and declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.rendering.ast_view.shapes import (
    NodeView,
    Shape,
    child,
    has_sign,
    listed,
    named,
    parts_of,
    sign,
)
from orchestrion_py.aspects.rendering.ast_view.types import field_list, function_type_of
from orchestrion_py.weaving.syntax import nodes_of_kinds

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.aspects.rendering.ast_view.shapes import Shapes
    from orchestrion_py.weaving.imports import Imports


def _file_name(view: NodeView) -> NodeView | None:
    clause = next((each for each in parts_of(view.node) if each.type == "package_clause"), None)
    return view.other(parts_of(clause)[0]) if clause is not None else None


def _declarations(view: NodeView) -> list[NodeView]:
    return view.others(each for each in parts_of(view.node) if each.type.endswith("_declaration"))


def _imports(view: NodeView) -> list[NodeView]:
    declarations = (each for each in parts_of(view.node) if each.type == "import_declaration")
    return view.others(spec for each in declarations for spec in nodes_of_kinds(each, ("import_spec",)))


def _specifications(view: NodeView) -> list[NodeView]:
    found: list[Node] = []
    for part in parts_of(view.node):
        found += parts_of(part) if part.type.endswith("_list") else [part]
    return view.others(found)


def _is_grouped(view: NodeView) -> bool:
    return any(each.type == "(" or each.type.endswith("_spec_list") for each in view.node.children)


_GENERAL = Shape(
    "GenDecl",
    {
        "Tok": sign("import", "const", "type", "var"),
        "Lparen": _is_grouped,
        "Specs": _specifications,
        "Rparen": _is_grouped,
    },
)
_STATEMENT = Shape("DeclStmt", {"Decl": lambda view: view.part(_GENERAL)})


def _declaration(node: Node, _imports: Imports) -> Shape:
    """Inside a function, a declaration has a statement around it."""
    return _GENERAL if node.parent is not None and node.parent.type == "source_file" else _STATEMENT


_FUNCTION = Shape(
    "FuncDecl",
    {
        "Recv": lambda view: field_list(view, view.field("receiver")),
        "Name": child("name", "Ident"),
        "Type": function_type_of,
        "Body": child("body", "BlockStmt"),
    },
)
_VALUE = Shape("ValueSpec", {"Names": named("name"), "Type": child("type"), "Values": listed("value")})
_TYPE = Shape(
    "TypeSpec",
    {
        "Name": child("name", "Ident"),
        "TypeParams": lambda view: field_list(view, view.field("type_parameters")),
        "Assign": has_sign("="),
        "Type": child("type"),
    },
)

SHAPES: Shapes = {
    "source_file": Shape("File", {"Name": _file_name, "Decls": _declarations, "Imports": _imports}),
    "import_declaration": _GENERAL,
    "const_declaration": _declaration,
    "type_declaration": _declaration,
    "var_declaration": _declaration,
    "function_declaration": _FUNCTION,
    "method_declaration": _FUNCTION,
    "import_spec": Shape("ImportSpec", {"Name": child("name", "Ident"), "Path": child("path", "BasicLit")}),
    "const_spec": _VALUE,
    "var_spec": _VALUE,
    "type_spec": _TYPE,
    "type_alias": _TYPE,
}
