"""Aspects outside pyorch: those of the modules that a tool file imports, and those of the project itself."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files import builtin
from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.aspects.typename_value import is_package_path
from orchestrion_py.file_names import ASPECT_FILE, REQUIRE_DIRECTIVE, TOOL_FILE
from orchestrion_py.gocommand.modfile import module_root
from orchestrion_py.gocommand.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from orchestrion_py.aspects.files.loading import AspectFile
    from orchestrion_py.gocommand.listing import Package

    LookUp = Callable[[Sequence[str]], Mapping[str, Package]]

_IMPORT = re.compile(r'^\s*(?:import\s+)?(?:_|[\w.]+)?\s*"([^"]+)"', re.MULTILINE)
_NO_OVERLAY = Overlay()
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)

# The comment of a line that `pyorch pin` wrote.
_PINNED = re.compile(r'^[^/\n]*"[^"\n]+"\s*// pyorch: (.*)$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ToolFile:
    """An orchestrion.tool.go, which need not exist, and the packages that it imports, in their order.

    `integrations` are those that `pyorch pin` names in it. `is_required`: a build without them fails.
    """

    path: str
    imports: tuple[str, ...] = ()
    integrations: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class ExternalAspects:
    """Aspect files, the paths that were read or looked for to find them, and the folders that were visited.

    `own_files` are the files of the project: its orchestrion.yml, and what that extends in the same module.
    """

    files: tuple[AspectFile, ...] = ()
    read: tuple[str, ...] = ()
    folders: frozenset[str] = frozenset()
    own_files: tuple[str, ...] = ()


def read_tool_file(folder: str, overlay: Overlay = _NO_OVERLAY) -> ToolFile:
    """Read the tool file of a folder. Its build constraints do not matter."""
    path = os.path.join(folder, TOOL_FILE)
    if not overlay.exists(path):
        return ToolFile(path)
    with open(overlay.actual(path), encoding="utf-8", errors="replace") as file:
        text = file.read()
    imports = tuple(dict.fromkeys(_IMPORT.findall(_COMMENT.sub("", text))))
    names = (name.strip() for listed in _PINNED.findall(text) for name in listed.split(","))
    return ToolFile(path, imports, tuple(dict.fromkeys(names)), REQUIRE_DIRECTIVE in text.splitlines())


def aspects_of_packages(
    packages: Iterable[Package], covered: frozenset[str], look_up: LookUp, overlay: Overlay = _NO_OVERLAY
) -> ExternalAspects:
    """Collect the aspects of packages that a tool file imports, and of those that their own tool files import.

    Built-in aspects replace those of `covered` packages. `look_up` finds packages by their import paths.
    """
    found = ExternalAspects()
    for package in packages:
        found = _with_package(found, package, covered, look_up, overlay)
    return found


def _with_package(
    found: ExternalAspects, package: Package, covered: frozenset[str], look_up: LookUp, overlay: Overlay
) -> ExternalAspects:
    """Add the aspects of one package: first those of its tool file's imports, then its own."""
    folder = package.folder
    if not folder or folder in found.folders:
        return found
    tool_file = read_tool_file(folder, overlay)
    read = (*found.read, tool_file.path, os.path.join(folder, ASPECT_FILE))
    found = replace(found, read=read, folders=found.folders | {folder})
    imports = [path for path in tool_file.imports if path not in covered and is_package_path(path)]
    for path, imported in look_up(imports).items() if imports else ():
        if path not in covered:
            found = _with_package(found, imported, covered, look_up, overlay)
    return replace(found, files=(*found.files, *_own_aspects(package)))


def _own_aspects(package: Package) -> Sequence[AspectFile]:
    path = os.path.join(package.folder, ASPECT_FILE)
    if not os.path.exists(path):
        return ()
    is_main = package.module is not None and package.module.main
    return load_with_extends(path, "" if is_main else package.module_folder)


def aspects_of_project(roots: Iterable[str]) -> ExternalAspects:
    """Load the orchestrion.yml at the root of each main module, with the files that it extends."""
    roots = tuple(roots)
    paths = tuple(os.path.join(root, ASPECT_FILE) for root in roots)
    files = tuple(file for path in paths if os.path.exists(path) for file in load_with_extends(path))
    own = tuple(file.path for file in files if any(_is_own(file.path, root) for root in roots))
    return ExternalAspects(files=files, read=paths, own_files=own)


def _is_own(path: str, root: str) -> bool:
    """Whether a file belongs to the module at `root` itself: not to its vendor folder, nor to a module or a pyorch below it."""
    others = (f"{root}/vendor/", f"{os.path.normpath(builtin.folder())}/")
    return not path.startswith(others) and module_root(os.path.dirname(path)) == root
