"""Gathers the aspects of a build: the built-in ones, those of modules that the tool file imports, those of the project."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.catalogue import built_in_files, integrations, language_files
from orchestrion_py.aspects.files.conflicts import among, conflicts, suspects
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.aspects.typename_value import is_package_path
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.listing import list_packages, main_module_files, module_versions
from orchestrion_py.gocommand.modfile import module_path
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
from orchestrion_py.toolexec.plan.injected_packages import changing_files, injected_closure, unknown_packages
from orchestrion_py.toolexec.plan.module_aspects import (
    ExternalAspects,
    aspects_of_packages,
    aspects_of_project,
    read_tool_file,
)
from orchestrion_py.toolexec.plan.plan_inputs import plan_inputs
from orchestrion_py.vendors.registry import vendor_of_build

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from orchestrion_py.aspects.files.loading import AspectFile
    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.gocommand.listing import Package
    from orchestrion_py.toolexec.plan.active_aspects import Injection, Sources
    from orchestrion_py.toolexec.plan.module_aspects import ToolFile


@dataclass(frozen=True, slots=True)
class Gathered:
    """The aspects of a build, the packages that they may inject with all imports, and the files that decide both.

    `origins` are the files that define the aspects. `packages` also holds the packages whose interfaces an aspect asks about.
    """

    files: tuple[str, ...]
    module_cache: str
    main_module: str = ""
    aspects: tuple[dict[str, Any], ...] = ()
    origins: tuple[tuple[str, list[int]], ...] = ()
    injections: tuple[Injection, ...] = ()
    packages: Mapping[str, Package] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MainModules:
    """The main module of a build, or all modules of a workspace: their go.mod files, their folders, their tool files.

    `name` is the module's path, and empty for a workspace.
    """

    files: tuple[str, ...]
    name: str
    tool_files: tuple[ToolFile, ...]

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
    versions, of the modules in `asked` and others.
    """

    candidates: tuple[AspectFile, ...]
    usable: tuple[AspectFile, ...]
    active: tuple[AspectFile, ...]
    asked: frozenset[str]
    known: Mapping[str, str]

    @property
    def unusable(self) -> tuple[AspectFile, ...]:
        """The files that lack a package."""
        return tuple(file for file in self.candidates if file not in self.usable)


def gather(context: BuildContext, go: Mapping[str, str]) -> Gathered:
    """Find the aspects of a build; outside of a module there are none. `go` holds the settings that `go env` prints."""
    inputs = plan_inputs(context, go)
    modules = find_main_modules(context, go)
    if not modules.files:
        # If go builds another module, go itself reports that it does not exist.
        remarks = () if context.builds_other_module else (plan_remarks.NOT_IN_A_MODULE,)
        return Gathered(inputs, go["GOMODCACHE"], remarks=remarks)
    inputs += tuple(file for file in modules.files if file != go["GOMOD"])
    try:
        return _gather_for(modules, context, inputs, go["GOMODCACHE"])
    except AspectError as error:
        raise Fault(str(error), "run `pyorch check` to list every fault of an aspect file") from error


def find_main_modules(context: BuildContext, go: Mapping[str, str]) -> MainModules:
    """Find the main module; in a folder of a workspace that is outside of its modules, all of them."""
    if go["GOMOD"] not in ("", os.devnull):
        files = [go["GOMOD"]]
    else:
        files = main_module_files(context) if go["GOWORK"] not in ("", "off") else []
    return MainModules(
        files=tuple(files),
        name=module_path(files[0]) if len(files) == 1 else "",
        tool_files=tuple(read_tool_file(os.path.dirname(file)) for file in files),
    )


def _gather_for(modules: MainModules, context: BuildContext, inputs: tuple[str, ...], module_cache: str) -> Gathered:
    sources = choose_sources(context.environment.get("PYORCH_ASPECTS", ""), modules.tool_imports)
    candidates = built_in_files(vendor_of_build()) if sources.built_in else ()
    wanted = {path for file in candidates for path in file.injected} | set(
        filter(is_package_path, modules.tool_imports)
    )
    packages = list_packages(context, wanted, deps=True)
    built_in = _choose_built_in(candidates, packages, context)
    external = _find_external(modules, sources, covered_packages(built_in.active), packages, context)
    files = (*language_files(), *built_in.active, *external.files)
    unknown_modules = required_modules(files) - built_in.asked - built_in.known.keys()
    active = activate(files, {**built_in.known, **module_versions(context, unknown_modules)}, modules.name)
    more_packages = list_packages(context, unknown_packages(active, packages), deps=True)
    injected = injected_closure(active, {**packages, **more_packages})
    return Gathered(
        files=(
            *inputs,
            *(file.path for file in modules.tool_files),
            *external.read,
            *sorted({file.path for file in files}),
            *changing_files(injected.values(), module_cache),
        ),
        module_cache=module_cache,
        main_module=modules.name,
        aspects=active.aspects,
        origins=active.origins,
        injections=active.injections,
        packages=injected,
        remarks=_remarks(modules, sources, built_in, packages, context),
    )


def _choose_built_in(
    candidates: tuple[AspectFile, ...], packages: Mapping[str, Package], context: BuildContext
) -> BuiltIn:
    """Choose built-in files by the packages and the versions of the build. Raises Fault if they conflict with the program."""
    usable = usable_files(candidates, packages)
    conflicting = {conflict.module for conflict in conflicts(vendor_of_build())} if usable else set()
    asked = required_modules(usable) | conflicting
    known = versions_of(packages.values())
    known |= module_versions(context, asked - known.keys())
    active = active_files(usable, known)
    if active:
        _refuse_conflicts(known, context)
    return BuiltIn(candidates, usable, active, asked, known)


def _refuse_conflicts(versions: Mapping[str, str], context: BuildContext) -> None:
    suspected = suspects(conflicts(vendor_of_build()), versions)
    conflict = among(suspected, list_packages(context, ["./..."], deps=True)) if suspected else None
    if conflict is not None:
        raise Fault(conflict.message(versions[conflict.module]), conflict.hint)


def _find_external(
    modules: MainModules,
    sources: Sources,
    covered: frozenset[str],
    packages: Mapping[str, Package],
    context: BuildContext,
) -> ExternalAspects:
    """Find the aspects of the tool files' imports and of the project, in this order."""
    if not sources.modules:
        return ExternalAspects()

    def look_up(paths: Sequence[str]) -> Mapping[str, Package]:
        return list_packages(context, paths, deps=False, imports=False)

    imported = [packages[path] for path in modules.tool_imports if path not in covered and path in packages]
    of_modules = aspects_of_packages(imported, covered, look_up)
    of_project = aspects_of_project(modules.roots)
    return ExternalAspects((*of_modules.files, *of_project.files), (*of_modules.read, *of_project.read))


def _remarks(
    modules: MainModules,
    sources: Sources,
    built_in: BuiltIn,
    packages: Mapping[str, Package],
    context: BuildContext,
) -> tuple[str, ...]:
    covered = covered_packages(built_in.candidates)
    imports = [path for path in modules.tool_imports if path not in covered] if sources.modules else []
    unresolved = plan_remarks.unresolved_imports(imports, packages)
    if not built_in.unusable:
        return unresolved
    if context.builds_other_module:
        is_pinned = os.path.exists(modules.tool_files[0].path)
        return unresolved if is_pinned else (*unresolved, plan_remarks.unpinned(modules.name))
    used = list_packages(context, ["./..."], deps=True)
    return (*unresolved, *plan_remarks.missing_packages(built_in.unusable, integrations(vendor_of_build()), used))
