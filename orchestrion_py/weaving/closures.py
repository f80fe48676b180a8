"""Qualified names of functions: `Serve`, `Server.Serve`, and `Server.Serve.func1` for a literal in the latter.

The compiler names closures by counting them in their function, in the order of the source (closureName in cmd/compile's
ir/func.go): `F.func1`, and `F.func1.1` for one inside it. The literals of package variables belong to the function that
initialises the package. The compiler does not count branches that it drops, such as `if false`; this module does.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.weaving.syntax import FUNCTIONS, each_of_kinds, nodes_of_kinds, parse, text_of, unparenthesised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from orchestrion_py.weaving.package_texts import PackageTexts

_INIT = re.compile(rb"^func\s+init\s*\(\s*\)", re.MULTILINE)
_PACKAGE_LEVEL = "init"


@dataclass(slots=True)
class _Around:
    """A function that contains others: where it ends, the prefix of its literals' names, and their count so far, if known."""

    end: int
    prefix: str
    literals: int | None = 0


class QualifiedNames:
    """The names of the functions of one file; `siblings` are the texts of its package."""

    def __init__(self, root: Node, text: bytes, siblings: PackageTexts) -> None:
        self._root = root
        self._text = text
        self._siblings = siblings
        self._names: dict[int, str] | None = None

    def name(self, function: Node) -> str:
        """The qualified name of a declaration or literal."""
        if function.type != "func_literal":
            return _declared_name(function)
        if self._names is None:
            self._names = dict(self._all())
        return self._names[function.start_byte]

    def _all(self) -> Iterator[tuple[int, str]]:
        """The start and the name of each literal."""
        earlier = self._siblings.before(self._text)
        inits = sum(map(_inits, earlier))
        around = [_Around(len(self._text) + 1, f"{_PACKAGE_LEVEL}.func", None)]
        for function in sorted(each_of_kinds(self._root, FUNCTIONS), key=lambda node: node.start_byte):
            while function.start_byte >= around[-1].end:
                around.pop()
            if function.type == "func_literal":
                outer = around[-1]
                before = outer.literals if outer.literals is not None else sum(map(_package_level_literals, earlier))
                outer.literals = before + 1
                name = f"{outer.prefix}{outer.literals}"
                yield function.start_byte, name
                around.append(_Around(function.end_byte, f"{name}."))
                continue
            name = _declared_name(function)
            if name == "init":
                name, inits = f"init.{inits}", inits + 1
            around.append(_Around(function.end_byte, f"{name}.func"))


def _declared_name(function: Node) -> str:
    name = function.child_by_field_name("name")
    written = text_of(name) if name is not None else ""
    receiver = function.child_by_field_name("receiver")
    base = _base_name(receiver) if receiver is not None else ""
    return f"{base}.{written}" if base else written


def _base_name(receiver: Node) -> str:
    """The name of a receiver's type, without star and type parameters."""
    declaration = next((child for child in receiver.named_children if child.type == "parameter_declaration"), None)
    kind = declaration.child_by_field_name("type") if declaration is not None else None
    while kind is not None and kind.type in ("pointer_type", "parenthesized_type", "generic_type"):
        inner = kind.child_by_field_name("type") if kind.type == "generic_type" else kind.named_children[0]
        kind = unparenthesised(inner) if inner is not None else None
    return text_of(kind) if kind is not None else ""


# Each file of a package asks about the files in front of it.
@functools.lru_cache(maxsize=1 << 16)
def _inits(text: bytes) -> int:
    """The number of a file's init functions."""
    return len(_INIT.findall(text))


@functools.lru_cache(maxsize=1 << 16)
def _package_level_literals(text: bytes) -> int:
    """The number of literals of a file that are outside every function."""
    if b"func" not in text:
        return 0
    root = parse(text).root_node
    count = 0
    for declaration in root.named_children:
        if declaration.type == "var_declaration":
            end = 0
            for literal in sorted(nodes_of_kinds(declaration, ("func_literal",)), key=lambda node: node.start_byte):
                if literal.start_byte >= end:
                    count, end = count + 1, literal.end_byte
    return count
