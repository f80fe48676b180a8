"""Names that a person would choose: packages by their own names, `err` for an error, `ctx` for a context."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.weaving.scopes import top_level_names
from orchestrion_py.weaving.syntax import FUNCTIONS, each_of_kinds, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Edits, Pieces
    from orchestrion_py.weaving.function_signature import Parameter, SignatureNames
    from orchestrion_py.weaving.imports import Imports

# By the last word of the type's name.
_USUAL = (("error", "err"), ("Context", "ctx"), ("Request", "r"))
_OTHERWISE = {"receiver": "receiver", "parameters": "arg", "result": "result"}


@dataclass(frozen=True, slots=True)
class Natural:
    """The form of source that people read, for one file.

    `settings` are those that the user gave. `prologues` collects the statements in front of each body, for a layout once all are
    known; the statements added last come first.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    prologues: dict[Node, list[str]] = field(default_factory=dict)

    @property
    def finds_woven(self) -> bool:
        """This form is for weaving."""
        return False

    def setting(self, name: str, otherwise: str) -> str:
        """The value that the user gave, or the default."""
        return self.settings.get(name, otherwise)

    def package_name(self, imports: Imports, path: str, wanted: str) -> str:
        """The name of a package in the file; else its own name, with its parent's name in front or a number if needed."""
        known = (spec.name for spec in imports.specs if spec.path == path and spec.name not in ("_", "."))
        for name in known:
            if not _is_hidden_somewhere(name, imports):
                return name
        return next(name for name in _candidates(path, wanted) if not _is_taken(name, imports))

    def parameter_name(self, part: str, index: int, parameter: Parameter) -> str:  # noqa: ARG002 the place does not matter
        """The usual name for parameters of such a type."""
        kind = text_of(parameter.type)
        return next((name for ending, name in _USUAL if kind.endswith(ending)), _OTHERWISE[part])

    def variable_name(self, names: SignatureNames, function: Node, wanted: str, others: Container[str]) -> str:
        """The wanted name, or a numbered one."""
        return names.free(function, wanted, others)

    def prepend(self, block: Node, pieces: Pieces, edits: Edits, text: bytes, *, in_block: bool) -> None:  # noqa: ARG002
        """Collect the statements: their layout depends on everything that comes in front of the body."""
        written = "".join(
            each if isinstance(each, str) else text[each.start : each.end].decode("utf-8", "surrogateescape")
            for each in pieces
        )
        self.prologues.setdefault(block, []).insert(0, f"{{\n{written}\n}}" if in_block else written)

    def in_declarations(self) -> Natural:
        """The same settings, with prologues of its own."""
        return Natural(self.settings)


def _candidates(path: str, wanted: str) -> Iterator[str]:
    yield wanted
    parents = path.split("/")[:-1]
    if parents and "." not in parents[-1]:
        parent = re.sub(r"\W", "", parents[-1])
        if parent.isidentifier():
            yield f"{parent}{wanted}"
    number = 1
    while True:
        yield f"{wanted}{number}"
        number += 1


def _is_hidden_somewhere(name: str, imports: Imports) -> bool:
    """Whether the body of some function hides a package of this name."""
    if not imports.scopes.declares(name):
        return False
    bodies = (function.child_by_field_name("body") for function in each_of_kinds(imports.root, FUNCTIONS))
    return any(imports.scopes.hides(name, body) for body in bodies if body is not None)


def _is_taken(name: str, imports: Imports) -> bool:
    if name in imports.added_names.values() or any(spec.name == name for spec in imports.specs):
        return True
    return imports.scopes.declares(name) or any(_declares(text, name) for text in (imports.text, *imports.siblings))


# Each file of a folder asks about all other files, always with the same few names.
@functools.lru_cache(maxsize=1 << 16)
def _declares(text: bytes, name: str) -> bool:
    """Whether a file declares a name for its package. Most files show without a parser that they do not."""
    if name.encode() not in text:
        return False
    word = re.escape(name.encode())
    if not re.search(
        rb"^(?:(?:func|var|const|type)\s[^\n]*\b%s\b|[ \t]+%s\b[^\n.(\"]*[=\n,])" % (word, word), text, re.MULTILINE
    ):
        return False
    return name in top_level_names(parse(text).root_node)
