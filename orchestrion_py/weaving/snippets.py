"""Rendered templates become pieces of Go: checked for syntax, imports hidden, comments dropped, nodes put back in place."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from orchestrion_py.weaving.edits import Original, Pieces
from orchestrion_py.weaving.scopes import Scopes, qualifiers
from orchestrion_py.weaving.syntax import first_error, nodes_of_kinds, parse, text_of
from orchestrion_py.weaving.weave_errors import SnippetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tree_sitter import Node

    from orchestrion_py.weaving.imports import Imports

_PLACEHOLDER = re.compile(r"__pyorch_node_(\d+)_(\d+)__")
# A comment that the compiler or an aspect reads, as go/ast's CommentGroup.Text tells it from those for people.
_DIRECTIVE = re.compile(r"//[a-z0-9]+:[a-z0-9]")
_LOCAL = re.compile(r"__pyorch_local_(\w+?)__pyorch__")
# The code around a snippet of each kind while it is checked.
_FRAMES = {
    "expression": ("package _\nvar _ = ", "\n"),
    "statements": ("package _\nfunc _() {\n", "\n}\n"),
    "declarations": ("package _\n", "\n"),
    "type": ("package _\nvar _ ", "\n"),
}
# What a template of each kind must render, in the words of a message.
_COMPLETE = {
    "expression": "exactly one expression",
    "statements": "only statements",
    "declarations": "only declarations",
    "type": "exactly one type",
}


def placeholder(node: Node) -> str:
    """What a template prints for a node of the source: an identifier, which is valid as an expression and as a type.

    Operators get parentheses, so that whatever the template writes around them binds no tighter.
    """
    name = placeholder_of_range(node.start_byte, node.end_byte)
    return f"({name})" if node.type in ("unary_expression", "binary_expression") else name


def placeholder_of_range(start: int, end: int) -> str:
    """What a template prints for a range of the source."""
    return f"__pyorch_node_{start}_{end}__"


def local_name(name: str, imports: Iterable[str]) -> str:
    """What a template prints for a variable of the source: its name, unless it is also a package of the template."""
    return f"__pyorch_local_{name}__pyorch__" if name in imports else name


def to_pieces(kind: str, rendered: str, imports: Mapping[str, str], file_imports: Imports) -> Pieces:
    """Turn rendered text of a kind (expression, statements, declarations, type) into pieces for an edit.

    `imports` maps the names that the snippet may use to paths; those that it does use are added to the imports of the file.
    Raises SnippetError where the text is not Go of that kind.
    """
    before, after = _FRAMES[kind]
    source = framed(kind, rendered).encode("utf-8", "surrogateescape")
    root = _parsed(kind, source, rendered)
    scopes = Scopes(root)
    cuts = _renamed_qualifiers(root, scopes, imports, file_imports) + _comments(kind, root)
    _keep_meaning_of_nodes(root, scopes, file_imports)
    return _assemble(source, len(before.encode()), len(source) - len(after.encode()), cuts)


def framed(kind: str, rendered: str) -> str:
    """The Go file that a snippet of a kind is parsed in."""
    before, after = _FRAMES[kind]
    return before + rendered.strip() + after


def rendered_offset(kind: str, rendered: str, offset: int) -> int:
    """Convert an offset in the Go file around a snippet to a character of the snippet, or the nearest one."""
    before = len(_FRAMES[kind][0].encode())
    text = rendered.strip().encode("utf-8", "surrogateescape")
    inside = text[: max(0, min(offset - before, len(text)))].decode("utf-8", "surrogateescape")
    return len(rendered) - len(rendered.lstrip()) + len(inside)


def check_snippet(kind: str, rendered: str) -> None:
    """Raise SnippetError where text is not Go of a kind (expression, statements, declarations, type)."""
    _parsed(kind, framed(kind, rendered).encode("utf-8", "surrogateescape"), rendered)


def numbered(text: str) -> str:
    """Text with line numbers, for people."""
    return "\n".join(f"{number:4d} | {line}" for number, line in enumerate(text.splitlines(), 1))


def readable(text: str, source: bytes) -> str:
    """Rendered text with the nodes' own source in the place of their placeholders."""
    nodes = _PLACEHOLDER.sub(lambda match: source[int(match[1]) : int(match[2])].decode("utf-8", "replace"), text)
    return _LOCAL.sub(r"\1", nodes)


