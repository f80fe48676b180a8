"""Type names and qualified names as they stand in aspect files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.weaving.typenames import TypeName

if TYPE_CHECKING:
    from orchestrion_py.aspects.values import Value


def decode_type_name(value: Value) -> TypeName:
    """A type name: `name`, `path.Name` or `*path.Name`."""
    try:
        return TypeName.parse(value.string())
    except ValueError as error:
        value.fail(str(error))


def decode_qualified_name(value: Value) -> tuple[str, str]:
    """`path.Name`, as path and name."""
    path, _, name = value.string().rpartition(".")
    if not path or not name.isidentifier():
        value.fail(f"{value.data!r} is no qualified name: write path.Name")
    return path, name
