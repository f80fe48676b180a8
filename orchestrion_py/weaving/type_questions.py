"""Questions that need types: the oracle answers them if syntax cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.types.questions import Place, QuestionError
from orchestrion_py.weaving.syntax import text_of, unparenthesised
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from tree_sitter import Node

    from orchestrion_py.types.questions import Types
    from orchestrion_py.weaving.function_signature import Parameter
    from orchestrion_py.weaving.site import File, Site
    from orchestrion_py.weaving.typenames import TypeName

_WITHOUT_METHODS = frozenset({
    "array_type", "channel_type", "function_type", "implicit_length_array_type", "map_type", "slice_type",
})  # fmt: skip
_PREDECLARED = frozenset({
    "bool", "byte", "complex128", "complex64", "float32", "float64", "int", "int16", "int32", "int64", "int8", "rune",
    "string", "uint", "uint16", "uint32", "uint64", "uint8", "uintptr",
})  # fmt: skip


def call_receivers(site: Site, selector: Node, kind: TypeName) -> frozenset[bool]:
    """How a call reaches methods of a type: by pointer (True) or by value (False); empty if it does not reach any."""
    if site.file.cause is not None:
        return frozenset()  # nothing has type-checked what aspects inject
    return _types(site.file).receivers(_place(site.file, selector), kind.path, kind.name)


def implements(site: Site, parameter: Parameter, interface: TypeName) -> bool:
    """Whether a parameter implements an interface. A variadic one is a slice and does not.

    Raises WeaveError if the name is not an interface, and InterfaceUnknownError if its package is not available.
    """
    if parameter.variadic:
        return False
    if interface.is_spelled_by(parameter.type, site.file.imports):
        return True
    if site.file.cause is not None or not _may_have_methods(parameter.type):
        return False
    try:
        found = _types(site.file).implements(_place(site.file, parameter.type), interface.path, interface.name)
    except QuestionError as error:
        raise WeaveError(f"cannot look up {interface}: {error}") from error
    if found is None:
        raise InterfaceUnknownError(
            f"cannot look up {interface}: its package is not in the build, or imports this package"
        )
    return found


class InterfaceUnknownError(WeaveError):
    """The package of an interface is not available: a join point does not match then, and a template fails."""


def _may_have_methods(kind: Node) -> bool:
    kind = unparenthesised(kind)
    if kind.type == "pointer_type":
        kind = unparenthesised(kind.named_children[0])
    if kind.type in _WITHOUT_METHODS:
        return False
    return not (kind.type == "type_identifier" and text_of(kind) in _PREDECLARED)


def _types(file: File) -> Types:
    if file.types is None:
        raise WeaveError("type information is not available here")
    return file.types()


def _place(file: File, node: Node) -> Place:
    return Place(file.source.path, node.start_byte, node.end_byte)
