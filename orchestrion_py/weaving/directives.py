"""Directive comments: `//text` in front of a node, and how nodes inherit them from the statement they stand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import ancestors, nodes_of_kinds, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

# "key:value", key:"value" or a word: a quote elsewhere is a character like any other.
_ARGUMENT = re.compile(
    r"""(?P<q>["'])(?P<pair>.*?)(?P=q)(?!\S)|(?P<key>[^\s:]*):(?P<r>["'])(?P<quoted>.*?)(?P=r)(?!\S)|(?P<word>\S+)"""
)
_TO_ANY_CHILD = frozenset({"expression_statement", "defer_statement", "go_statement", "return_statement"})
# The separators of statements in the tree: a newline ends a statement as a semicolon does.
_SEPARATORS = frozenset({"\n", ";"})
_LISTS = frozenset({"statement_list", "literal_element"})
_SPECIFICATIONS = frozenset({"var_spec", "const_spec", "type_spec", "type_alias", "import_spec"})


def directive_of(node: Node, directive: str) -> Node | None:
    """The comment with a directive in front of a node, or in front of the statement that the node inherits from."""
    current: Node | None = node
    while current is not None:
        comment = _own(current, directive)
        if comment is not None:
            return comment
        current = _inherits_from(current)
    return None


def directives_in(root: Node, directive: str) -> Iterator[Node]:
    """All comments of a file with a directive, wherever they stand."""
    return (comment for comment in nodes_of_kinds(root, ("comment",)) if _text_behind(comment, directive) is not None)


def directive_text(node: Node, directive: str) -> str | None:
    """The text after a directive on the node, or on the nearest ancestor that has the directive; None without one."""
    for each in (node, *ancestors(node)):
        comment = _own(each, directive)
        if comment is not None:
            return _text_behind(comment, directive)
    return None


def arguments(text: str) -> list[tuple[str, str]]:
    """`key:value` pairs, separated by spaces. Quotes around a value or a pair keep spaces; only the first colon separates.

    A word without a colon is a key with an empty value.
    """
    pairs = []
    for match in _ARGUMENT.finditer(text):
        if match["quoted"] is not None:
            pairs.append((match["key"], match["quoted"]))
            continue
        pair = match["pair"] if match["pair"] is not None else match["word"]
        key, _, value = pair.partition(":")
        pairs.append((key, value))
    return pairs


def _own(node: Node, directive: str) -> Node | None:
    # If there are several, the first one in the source counts.
    comments = reversed(list(_leading_comments(node)))
    return next((comment for comment in comments if _text_behind(comment, directive) is not None), None)


def _text_behind(comment: Node, directive: str) -> str | None:
    prefix = f"//{directive}"
    text = text_of(comment).rstrip("\r\n")
    if text.startswith(prefix) and (len(text) == len(prefix) or text[len(prefix)].isspace()):
        return text[len(prefix) :].strip()
    return None


def _leading_comments(node: Node) -> Iterator[Node]:
    """The comments in front of a node, the nearest first. Comments in front of the package clause belong to the file."""
    if node.type in _LISTS:
        return  # the comments belong only to its first entry
    comment = _before(node)
    while comment is not None and (comment.type == "comment" or comment.type in _SEPARATORS):
        if comment.type == "comment":
            if _trails(comment):
                return
            yield comment
        comment = comment.prev_sibling


def _before(node: Node) -> Node | None:
    if node.type == "source_file":
        node = next((child for child in node.named_children if child.type == "package_clause"), node)
    before = node.prev_sibling
    # The grammar puts the comments in front of a list's first entry in front of the list.
    while before is None and node.parent is not None and node.parent.type in _LISTS:
        node = node.parent
        before = node.prev_sibling
    return before


def _trails(comment: Node) -> bool:
    """Whether a comment follows code on its line, and so belongs to that code, not to the next node."""
    before = comment.prev_sibling
    while before is not None and before.type in _SEPARATORS:
        before = before.prev_sibling
    return before is not None and before.end_point.row == comment.start_point.row


def _inherits_from(node: Node) -> Node | None:
    parent = node.parent
    if parent is None:
        return None
    if parent.type == "expression_list" and parent.parent is not None:
        statement = parent.parent
        right = statement.child_by_field_name("right")
        if statement.type == "short_var_declaration" or (
            statement.type == "assignment_statement" and right is not None and right.id == parent.id
        ):
            return statement
        return statement if statement.type == "return_statement" else None
    if parent.type == "call_expression":
        function = parent.child_by_field_name("function")
        return parent if function is not None and function.id == node.id else None
    if parent.type == "send_statement":
        value = parent.child_by_field_name("value")
        return parent if value is not None and value.id == node.id else None
    if node.type in _SPECIFICATIONS:
        return parent.parent if parent.type.endswith("_spec_list") else parent
    return parent if parent.type in _TO_ANY_CHILD else None
