"""Weaves packages or files without a build, for `pyorch weave` and `pyorch diff`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.gocommand.compiled_packages import compiled_packages
from orchestrion_py.gocommand.env import go_environment
from orchestrion_py.gocommand.listing import Package as Listed
from orchestrion_py.gocommand.listing import list_packages
from orchestrion_py.gocommand.modfile import module_path, module_root
from orchestrion_py.gocommand.overlay import overlay_of
from orchestrion_py.inspection.build_view import build_view
from orchestrion_py.inspection.readable_source import readable_sources
from orchestrion_py.inspection.woven_packages import Settings, ShownFile, facts_of, files_of, read, short, woven
from orchestrion_py.weaving.package import Failed, Package, Skipped, Source, imported_paths, package_clause

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.inspection.build_view import BuildView
    from orchestrion_py.weaving.package import Woven, WovenFile

_NO_COUNTERS = "the counters that -cover adds are not shown: go writes them into the source before pyorch weaves it"


@dataclass(frozen=True, slots=True)
class Preview:
    """A source file and its woven text; None if weaving does not change it.

    The first file of a package has the `remarks` that a build would print about the package. `readable` is the woven text for
    people, if the preview is for them.
    """

    path: str
    original: bytes
    woven: WovenFile | None
    remarks: tuple[str, ...] = ()
    readable: bytes = b""


@dataclass(frozen=True, slots=True)
class Given:
    """The aspects of a preview, and what is known about the main module that they are for.

    `build` is the build that has these aspects; None if the user named the aspect files. With `tests`, it is a build of tests;
    `flags` are those of the build. `for_people`: the previews have readable text as well.
    """

    aspects: list[Aspect]
    main_module: str = ""
    package_names: Mapping[str, str] = field(default_factory=dict)
    build: BuildView | None = None
    tests: bool = False
    flags: tuple[str, ...] = ()
    for_people: bool = False

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the build prints about its plan, and what the preview leaves out."""
        if self.build is None:
            return ()
        return (*self.build.remarks, *([_NO_COUNTERS] if self.build.context.covers else []))

    def context_in(self, folder: str) -> BuildContext:
        """Return the context in which go lists packages of a folder."""
        if self.build is not None:
            return self.build.context_in(folder)
        return context_of_command("build", list(self.flags), folder, dict(os.environ))


def preview(targets: Sequence[str], given: Given, import_path: str) -> Iterator[Preview]:
    """Weave packages, or single Go files."""
    files = [target for target in targets if target.endswith(".go")]
    if files and len(files) < len(targets):
        raise Fault("cannot preview packages and files at once", "name either packages or Go files", status=2)
    if files:
        yield from _preview_files(files, given, import_path)
    else:
        yield from _preview_packages(targets, given)


def aspects_of_files(paths: Sequence[str], flags: Sequence[str] = (), *, tests: bool = False) -> Given:
    """Return the aspects of files, which replace all other sources."""
    try:
        aspects = [entry.aspect for path in paths for file in load_with_extends(path) for entry in file.entries]
    except AspectError as error:
        raise Fault(str(error), "run `pyorch check` to list every fault of an aspect file") from error
    return Given(aspects, tests=tests, flags=tuple(flags))


def aspects_of_module(flags: Sequence[str] = (), *, tests: bool = False) -> Given:
    """Return the aspects of a build in this folder."""
    build = build_view(flags, tests=tests)
    return Given(
        build.aspects(),
        build.facts["main-module"],
        build.facts["package-names"],
        build,
        tests=tests,
        flags=tuple(flags),
    )


def _preview_files(paths: Sequence[str], given: Given, import_path: str) -> Iterator[Preview]:
    """Weave files in their packages. With an import path, they form one package."""
    packages: dict[str, list[str]] = {}
    for path in paths:
        packages.setdefault("" if import_path else os.path.dirname(os.path.realpath(path)), []).append(path)
    for together in packages.values():
        yield from _preview_files_of_package(together, given, import_path)


