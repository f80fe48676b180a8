"""What a build would weave, for `pyorch plan`: back end, integrations, woven places, added packages, aspects without a match."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.faults import Fault
from orchestrion_py.inspection.aspect_places import aspect_places, file_for_people
from orchestrion_py.inspection.nearest_miss import NearestMiss, nearest_miss
from orchestrion_py.inspection.woven_program import weave_program
from orchestrion_py.toolexec.plan.plan_report import ACTIVE, EXCLUDED, MISSING
from orchestrion_py.vendors.registry import NORMAL, mode_of
from orchestrion_py.weaving.package import Failed, Woven

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from orchestrion_py.gocommand.listing import Module
    from orchestrion_py.inspection.aspect_places import AspectPlace
    from orchestrion_py.inspection.woven_program import Program, WovenPackage

NOT_USED = "not used"


@dataclass(frozen=True, slots=True)
class IntegrationState:
    """A built-in integration: whether it is active, and why. `state` is active, not used, missing or excluded."""

    name: str
    file: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class WovenPlace:
    """An aspect at a place of the program. `defined` is where the aspect stands."""

    package: str
    file: str
    line: int
    column: int
    aspect: str
    defined: str


@dataclass(frozen=True, slots=True)
class AddedPackage:
    """A package that weaving adds to the program, with its module. The standard library has no module."""

    path: str
    module: str
    version: str


@dataclass(frozen=True, slots=True)
class ProgramPlan:
    """What a build would weave."""

    back_end: str
    chosen_by: str
    integrations: tuple[IntegrationState, ...]
    woven: tuple[WovenPlace, ...]
    added: tuple[AddedPackage, ...]
    without_match: tuple[NearestMiss, ...]
    remarks: tuple[str, ...]
    packages: int


def program_plan(program: Program) -> ProgramPlan:
    """Weave a program without compiling it, and report what would change. Raises Fault if an aspect cannot be applied."""
    places = aspect_places(program.view.facts)
    found = weave_program(program)
    failed = next((each.outcome for each in found if isinstance(each.outcome, Failed)), None)
    if failed is not None:
        raise Fault(failed.message, failed.hint)
    report = report_of_plan(program)
    woven = tuple(woven_places(found, places))
    matched = {each.aspect for each in woven}
    own = [number for number, place in enumerate(places) if place.is_own and place.id not in matched]
    remarks = (*program.view.remarks, *_remarks(found))
    return ProgramPlan(
        back_end=report.get("back-end", {}).get("name", ""),
        chosen_by=report.get("back-end", {}).get("chosen-by", ""),
        integrations=tuple(integration_states(report, program, found)),
        woven=woven,
        added=tuple(_added(program, found)),
        without_match=tuple(nearest_miss(program, number, places[number]) for number in own),
        remarks=remarks,
        packages=len(program.own),
    )


def report_of_plan(program: Program) -> dict[str, Any]:
    """Return the report that the plan of the build keeps about its back end and integrations."""
    with open(f"{program.view.plan}/report.json", encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found


def integration_states(
    report: Mapping[str, Any], program: Program, found: Sequence[WovenPackage]
) -> Iterator[IntegrationState]:
    """Return the state of each built-in integration for a program that was woven."""
    # What weaving adds to the program is woven as well.
    labels = program.own | program.closure(path for each in found for path in each.added)
    used = {program.packages[label].path for label in labels}
    for row in report.get("integrations", ()):
        state, reason = _state(row, used)
        yield IntegrationState(row["name"], file_for_people(row["file"]), state, reason)


def _state(row: Mapping[str, Any], used: set[str]) -> tuple[str, str]:
    """Return the state of an integration for this program, and why it is in that state."""
    # A library itself comes before the packages with which one traces it by hand.
    by_rank = sorted(row["targets"], key=lambda path: mode_of(path) != NORMAL)
    targets = [path for path in by_rank if path in used]
    if by_rank and not targets:
        return NOT_USED, f"the program does not import {by_rank[0]}"
    if row["state"] == ACTIVE:
        return ACTIVE, f"the program imports {targets[0]}" if targets else "it applies to every program"
    if row["state"] == EXCLUDED:
        return EXCLUDED, f"it requires {'; '.join(row['required'])}"
    if row.get("exporter"):
        return NOT_USED, f"run `pyorch pin --exporter {row['exporter']}` to choose this exporter"
    return MISSING, f"no required module has {row['missing'][0]}; run `pyorch pin`"


def woven_places(found: Sequence[WovenPackage], places: Sequence[AspectPlace]) -> Iterator[WovenPlace]:
    """Return each place that was woven. Lines are those of the file that the user wrote."""
    defined = {place.id: place.place for place in reversed(places)}
    for each in found:
        if not isinstance(each.outcome, Woven):
            continue
        files = {file.source.path: file for file in each.files}
        for file in each.outcome.files:
            shown = files[file.path]
            for applied in file.aspects:
                line = max(1, applied.line - shown.added_lines)
                yield WovenPlace(
                    each.package.label, shown.shown, line, applied.column, applied.id, defined.get(applied.id, "")
                )


def _added(program: Program, found: Sequence[WovenPackage]) -> Iterator[AddedPackage]:
    """Return the packages that woven code imports or links, and that the program does not have without weaving."""
    own = {program.packages[label].path for label in program.own}
    wanted = {path for each in found for path in each.added}
    for path in sorted(program.closure(wanted) - own - {"unsafe"}):
        module: Module | None = program.packages[path].module
        yield AddedPackage(path, module.path if module else "", module.version if module else "")


def _remarks(found: Sequence[WovenPackage]) -> Iterator[str]:
    for each in found:
        if isinstance(each.outcome, Failed):
            continue
        yield from (warning.message for warning in each.outcome.warnings)
        if not isinstance(each.outcome, Woven) and each.outcome.unparsed:
            yield f"{each.package.label}: not woven: {each.outcome.reason}"
