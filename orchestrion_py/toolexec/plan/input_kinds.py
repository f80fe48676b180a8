"""Everything that can change what a build weaves or links, kind by kind, with how each kind counts.

This is the only list. A kind counts in up to three ways:

    key      it is part of the build context, by which a build finds its plan (gocommand/build_context.py)
    stamped  the plan lists its files, whether they exist or not; if one of them changes, the plan is made again
    tool id  it is part of the suffix of the tool ids, by which go's cache tells archives apart

docs/architecture.md shows the list to readers, and a test compares the two.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.catalogue import built_in_files
from orchestrion_py.gocommand.c_compiler import compiler_identity, compilers
from orchestrion_py.gocommand.go_settings import settings_files
from orchestrion_py.gocommand.modfile import local_replacements
from orchestrion_py.operating_system import executable
from orchestrion_py.toolexec.build_warnings import mode
from orchestrion_py.toolexec.plan.covered_packages import flags_of_nested_builds
from orchestrion_py.toolexec.plan.injected_packages import changing_files, package_identity, uses_c
from orchestrion_py.toolexec.plan.pattern_flags import reached
from orchestrion_py.toolexec.plan.tool_id import code_identity, own_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from orchestrion_py.toolexec.plan.gather_aspects import Gathered

# The libraries with which pyorch reads aspect files and Go sources.
_LIBRARIES = ("PyYAML", "tree-sitter", "tree-sitter-go")
# The files of asdf, goenv and mise.
_VERSION_FILES = (".tool-versions", ".go-version", "mise.toml", ".mise.toml")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input. `key` names parts of the build context; `stamped` finds files, and `identity` data for the tool id."""

    name: str
    key: tuple[str, ...] = ()
    stamped: Callable[[Gathered], Iterable[str]] | None = None
    identity: Callable[[Gathered], Any] | None = None


def files_of(gathered: Gathered) -> tuple[str, ...]:
    """Return the files that decide the plan of a build, of all kinds, also those that do not exist yet."""
    files = (file for kind in KINDS if kind.stamped is not None for file in kind.stamped(gathered) if file)
    return tuple(dict.fromkeys(files))


def identities_of(gathered: Gathered) -> dict[str, Any]:
    """Return what the tool id contains, by kind."""
    return {kind.name: kind.identity(gathered) for kind in KINDS if kind.identity is not None}


def _go(gathered: Gathered) -> list[str]:
    """go and its tools: a development version may get new ones and keep its go command.

    If go is the program of a version manager, also the files by which that chooses a toolchain.
    """
    tools = (executable(f"{gathered.go['GOTOOLDIR']}/{name}") for name in ("compile", "link"))
    found = [gathered.context.go, executable(f"{gathered.go['GOROOT']}/bin/go"), *tools]
    if os.path.realpath(found[0]) == os.path.realpath(found[1]):
        return found
    home = gathered.context.environment.get("HOME", "")
    folders = [*_folders_above(gathered.context.folder), home]
    return [*found, *(f"{folder}/{name}" for folder in folders for name in _VERSION_FILES), f"{home}/.goenv/version"]


def _settings(gathered: Gathered) -> list[str]:
    of_toolchain = f"{gathered.go['GOROOT']}/go.env"
    return [*settings_files(gathered.context.environment, gathered.context.go), of_toolchain]


def _pyorch(gathered: Gathered) -> list[str]:
    shipped = (file.path for file in built_in_files(gathered.vendor)) if gathered.vendor else ()
    return [*own_files(), *shipped, *(str(folder) for folder in _folders_of_libraries())]


def _folders_of_libraries() -> list[str]:
    """The folders in which pip describes a library; their names contain its version."""
    found = (metadata.distribution(name).files or () for name in _LIBRARIES)
    described = (file for files in found for file in files if file.name == "METADATA")
    return [os.path.dirname(str(file.locate())) for file in described]


def _pyorch_identity(_: Gathered) -> list[Any]:
    return [*code_identity(), *(f"{name} {metadata.version(name)}" for name in _LIBRARIES)]


def _module_files(gathered: Gathered) -> list[str]:
    """go.mod and go.sum of each main module, those that -modfile names, and each go.mod that would come before them."""
    named = [flag.partition("=")[2] for flag in gathered.context.flags if flag.startswith("-modfile=")]
    used = [os.path.join(gathered.context.folder, path) for path in named if path]
    above = [f"{folder}/go.mod" for folder in _folders_above(gathered.context.folder)]
    files = [*gathered.module_files, *used]
    return [*files, *(os.path.splitext(path)[0] + ".sum" for path in files), *above]


