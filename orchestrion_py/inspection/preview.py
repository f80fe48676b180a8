"""Weaves packages or files without a build, for `pyorch weave` and `pyorch diff`."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.aspects.files.plan_format import decode
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.gocommand.env import go_environment
from orchestrion_py.gocommand.listing import Package as Listed
from orchestrion_py.gocommand.listing import list_packages
from orchestrion_py.gocommand.modfile import module_path, module_root
from orchestrion_py.gocommand.overlay import overlay_of
from orchestrion_py.toolexec.cache.cache_folder import cache_folder
from orchestrion_py.toolexec.plan.plan_index import plan_for
from orchestrion_py.types.questions import on_demand
from orchestrion_py.vendors.registry import NEVER, NORMAL, mode_of
from orchestrion_py.weaving.package import Failed, Package, Skipped, Source, imported_paths, package_clause
from orchestrion_py.weaving.weave_package import weave

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.types.oracle import Oracle
    from orchestrion_py.weaving.package import Woven, WovenFile


@dataclass(frozen=True, slots=True)
class Preview:
    """A source file and its woven text; None if weaving does not change it.

    The first file of a package has the `remarks` that a build would print about the package.
    """

    path: str
    original: bytes
    woven: WovenFile | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The aspects of a preview, and what is known about the main module that they are for."""

    aspects: list[Aspect]
    main_module: str = ""
    package_names: Mapping[str, str] = field(default_factory=dict)


def preview(targets: Sequence[str], given: Given, import_path: str) -> Iterator[Preview]:
    """Weave packages, or single Go files."""
    files = [target for target in targets if target.endswith(".go")]
    if files and len(files) < len(targets):
        raise Fault("cannot preview packages and files at once", "name either packages or Go files", status=2)
    if files:
        yield from _preview_files(files, given, import_path)
    else:
        yield from _preview_packages(targets, given)


def aspects_of_files(paths: Sequence[str]) -> Given:
    """Return the aspects of files, which replace all other sources."""
    try:
        return Given([entry.aspect for path in paths for file in load_with_extends(path) for entry in file.entries])
    except AspectError as error:
        raise Fault(str(error), "run `pyorch check` to list every fault of an aspect file") from error


def aspects_of_module() -> Given:
    """Return the aspects of a build in this folder."""
    environment = dict(os.environ)
    folder, _ = plan_for(context_of_command("build", [], os.getcwd(), environment), cache_folder(environment))
    with open(f"{folder}/plan.json", encoding="utf-8") as file:
        facts = json.load(file)
    return Given(decode(facts), facts["main-module"], facts["package-names"])


def _preview_files(paths: Sequence[str], given: Given, import_path: str) -> Iterator[Preview]:
    """Weave files in their packages. With an import path, they form one package."""
    packages: dict[str, list[str]] = {}
    for path in paths:
        packages.setdefault("" if import_path else os.path.dirname(os.path.realpath(path)), []).append(path)
    for together in packages.values():
        yield from _preview_files_of_package(together, given, import_path)


def _preview_files_of_package(paths: Sequence[str], given: Given, import_path: str) -> Iterator[Preview]:
    """Weave files of one package: that of an import path, or of their folder. If go lists it, its other files count, too."""
    shown = [_read(path, path) for path in paths]
    folders = (os.path.dirname(os.path.realpath(paths[0])), os.getcwd())
    context, listed = _listed(import_path, folders)
    name = package_clause(shown[0].text)
    sources, imports, own_path = shown, frozenset[str](), name
    if listed is not None and name in (listed.name, f"{listed.name}_test"):
        own_path = listed.path + ("_test" if name != listed.name else "")
        imports = frozenset(listed.imports)
        if name == listed.name:
            sources = _with_siblings(shown, listed)
    package = Package(
        import_path or own_path,
        name,
        imports.union(*(imported_paths(source.text) for source in shown)),
        main_module=given.main_module or next(filter(None, map(_main_module_around, reversed(folders))), ""),
        package_names=given.package_names,
    )
    yield from _woven(sources, package, _allowed(given.aspects, package.import_path), context, shown)


