"""Gathering the aspects of a build: pyorch's own, those of modules that the tool file names, the project's."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.catalogue import built_in_files, integrations, language_files
from orchestrion_py.aspects.files.conflicts import among, conflicts, suspects
from orchestrion_py.aspects.files.loading import AspectFile, load_with_extends
from orchestrion_py.aspects.files.plan_format import compiled
from orchestrion_py.aspects.files.requires import are_met
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.aspects.implements import asked_packages
from orchestrion_py.aspects.typename_value import is_package_path
from orchestrion_py.faults import Fault
from orchestrion_py.file_names import ASPECT_FILE, TOOL_FILE
from orchestrion_py.gocommand.listing import Package, list_packages, main_module_files, module_versions
from orchestrion_py.gocommand.modfile import module_path
from orchestrion_py.toolexec.plan.tool_id import is_below, own_files
from orchestrion_py.vendors.registry import ORCHESTRION_MODULE, vendor_of_build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.gocommand.build_context import BuildContext

_IMPORT = re.compile(r'^\s*(?:import\s+)?(?:_|[\w.]+)?\s*"([^"]+)"', re.MULTILINE)


@dataclass(slots=True)
class Gathered:
    """The aspects of a build, the packages that they may inject with all that those import, and the files read for it.

    `packages` holds those as well whose interfaces an aspect asks about.
    """

    main_module: str = ""
    module_cache: str = ""
    aspects: list[dict[str, Any]] = field(default_factory=list)
    aspects_with_imports: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)
    asked_packages: set[str] = field(default_factory=set)
    packages: dict[str, Package] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def gather(context: BuildContext, go: dict[str, str]) -> Gathered:
    """Find the aspects of the main module's builds. Outside a module there are none.

    In the folder of a workspace that is no module's, all modules of the workspace are main ones, with the aspects of each.
    """
    gathered = Gathered(files=_inputs(context, go), module_cache=go["GOMODCACHE"])
    module_files = [go["GOMOD"]] if go["GOMOD"] not in ("", os.devnull) else _workspace_modules(context, go)
    if not module_files:
        if not context.builds_other_module:  # go itself says that there is no such module
            gathered.remarks.append("not in a module: nothing is instrumented")
        return gathered
    gathered.files += [file for file in module_files if file != go["GOMOD"]]
    gathered.main_module = module_path(module_files[0]) if len(module_files) == 1 else ""
    try:
        _gather_into(gathered, context, [os.path.dirname(file) for file in module_files])
    except AspectError as error:
        raise Fault(str(error), "`pyorch check` tells every fault of an aspect file") from error
    return gathered


def _workspace_modules(context: BuildContext, go: dict[str, str]) -> list[str]:
    """The go.mod files of a workspace."""
    return main_module_files(context) if go["GOWORK"] not in ("", "off") else []


def _gather_into(gathered: Gathered, context: BuildContext, roots: list[str]) -> None:
    tools = list(dict.fromkeys(path for root in roots for path in _tool_imports(root, gathered)))
    chosen = context.environment.get("PYORCH_ASPECTS", "")
    if chosen not in ("", "builtin", "modules"):
        raise Fault(f"PYORCH_ASPECTS={chosen} is neither builtin nor modules", "leave it unset to have both")
    # A module that Orchestrion pinned gets what Orchestrion would weave.
    is_orchestrions = not chosen and ORCHESTRION_MODULE in tools
    built_in = () if chosen == "modules" or is_orchestrions else built_in_files(vendor_of_build())
    injected = frozenset().union(*(file.injected for file in built_in)) if built_in else frozenset()
    found = list_packages(context, injected | set(filter(is_package_path, tools)), deps=True)
    usable = [file for file in built_in if all(_is_usable(found.get(path)) for path in file.injected - {"unsafe"})]
    asked = _required(usable) | {conflict.module for conflict in conflicts(vendor_of_build()) if usable}
    versions = _versions(asked, found, context)
    active = [file for file in usable if are_met(file.requires, versions)]
    if active:
        _refuse_conflicts(versions, context)
    covered = _covers(active)
    files = [*language_files(), *active]
    if chosen != "builtin":
        for path in tools:
            if path not in covered and path in found:
                _add_module(files, found[path], covered, context, gathered)
        _remark_unresolved([path for path in tools if path not in _covers(built_in)], found, gathered)
        for project in (os.path.join(root, ASPECT_FILE) for root in roots):
            gathered.files.append(project)
            if os.path.exists(project):
                files += load_with_extends(project)
    _take(files, versions | _versions(_required(files) - asked, found, context), gathered)
    _find_injected(found, context, gathered)
    inactive = [file for file in built_in if file not in usable]
    if context.builds_other_module:
        _remark_unpinned(roots[0], inactive, gathered)
    else:
        _remark_missing(inactive, context, gathered)


def _versions(asked: set[str], found: dict[str, Package], context: BuildContext) -> dict[str, str]:
    """The versions that the build has of some modules; without those it has none of."""
    if not asked:
        return {}
    known = {each.module.path: each.module.version for each in found.values() if each.module is not None}
    return known | module_versions(context, asked - known.keys())


def _required(files: list[AspectFile]) -> set[str]:
    """The modules whose versions files and their aspects require."""
    asked = {module for file in files for module in file.requires}
    return asked | {module for file in files for entry in file.entries for module in entry.aspect.requires}


def _refuse_conflicts(versions: dict[str, str], context: BuildContext) -> None:
    """Raise a Fault where what is woven in and what the module's packages import cannot be in one program."""
    suspected = suspects(conflicts(vendor_of_build()), versions)
    conflict = among(suspected, list_packages(context, ["./..."], deps=True)) if suspected else None
    if conflict is not None:
        raise Fault(conflict.message(versions[conflict.module]), conflict.hint)


