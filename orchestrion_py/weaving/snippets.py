"""Rendered templates become pieces of Go: checked for syntax, imports hidden, comments dropped, nodes put back in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orchestrion_py.weaving.edits import Original, Pieces
from orchestrion_py.weaving.errors import SnippetError
from orchestrion_py.weaving.scopes import is_shadowed
from orchestrion_py.weaving.syntax import first_error, nodes_of_kinds, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tree_sitter import Node

_PLACEHOLDER = re.compile(r"__pyorch_node_(\d+)_(\d+)__")
# What a snippet of each kind stands in while it is checked.
_FRAMES = {
    "expression": ("package _\nvar _ = ", "\n"),
    "statements": ("package _\nfunc _() {\n", "\n}\n"),
    "declarations": ("package _\n", "\n"),
    "type": ("package _\nvar _ ", "\n"),
}


def placeholder(node: Node) -> str:
    """What a template prints for a node of the source: an identifier, valid wherever an expression or a type is.

    Operators get parentheses, so that whatever the template writes around them binds no tighter.
    """
    name = placeholder_of_range(node.start_byte, node.end_byte)
    return f"({name})" if node.type in ("unary_expression", "binary_expression") else name


def placeholder_of_range(start: int, end: int) -> str:
    """What a template prints for a range of the source."""
    return f"__pyorch_node_{start}_{end}__"


def to_pieces(kind: str, rendered: str, imports: Mapping[str, str], hidden_name: Callable[[str, str], str]) -> Pieces:
    """Turn rendered text of a kind (expression, statements, declarations, type) into pieces for an edit.

    `imports` maps the names that the snippet may use to paths; `hidden_name(path, name)` is asked for those that it does use.
    Raises SnippetError where the text is not Go of that kind.
    """
    before, after = _FRAMES[kind]
    text = before + rendered.strip() + after
    source = text.encode("utf-8", "surrogateescape")
    root = parse(source).root_node
    _check(kind, root, rendered)
    cuts = _renamed_qualifiers(root, imports, hidden_name) + _comments(root)
    return _assemble(source, len(before.encode()), len(source) - len(after.encode()), cuts)


def numbered(text: str) -> str:
    """Text with line numbers, for people."""
    return "\n".join(f"{number:4d} | {line}" for number, line in enumerate(text.splitlines(), 1))


def readable(text: str, source: bytes) -> str:
    """Rendered text with the nodes' own source in the place of their placeholders."""
    return _PLACEHOLDER.sub(lambda match: source[int(match[1]) : int(match[2])].decode("utf-8", "replace"), text)


def _check(kind: str, root: Node, rendered: str) -> None:
    bad = first_error(root)
    if bad is not None:
        line = bad.start_point.row - (1 if kind != "statements" else 2) + 1
        raise SnippetError(f"the template renders no Go {kind}: syntax error near line {max(line, 1)}", rendered)
    top = [child for child in root.named_children if child.type not in ("comment", "package_clause")]
    if kind == "declarations":
        if any(child.type == "import_declaration" for child in top):
            raise SnippetError("the template declares imports: list them under `imports:` instead", rendered)
        return
    if len(top) != 1:
        raise SnippetError(f"the template renders no single {kind}", rendered)
    if kind == "expression" and not _is_one_value(top[0]):
        raise SnippetError("the template renders no single expression", rendered)


def _is_one_value(declaration: Node) -> bool:
    specification = declaration.named_children[0] if declaration.named_child_count else None
    values = specification.child_by_field_name("value") if specification is not None else None
    return values is not None and sum(child.type != "comment" for child in values.named_children) == 1


_Cut = tuple[int, int, str]


def _renamed_qualifiers(root: Node, imports: Mapping[str, str], hidden_name: Callable[[str, str], str]) -> list[_Cut]:
    cuts = []
    for node in nodes_of_kinds(root, ("selector_expression", "qualified_type")) if imports else ():
        qualifier = node.child_by_field_name("operand" if node.type == "selector_expression" else "package")
        if qualifier is None or qualifier.type not in ("identifier", "package_identifier"):
            continue
        name = text_of(qualifier)
        if name in imports and not is_shadowed(name, qualifier):
            cuts.append((qualifier.start_byte, qualifier.end_byte, hidden_name(imports[name], name)))
    return cuts


def _comments(root: Node) -> list[_Cut]:
    """Comments would swallow the line directive that follows; only the compiler's own stay."""
    comments = nodes_of_kinds(root, ("comment",))
    return [(each.start_byte, each.end_byte, "") for each in comments if not text_of(each).startswith("//go:")]


def _assemble(source: bytes, start: int, end: int, cuts: list[_Cut]) -> Pieces:
    parts: list[str] = []
    cursor = start
    for cut_start, cut_end, replacement in sorted(cuts):
        if cut_start < start or cut_end > end:
            continue
        parts += (source[cursor:cut_start].decode("utf-8", "surrogateescape"), replacement)
        cursor = cut_end
    parts.append(source[cursor:end].decode("utf-8", "surrogateescape"))
    return with_nodes("".join(parts).strip())


def with_placeholders(pieces: Pieces) -> bytes:
    """Pieces as text again, each node of the source as its placeholder."""
    text = (each if isinstance(each, str) else f"__pyorch_node_{each.start}_{each.end}__" for each in pieces)
    return "".join(text).encode("utf-8", "surrogateescape")


def with_nodes(text: str) -> Pieces:
    """Text as pieces: placeholders become the nodes of the source that they stand for."""
    pieces: list[Original | str] = []
    cursor = 0
    for match in _PLACEHOLDER.finditer(text):
        if match.start() > cursor:
            pieces.append(text[cursor : match.start()])
        pieces.append(Original(int(match[1]), int(match[2])))
        cursor = match.end()
    if cursor < len(text):
        pieces.append(text[cursor:])
    return tuple(pieces)
