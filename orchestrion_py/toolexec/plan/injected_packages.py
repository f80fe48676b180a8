"""The packages that a build may inject, with everything that they import."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from orchestrion_py.toolexec.plan.active_aspects import is_usable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.gocommand.listing import Package
    from orchestrion_py.gocommand.overlay import Overlay
    from orchestrion_py.toolexec.plan.active_aspects import ActiveAspects


def unknown_packages(active: ActiveAspects, packages: Mapping[str, Package]) -> frozenset[str]:
    """Return the packages that aspects inject, or ask about, and that are not in a table."""
    return (active.injected | active.asked) - packages.keys()


def injected_closure(active: ActiveAspects, packages: Mapping[str, Package]) -> dict[str, Package]:
    """Return what aspects inject, the packages whose interfaces they ask about, and all imports of these."""
    asked = (path for path in active.asked if is_usable(packages.get(path)))
    found: dict[str, Package] = {}
    waiting = [*active.injected, *asked]
    while waiting:
        path = waiting.pop()
        if path in packages and path not in found:
            found[path] = packages[path]
            waiting += packages[path].imports
    return found


def changing_files(packages: Iterable[Package], module_cache: str, overlay: Overlay) -> tuple[str, ...]:
    """Return the files of packages that can change: those outside of Go itself and of the module cache.

    The folders that they are in belong to them: a folder changes when a file is added or removed. The overlay names those
    that it replaces.
    """
    return tuple(
        path
        for package in packages
        if not _is_lasting(package, module_cache)
        for path in (
            *(overlay.actual(os.path.join(package.folder, file)) for file in (*_files(package), *package.left_out)),
            *_folders_of(package),
        )
    )


def moving_packages(
    injected: Iterable[str], packages: Mapping[str, Package], module_cache: str, main_module: str
) -> dict[str, str]:
    """Return the injected packages that may lie in another folder next time, with the module that each moves with.

    Those in the module cache move with none; a vendor folder moves with the main module.
    """
    found = {}
    for path in injected:
        package = packages.get(path)
        if package is None or package.standard or package.module is None:
            continue
        if _is_below(package.folder, module_cache):
            found[path] = ""
        else:
            found[path] = main_module if package.module.version else package.module.path
    return found


def named_folders(packages: Mapping[str, Package]) -> set[tuple[str, str]]:
    """Return the folders of modules, and the names by which -trimpath would call them."""
    modules = ((package.module_folder, package.module) for package in packages.values() if package.module is not None)
    return {
        (folder, f"{module.path}@{module.version}" if module.version else module.path)
        for folder, module in modules
        if folder and not set(folder) & set("\t\n")  # which the plan's file cannot hold
    }


def package_identity(package: Package, module_cache: str, overlay: Overlay) -> str:
    """Identify a package by its version and the files that tags choose, or by the content of its files.

    Files of Go itself and of the module cache never change. Other files do, also those of a vendor folder.
    """
    files, module = _files(package), package.module
    replaced = [file for file in files if overlay.names(os.path.join(package.folder, file))]
    if _is_lasting(package, module_cache) and not replaced:
        version = f"{module.path}@{module.version}" if module is not None else ""
        return f"{version} {package.path}: {' '.join(files)}"
    language = module.language if module is not None else ""
    return f"{package.path}={language} {_digest(package, files, overlay)}"


def uses_c(packages: Iterable[Package]) -> bool:
    """Whether a C compiler compiles a part of a package that does not belong to Go itself."""
    return any(package.uses_c and not package.standard for package in packages)


def _is_lasting(package: Package, module_cache: str) -> bool:
    return package.standard or _is_below(package.folder, module_cache)


def _is_below(path: str, folder: str) -> bool:
    return bool(folder) and path.startswith(folder.rstrip("/") + "/")


def _files(package: Package) -> tuple[str, ...]:
    return (*package.files, *package.other_files)


def _digest(package: Package, files: Iterable[str], overlay: Overlay) -> str:
    digest = hashlib.sha256()
    for file in files:
        with open(overlay.actual(os.path.join(package.folder, file)), "rb") as source:
            digest.update(f"{file}\0".encode("utf-8", "surrogateescape") + source.read() + b"\0")
    return digest.hexdigest()


def _folders_of(package: Package) -> list[str]:
    """Return the folder of a package, and all folders that it embeds files from, with those below them."""
    embedded = sorted({file.partition("/")[0] for file in package.other_files if "/" in file})
    below = (folder for name in embedded for folder, _, _ in os.walk(os.path.join(package.folder, name)))
    return [package.folder, *below]
