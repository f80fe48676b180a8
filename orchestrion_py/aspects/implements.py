"""Interfaces that parameters and results implement: options of `function`, and the packages that an aspect asks about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.model import Part
from orchestrion_py.aspects.typename_value import decode_type_name
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.function_signature import fields_of
from orchestrion_py.weaving.type_questions import InterfaceUnknownError, implements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site
    from orchestrion_py.weaving.typenames import TypeName

# The options of `function`: the part of the signature that each looks at, and whether only at its last parameter.
_LOOKS = {
    "argument-implements": ("parameters", False),
    "result-implements": ("result", False),
    "final-result-implements": ("result", True),
}
OPTIONS = tuple(_LOOKS)
# How templates ask: .Function.ArgumentThatImplements "context.Context".
_IN_TEMPLATE = re.compile(r'Implements\s+(?:"([^"\n]+)"|`([^`]+)`)')


@dataclass(frozen=True, slots=True)
class Implements(Part):
    """Some parameter of a function, or its very last result, implements the interface."""

    key: str
    interface: TypeName

    def matches(self, site: Site) -> Answer:
        part, only_last = _LOOKS[self.key]
        parameters = fields_of(site.node, part).parameters
        try:
            is_match = any(
                implements(site, each, self.interface) for each in (parameters[-1:] if only_last else parameters)
            )
        except InterfaceUnknownError as error:
            return self.no.because(error.message, site.node)
        return MATCH if is_match else self.no


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
