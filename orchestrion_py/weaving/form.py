"""The way out of weaving: how injected code is named and where it stands. A build wants code that nothing can disturb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Container

    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Pieces
    from orchestrion_py.weaving.function_signature import Parameter
    from orchestrion_py.weaving.imports import Imports
    from orchestrion_py.weaving.site import Site

_WORDS = {"receiver": "receiver", "parameters": "argument", "result": "result"}


class Form(Protocol):
    """What differs between code for the compiler and code for people."""

    def package_name(self, imports: Imports, path: str, wanted: str) -> str:
        """The name under which injected code of a file reaches a package; `wanted` is what the template calls it."""

    def parameter_name(self, part: str, index: int, parameter: Parameter) -> str:
        """What a parameter without a name is called best; `part` is receiver, parameters or result."""

    def variable_name(self, site: Site, function: Node, wanted: str, others: Container[str]) -> str:
        """A name for a variable of a function that nothing there has, and that is none of `others`."""

    def prepend(self, site: Site, pieces: Pieces, *, in_block: bool) -> None:
        """Put statements at the start of the block at hand, in a block of their own or with the others."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """For the compiler: names that no file of the package has."""

    def package_name(self, imports: Imports, path: str, wanted: str) -> str:  # noqa: ARG002 the path does not matter here
        """A name that no file of the package mentions anywhere."""
        name = f"__pyorch_{wanted}"
        while name in imports.added_names.values() or any(
            name.encode() in text for text in (imports.text, *imports.siblings)
        ):
            name += "_"
        return name

    def parameter_name(self, part: str, index: int, parameter: Parameter) -> str:  # noqa: ARG002 nor does the type
        """A name after the parameter's place."""
        return f"__{_WORDS[part]}__{index}"

    def variable_name(self, site: Site, function: Node, wanted: str, others: Container[str]) -> str:
        """The wanted one, or a numbered one."""
        return site.file.names.free(function, wanted, others)

    def prepend(self, site: Site, pieces: Pieces, *, in_block: bool) -> None:
        """On the line of the brace: line directives bring the compiler back."""
        framed = ("{", *pieces, "\n};") if in_block else (*pieces, "\n")
        site.file.edits.insert(site.node.start_byte + 1, framed, first=True)


HIDDEN = Hidden()
