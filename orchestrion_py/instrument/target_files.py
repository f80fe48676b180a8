"""Turns the arguments of `pyorch instrument` into Go files: files, folders, `./...` and packages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.gocommand.failures import GoCommandError, GoMissingError
from orchestrion_py.gocommand.listing import folders_of_packages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ALL_BELOW = "..."


def go_files(targets: Sequence[str]) -> list[str]:
    """Return the Go files that the targets name, each once, in their order. Raises a Fault for a target that names none.

    A folder can also have FIFOs or devices whose names end in .go; instrument_files.py skips them.
    """
    found: dict[str, None] = {}
    for target in targets:
        for path in _files_of(target):
            found.setdefault(os.path.normpath(path))
    return list(found)


def _files_of(target: str) -> Iterator[str]:
    if not os.path.isdir(target) and (target.endswith(".go") or os.path.isfile(target)):
        yield _checked(target)
        return
    folder, is_all = _without_ellipsis(target)
    if folder in (".", "..") or folder.startswith(("./", "../", "/")) or os.path.isdir(folder):
        if not os.path.isdir(folder):
            raise Fault(f"folder {folder} does not exist")
        yield from _below(folder) if is_all else _in_folder(folder)
        return
    for listed in _folders_of_packages(target):
        yield from _in_folder(listed)


def _checked(file: str) -> str:
    if not file.endswith(".go"):
        raise Fault(f"{file} is not a Go file", "name Go files, folders or packages", status=2)
    if not os.path.exists(file):
        raise Fault(f"{file} does not exist")
    if not os.path.isfile(file):
        raise Fault(f"{file} is not a regular file")
    return file


def _without_ellipsis(target: str) -> tuple[str, bool]:
    if target == _ALL_BELOW:
        return ".", True
    return (
        (target.removesuffix(f"/{_ALL_BELOW}") or "/", True) if target.endswith(f"/{_ALL_BELOW}") else (target, False)
    )


def _in_folder(folder: str) -> list[str]:
    paths = (os.path.join(folder, name) for name in os.listdir(folder) if _is_source(name))
    return sorted(path for path in paths if not os.path.isdir(path))


def _below(root: str) -> Iterator[str]:
    """Yield the Go files that `...` matches: none in vendor, in testdata or in another module."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            each
            for each in folders
            if not each.startswith((".", "_"))
            and each not in ("testdata", "vendor")
            and not os.path.exists(os.path.join(folder, each, "go.mod"))
        )
        yield from sorted(os.path.join(folder, name) for name in names if _is_source(name))


def _is_source(name: str) -> bool:
    return name.endswith(".go") and not name.startswith((".", "_"))


def _folders_of_packages(pattern: str) -> list[str]:
    hint = "name Go files, folders, ./... or packages"
    here = os.getcwd()
    try:
        folders = folders_of_packages(context_of_command("list", [], here, dict(os.environ)), pattern)
    except GoMissingError as error:
        raise Fault(
            f"{pattern} is not a file or a folder, and pyorch {error.message} to look for a package", hint
        ) from error
    except GoCommandError as error:
        raise Fault(f"{pattern}: {error.message}", hint) from error
    if not folders:
        raise Fault(f"{pattern} matches no package", hint)
    relative = (os.path.relpath(folder, here) for folder in folders)
    return [each if not each.startswith("..") else folder for each, folder in zip(relative, folders, strict=True)]
