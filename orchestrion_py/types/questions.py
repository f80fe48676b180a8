"""The questions that the type oracle answers, and the errors for those that it cannot answer."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


class UntypedError(Exception):
    """The package does not type-check; the message is the first type error."""


class QuestionError(Exception):
    """The question has no answer, for example because it names a type that is not an interface."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The input of the type checker for a package.

    `archives` maps import paths to files, `import_map` the paths in source files to import paths. `lang` is a language version
    (go1.25) or empty, `arch` a GOARCH.
    """

    import_path: str
    files: Sequence[str]
    archives: Mapping[str, str]
    import_map: Mapping[str, str]
    lang: str
    arch: str


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a node: the name of the file in `Facts.files`, and the offsets of its start and end."""

    file: str
    start: int
    end: int


class Types(Protocol):
    """Answers questions about the types of a package. Every method may raise UntypedError."""

    def receivers(self, selector: Place, path: str, name: str) -> frozenset[bool]:
        """Return how a method call `x.M(...)` reaches the type `path.name`: by pointer (True) or by value (False).

        It reaches the type if x has that type, or if the method is promoted from a field of that type. Otherwise the
        result is empty.
        """

    def implements(self, kind: Place, path: str, name: str) -> bool | None:
        """Whether the type at a place implements an interface; None if the package of the interface is not available.

        Raises QuestionError if `path.name` is not an interface.
        """

    def close(self) -> None:
        """End the process that answers, if there is one."""


@contextmanager
def on_demand(make: Callable[[], Types]) -> Iterator[Callable[[], Types]]:
    """Provide a `Types` that is made at its first use and closed at the end of the block."""
    made: list[Types] = []

    def types() -> Types:
        if not made:
            made.append(make())
        return made[0]

    try:
        yield types
    finally:
        for each in made:
            each.close()