def _workspace_files(gathered: Gathered) -> list[str]:
    """go.work and go.work.sum, also where they do not exist yet, and go.mod and go.sum of each module that go.work uses."""
    found = gathered.go["GOWORK"]
    chosen = gathered.context.environment.get("GOWORK", "")
    places = [] if chosen else [f"{folder}/go.work" for folder in _folders_above(gathered.context.folder)]
    files = [file for file in (found, *places) if file not in ("", "off")]
    return [*files, *(f"{file}.sum" for file in files), *_with_sums(gathered.workspace_modules)]


def _replacements(gathered: Gathered) -> list[str]:
    """The go.mod of each folder that replaces a module."""
    return [os.path.join(folder, "go.mod") for folder in _replacement_folders(gathered)]


def _replacement_folders(gathered: Gathered) -> list[str]:
    named = [flag.partition("=")[2] for flag in gathered.context.flags if flag.startswith("-modfile=")]
    used = [(os.path.join(gathered.context.folder, path), _root_of(gathered)) for path in named if path]
    work = gathered.go["GOWORK"]
    files = [*gathered.module_files, *gathered.workspace_modules, *([work] if work not in ("", "off") else [])]
    places = [*used, *((file, os.path.dirname(file)) for file in files)]
    return [
        os.path.join(folder, target)
        for file, folder in places
        for target in local_replacements(gathered.overlay.actual(file))
    ]


def _vendor_files(gathered: Gathered) -> list[str]:
    work = gathered.go["GOWORK"]
    roots = [_root_of(gathered), *([os.path.dirname(work)] if work not in ("", "off") else [])]
    return [path for root in roots if root for path in (f"{root}/vendor", f"{root}/vendor/modules.txt")]


def _root_of(gathered: Gathered) -> str:
    return os.path.dirname(gathered.module_files[0]) if gathered.module_files else ""


def _with_sums(module_files: Iterable[str]) -> list[str]:
    return [path for file in module_files for path in (file, os.path.splitext(file)[0] + ".sum")]


def _folders_above(folder: str) -> list[str]:
    """A folder and all folders above it."""
    found = [folder]
    while os.path.dirname(found[-1]) != found[-1]:
        found.append(os.path.dirname(found[-1]))
    return found


def _injected_files(gathered: Gathered) -> Iterable[str]:
    return changing_files(gathered.packages.values(), gathered.go["GOMODCACHE"], gathered.overlay)


def _injected_identity(gathered: Gathered) -> list[str]:
    cache, overlay = gathered.go["GOMODCACHE"], gathered.overlay
    return sorted({package_identity(package, cache, overlay) for package in gathered.packages.values()})


def _flags_identity(gathered: Gathered) -> list[str]:
    packages = gathered.packages.values()
    return reached(packages, flags_of_nested_builds(gathered.context, packages), gathered.context.folder)


def _warnings_identity(gathered: Gathered) -> str:
    """go keeps the warnings of a package with its archive, so archives of another PYORCH_WARN have other warnings, or none."""
    return mode(gathered.context.environment)


def _c_files(gathered: Gathered) -> list[str]:
    return compilers(gathered.go, gathered.context.environment) if uses_c(gathered.packages.values()) else []


def _c_identity(gathered: Gathered) -> list[str]:
    return compiler_identity(gathered.go, gathered.context.environment) if uses_c(gathered.packages.values()) else []


KINDS = (
    Kind("the folder where go starts", key=("folder",)),
    Kind("flags", key=("flags",), identity=_flags_identity),
    Kind("environment variables", key=("variables",), identity=_warnings_identity),
    Kind("settings of `go env -w`", stamped=_settings),
    Kind("the Go toolchain", key=("go",), stamped=_go),
    Kind("the C compiler", stamped=_c_files, identity=_c_identity),
    Kind("pyorch and its libraries", key=("python",), stamped=_pyorch, identity=_pyorch_identity),
    Kind("the path of the main module", identity=lambda gathered: gathered.main_module),
    Kind("go.mod and go.sum", stamped=_module_files),
    Kind("go.work", stamped=_workspace_files),
    Kind("folders that replace modules", stamped=_replacements),
    Kind("the vendor folder", stamped=_vendor_files),
    Kind("the overlay", stamped=lambda gathered: gathered.overlay.files),
    Kind(
        "aspect files and tool files",
        stamped=lambda gathered: gathered.read,
        identity=lambda gathered: gathered.aspects,
    ),
    Kind("sources of injected packages", stamped=_injected_files, identity=_injected_identity),
)
