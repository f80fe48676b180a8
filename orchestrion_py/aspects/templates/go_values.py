"""Go's values as this engine sees them: Python's own types, and the few that Python lacks.

A *reflected object* is any object with a method `template_field(name)`; it stands for a Go pointer to a struct.
"""

from __future__ import annotations

from orchestrion_py.aspects.templates.go_strings import byte_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Reflected(Protocol):
        """An object whose fields and methods a template reads by name."""

        def template_field(self, name: str) -> object:
            """Return the value of a field, or a callable for a method; KeyError for an unknown name."""


class Missing:
    """The type of `MISSING`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<no value>"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> str:
        return "MISSING"


MISSING = Missing()
"""No value at all, which prints as `<no value>`: the entry of a map that is not there. Its fields are missing too."""


class Nil:
    """A nil pointer of a known type: false, equal to nil, prints as `<nil>`, and an error to read a field of.

    `type_name` is what errors call its type, `*dst.FieldList` for one. A plain None is a nil of no type.
    """

    __slots__ = ("type_name",)

    def __init__(self, type_name: str = "nil") -> None:
        self.type_name = type_name

    def __repr__(self) -> str:
        return "<nil>"

    def __bool__(self) -> bool:
        return False


class Byte(int):
    """A uint8: what indexing a string gives."""

    __slots__ = ()


INVALID, INTERFACE, BOOL, INT, UINT, FLOAT = "invalid", "interface", "bool", "int", "uint", "float"
COMPLEX, STRING, SLICE, MAP, POINTER, FUNCTION = "complex", "string", "slice", "map", "pointer", "func"

_KINDS: dict[type, str] = {
    Missing: INVALID,
    type(None): INTERFACE,
    bool: BOOL,
    int: INT,
    Byte: UINT,
    float: FLOAT,
    complex: COMPLEX,
    str: STRING,
    list: SLICE,
    tuple: SLICE,
    dict: MAP,
    Nil: POINTER,
}
_TYPE_NAMES = {
    INTERFACE: "interface {}",
    BOOL: "bool",
    INT: "int",
    UINT: "uint8",
    FLOAT: "float64",
    COMPLEX: "complex128",
    STRING: "string",
    SLICE: "[]interface {}",
    MAP: "map[string]interface {}",
    FUNCTION: "func",
}


def kind_of(value: object) -> str:
    """Return the kind of a value, in the sense of Go's reflect.Kind; None is an interface with nothing in it."""
    kind = _KINDS.get(type(value))
    return kind if kind is not None else _kind_of_subclass(value)


def _kind_of_subclass(value: object) -> str:
    if is_reflected(value):
        return POINTER
    for base in type(value).__mro__:
        if base in _KINDS:
            return _KINDS[base]
    return FUNCTION if callable(value) else POINTER


def is_reflected(value: object) -> bool:
    """Whether a value answers for its fields itself."""
    return hasattr(type(value), "template_field")


def is_nil(value: object) -> bool:
    """Whether a value equals nil."""
    return value is None or value is MISSING or isinstance(value, Nil)


def type_name(value: object) -> str:
    """Return what Go's %T would say, for error messages; a reflected object may have a `template_type()` of its own."""
    if isinstance(value, Nil):
        return value.type_name
    kind = kind_of(value)
    if kind != POINTER:
        return _TYPE_NAMES.get(kind, kind)
    named = getattr(value, "template_type", None)
    return str(named()) if named is not None else type(value).__name__


def truth(value: object) -> bool:
    """Whether `if` takes the value as true: not the zero value of its type; objects are true unless they say not."""
    if kind_of(value) != POINTER:
        return bool(value)
    if isinstance(value, Nil):
        return False
    decide = getattr(value, "template_true", None)
    return bool(decide()) if decide is not None else True


def length(value: object) -> int | None:
    """Return what Go's len() says, None for a type that has no length."""
    if isinstance(value, str):
        return byte_length(value)
    return len(value) if isinstance(value, (list, tuple, dict)) else None


def sorted_items(mapping: dict[str, object]) -> list[tuple[str, object]]:
    """Return the entries of a map in Go's order for printing and ranging: by key."""
    return sorted(mapping.items(), key=_key)


def _key(item: tuple[str, object]) -> str:
    return item[0]
