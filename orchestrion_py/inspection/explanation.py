"""Why something is woven at a place of a build, or why not, for `pyorch explain`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.compiled_packages import compile_error
from orchestrion_py.inspection.aspect_places import aspect_places, place_for_people
from orchestrion_py.inspection.explain_targets import Absent, find_target
from orchestrion_py.inspection.nearest_miss import nearest_miss
from orchestrion_py.inspection.program_plan import integration_states, report_of_plan, woven_places
from orchestrion_py.inspection.woven_packages import facts_of, types_of
from orchestrion_py.inspection.woven_program import searched, weave_one, weave_program
from orchestrion_py.vendors.registry import IGNORE_DIRECTIVES, INTERNAL, NEVER, mode_of
from orchestrion_py.weaving.directives import directives_in
from orchestrion_py.weaving.package import Failed, Woven
from orchestrion_py.weaving.syntax import first_error, parse
from orchestrion_py.weaving.why_not import is_near, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orchestrion_py.inspection.aspect_places import AspectPlace
    from orchestrion_py.inspection.explain_targets import Spot
    from orchestrion_py.inspection.program_plan import WovenPlace
    from orchestrion_py.inspection.woven_packages import ShownFile
    from orchestrion_py.inspection.woven_program import Program, WovenPackage


@dataclass(frozen=True, slots=True)
class Change:
    """A file that weaving changes, before and after, and the lines that the target is about; zeros for the whole file."""

    file: str
    before: bytes
    after: bytes
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """An aspect that does not apply, and why. `place` is the part of its join point, `nearest` the Go code it came nearest to."""

    aspect: str
    defined: str
    reason: str
    place: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is woven at a target, and what is not.

    `notes` are about the package or the aspect as a whole. `others` is the number of aspects that cannot match there at all.
    """

    target: str
    title: str
    notes: tuple[str, ...] = ()
    woven: tuple[WovenPlace, ...] = ()
    changes: tuple[Change, ...] = ()
    refused: tuple[Refused, ...] = ()
    others: int = 0


def explain_target(program: Program, target: str) -> Explanation:
    """Explain a place, a declaration or a package. Raises Fault if the target names nothing."""
    found = find_target(program, target)
    if isinstance(found, Absent):
        return Explanation(target, found.title, (found.reason,))
    here = searched(program, [found.package])
    woven = weave_one(here, found.package)
    places = aspect_places(program.view.facts)
    shown = tuple(_in_region(woven_places([woven], places), found, woven.files))
    refused = list(_refused(here, found, woven, places, {each.aspect for each in shown}))
    return Explanation(
        target,
        found.title,
        tuple(_notes(program, found, woven)),
        shown,
        tuple(_changes(found, woven)),
        tuple(refused),
        len(program.aspects) - len(refused) - len({each.aspect for each in shown}),
    )


def explain_aspect(program: Program, name: str) -> Explanation:
    """Explain where an aspect of the build applies, or why it does not. Raises Fault if no aspect has the id."""
    places = aspect_places(program.view.facts)
    numbers = [number for number, place in enumerate(places) if place.id == name]
    whole = searched(program)
    if not numbers:
        return _absent_aspect(whole, name, places)
    found = weave_program(whole)
    woven = tuple(each for each in woven_places(found, places) if each.aspect == name)
    title = f"aspect {name} ({places[numbers[0]].place})"
    if woven:
        return Explanation(name, title, woven=woven)
    misses = [nearest_miss(whole, number, places[number]) for number in numbers]
    refused = tuple(
        Refused(name, miss.defined, miss.why.reason, miss.why.place, miss.why.nearest or miss.package)
        for miss in misses
    )
    return Explanation(name, title, refused=refused)


def _absent_aspect(program: Program, name: str, places: Sequence[AspectPlace]) -> Explanation:
    """Explain an id that no aspect of the build has: it may be the name of an integration that is not active."""
    report = report_of_plan(program)
    states = {each.name: each for each in integration_states(report, program, [])}
    if name in states:
        state = states[name]
        return Explanation(name, f"integration {name} ({state.file})", (f"{state.state}: {state.reason}",))
    near = difflib.get_close_matches(name, [*(place.id for place in places), *states], n=3)
    raise Fault(
        f"no aspect of this build has the id {name!r}",
        f"did you mean {' or '.join(map(repr, near))}?"
        if near
        else "run `pyorch plan` to see the aspects and integrations",
    )


