"""Gathers the aspects of a build: the built-in ones, those of modules that the tool file imports, those of the project."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.catalogue import built_in_files, default_exporters, integrations, language_files
from orchestrion_py.aspects.files.conflicts import among, conflicts, suspects
from orchestrion_py.aspects.files.one_back_end import refuse_other_back_ends
from orchestrion_py.aspects.files.requires import BACK_END
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.aspects.typename_value import is_package_path
from orchestrion_py.faults import Fault
from orchestrion_py.file_names import TOOL_FILE
from orchestrion_py.gocommand.listing import list_packages, main_module_files, module_versions
from orchestrion_py.gocommand.modfile import direct_requirements, module_path
from orchestrion_py.gocommand.overlay import overlay_of
from orchestrion_py.toolexec.plan import plan_remarks
from orchestrion_py.toolexec.plan.active_aspects import (
    activate,
    active_files,
    choose_sources,
    covered_packages,
    required_modules,
    usable_files,
    versions_of,
)
from orchestrion_py.toolexec.plan.injected_packages import injected_closure, unknown_packages
from orchestrion_py.toolexec.plan.module_aspects import (
    ExternalAspects,
    aspects_of_packages,
    aspects_of_project,
    read_tool_file,
)
from orchestrion_py.toolexec.plan.plan_report import EXCLUDED, report_of
from orchestrion_py.vendors.back_end import VARIABLE, back_end, chosen_by, serves_another

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from orchestrion_py.aspects.files.conflicts import Conflict
    from orchestrion_py.aspects.files.loading import AspectFile
    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.gocommand.listing import Package
    from orchestrion_py.gocommand.overlay import Overlay
    from orchestrion_py.toolexec.plan.active_aspects import Injection, Sources
    from orchestrion_py.toolexec.plan.module_aspects import ToolFile
    from orchestrion_py.vendors.vendor import Vendor

# How go reports a package that it cannot find because of go.mod, go.sum, vendor/modules.txt, build constraints or its version.
_LASTING_ERROR = re.compile(
    "no required module provides package|missing go.sum entry|import lookup disabled by -mod=|is replaced but not required"
    "|updates to go.(mod|sum) needed|ambiguous import|is not in std|build constraints exclude all Go files"
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The aspects of a build, the packages that they may inject with all imports, and what decided both.

    `go` holds the settings that `go env` prints, `vendor` is the back end (None outside of a module), `module_files` the go.mod
    of each main module, `workspace_modules` those of all modules of the workspace, and `read` the aspect files and tool files,
    also those that do not exist. `module_name` is the path of the main module, and `main_module` the same if an aspect depends
    on it. `origins` are the files that define the aspects, and `own_files` those of them that belong to the project. `packages`
    also holds the packages whose interfaces an aspect asks about. `report` is for `pyorch plan`. `titles` are the names that
    aspect files give themselves. `requirement` is what the pin requires: `required` or an empty text, and then what this build
    lacks of it. If `lasts` is not set, more than files decided, and the next build must ask again.
    """

    context: BuildContext
    go: Mapping[str, str]
    overlay: Overlay
    vendor: Vendor | None = None
    module_files: tuple[str, ...] = ()
    workspace_modules: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    module_name: str = ""
    main_module: str = ""
    aspects: tuple[dict[str, Any], ...] = ()
    origins: tuple[tuple[str, list[int]], ...] = ()
    own_files: tuple[str, ...] = ()
    injections: tuple[Injection, ...] = ()
    packages: Mapping[str, Package] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    report: Mapping[str, Any] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    requirement: tuple[str, ...] = ("",)
    lasts: bool = True


