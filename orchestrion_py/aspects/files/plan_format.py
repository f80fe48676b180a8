"""Aspects as the plan of a build stores them: plain data, each with the literals of its filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files.yaml_value import Value
from orchestrion_py.aspects.literal_filter import in_build

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.aspects.files.loading import Entry
    from orchestrion_py.aspects.model import Aspect

_LITERALS = "literals"


def compiled(entry: Entry, main_module: str) -> dict[str, Any]:
    """Return what the plan for builds of a main module stores of an aspect."""
    found = in_build(entry.aspect.join_point.literal_filter(), main_module)
    return {**entry.data, _LITERALS: None if found is None else sorted(found)}


def decode(aspects: Iterable[Mapping[str, Any]]) -> list[Aspect]:
    """Decode the aspects of a plan, which were checked when the plan was made."""
    return [decode_aspect(Value({key: part for key, part in data.items() if key != _LITERALS})) for data in aspects]
