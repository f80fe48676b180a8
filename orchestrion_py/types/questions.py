"""What is asked of the oracle, and what keeps it from answering; the oracle itself most packages never need."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


class UntypedError(Exception):
    """The package does not type-check; the message is the first thing that is wrong with it."""


class QuestionError(Exception):
    """A question that has no answer: what it names is no interface, say."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What type-checking a package needs: `archives` by import path, `import_map` from the paths in its files to these.

    `lang` is a language version (go1.25) or empty, `arch` a GOARCH.
    """

    import_path: str
    files: Sequence[str]
    archives: Mapping[str, str]
    import_map: Mapping[str, str]
    lang: str
    arch: str


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the source: the file's name in `Facts.files`, and the offsets between which it stands."""

    file: str
    start: int
    end: int


class Types(Protocol):
    """Whoever knows the types of a package. Every question may raise UntypedError."""

    def receivers(self, selector: Place, path: str, name: str) -> frozenset[bool]:
        """How a method call `x.M(...)` goes through the type `path.name`: by pointer (True), by value; empty where it does not.

        It does where x is of that type, and where the method is promoted from a field of it.
        """

    def implements(self, kind: Place, path: str, name: str) -> bool | None:
        """Whether the type at a place implements an interface; None where the interface's package cannot be had here.

        Raises QuestionError where `path.name` is no interface.
        """

    def close(self) -> None:
        """End whatever was begun to answer."""


@contextmanager
def on_demand(make: Callable[[], Types]) -> Iterator[Callable[[], Types]]:
    """A way to whoever knows the types: made when first asked for, ended with the block."""
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
