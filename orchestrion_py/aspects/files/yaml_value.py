"""Values of an aspect file: plain data, and the place of each in the YAML.

Values that come from the plan of a build have no places; they were checked when the plan was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Path = tuple[str | int, ...]
# The key, behind the path of a text, of the place of its first character. Only texts that the YAML holds verbatim have one.
TEXT = "\0text"


class AspectError(Exception):
    """A fault in an aspect file: `file:line:column: message`, or the message alone if the place is unknown."""

    def __init__(self, message: str, file: str = "", line: int = 0, column: int = 0) -> None:
        place = ":".join(str(part) for part in (file, line, column) if part)
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Value:
    """A value, its path in the file, and the file's table of places."""

    data: Any
    path: Path = ()
    file: str = ""
    places: Mapping[Path, tuple[int, int]] | None = None

    def fail(self, message: str) -> NoReturn:
        """Raise AspectError at this value, or at the nearest value around it that has a place."""
        raise AspectError(message, self.file, *self.place())

    def fail_in_text(self, message: str, line: int, column: int) -> NoReturn:
        """Raise AspectError at a line and column of this text, both counted from one."""
        raise AspectError(message, self.file, *self.place_in_text(line, column))

    def place(self) -> tuple[int, int]:
        """Return line and column of this value, or of the nearest value around it that has a place."""
        for length in range(len(self.path), -1, -1):
            place = (self.places or {}).get(self.path[:length])
            if place:
                return place
        return 0, 0

    def place_in_text(self, line: int, column: int) -> tuple[int, int]:
        """Return the place of a line and column of this text; that of the value if the YAML does not hold the text verbatim."""
        start = (self.places or {}).get((*self.path, TEXT))
        if start is None:
            return self.place()
        return start[0] + line - 1, start[1] + column - 1

    def child(self, key: str | int) -> Value:
        """Return the value under an existing key or index."""
        return Value(self.data[key], (*self.path, key), self.file, self.places)

    def get(self, key: str) -> Value | None:
        """Return the value under a key of a mapping, or None."""
        return self.child(key) if key in self.data else None

    def string(self) -> str:
        """Return a string that is not empty."""
        if not isinstance(self.data, str) or not self.data:
            self.fail(f"expected a string, found {described(self.data)}")
        return self.data

    def text(self) -> str:
        """Return a string, which may be empty."""
        if not isinstance(self.data, str):
            self.fail(f"expected a string, found {described(self.data)}")
        return self.data

    def boolean(self) -> bool:
        """Return true or false."""
        if not isinstance(self.data, bool):
            self.fail(f"expected true or false, found {described(self.data)}")
        return self.data

    def integer(self) -> int:
        """Return a whole number."""
        if not isinstance(self.data, int) or isinstance(self.data, bool):
            self.fail(f"expected a whole number, found {described(self.data)}")
        return self.data

    def items(self) -> list[Value]:
        """Return the entries of a list that has at least one."""
        if not isinstance(self.data, list) or not self.data:
            self.fail(f"expected a list with at least one entry, found {described(self.data)}")
        return [self.child(index) for index in range(len(self.data))]

    def entries_of_list(self) -> list[Value]:
        """Return the entries of a list, which may be empty."""
        return [] if self.data == [] else self.items()

    def mapping(self) -> Value:
        """Return this value if it is a mapping. Unknown keys are ignored, as in Orchestrion; only `pyorch check` reports them."""
        if not isinstance(self.data, dict):
            self.fail(f"expected a mapping, found {described(self.data)}")
        for key in self.data:
            if not isinstance(key, str):
                self.fail(f"expected a string as a key, found {key!r}")
        return self

    def entries(self) -> Iterator[tuple[str, Value]]:
        """Yield the keys and values of a mapping."""
        for key in self.mapping().data:
            yield key, self.child(key)

    def single(self) -> tuple[str, Value]:
        """Return the only key of a mapping, and its value."""
        if not isinstance(self.data, dict) or len(self.data) != 1:
            self.fail(f"expected a mapping with exactly one key, found {described(self.data)}")
        return next(self.entries())

    def require(self, key: str) -> Value:
        """Return the value under a required key."""
        found = self.get(key)
        if found is not None:
            return found
        misspelled = nearest(key, self.data)
        if misspelled is not None:
            self.child(misspelled).fail(f"missing key `{key}`: is `{misspelled}` a misspelling of it?")
        self.fail(f"missing key `{key}`")


def unknown(what: str, found: str, allowed: Iterable[str]) -> str:
    """Return a message about an unknown word, with the most similar known one."""
    options = sorted(allowed)
    near = nearest(found, options)
    hint = f", did you mean {near!r}?" if near else ""
    return f"unknown {what} {found!r}{hint} (allowed: {', '.join(options)})"


def nearest(found: str, options: Iterable[str]) -> str | None:
    """Return the option that a word most likely misspells, or None."""
    return next(iter(get_close_matches(found, list(options), n=1, cutoff=0.6)), None)


def described(data: object) -> str:
    """Describe a value for a message."""
    if data is None:
        return "nothing"
    if isinstance(data, dict):
        keys = "1 key" if len(data) == 1 else f"{len(data)} keys"
        return f"a mapping with {keys}" if data else "an empty mapping"
    if isinstance(data, list):
        entries = "1 entry" if len(data) == 1 else f"{len(data)} entries"
        return f"a list with {entries}" if data else "an empty list"
    if isinstance(data, bool):
        return "true" if data else "false"
    return repr(data)
