"""Which aspects a build has: the built-in files that it can use, and of all files the aspects whose requirements it meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.plan_format import compiled_aspects, origins
from orchestrion_py.aspects.files.requires import are_met, modules_of
from orchestrion_py.aspects.implements import asked_packages
from orchestrion_py.aspects.joinpoints.package_filter import needs_main_module
from orchestrion_py.faults import Fault
from orchestrion_py.vendors.registry import ORCHESTRION_MODULE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from orchestrion_py.aspects.files.loading import AspectFile, Entry
    from orchestrion_py.aspects.files.requires import Requires
    from orchestrion_py.gocommand.listing import Package

_BUILT_IN, _MODULES = "builtin", "modules"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the aspects of a build come from."""

    built_in: bool
    modules: bool


@dataclass(frozen=True, slots=True)
class Injection:
    """What one aspect needs to match, and what it injects: import paths."""

    implied: frozenset[str]
    injected: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActiveAspects:
    """The aspects of a build as its plan stores them, in their order, and the packages that they involve.

    `origins` are the files that define them, `asked` the packages whose interfaces an aspect asks about. `need_main_module` is
    set if the path of the main module decides where an aspect matches.
    """

    aspects: tuple[dict[str, Any], ...] = ()
    origins: tuple[tuple[str, list[int]], ...] = ()
    injections: tuple[Injection, ...] = ()
    asked: frozenset[str] = frozenset()
    need_main_module: bool = False

    @property
    def injected(self) -> frozenset[str]:
        """The packages that some aspect injects."""
        return frozenset().union(*(each.injected for each in self.injections)) - {"unsafe"}


def choose_sources(chosen: str, tool_imports: Container[str]) -> Sources:
    """Return the sources that PYORCH_ASPECTS chooses. A module that Orchestrion pinned gets no built-in aspects."""
    if chosen not in ("", _BUILT_IN, _MODULES):
        raise Fault(f"PYORCH_ASPECTS={chosen} is neither builtin nor modules", "unset it to have both")
    if chosen:
        return Sources(built_in=chosen == _BUILT_IN, modules=chosen == _MODULES)
    return Sources(built_in=ORCHESTRION_MODULE not in tool_imports, modules=True)


def is_usable(package: Package | None) -> bool:
    """Whether go found a package without an error."""
    return package is not None and not package.error


def usable_files(files: Iterable[AspectFile], packages: Mapping[str, Package]) -> tuple[AspectFile, ...]:
    """Return the files of which every injected package is usable."""
    return tuple(file for file in files if all(is_usable(packages.get(path)) for path in file.injected - {"unsafe"}))


def active_files(files: Iterable[AspectFile], versions: Mapping[str, str]) -> tuple[AspectFile, ...]:
    """Return the files whose requirements on the versions of modules are met."""
    return tuple(file for file in files if are_met(file.requires, versions))


def required_modules(files: Iterable[AspectFile]) -> frozenset[str]:
    """Return the modules whose versions files, or their aspects, require."""
    return frozenset().union(*(modules_of(requires) for file in files for requires in _requirements(file)))


def _requirements(file: AspectFile) -> Iterable[Requires]:
    return (file.requires, *(entry.aspect.requires for entry in file.entries))


def versions_of(packages: Iterable[Package]) -> dict[str, str]:
    """Return the versions of the modules that packages belong to."""
    return {each.module.path: each.module.version for each in packages if each.module is not None}


def covered_packages(files: Iterable[AspectFile]) -> frozenset[str]:
    """Return the packages whose own aspect files these files replace."""
    return frozenset(path for file in files for path in file.covers)


def activate(files: Sequence[AspectFile], versions: Mapping[str, str], main_module: str) -> ActiveAspects:
    """Return the aspects of files whose requirements are met; a file that comes twice counts once."""
    once = {file.path: file for file in reversed(files)}
    entries = [entry for path in dict.fromkeys(file.path for file in files) for entry in _met(once[path], versions)]
    return ActiveAspects(
        aspects=tuple(compiled_aspects(entries, main_module)),
        origins=tuple(origins(entries)),
        injections=tuple(Injection(_implied(entry), entry.aspect.injected) for entry in entries),
        asked=frozenset().union(*(asked_packages(entry.data) for entry in entries)),
        need_main_module=any(needs_main_module(entry.data) for entry in entries),
    )


def _met(file: AspectFile, versions: Mapping[str, str]) -> list[Entry]:
    if not are_met(file.requires, versions):
        return []
    return [entry for entry in file.entries if are_met(entry.aspect.requires, versions)]


def _implied(entry: Entry) -> frozenset[str]:
    return entry.aspect.join_point.implied_imports()