def _preview_files_of_package(paths: Sequence[str], given: Given, import_path: str) -> Iterator[Preview]:
    """Weave files of one package: that of an import path, or of their folder. If go lists it, its other files count, too."""
    shown = [_given_file(path) for path in paths]
    folders = (os.path.dirname(os.path.realpath(paths[0])), os.getcwd())
    context, listed = _listed(import_path, folders, given)
    name = package_clause(shown[0].source.text)
    sources, imports, own_path = shown, frozenset[str](), name
    if listed is not None and name in (listed.name, f"{listed.name}_test"):
        own_path = listed.path + ("_test" if name != listed.name else "")
        imports = frozenset(listed.imports)
        if name == listed.name:
            sources = _with_siblings(shown, listed)
    package = Package(
        import_path or own_path,
        name,
        imports.union(*(imported_paths(file.source.text) for file in shown)),
        main_module=given.main_module or _main_module_around(folders, given),
        package_names=given.package_names,
    )
    yield from _shown(sources, package, given, context, shown)


def _listed(import_path: str, folders: tuple[str, str], given: Given) -> tuple[BuildContext, Listed | None]:
    """The package of an import path in the current folder, else that in the folder of a file; None if go lists neither."""
    folder, here = folders
    for where, pattern in ((here, import_path), (folder, ".")):
        if not pattern or module_root(where) is None:
            continue
        context = given.context_in(where)
        try:
            listed = next(iter(list_packages(context, [pattern], deps=False).values()), None)
        except Fault:
            continue
        if listed is not None and listed.files:
            return context, listed
    return given.context_in(here), None


def _given_file(path: str) -> ShownFile:
    return ShownFile(Source(path, read(path).text), path)


def _with_siblings(shown: Sequence[ShownFile], listed: Listed) -> list[ShownFile]:
    """The files of a package in go's order. Those that are shown replace files of the same name, or come last."""
    given = {os.path.basename(file.shown): file for file in shown}
    files = [
        given.pop(name) if name in given else _given_file(short(os.path.join(listed.folder, name)))
        for name in listed.files
    ]
    return [*files, *given.values()]


def _main_module_around(folders: tuple[str, str], given: Given) -> str:
    """The main module of the current folder, else that of the folder of a file."""
    around = (_main_module(given.context_in(folder)) for folder in reversed(folders) if module_root(folder) is not None)
    return next(filter(None, around), "")


def _preview_packages(patterns: Sequence[str], given: Given) -> Iterator[Preview]:
    context = given.context_in(os.getcwd())
    settings = Settings(context, overlay_of(context), given.main_module or _main_module(context), given.package_names)
    listed = compiled_packages(context, patterns, deps=False, tests=given.tests)
    tested = {package.path for package in listed if package.test}
    for package in listed:
        if package.path in tested and not package.test:
            continue  # its test compiles it together with its test files
        if package.error and not package.files:
            raise Fault(f"{package.path}: {package.error}")
        files = files_of(package, settings)
        yield from _shown(files, facts_of(package, settings), given, context, files)


def _main_module(context: BuildContext) -> str:
    go_mod = go_environment(context)["GOMOD"]
    return module_path(go_mod) if go_mod not in ("", os.devnull) else ""


def _shown(
    files: Sequence[ShownFile],
    package: Package,
    given: Given,
    context: BuildContext,
    wanted: Sequence[ShownFile],
) -> Iterator[Preview]:
    """Weave a package and yield the wanted ones of its files."""
    outcome = woven(package, files, given.aspects, context)
    if isinstance(outcome, Failed):
        raise Fault(outcome.message, outcome.hint)
    changed = {} if isinstance(outcome, Skipped) else {file.path: file for file in outcome.files}
    remarks = _remarks(package, outcome, {file.source.path for file in wanted})
    readable = dict(readable_sources(package, files, changed, given.aspects, context)) if given.for_people else {}
    for index, file in enumerate(wanted):
        path = file.source.path
        yield Preview(
            file.shown, file.source.text, changed.get(path), () if index else remarks, readable.get(path, b"")
        )


def _remarks(package: Package, outcome: Woven | Skipped, shown: Container[str]) -> tuple[str, ...]:
    warnings = tuple(each.message for each in outcome.warnings if each.position.rsplit(":", 2)[0] in shown)
    if isinstance(outcome, Skipped) and outcome.unparsed:
        return (f"{package.import_path}: not woven: {outcome.reason}", *warnings)
    return warnings
