"""The form of woven code: how injected names look, where statements go, which settings templates see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from orchestrion_py.weaving.imports import hidden_name

if TYPE_CHECKING:
    from collections.abc import Container

    from tree_sitter import Node

    from orchestrion_py.weaving.edits import Edits, Pieces
    from orchestrion_py.weaving.function_signature import Parameter, SignatureNames
    from orchestrion_py.weaving.imports import Imports

_WORDS = {"receiver": "receiver", "parameters": "argument", "result": "result"}


class Form(Protocol):
    """What differs between code for the compiler and code for people."""

    @property
    def finds_woven(self) -> bool:
        """Whether this walk looks for code that was woven earlier. Then nothing that keeps functions out counts."""

    def setting(self, name: str, otherwise: str) -> str:
        """The value that the user gave for a setting of templates and join points."""

    def package_name(self, imports: Imports, path: str, wanted: str) -> str:
        """The name under which injected code of a file reaches a package; `wanted` is what the template calls it."""

    def parameter_name(self, part: str, index: int, parameter: Parameter) -> str:
        """The preferred name for a parameter without one; `part` is receiver, parameters or result."""

    def variable_name(self, names: SignatureNames, function: Node, wanted: str, others: Container[str]) -> str:
        """A name for a variable of a function that is new there, and not one of `others`."""

    def prepend(self, block: Node, pieces: Pieces, edits: Edits, text: bytes, *, in_block: bool) -> None:
        """Put statements at the start of a block of the text, in a block of their own or with the other statements."""

    def in_declarations(self) -> Form:
        """The form of code that is woven into injected declarations."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """For the compiler: names that no file of the package has, and no settings."""

    @property
    def finds_woven(self) -> bool:
        """A build always weaves plain source."""
        return False

    def setting(self, name: str, otherwise: str) -> str:  # noqa: ARG002 a build has no settings
        """The default."""
        return otherwise

    def package_name(self, imports: Imports, path: str, wanted: str) -> str:
        """A name that no file of the package mentions anywhere."""
        return hidden_name(imports, path, wanted)

    def parameter_name(self, part: str, index: int, parameter: Parameter) -> str:  # noqa: ARG002 the type does not matter
        """A name after the parameter's place."""
        return f"__{_WORDS[part]}__{index}"

    def variable_name(self, names: SignatureNames, function: Node, wanted: str, others: Container[str]) -> str:
        """The wanted name, or a numbered one."""
        return names.free(function, wanted, others)

    def prepend(self, block: Node, pieces: Pieces, edits: Edits, text: bytes, *, in_block: bool) -> None:  # noqa: ARG002
        """On the line of the brace: line directives bring the compiler back."""
        framed = ("{", *pieces, "\n};") if in_block else (*pieces, "\n")
        edits.insert(block.start_byte + 1, framed, first=True)

    def in_declarations(self) -> Hidden:
        """The same."""
        return self


HIDDEN = Hidden()
