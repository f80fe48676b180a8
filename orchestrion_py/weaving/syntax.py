"""Go's syntax tree from tree-sitter: parsing, queries by kind, and the few shapes that need a name."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Language, Node, Query, Tree

    from orchestrion_py.weaving.respelling import Change

FUNCTION_DECLARATIONS = frozenset({"function_declaration", "method_declaration"})
FUNCTIONS = FUNCTION_DECLARATIONS | {"func_literal"}
# Up to this size, one query of the whole file is quicker than one for each declaration, and its nodes are few.
_SMALL = 100_000
# Stands for every kind of node.
ANY_KIND = "*"

# The texts of trees that were moved back onto them, by the id of the root, which no other living tree has.
_texts_of_moved: dict[int, bytes] = {}


@functools.cache
def _language() -> Language:
    # Imported late: most packages of a build turn out to need no parser.
    import tree_sitter_go
    from tree_sitter import Language

    return Language(tree_sitter_go.language())


def parse(text: bytes) -> Tree:
    """Parse Go source. If the root of the tree `has_error`, the text is not Go, and the compiler reports it."""
    from tree_sitter import Parser

    tree = Parser(_language()).parse(text)
    return (_parse_respelled(text) or tree) if tree.root_node.has_error else tree


def _parse_respelled(text: bytes) -> Tree | None:
    """The tree of another spelling that the grammar accepts. Its nodes have the offsets and the text of the original."""
    from tree_sitter import Parser

    from orchestrion_py.weaving.respelling import applied, changes_to

    text = text if text.endswith(b"\n") else text + b"\n"
    changes = changes_to(text)
    buffer = bytearray(applied(text, changes))
    tree = Parser(_language()).parse(buffer)
    if tree.root_node.has_error:
        return None
    if all(len(change.text) == change.end - change.start for change in changes):
        # A tree reads the text of its nodes from the buffer.
        buffer[:] = text
    else:
        _move(tree, text, changes)
    return tree


def _move(tree: Tree, text: bytes, changes: Iterable[Change]) -> None:
    """Undo changes in the offsets of a tree."""
    row, line = 0, 0
    cursor = 0
    for change in changes:
        row += text.count(b"\n", cursor, change.start)
        line = max(line, text.rfind(b"\n", cursor, change.start) + 1)
        inside = text[change.start : change.end]
        column = change.start - line
        end_column = column + len(inside) if b"\n" not in inside else len(inside) - inside.rfind(b"\n") - 1
        tree.edit(
            start_byte=change.start,
            old_end_byte=change.start + len(change.text),
            new_end_byte=change.end,
            start_point=(row, column),
            old_end_point=(row, column + len(change.text)),
            new_end_point=(row + inside.count(b"\n"), end_column),
        )
        cursor = change.start
    _texts_of_moved[tree.root_node.id] = text


def nodes_of_kinds(root: Node, kinds: Iterable[str]) -> list[Node]:
    """All named nodes of these kinds below `root`, children before their parents as go/ast walks them."""
    from tree_sitter import QueryCursor

    found = QueryCursor(_query(frozenset(kinds))).captures(root).get("node", [])
    return sorted(found, key=lambda node: (node.end_byte, -node.start_byte))


def each_of_kinds(root: Node, kinds: Iterable[str]) -> Iterator[Node]:
    """The nodes of `nodes_of_kinds`, in the same order. In a large file, it holds those of one declaration at a time."""
    if root.end_byte - root.start_byte <= _SMALL:
        yield from nodes_of_kinds(root, kinds)
        return
    for child in root.named_children:
        yield from nodes_of_kinds(child, kinds)
    if root.type in kinds:
        yield root


@functools.cache
def _query(kinds: frozenset[str]) -> Query:
    from tree_sitter import Query

    return Query(_language(), "[" + " ".join(f"({kind})" for kind in sorted(kinds)) + "] @node")


def described(node: Node) -> str:
    """The kind of a node, for messages: a composite literal, an identifier."""
    words = node.type.replace("_", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def text_of(node: Node) -> str:
    """The source text of a node."""
    text = node.text
    if text is None:  # an edit of a tree takes its text away
        *_, root = (node, *ancestors(node))
        text = _texts_of_moved[root.id][node.start_byte : node.end_byte]
    return text.decode("utf-8", "surrogateescape")


def names_of(node: Node) -> list[Node]:
    """The names in a declaration, specification or parameter, without the commas, which the grammar also counts as names."""
    return [name for name in node.children_by_field_name("name") if name.is_named]


@dataclass(frozen=True, slots=True)
class ParameterGroup:
    """`a, b T` in a list of parameters, a field in go/ast. Either all groups of a list have names, or none."""

    names: tuple[Node, ...]
    type: Node
    declaration: Node

    @property
    def variadic(self) -> bool:
        """Whether its type follows `...`."""
        return self.declaration.type == "variadic_parameter_declaration"


def parameter_groups(parameters: Node) -> list[ParameterGroup]:
    """The groups of a parameter list. If many names follow each other, the grammar reads the first ones as types."""
    declarations = [
        (each, kind) for each in parameters.named_children if (kind := each.child_by_field_name("type")) is not None
    ]
    is_named = any(names_of(declaration) for declaration, _ in declarations)
    groups: list[ParameterGroup] = []
    pending: list[Node] = []
    for declaration, kind in declarations:
        names = names_of(declaration)
        if is_named and not names:
            pending.append(kind)
            continue
        groups.append(ParameterGroup((*pending, *names), kind, declaration))
        pending = []
    return groups


def ancestors(node: Node) -> Iterator[Node]:
    """The parents of a node, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def ancestors_below(root: Node, node: Node) -> list[Node]:
    """The same as `ancestors`, in one walk down from the root: every single `parent` is such a walk, too."""
    path: list[Node] = []
    here: Node | None = root
    while here is not None and here.id != node.id:
        path.append(here)
        here = here.child_with_descendant(node)
    return path[::-1]


def unparenthesised(node: Node) -> Node:
    """The expression or type inside any number of parentheses."""
    while node.type in ("parenthesized_expression", "parenthesized_type") and node.named_child_count:
        node = node.named_children[0]
    return node


def first_error(root: Node) -> Node | None:
    """The first node that is not Go, or None."""
    if not root.has_error:
        return None
    node = root
    while True:
        bad = next((child for child in node.children if child.has_error or child.is_missing), None)
        if bad is None or bad.is_missing or bad.type == "ERROR":
            return bad or node
        node = bad