@dataclass(frozen=True, slots=True)
class MainModules:
    """The main module of a build, or all modules of a workspace: their go.mod files, their folders, their tool files.

    `names` are the paths of the modules, `requirements` what they require directly. `workspace` are the go.mod files of all
    modules of the workspace.
    """

    files: tuple[str, ...]
    names: tuple[str, ...]
    tool_files: tuple[ToolFile, ...]
    requirements: tuple[str, ...] = ()
    workspace: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The path of the main module; empty for a workspace."""
        return self.names[0] if len(self.names) == 1 else ""

    @property
    def roots(self) -> tuple[str, ...]:
        """The folders of the modules."""
        return tuple(os.path.dirname(file) for file in self.files)

    @property
    def tool_imports(self) -> tuple[str, ...]:
        """What the tool files import, in their order."""
        return tuple(dict.fromkeys(path for file in self.tool_files for path in file.imports))


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """The built-in aspect files that this build could have, and of these the usable and the active ones.

    A file is usable if all its packages are, and active if the versions of modules are right as well. `known` holds those
    versions, of the modules in `asked` and others. `are_suspected`: a module of the build would conflict with woven code if the
    program imported it.
    """

    vendor: Vendor
    candidates: tuple[AspectFile, ...]
    usable: tuple[AspectFile, ...]
    active: tuple[AspectFile, ...]
    asked: frozenset[str]
    known: Mapping[str, str]
    are_suspected: bool = False

    @property
    def unusable(self) -> tuple[AspectFile, ...]:
        """The files that lack a package."""
        return tuple(file for file in self.candidates if file not in self.usable)


def gather(context: BuildContext, go: Mapping[str, str]) -> Gathered:
    """Find the aspects of a build; outside of a module there are none. `go` holds the settings that `go env` prints."""
    overlay = overlay_of(context)
    modules = find_main_modules(context, go, overlay)
    if not modules.files:
        # If go builds another module, go itself reports that it does not exist.
        remarks = () if context.builds_other_module else (plan_remarks.NOT_IN_A_MODULE,)
        return Gathered(context, go, overlay, remarks=remarks)
    try:
        return _gather_for(modules, context, go, overlay)
    except AspectError as error:
        raise Fault(str(error), "run `pyorch check` to list every fault of an aspect file") from error


def find_main_modules(context: BuildContext, go: Mapping[str, str], overlay: Overlay) -> MainModules:
    """Find the main module; in a folder of a workspace that is outside of its modules, all of them.

    `go env` knows no overlay, so a go.mod that only an overlay has must be asked for.
    """
    in_workspace = go["GOWORK"] not in ("", "off")
    listed = main_module_files(context) if in_workspace or overlay.file else []
    files = [go["GOMOD"]] if go["GOMOD"] not in ("", os.devnull) else listed
    return MainModules(
        files=tuple(files),
        names=tuple(module_path(overlay.actual(file)) for file in files),
        tool_files=tuple(read_tool_file(os.path.dirname(file), overlay) for file in files),
        requirements=tuple(each for file in files for each in direct_requirements(overlay.actual(file))),
        workspace=tuple(listed),
    )


def _gather_for(modules: MainModules, context: BuildContext, go: Mapping[str, str], overlay: Overlay) -> Gathered:
    sources = choose_sources(context.environment.get("PYORCH_ASPECTS", ""), modules.tool_imports)
    vendor = back_end(context.environment.get(VARIABLE, ""), modules.tool_imports, modules.requirements)
    candidates = built_in_files(vendor) if sources.built_in else ()
    wanted = {path for file in candidates for path in file.injected} | set(
        filter(is_package_path, modules.tool_imports)
    )
    packages = list_packages(context, wanted, deps=True)
    built_in = _choose_built_in(vendor, candidates, packages, context)
    named = _tool_imports(modules, sources, vendor)
    external = _find_external(modules, named, covered_packages(built_in.active), packages, context, overlay)
    refuse_other_back_ends(external.files, vendor)
    files = (*language_files(), *built_in.active, *external.files)
    unknown_modules = required_modules(files) - built_in.asked - built_in.known.keys()
    active = activate(files, {**built_in.known, **module_versions(context, unknown_modules)}, modules.name)
    more_packages = list_packages(context, unknown_packages(active, packages), deps=True)
    known_packages = {**packages, **more_packages}
    read = (*(file.path for file in modules.tool_files), *external.read, *sorted({file.path for file in files}))
    _refuse_overlaid_aspects(read, overlay)
    report = _report(modules, sources, built_in, packages, context)
    return Gathered(
        context=context,
        go=go,
        overlay=overlay,
        vendor=vendor,
        module_files=modules.files,
        workspace_modules=modules.workspace,
        read=read,
        module_name=modules.name,
        main_module=modules.name if active.need_main_module else "",
        aspects=active.aspects,
        origins=active.origins,
        own_files=external.own_files,
        injections=active.injections,
        packages=injected_closure(active, known_packages),
        remarks=_remarks(modules, sources, built_in, packages, context),
        report=report,
        requirement=_requirement(modules, report, external.files or built_in.active),
        titles={file.path: file.title for file in files if file.title},
        lasts=not built_in.are_suspected and all(_is_lasting(each, modules) for each in known_packages.values()),
    )


def _report(
    modules: MainModules,
    sources: Sources,
    built_in: BuiltIn,
    packages: Mapping[str, Package],
    context: BuildContext,
) -> dict[str, Any]:
    chosen = context.environment.get(VARIABLE, "")
    by = chosen_by(built_in.vendor, chosen, modules.tool_imports, modules.requirements)
    known = integrations(built_in.vendor) if sources.built_in else ()
    return report_of((built_in.vendor.name, by), known, built_in.active, packages, built_in.known)


def _requirement(modules: MainModules, report: Mapping[str, Any], files: Sequence[AspectFile]) -> tuple[str, ...]:
    """Return whether the pin requires its integrations, and those that it names and the build cannot have."""
    pinned = {name for file in modules.tool_files for name in file.integrations}
    excluded = [row for row in report["integrations"] if row["name"] in pinned and row["state"] == EXCLUDED]
    is_required = any(file.is_required for file in modules.tool_files)
    lacking = [f"{row['name']} requires {', '.join(row['required'])}" for row in excluded]
    nothing = () if files else ("this build has no aspects",)
    return ("required" if is_required else "", *lacking, *nothing)


def _is_lasting(package: Package, modules: MainModules) -> bool:
    """Whether go finds a package, or cannot find it for as long as the files behind the plan stay as they are.

    A download that failed may succeed next time, and a package of the user's own may be written.
    """
    if not package.error:
        return True
    is_own = any(f"{package.path}/".startswith(f"{name}/") for name in modules.names)
    return not is_own and _LASTING_ERROR.search(package.error) is not None


def _refuse_overlaid_aspects(read: Sequence[str], overlay: Overlay) -> None:
    overlaid = next((path for path in read if overlay.names(path) and not path.endswith(f"/{TOOL_FILE}")), "")
    if overlaid:
        raise Fault(
            f"the overlay {overlay.file} replaces the aspect file {overlaid}, which pyorch reads from the disk alone",
            "remove it from the overlay, and change the file itself",
        )


def _choose_built_in(
    vendor: Vendor, candidates: tuple[AspectFile, ...], packages: Mapping[str, Package], context: BuildContext
) -> BuiltIn:
    """Choose built-in files by the packages and the versions of the build. Raises Fault if they conflict with the program."""
    usable = usable_files(candidates, packages)
    conflicting = {conflict.module for conflict in conflicts(vendor)} if usable else set()
    asked = required_modules(usable) | conflicting
    known = {**versions_of(packages.values()), BACK_END: vendor.name}
    known |= module_versions(context, asked - known.keys())
    active = active_files(usable, known)
    suspected = suspects(conflicts(vendor), known) if active else []
    _refuse_conflicts(suspected, known, context)
    return BuiltIn(vendor, candidates, usable, active, asked, known, are_suspected=bool(suspected))


def _refuse_conflicts(suspected: Sequence[Conflict], versions: Mapping[str, str], context: BuildContext) -> None:
    conflict = among(suspected, list_packages(context, ["./..."], deps=True)) if suspected else None
    if conflict is not None:
        raise Fault(conflict.message(versions[conflict.module]), conflict.hint)


def _tool_imports(modules: MainModules, sources: Sources, vendor: Vendor) -> tuple[str, ...] | None:
    """The imports of the tool files whose aspects this build has; None if it has those of pyorch alone.

    A tool file may name the packages of two back ends, and an environment variable choose one. Without built-in aspects, the
    tool file alone decides.
    """
    if not sources.modules:
        return None
    return tuple(path for path in modules.tool_imports if not (sources.built_in and serves_another(path, vendor)))


def _find_external(
    modules: MainModules,
    named: Sequence[str] | None,
    covered: frozenset[str],
    packages: Mapping[str, Package],
    context: BuildContext,
    overlay: Overlay,
) -> ExternalAspects:
    """Find the aspects of the tool files' imports and of the project, in this order; `named` is from `_tool_imports`."""
    if named is None:
        return ExternalAspects()

    def look_up(paths: Sequence[str]) -> Mapping[str, Package]:
        return list_packages(context, paths, deps=False, imports=False)

    imported = [packages[path] for path in named if path not in covered and path in packages]
    of_modules = aspects_of_packages(imported, covered, look_up, overlay)
    of_project = aspects_of_project(modules.roots)
    return ExternalAspects(
        (*of_modules.files, *of_project.files),
        (*of_modules.read, *of_project.read),
        own_files=of_project.own_files,
    )


def _remarks(
    modules: MainModules,
    sources: Sources,
    built_in: BuiltIn,
    packages: Mapping[str, Package],
    context: BuildContext,
) -> tuple[str, ...]:
    covered = covered_packages(built_in.candidates)
    named = _tool_imports(modules, sources, built_in.vendor) or ()
    imports = [path for path in named if path not in covered]
    unresolved = plan_remarks.unresolved_imports(imports, packages)
    if not built_in.unusable:
        return unresolved
    if context.builds_other_module:
        is_pinned = os.path.exists(modules.tool_files[0].path)
        return unresolved if is_pinned else (*unresolved, plan_remarks.unpinned(modules.name))
    used = list_packages(context, ["./..."], deps=True)
    known, exporters = integrations(built_in.vendor), default_exporters(built_in.vendor)
    return (*unresolved, *plan_remarks.missing_packages(built_in.unusable, known, used, exporters))
