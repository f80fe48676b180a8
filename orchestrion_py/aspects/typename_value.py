"""Type names and qualified names in aspect files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orchestrion_py.weaving.typenames import TypeName

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value


# What go list accepts as an import path in a module.
_ELEMENT = r"[A-Za-z0-9_~+.-]*[A-Za-z0-9_~+-]"
_IMPORT_PATH = re.compile(rf"{_ELEMENT}(?:/{_ELEMENT})*")
# Names that go reads as several packages (`go help packages`), and cgo's `C`, which is not a package.
_NO_PACKAGES = ("C", "all", "cmd", "std", "tool", "work")


def decode_type_name(value: Value) -> TypeName:
    """A type name: `name`, `path.Name` or `*path.Name`."""
    try:
        name = TypeName.parse(value.string())
    except ValueError as error:
        value.fail(str(error))
    if name.path and not is_import_path(name.path):
        value.fail(f"{value.data!r} is not a type name: {name.path!r} is not an import path")
    return name


def decode_import_path(value: Value) -> str:
    """An import path."""
    if not is_package_path(value.string()):
        value.fail(f"{value.data!r} is not an import path: write it as in Go, without quotes")
    return value.string()


def decode_identifier(value: Value) -> str:
    """A Go identifier."""
    if not is_identifier(value.string()):
        value.fail(f"{value.data!r} is not a Go identifier")
    return value.string()


def decode_qualified_name(value: Value) -> tuple[str, str]:
    """`path.Name`, as path and name."""
    path, _, name = value.string().rpartition(".")
    if not is_import_path(path) or not is_identifier(name):
        value.fail(f"{value.data!r} is not a qualified name: write path.Name")
    return path, name


def is_import_path(text: str) -> bool:
    """Whether go could find a package under this path."""
    return _IMPORT_PATH.fullmatch(text) is not None


def is_package_path(text: str) -> bool:
    """Whether go reads this as the path of one package, not of a folder or of several packages."""
    return is_import_path(text) and text not in _NO_PACKAGES


def is_identifier(text: str) -> bool:
    """Whether this is a Go identifier: letters of any script, digits and underscores."""
    return text[:1] != "" and not text[0].isdecimal() and all(_is_letter_or_digit(each) for each in text)


def _is_letter_or_digit(character: str) -> bool:
    return character == "_" or character.isalpha() or character.isdecimal()
