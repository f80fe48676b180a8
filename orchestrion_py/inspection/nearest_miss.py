"""Why an aspect matches nothing in a whole program: the package and the node where it comes nearest to a match."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.inspection.aspect_places import place_for_people
from orchestrion_py.inspection.woven_packages import facts_of, files_of, types_of
from orchestrion_py.weaving.why_not import WhyNot, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.gocommand.compiled_packages import CompiledPackage
    from orchestrion_py.inspection.aspect_places import AspectPlace
    from orchestrion_py.inspection.woven_program import Program


@dataclass(frozen=True, slots=True)
class NearestMiss:
    """An aspect without a match, the package in which it comes nearest to one, and why it does not match there.

    `package` is empty if the reason is about the whole program.
    """

    aspect: str
    defined: str
    package: str
    why: WhyNot


def nearest_miss(program: Program, number: int, place: AspectPlace) -> NearestMiss:
    """Return why an aspect of the program matches nothing."""
    aspect = program.aspects[number]
    implied = sorted(aspect.join_point.implied_imports())
    paths = {package.path for package in program.packages.values()}
    if implied and not any(path in paths for path in implied):
        return NearestMiss(
            place.id, place.place, "", WhyNot(f"no package of this build imports {' or '.join(implied)}")
        )
    found = [(package.label, _why_not(program, number, package)) for package in _searched(program, number)]
    misses = [(label, why) for label, why in found if why is not None]
    if not misses:
        return NearestMiss(
            place.id, place.place, "", WhyNot("no package of this build has what its join point looks for")
        )
    label, why = max(misses, key=lambda each: each[1].depth)
    return NearestMiss(place.id, place.place, label, why)


def _searched(program: Program, number: int) -> Iterator[CompiledPackage]:
    """The packages in which an aspect may match; if there are none, those of the main module."""
    labels = [label for label in program.own if number in program.candidates.get(label, ())]
    packages = program.packages
    chosen = labels or [
        label for label in program.own if (module := packages[label].module) is not None and module.main
    ]
    return (packages[label] for label in sorted(chosen))


def _why_not(program: Program, number: int, package: CompiledPackage) -> WhyNot | None:
    files = files_of(package, program.settings)
    facts = facts_of(package, program.settings)
    sources = [file.source for file in files]
    with types_of(facts, sources, program.settings.context) as types:
        why = why_not(program.aspects[number], facts, sources, types)
    return replace(why, place=place_for_people(why.place)) if why is not None else None