def _parsed(kind: str, source: bytes, rendered: str) -> Node:
    """The tree of a snippet in its frame, after all checks."""
    root = parse(source).root_node
    bad = first_error(root)
    if bad is not None:
        line = bad.start_point.row - (1 if kind != "statements" else 2) + 1
        message = f"the template renders invalid Go: syntax error near line {max(line, 1)} of the {kind}"
        raise SnippetError(message, rendered, rendered_offset(kind, rendered, bad.start_byte))
    top = [child for child in root.named_children if child.type not in ("comment", "package_clause")]
    if kind == "declarations":
        imported = next((child for child in top if child.type == "import_declaration"), None)
        if imported is not None:
            message = "the template declares imports: list them under `imports:` instead"
            raise SnippetError(message, rendered, rendered_offset(kind, rendered, imported.start_byte))
        stranger = next((child for child in top if not child.type.endswith("_declaration")), None)
        if stranger is not None:
            message = f"the template must render {_COMPLETE[kind]}"
            raise SnippetError(message, rendered, rendered_offset(kind, rendered, stranger.start_byte))
    elif len(top) != 1 or (kind == "expression" and not _is_one_value(top[0])):
        raise SnippetError(f"the template must render {_COMPLETE[kind]}", rendered)
    return root


def _is_one_value(declaration: Node) -> bool:
    specification = declaration.named_children[0] if declaration.named_child_count else None
    values = specification.child_by_field_name("value") if specification is not None else None
    return values is not None and sum(child.type != "comment" for child in values.named_children) == 1


_Cut = tuple[int, int, str]


def _renamed_qualifiers(root: Node, scopes: Scopes, imports: Mapping[str, str], file_imports: Imports) -> list[_Cut]:
    cuts = []
    for qualifier in qualifiers(root, scopes, imports) if imports else ():
        name = text_of(qualifier)
        selected = qualifier.next_named_sibling
        if selected is None:
            continue
        if file_imports.is_own(imports[name]):
            cuts.append((qualifier.start_byte, selected.start_byte, ""))
        else:
            cuts.append((qualifier.start_byte, qualifier.end_byte, file_imports.name_for(imports[name], name)))
    return cuts


def _keep_meaning_of_nodes(root: Node, scopes: Scopes, file_imports: Imports) -> None:
    """Declarations of the snippet may hide packages that moved nodes name."""
    for node in nodes_of_kinds(root, ("identifier", "type_identifier")):
        moved = _PLACEHOLDER.fullmatch(text_of(node))
        if moved is not None:
            file_imports.keep_meaning(int(moved[1]), int(moved[2]), partial(scopes.hides, at=node))


def _comments(kind: str, root: Node) -> list[_Cut]:
    """Drop comments, which would swallow the line directive that follows. Directives in declarations stay."""
    return [
        (comment.start_byte, comment.end_byte, _blank(text_of(comment)))
        for comment in nodes_of_kinds(root, ("comment",))
        if kind != "declarations" or not _DIRECTIVE.match(text_of(comment))
    ]


def _blank(comment: str) -> str:
    """What replaces a comment: nothing for a line comment; a space for a general one, or a newline if it contains one."""
    if comment.startswith("//"):
        return ""
    return "\n" if "\n" in comment else " "


def _assemble(source: bytes, start: int, end: int, cuts: list[_Cut]) -> Pieces:
    parts: list[str] = []
    cursor = start
    for cut_start, cut_end, replacement in sorted(cuts):
        if cut_start < start or cut_end > end:
            continue
        parts += (source[cursor:cut_start].decode("utf-8", "surrogateescape"), replacement)
        cursor = cut_end
    parts.append(source[cursor:end].decode("utf-8", "surrogateescape"))
    return with_nodes(_LOCAL.sub(r"\1", "".join(parts)).strip())


def with_placeholders(pieces: Pieces) -> bytes:
    """Convert pieces to text, with a placeholder for each node of the source."""
    text = (each if isinstance(each, str) else placeholder_of_range(each.start, each.end) for each in pieces)
    return "".join(text).encode("utf-8", "surrogateescape")


def with_nodes(text: str) -> Pieces:
    """Convert text to pieces; placeholders become nodes of the source."""
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
