"""From what a user names to Go files: files, folders, `./...`, packages as go names them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ALL_BELOW = "..."


def go_files(targets: Sequence[str]) -> list[str]:
    """The Go files that targets mean, each once, in their order; Fault where one means none."""
    found: dict[str, None] = {}
    for target in targets:
        for path in _files_of(target):
            found.setdefault(os.path.normpath(path))
    return list(found)


def _files_of(target: str) -> Iterator[str]:
    if target.endswith(".go") or os.path.isfile(target):
        if not target.endswith(".go"):
            raise Fault(f"{target}: this is no Go file", "name Go files, folders or packages", status=2)
        if not os.path.isfile(target):
            raise Fault(f"{target}: there is no such file")
        yield target
        return
    folder, is_all = _without_ellipsis(target)
    if folder in (".", "..") or folder.startswith(("./", "../", "/")) or os.path.isdir(folder):
        if not os.path.isdir(folder):
            raise Fault(f"{target}: there is no such folder")
        yield from _below(folder) if is_all else _in_folder(folder)
        return
    for listed in _folders_of_packages(target):
        yield from _in_folder(listed)


def _without_ellipsis(target: str) -> tuple[str, bool]:
    if target == _ALL_BELOW:
        return ".", True
    return (
        (target.removesuffix(f"/{_ALL_BELOW}") or "/", True) if target.endswith(f"/{_ALL_BELOW}") else (target, False)
    )


def _in_folder(folder: str) -> list[str]:
    return sorted(os.path.join(folder, name) for name in os.listdir(folder) if _is_source(name))


def _below(root: str) -> Iterator[str]:
    """All that go means by `...`: no vendor, no testdata, no other module."""
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
    hint = "name Go files, folders, ./... or packages as go names them"
    try:
        finished = subprocess.run(
            ["go", "list", "-find", "-f", "{{.Dir}}", "--", pattern],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise Fault(f"{pattern}: there is no such file or folder, and no go to ask for a package", hint) from error
    folders = finished.stdout.split("\n")[:-1]
    if finished.returncode != 0 or not folders:
        raise Fault(f"{pattern}: {finished.stderr.strip() or 'go knows no such package'}", hint)
    here = os.getcwd()
    relative = (os.path.relpath(folder, here) for folder in folders)
    return [each if not each.startswith("..") else folder for each, folder in zip(relative, folders, strict=True)]
