"""Checks that a file comes out of the weaver unchanged if nothing is woven into it."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.weaving.edits import Edits, Original, Run
from orchestrion_py.weaving.positions import with_positions
from orchestrion_py.weaving.syntax import each_of_kinds, first_error, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tree_sitter import Node


def syntax_fault(path: str) -> str:
    """Where a file is not Go for the weaver; empty if it is."""
    return _syntax_fault(parse(Path(path).read_bytes()).root_node)


def _syntax_fault(root: Node) -> str:
    if not root.has_error:
        return ""
    row, column = (first_error(root) or root).start_point
    return f"not parsed at {row + 1}:{column + 1}"


def fault(path: str) -> str:
    """What is wrong with the weaver's output for a file; empty if it is right."""
    text = Path(path).read_bytes()
    root = parse(text).root_node
    if root.has_error:
        return _syntax_fault(root)
    if _joined(Edits(), text) != text:
        return "changed by no edit"
    if _joined(_every_call_by_itself(root), text) != text:
        return "changed by calls that stand for themselves"
    mark = b"\xef\xbb\xbf"
    plain = text.removeprefix(mark)
    head = b"//line %s:1:%d\n" % (os.fsencode(path), 1 + len(text) - len(plain))
    if with_positions(path, text, [Run(text, 0)]) != head + plain:
        return "changed by line directives"
    return ""


def faults(paths: Sequence[str], check: Callable[[str], str] = fault) -> dict[str, str]:
    """The files in which a check finds a fault, and what is wrong."""
    with ProcessPoolExecutor() as pool:
        found = zip(paths, pool.map(check, paths, chunksize=32), strict=True)
        return {path: message for path, message in found if message}


def _every_call_by_itself(root: Node) -> Edits:
    """Replace each call by itself, first in two parts, then as a whole around them."""
    edits = Edits()
    for call in each_of_kinds(root, ("call_expression",)):
        callee = call.child_by_field_name("function")
        cut = callee.end_byte if callee is not None else call.start_byte
        whole, parts = Original(call.start_byte, call.end_byte), (call.start_byte, cut, call.end_byte)
        edits.replace(whole.start, whole.end, (Original(*parts[:2]), Original(*parts[1:])))
        edits.replace(whole.start, whole.end, (whole,))
    return edits


def _joined(edits: Edits, text: bytes) -> bytes:
    return b"".join(run.text for run in edits.apply(text))