def _inputs(context: BuildContext, go: dict[str, str]) -> list[str]:
    """Files whose change may change the plan, whatever it holds."""
    module_file = go["GOMOD"] if go["GOMOD"] != os.devnull else ""
    overridden = [flag.partition("=")[2] for flag in context.flags if flag.startswith("-modfile=")]
    in_effect = [os.path.join(context.folder, path) for path in overridden] or ([module_file] if module_file else [])
    found = [context.go, go["GOENV"], *in_effect]
    found += [os.path.splitext(path)[0] + ".sum" for path in in_effect]
    if module_file:
        root = os.path.dirname(module_file)
        found += [module_file, f"{root}/{TOOL_FILE}", f"{root}/vendor/modules.txt"]
    if go["GOWORK"]:
        found += [go["GOWORK"], go["GOWORK"] + ".sum"]
    return [path for path in found if path] + own_files() + [file.path for file in built_in_files(vendor_of_build())]


def _tool_imports(folder: str, gathered: Gathered) -> list[str]:
    """The imports of a folder's tool file, in their order; build constraints do not matter to them."""
    path = os.path.join(folder, TOOL_FILE)
    gathered.files.append(path)
    if not os.path.isfile(path):
        return []
    with open(path, encoding="utf-8", errors="replace") as file:
        text = re.sub(r"//[^\n]*|/\*.*?\*/", "", file.read(), flags=re.DOTALL)
    return list(dict.fromkeys(_IMPORT.findall(text)))


def _is_usable(package: Package | None) -> bool:
    return package is not None and not package.error


def _add_module(
    files: list[AspectFile], package: Package, seen: set[str], context: BuildContext, gathered: Gathered
) -> None:
    """Add the aspects of a package's folder: those of its own tool file's imports first."""
    folder = package.folder
    if not folder or folder in seen:
        return
    seen.add(folder)
    imports = [path for path in _tool_imports(folder, gathered) if path not in seen and is_package_path(path)]
    for path, imported in list_packages(context, imports, deps=False, imports=False).items():
        if path not in seen:
            _add_module(files, imported, seen, context, gathered)
    own = os.path.join(folder, ASPECT_FILE)
    if os.path.exists(own):
        is_ours = package.module is not None and package.module.main
        files += load_with_extends(own, "" if is_ours else package.module_folder)


def _take(files: list[AspectFile], versions: dict[str, str], gathered: Gathered) -> None:
    taken: set[str] = set()
    for file in files:
        if file.path in taken:
            continue
        taken.add(file.path)
        for entry in file.entries if are_met(file.requires, versions) else ():
            if not are_met(entry.aspect.requires, versions):
                continue
            gathered.aspects.append(compiled(entry, gathered.main_module))
            gathered.asked_packages |= asked_packages(entry.data)
            gathered.aspects_with_imports.append((entry.aspect.join_point.implied_imports(), entry.aspect.injected))
    gathered.files += sorted(taken - set(gathered.files))


def _find_injected(found: dict[str, Package], context: BuildContext, gathered: Gathered) -> None:
    """Keep what may be injected and everything that it imports."""
    wanted = frozenset().union(*(injected for _, injected in gathered.aspects_with_imports)) - {"unsafe"}
    unknown = (wanted | gathered.asked_packages) - found.keys()
    packages = {**found, **(list_packages(context, unknown, deps=True) if unknown else {})}
    waiting = [*wanted, *(path for path in gathered.asked_packages if _is_usable(packages.get(path)))]
    while waiting:
        path = waiting.pop()
        if path in packages and path not in gathered.packages:
            gathered.packages[path] = packages[path]
            waiting += packages[path].imports
    for package in gathered.packages.values():
        if not package.standard and not is_below(package.folder, gathered.module_cache):
            gathered.files += [os.path.join(package.folder, file) for file in package.files]


def _covers(files: Iterable[AspectFile]) -> set[str]:
    return {path for file in files for path in file.covers}


def _remark_unresolved(paths: list[str], found: dict[str, Package], gathered: Gathered) -> None:
    """Say what the tool file names in vain: its build tag keeps go itself from looking."""
    missing = [path for path in paths if path not in found or not found[path].folder]
    if missing:
        gathered.remarks.append(
            f"{TOOL_FILE} imports packages that no required module has: {', '.join(missing)}; "
            "their aspects are not woven, `go get` requires them"
        )


def _remark_unpinned(root: str, inactive: list[AspectFile], gathered: Gathered) -> None:
    """Say that a module which is built by its name and version has nothing to be instrumented with: nobody here can pin it."""
    if inactive and not os.path.exists(os.path.join(root, TOOL_FILE)):
        gathered.remarks.append(
            f"not instrumented: {gathered.main_module} is not pinned, and a module that is built by its version cannot be pinned "
            "from here; clone it, and `pyorch pin` it there"
        )


def _remark_missing(inactive: list[AspectFile], context: BuildContext, gathered: Gathered) -> None:
    """Say what the module uses and what could be instrumented, were the packages for it required."""
    if not inactive:
        return
    # Only what the module's own packages lead to: that a framework stands somewhere in go.sum is no reason to bring it up.
    used = list_packages(context, ["./..."], deps=True)
    by_path = {integration.path: integration for integration in integrations(vendor_of_build())}
    missing = []
    for file in inactive:
        integration = by_path[file.path]
        if not integration.targets or any(path in used for path in integration.targets):
            missing.append(integration.label)
    if missing:
        gathered.remarks.append(
            f"not instrumented for want of the packages: {', '.join(missing)}; `pyorch pin` requires them"
        )
