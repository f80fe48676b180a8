"""Aspects as a build's plan keeps them: plain data, with the clues that tell whether they are worth decoding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files.yaml_value import Value
from orchestrion_py.aspects.literal_filter import in_build

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.aspects.files.loading import Entry
    from orchestrion_py.aspects.model import Aspect

_CLUES = "clues"


def compiled(entry: Entry, main_module: str) -> dict[str, Any]:
    """What the plan for a main module's builds keeps of an aspect."""
    found = in_build(entry.aspect.join_point.clues(), main_module)
    return {**entry.data, _CLUES: None if found is None else sorted(found)}


def decode(aspects: Iterable[Mapping[str, Any]]) -> list[Aspect]:
    """The aspects of a plan; they were checked when it was made."""
    return [decode_aspect(Value({key: part for key, part in data.items() if key != _CLUES})) for data in aspects]
