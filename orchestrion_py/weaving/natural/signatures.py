"""Signatures that got names, and the way back: mostly the names suffice, else a comment holds the original signature."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.function_signature import Fields, enclosing_function, fields_of, has_parameter, means
from orchestrion_py.weaving.syntax import nodes_of_kinds, parse, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.weaving.mentions import Mentions
    from orchestrion_py.weaving.site import File

NOTE = "// Before: "
_OURS = re.compile(r"err\d*")


@dataclass(frozen=True, slots=True)
class Change:
    """New text for a range."""

    start: int
    end: int
    text: bytes


def note_for(file: File, function: Node) -> str | None:
    """A comment with the original signature, if the new signature is not enough to restore it."""
    parts = {part for given, part in file.names.given() if given.id == function.id}
    results = fields_of(function, "result")
    if "result" in parts:
        leads_back = "parameters" not in parts and _is_plainly_unnamed(results)
    else:
        body = function.child_by_field_name("body")
        leads_back = not parts and not _look_given(function, file.mentions, body.start_byte if body is not None else 0)
    if leads_back:
        return None
    start, end = signature_range(function)
    written = file.source.text[start:end].decode("utf-8", "surrogateescape")
    return NOTE + (json.dumps(written) if "\n" in written else written)


def signature_range(function: Node) -> tuple[int, int]:
    """The range from the parameters of a function to its results."""
    parameters, result = function.child_by_field_name("parameters"), function.child_by_field_name("result")
    last = result or parameters
    return (parameters.start_byte if parameters else 0), (last.end_byte if last else 0)


def restored(function: Node, note: str | None, mentions: Mentions, body_start: int) -> list[Change]:
    """The changes that restore a signature: to that of the note, or without a note by its names.

    `body_start` is where the original body begins.
    """
    if note is not None:
        written = json.loads(note) if note.startswith('"') else note
        start, end = signature_range(function)
        if _types_in(written) == _types_of(function):
            return [Change(start, end, written.encode("utf-8", "surrogateescape"))]
        return []  # the signature has changed since
    if not _look_given(function, mentions, body_start):
        return []
    results = fields_of(function, "result")
    if len(results.parameters) == 1 and results.node is not None:
        kind = results.parameters[0].type
        return [
            Change(results.node.start_byte, kind.start_byte, b""),
            Change(kind.end_byte, results.node.end_byte, b""),
        ]
    return [
        Change(each.name.start_byte, each.type.start_byte, b"") for each in results.parameters if each.name is not None
    ]


def _is_plainly_unnamed(results: Fields) -> bool:
    """Whether removing the names restores the original exactly: `error`, or `(T, error)`."""
    if any(each.name is not None for each in results.parameters):
        return False
    return len(results.parameters) > 1 or (results.node is not None and results.node.type != "parameter_list")


def _look_given(function: Node, mentions: Mentions, start: int) -> bool:
    """Whether the names of results look generated: one error, and `_` for the others."""
    results = fields_of(function, "result").parameters
    names = [text_of(each.name) for each in results if each.name is not None]
    named = [index for index, name in enumerate(names) if name != "_"]
    if len(names) != len(results) or len(named) != 1:
        return False
    only = results[named[0]]
    if text_of(only.type) != "error" or not _OURS.fullmatch(names[named[0]]):
        return False
    body, groups = function.child_by_field_name("body"), fields_of(function, "result").fields
    if body is None or len(groups) != len(results):
        return False
    return not means(body, names[named[0]], mentions, start, has_parameter) and not _returns_bare(function)


def _returns_bare(function: Node) -> bool:
    body = function.child_by_field_name("body")
    return body is not None and any(
        not [child for child in each.named_children if child.type != "comment"] and enclosing_function(each) == function
        for each in nodes_of_kinds(body, ("return_statement",))
    )


def _types_in(signature: str) -> list[str] | None:
    root = parse(f"package _\nfunc _{signature} {{}}\n".encode("utf-8", "surrogateescape")).root_node
    function = next((child for child in root.named_children if child.type == "function_declaration"), None)
    return None if root.has_error or function is None else _types_of(function)


def _types_of(function: Node) -> list[str]:
    return [
        "..." * each.variadic + " ".join(text_of(each.type).split())
        for part in ("parameters", "result")
        for each in fields_of(function, part).parameters
    ]
