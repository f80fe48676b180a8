"""Aspects as the plan of a build stores them: plain data, the literals of their filters, and where each was defined."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files.places_on_demand import PlacesOnDemand
from orchestrion_py.aspects.files.yaml_value import Value
from orchestrion_py.aspects.literal_filter import any_of, in_build

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from orchestrion_py.aspects.files.loading import Entry
    from orchestrion_py.aspects.literal_filter import LiteralFilter
    from orchestrion_py.aspects.model import Aspect

_LITERALS = "literals"


def compiled_aspects(entries: Iterable[Entry], main_module: str) -> list[dict[str, Any]]:
    """Return what the plan for builds of a main module stores of aspects. It goes into the tool id, so it holds no path."""
    entries = tuple(entries)
    filters = [in_build(entry.aspect.join_point.literal_filter(), main_module) for entry in entries]
    injected = [_injected_declarations(entry) for entry in entries]
    grows = True
    while grows:
        wider = [_with_injected_directives(found, filters, injected) for found in filters]
        filters, grows = wider, wider != filters
    return [
        {**entry.data, _LITERALS: None if found is None else sorted(found)}
        for entry, found in zip(entries, filters, strict=True)
    ]


def _injected_declarations(entry: Entry) -> str:
    """The templates of the declarations that an aspect injects."""
    advice = entry.data["advice"]
    injects = (each.get("inject-declarations") for each in (advice if isinstance(advice, list) else [advice]))
    return "\n".join(str(code.get("template", "")) for code in injects if code)


def _with_injected_directives(
    found: LiteralFilter, filters: Sequence[LiteralFilter], injected: Sequence[str]
) -> LiteralFilter:
    """The literals of an aspect, and those of the aspects that inject one of its directives."""
    directives = [literal for literal in found or () if literal.startswith("//")]
    if not directives:
        return found
    injecting = [
        other
        for other, text in zip(filters, injected, strict=True)
        if any(directive in text for directive in directives)
    ]
    return any_of([found, *injecting])


def origins(entries: Iterable[Entry]) -> list[tuple[str, list[int]]]:
    """Return where aspects were defined, in their order: each file, and the positions of the aspects in it."""
    by_file = itertools.groupby(entries, key=lambda entry: entry.file)
    return [(file, [entry.index for entry in group]) for file, group in by_file]


def decode(facts: Mapping[str, Any], numbers: Iterable[int] | None = None) -> list[Aspect]:
    """Decode aspects of a plan, which were checked when the plan was made; without numbers, all of them."""
    aspects = facts["aspects"]
    defined = [(file, index) for file, indexes in facts["origins"] for index in indexes]
    return [
        decode_aspect(_value(aspects[number], *defined[number]))
        for number in (range(len(aspects)) if numbers is None else numbers)
    ]


def places_of(facts: Mapping[str, Any], ids: Collection[str]) -> dict[str, str]:
    """Return where aspects of a plan stand, by their ids: `file:line:column`, or the file if it has changed since."""
    numbers = [number for number, stored in enumerate(facts["aspects"]) if stored.get("id") in ids]
    return {facts["aspects"][number]["id"]: place_of(facts, number) for number in numbers}


def place_of(facts: Mapping[str, Any], number: int, *, name: str = "") -> str:
    """Return where an aspect of a plan stands, with its file under another name if one is given."""
    file, index = [(file, index) for file, indexes in facts["origins"] for index in indexes][number]
    line, column = _value(facts["aspects"][number], file, index).place()
    return f"{name or file}:{line}:{column}" if line else name or file


def _value(stored: Mapping[str, Any], file: str, index: int) -> Value:
    data = {key: part for key, part in stored.items() if key != _LITERALS}
    return Value(data, ("aspects", index), file, PlacesOnDemand(file, index, data))
