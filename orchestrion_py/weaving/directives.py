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
# What holds statements, each with its own comments. A comment above an `if` or a loop is not about a literal in its header.
_BODIES = frozenset({
    "source_file", "block", "statement_list", "expression_case", "type_case", "default_case", "communication_case",
    "if_statement", "for_statement", "for_clause", "range_clause", "expression_switch_statement", "type_switch_statement",
})  # fmt: skip


def directive_of(node: Node, directive: str) -> Node | None:
    """The comment with a directive in front of a node, or in front of the statement that the node inherits from."""
    current: Node | None = node
    while current is not None:
        comment = _own(current, directive)
        if comment is not None:
            return comment
        current = _inherits_from(current)
    return None


def directive_of_literal(literal: Node, directive: str) -> Node | None:
    """The nearest comment in front of a function literal, or of anything around it up to its statement.

    In front of code that holds several literals, or behind another one on its line, the comment applies to none of them.
    """
    node = literal
    while True:
        comment = next((each for each in _in_front(node) if _text_behind(each, directive) is not None), None)
        if comment is not None:
            is_clear = len(_literals_in(node)) == 1 and not _trails_a_literal(comment)
            return comment if is_clear else None
        if node.parent is None or node.parent.type in _BODIES:
            return None
        node = node.parent


def directives_in(root: Node, directive: str) -> Iterator[Node]:
    """All comments of a file with a directive, wherever they stand."""
    return (comment for comment in nodes_of_kinds(root, ("comment",)) if _text_behind(comment, directive) is not None)


def directive_text(node: Node, directive: str) -> str | None:
    """The text after a directive on the node, or on the nearest ancestor that has the directive; None without one."""
    for each in (node, *ancestors(node)):
        comment = _own(each, directive)
        if comment is None and each.type == "func_literal":
            comment = directive_of_literal(each, directive)
        if comment is not None:
            return _text_behind(comment, directive)
    return None


def could_mean_two_literals(comment: Node) -> bool:
    """Whether the code behind a comment, and in front of it on its line, holds more than one function literal."""
    behind = comment.next_sibling
    while behind is not None and (behind.type == "comment" or behind.type in _SEPARATORS):
        behind = behind.next_sibling
    if behind is not None and behind.type == "statement_list":
        behind = behind.named_children[0]
    meant = _literals_in(behind) if behind is not None else []
    return len(meant) > 1 or (bool(meant) and _trails_a_literal(comment))


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


def _in_front(node: Node) -> Iterator[Node]:
    """The comments in front of a node. Inside a statement, they may stand on the line of the token before them."""
    if node.type in _SPECIFICATIONS or node.parent is None or node.parent.type in _BODIES:
        yield from _leading_comments(node)
        return
    comment = node.prev_sibling
    while comment is not None and comment.type == "comment":
        yield comment
        comment = comment.prev_sibling


def _trails_a_literal(comment: Node) -> bool:
    before = comment.prev_named_sibling
    return before is not None and before.end_point.row == comment.start_point.row and bool(_literals_in(before))


def _literals_in(node: Node) -> list[Node]:
    """The function literals of a statement or an expression: not those in other literals, nor those in its blocks."""
    found, left = [], [node]
    while left:
        current = left.pop()
        if current.type == "func_literal":
            found.append(current)
        elif current.type not in _BODIES:
            left += current.named_children
    return found


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
