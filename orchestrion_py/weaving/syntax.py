"""Go's syntax tree from tree-sitter: parsing, queries by kind, and the few shapes that need a name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Language, Node, Query, Tree

FUNCTION_DECLARATIONS = frozenset({"function_declaration", "method_declaration"})
FUNCTIONS = FUNCTION_DECLARATIONS | {"func_literal"}
# Up to this size, one query of the whole file is quicker than one for each declaration, and its nodes are few.
_SMALL = 100_000
# Stands for every kind of node.
ANY_KIND = "*"

# Go that the grammar rejects, and a replacement of the same length that it accepts: new(value), and make(value) of the program's
# own function, become calls under another name; a semicolon at the start of a block becomes a space.
_NO_TYPE = rb"(?=\s*\(\s*(?!\[|(?:map|chan|struct|interface|func)\b|<-))"
_RESPELLINGS = (
    (re.compile(rb"\bnew" + _NO_TYPE), rb"neW"),
    (re.compile(rb"\bmake" + _NO_TYPE), rb"makE"),
    (re.compile(rb"(\{\s*);"), rb"\1 "),
)


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
    if tree.root_node.has_error:
        return Parser(_language()).parse(_respelled(text))
    return tree


def _respelled(text: bytes) -> bytes:
    """The same program in words that the grammar knows, at the same offsets, with the final newline that it expects."""
    for pattern, replacement in _RESPELLINGS:
        text = pattern.sub(replacement, text)
    return text if text.endswith(b"\n") else text + b"\n"


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
    return text.decode("utf-8", "surrogateescape") if text is not None else ""


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
