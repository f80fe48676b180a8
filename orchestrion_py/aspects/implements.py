"""What asks whether parameters implement an interface: the options of `function`, and the functions of templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.literal_filter import ANYTHING, Clues
from orchestrion_py.aspects.typename_value import decode_type_name
from orchestrion_py.weaving.function_signature import fields_of
from orchestrion_py.weaving.type_questions import InterfaceUnknownError, implements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName

# The options of `function`, and where they look: a part of the signature, and whether at its last parameter alone.
_LOOKS = {
    "argument-implements": ("parameters", False),
    "result-implements": ("result", False),
    "final-result-implements": ("result", True),
}
OPTIONS = tuple(_LOOKS)
# How templates ask: .Function.ArgumentThatImplements "context.Context".
_IN_TEMPLATE = re.compile(r'Implements\s+(?:"([^"\n]+)"|`([^`]+)`)')


@dataclass(frozen=True, slots=True)
class Implements:
    """Some parameter of a function, or its very last result, implements the interface."""

    key: str
    interface: TypeName

    def clues(self) -> Clues:
        return ANYTHING

    def may_match_package(self, _package: Package) -> bool:
        return True

    def may_match_file(self, _text: bytes) -> bool:
        return True

    def matches(self, site: Site) -> bool:
        part, only_last = _LOOKS[self.key]
        parameters = fields_of(site.node, part).parameters
        try:
            return any(
                implements(site, each, self.interface) for each in (parameters[-1:] if only_last else parameters)
            )
        except InterfaceUnknownError:
            return False

    def implied_imports(self) -> frozenset[str]:
        return frozenset()


def decode(key: str, value: Value) -> Implements:
    """An option of `function` that names an interface."""
    interface = decode_type_name(value)
    if interface.pointer:
        value.fail(f"{interface} does not name an interface: remove the star")
    return Implements(key, interface)


def asked_packages(data: Any) -> frozenset[str]:
    """The packages of the interfaces that an aspect, as plain data, asks about."""
    if isinstance(data, dict):
        named = [value for key, value in data.items() if key in _LOOKS and isinstance(value, str)]
        return _packages(named).union(*(asked_packages(value) for value in data.values()))
    if isinstance(data, list):
        return frozenset().union(*(asked_packages(item) for item in data))
    if isinstance(data, str):
        return _packages(quoted or raw for quoted, raw in _IN_TEMPLATE.findall(data))
    return frozenset()


def _packages(names: Iterable[str]) -> frozenset[str]:
    return frozenset(path for path in (name.rpartition(".")[0] for name in names) if path)