def _in_region(woven: Iterator[WovenPlace], spot: Spot, files: Sequence[ShownFile]) -> Iterator[WovenPlace]:
    region = spot.region
    if region is None:
        yield from woven
        return
    file = next(each for each in files if each.source.path == region.path)
    first, last = region.first - file.added_lines, region.last - file.added_lines
    yield from (each for each in woven if each.file == file.shown and first <= each.line <= last)


def _changes(spot: Spot, woven: WovenPackage) -> Iterator[Change]:
    if not isinstance(woven.outcome, Woven):
        return
    shown = {file.source.path: file for file in woven.files}
    for file in woven.outcome.files:
        original = shown[file.path]
        if spot.region is None:
            yield Change(original.shown, original.source.text, file.text)
        elif file.path == spot.region.path:
            yield Change(original.shown, original.source.text, file.text, spot.region.first, spot.region.last)


def _refused(
    program: Program, spot: Spot, woven: WovenPackage, places: Sequence[AspectPlace], applied: set[str]
) -> Iterator[Refused]:
    """The aspects that may match in the package and do not match at the spot, and those of the project in any case."""
    package, files = facts_of(spot.package, program.settings), [file.source for file in woven.files]
    candidates = program.candidates.get(spot.package.label, ())
    with types_of(package, files, program.settings.context) as types:
        for number, place in enumerate(places):
            if place.id in applied or not (number in candidates or place.is_own):
                continue
            found = why_not(program.aspects[number], package, files, types, spot.region)
            if found is not None and (place.is_own or is_near(found)):
                nearest = _shown_place(found.nearest, woven.files)
                yield Refused(place.id, place.place, found.reason, place_for_people(found.place), nearest)


def _shown_place(place: str, files: Sequence[ShownFile]) -> str:
    """A `file:line:column` of the compiler's, as the user's file has it."""
    for file in files:
        if place.startswith(f"{file.source.path}:"):
            line, column = place.removeprefix(f"{file.source.path}:").split(":")
            return f"{file.shown}:{int(line) - file.added_lines}:{column}"
    return place


def _notes(program: Program, spot: Spot, woven: WovenPackage) -> Iterator[str]:
    package = spot.package
    if package.error:
        yield f"go reports: {package.error}"
    if mode_of(package.path) == NEVER:
        yield "it is a tracer's own package, and no aspect may change it"
    elif mode_of(package.path) == INTERNAL:
        yield "it is a tracer's own package, and only aspects with tracer-internal may change it"
    if package.label not in program.own:
        yield "the program does not import it: it is compiled only if weaving adds it"
    if isinstance(woven.outcome, Failed):
        yield f"the build fails here: {woven.outcome.message}"
    elif not isinstance(woven.outcome, Woven):
        yield f"nothing is woven into this package: {woven.outcome.reason}"
    if spot.region is None:
        yield from _unparsed(woven.files)
    if spot.region is None and package.module is not None and package.module.main:
        error = compile_error(program.settings.context, package.path)
        if error:
            yield f"it does not compile without weaving either: {error}"
    yield from _ignored(spot, woven.files)


def _unparsed(files: Sequence[ShownFile]) -> Iterator[str]:
    for file in files:
        bad = first_error(parse(file.source.text).root_node)
        if bad is not None:
            line, column = bad.start_point.row + 1 - file.added_lines, bad.start_point.column + 1
            yield f"{file.shown}:{line}:{column}: pyorch cannot parse this as Go"


def _ignored(spot: Spot, files: Sequence[ShownFile]) -> Iterator[str]:
    """The directives that keep aspects out of parts of the package, or of the file."""
    for file in files:
        marks = [mark for mark in IGNORE_DIRECTIVES if f"//{mark}".encode() in file.source.text]
        if not marks or (spot.region is not None and spot.region.path != file.source.path):
            continue
        root = parse(file.source.text).root_node
        for comment in (comment for mark in marks for comment in directives_in(root, mark)):
            line = comment.start_point.row + 1 - file.added_lines
            yield f"{file.shown}:{line}: an ignore directive keeps aspects out of the code below it"
