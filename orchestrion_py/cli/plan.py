"""`pyorch plan`: print what a build would weave, without building."""

from __future__ import annotations

import dataclasses
import itertools
import json
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrion_py.cli.annotations import Severity, annotation_of
from orchestrion_py.cli.output_format import Format, FormatOption, Json, annotated_faults, chosen, print_annotations
from orchestrion_py.cli.preview_options import BuildFlags, Tests  # noqa: TC001 typer reads them
from orchestrion_py.gocommand.flags import split_words
from orchestrion_py.inspection.build_view import build_view
from orchestrion_py.inspection.program_plan import NOT_USED, ProgramPlan, program_plan
from orchestrion_py.inspection.woven_program import program_of, searched
from orchestrion_py.toolexec.plan.plan_report import ACTIVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.cli.annotations import Annotation

_VERSION = 1


def plan(
    packages: Annotated[
        list[str] | None, typer.Argument(metavar="[PACKAGE]…", help="Packages as go names them.")
    ] = None,
    flags: BuildFlags = "",
    *,
    as_json: Json = False,
    form: FormatOption = Format.TEXT,
    tests: Tests = False,
) -> None:
    """Print what a build would weave, without building.

    Prints the back end, the integrations, each place that will be woven, the packages that weaving adds, and the aspects of
    the project that match nothing. Without packages, plans `./...`.

    Example: pyorch plan ./cmd/shop
    """
    wanted = chosen(form, as_json=as_json)
    with annotated_faults(wanted):
        view = build_view(split_words(flags), tests=tests)
        found = program_plan(searched(program_of(view, packages or ["./..."], tests=tests)))
    if wanted in (Format.GITHUB, Format.SARIF):
        print_annotations(wanted, list(_annotations(found)))
        return
    for remark in found.remarks:
        typer.echo(f"pyorch: {remark}", err=True)
    if wanted is Format.JSON:
        typer.echo(json.dumps(_as_object(found), ensure_ascii=False))
        return
    for line in _lines(found):
        typer.echo(line)


def _annotations(found: ProgramPlan) -> Iterator[Annotation]:
    yield from (annotation_of(remark, Severity.WARNING) for remark in found.remarks)
    for miss in found.without_match:
        where = f", in {miss.package}" if miss.package else ""
        message = f"aspect {miss.aspect!r} matches nothing in this build: {miss.why.reason}{where}"
        yield annotation_of(f"{miss.why.place or miss.defined}: {message}", Severity.WARNING)


def _lines(found: ProgramPlan) -> Iterator[str]:
    if found.back_end:
        yield f"back end: {found.back_end} (chosen by {found.chosen_by})"
    yield from _integrations(found)
    yield from _woven(found)
    if found.added:
        yield f"\nadded to the program: {len(found.added)} packages (--json lists them)"
    by_module = itertools.groupby(
        sorted(found.added, key=lambda each: each.module), key=lambda each: (each.module, each.version)
    )
    for (module, version), packages in by_module:
        name = f"{module} {version}".strip() or "standard library"
        yield f"  {name}: {len(list(packages))}"
    if found.without_match:
        yield "\naspects of the project that match nothing"
    for miss in found.without_match:
        where = f" in {miss.package}" if miss.package else ""
        yield f"  {miss.aspect or '(no id)'} ({miss.defined}): {miss.why.message}{where}"


def _integrations(found: ProgramPlan) -> Iterator[str]:
    active = [each for each in found.integrations if each.state == ACTIVE]
    if found.integrations:
        yield f"\nintegrations: {len(active)} of {len(found.integrations)} are active"
    yield from (
        f"  {each.name:<18} {each.state}: {each.reason}" for each in found.integrations if each.state != NOT_USED
    )
    unused = [each.name for each in found.integrations if each.state == NOT_USED]
    if unused:
        yield f"  not used: {', '.join(unused)}"


def _woven(found: ProgramPlan) -> Iterator[str]:
    labels = {each.package for each in found.woven}
    yield f"\nwoven: {len(labels)} packages; the program has {found.packages}" if labels else "\nwoven: nothing"
    for package, places in itertools.groupby(found.woven, key=lambda each: each.package):
        yield f"  {package}"
        yield from (f"    {each.file}:{each.line}:{each.column}: {each.aspect} ({each.defined})" for each in places)


def _as_object(found: ProgramPlan) -> dict[str, object]:
    return {
        "version": _VERSION,
        "back-end": {"name": found.back_end, "chosen-by": found.chosen_by},
        "integrations": [dataclasses.asdict(each) for each in found.integrations],
        "woven": [dataclasses.asdict(each) for each in found.woven],
        "added": [dataclasses.asdict(each) for each in found.added],
        "without-match": [
            {
                "aspect": each.aspect,
                "defined": each.defined,
                "package": each.package,
                "reason": each.why.reason,
                "place": each.why.place,
                "nearest": each.why.nearest,
            }
            for each in found.without_match
        ],
        "remarks": list(found.remarks),
        "packages": found.packages,
    }
