"""Go's values in Python: Python's own types, and the few that Python lacks.

A *reflected object* is any object with a method `template_field(name)`. It represents a Go pointer to a struct.
"""

from __future__ import annotations

from orchestrion_py.aspects.templates.go_strings import byte_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Reflected(Protocol):
        """An object whose fields and methods a template reads by name."""

        def template_field(self, name: str) -> object:
            """Return the value of a field, or a callable for a method. Raises KeyError for an unknown name."""


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
"""The value of a map entry that does not exist. It prints as `<no value>`, and its fields are MISSING too."""


class Nil:
    """A nil pointer of a known type: false, equal to nil, and printed as `<nil>`. Reading a field of it is an error.

    `type_name` is its type in error messages, such as `*dst.FieldList`. A plain None is a nil without a type.
    """

    __slots__ = ("type_name",)

    def __init__(self, type_name: str = "nil") -> None:
        self.type_name = type_name

    def __repr__(self) -> str:
        return "<nil>"

    def __bool__(self) -> bool:
        return False


class Byte(int):
    """A uint8: the result of indexing a string."""

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
    """Return the kind of a value, as Go's reflect.Kind; None is an empty interface."""
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
    """Whether a value is a reflected object."""
    return hasattr(type(value), "template_field")


def is_nil(value: object) -> bool:
    """Whether a value equals nil."""
    return value is None or value is MISSING or isinstance(value, Nil)


def type_name(value: object) -> str:
    """Return the type name that Go's %T prints; a reflected object may define it by `template_type()`."""
    if isinstance(value, Nil):
        return value.type_name
    kind = kind_of(value)
    if kind != POINTER:
        return _TYPE_NAMES.get(kind, kind)
    named = getattr(value, "template_type", None)
    return str(named()) if named is not None else type(value).__name__


def truth(value: object) -> bool:
    """Whether `if` treats the value as true: any value but the zero value of its type.

    A reflected object is true unless its `template_true()` returns False.
    """
    if kind_of(value) != POINTER:
        return bool(value)
    if isinstance(value, Nil):
        return False
    decide = getattr(value, "template_true", None)
    return bool(decide()) if decide is not None else True


def length(value: object) -> int | None:
    """Return Go's len(); None for a type that has no length."""
    if isinstance(value, str):
        return byte_length(value)
    return len(value) if isinstance(value, (list, tuple, dict)) else None


def sorted_items(mapping: dict[str, object]) -> list[tuple[str, object]]:
    """Return the entries of a map sorted by key, the order in which Go prints and ranges."""
    return sorted(mapping.items(), key=_key)


def _key(item: tuple[str, object]) -> str:
    return item[0]
