"""Go's syntax tree, as tree-sitter draws it: parsing, queries by kind, and the few shapes that need a name."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Language, Node, Query, Tree

FUNCTION_DECLARATIONS = frozenset({"function_declaration", "method_declaration"})
FUNCTIONS = FUNCTION_DECLARATIONS | {"func_literal"}
# Among kinds of nodes: whatever the kind.
ANY_KIND = "*"

_NEW = re.compile(rb"\bnew(?=\s*\()")


@functools.cache
def _language() -> Language:
    # Imported late: most packages of a build are found to need no parser after all.
    import tree_sitter_go
    from tree_sitter import Language

    return Language(tree_sitter_go.language())


def parse(text: bytes) -> Tree:
    """Parse Go source; a tree whose root `has_error` is not Go, and is left to the compiler."""
    from tree_sitter import Parser

    tree = Parser(_language()).parse(text)
    if tree.root_node.has_error and b"new" in text:
        # Go 1.26 has new(value), the grammar only new(Type); under another name of that length it is a call like any other.
        return Parser(_language()).parse(_NEW.sub(b"neW", text))
    return tree


def nodes_of_kinds(root: Node, kinds: Iterable[str]) -> list[Node]:
    """All named nodes of these kinds below `root`, children before their parents as go/ast walks them."""
    from tree_sitter import QueryCursor

    found = QueryCursor(_query(frozenset(kinds))).captures(root).get("node", [])
    return sorted(found, key=lambda node: (node.end_byte, -node.start_byte))


def each_of_kinds(root: Node, kinds: Iterable[str]) -> Iterator[Node]:
    """The nodes of `nodes_of_kinds`, in the same order, of which only those of one declaration are held at a time."""
    for child in root.named_children:
        yield from nodes_of_kinds(child, kinds)
    if root.type in kinds:
        yield root


@functools.cache
def _query(kinds: frozenset[str]) -> Query:
    from tree_sitter import Query

    return Query(_language(), "[" + " ".join(f"({kind})" for kind in sorted(kinds)) + "] @node")


def described(node: Node) -> str:
    """What a node is, for messages: a composite literal, an identifier."""
    words = node.type.replace("_", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def text_of(node: Node) -> str:
    """The source text of a node."""
    text = node.text
    return text.decode("utf-8", "surrogateescape") if text is not None else ""


def names_of(node: Node) -> list[Node]:
    """The names that a declaration, specification or parameter gives; the grammar files the commas between them as names too."""
    return [name for name in node.children_by_field_name("name") if name.is_named]


def ancestors(node: Node) -> Iterator[Node]:
    """The parents of a node, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def ancestors_below(root: Node, node: Node) -> list[Node]:
    """The same as `ancestors`, by one walk down from the root; each single `parent` is such a walk, too."""
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
    """The first node at which the text stops being Go, or None."""
    if not root.has_error:
        return None
    node = root
    while True:
        bad = next((child for child in node.children if child.has_error or child.is_missing), None)
        if bad is None or bad.is_missing or bad.type == "ERROR":
            return bad or node
        node = bad