def _listed(import_path: str, folders: tuple[str, str]) -> tuple[BuildContext, Listed | None]:
    """The package of an import path in the current folder, else that in the folder of a file; None if go lists neither."""
    folder, here = folders
    for where, pattern in ((here, import_path), (folder, ".")):
        if not pattern or module_root(where) is None:
            continue
        context = context_of_command("build", [], where, dict(os.environ))
        try:
            listed = next(iter(list_packages(context, [pattern], deps=False).values()), None)
        except Fault:
            continue
        if listed is not None and listed.files:
            return context, listed
    return context_of_command("build", [], here, dict(os.environ)), None


def _with_siblings(shown: Sequence[Source], listed: Listed) -> list[Source]:
    """The files of a package in go's order. Those that are shown replace files of the same name, or come last."""
    given = {os.path.basename(source.path): source for source in shown}
    sources = [
        given.pop(file) if file in given else _read(os.path.join(listed.folder, file), _short(listed, file))
        for file in listed.files
    ]
    return [*sources, *given.values()]


def _main_module_around(folder: str) -> str:
    if module_root(folder) is None:
        return ""
    return _main_module(context_of_command("build", [], folder, dict(os.environ)))


def _preview_packages(patterns: Sequence[str], given: Given) -> Iterator[Preview]:
    context = context_of_command("build", [], os.getcwd(), dict(os.environ))
    main_module = given.main_module or _main_module(context)
    overlay = overlay_of(context)
    for listed in list_packages(context, patterns, deps=False, imports=True).values():
        if listed.error and not listed.files:
            raise Fault(f"{listed.path}: {listed.error}")
        paths = {os.path.join(listed.folder, file): _short(listed, file) for file in listed.files}
        sources = [_read(overlay.actual(path), shown) for path, shown in paths.items()]
        package = Package(
            listed.path,
            listed.name,
            frozenset(listed.imports),
            main_module=main_module,
            package_names=given.package_names,
        )
        yield from _woven(sources, package, _allowed(given.aspects, listed.path), context, sources)


def _main_module(context: BuildContext) -> str:
    go_mod = go_environment(context)["GOMOD"]
    return module_path(go_mod) if go_mod not in ("", os.devnull) else ""


def _allowed(aspects: list[Aspect], import_path: str) -> list[Aspect]:
    mode = mode_of(import_path)
    return [aspect for aspect in aspects if mode == NORMAL or (mode != NEVER and aspect.tracer_internal)]


def _woven(
    sources: list[Source], package: Package, aspects: list[Aspect], context: BuildContext, shown: Sequence[Source]
) -> Iterator[Preview]:
    def oracle() -> Oracle:
        from orchestrion_py.toolexec.type_oracle import oracle_of_sources

        files = [source.path for source in sources]
        return oracle_of_sources(context, package.import_path, files, package.imports)

    with on_demand(oracle) as types:
        outcome = weave(sources, package, aspects, types=types)
    if isinstance(outcome, Failed):
        raise Fault(outcome.message, outcome.hint)
    woven = {} if isinstance(outcome, Skipped) else {file.path: file for file in outcome.files}
    remarks = _remarks(package, outcome, {source.path for source in shown})
    for index, source in enumerate(shown):
        yield Preview(source.path, source.text, woven.get(source.path), () if index else remarks)


def _remarks(package: Package, outcome: Woven | Skipped, shown: Container[str]) -> tuple[str, ...]:
    warnings = tuple(each.message for each in outcome.warnings if each.position.rsplit(":", 2)[0] in shown)
    if isinstance(outcome, Skipped) and outcome.unparsed:
        return (f"{package.import_path}: not woven: {outcome.reason}", *warnings)
    return warnings


def _short(listed: Listed, file: str) -> str:
    path = os.path.join(listed.folder, file)
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def _read(path: str, name: str) -> Source:
    try:
        with open(path, "rb") as file:
            return Source(name, file.read())
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from error
