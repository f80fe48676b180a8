"""Turns the arguments of `pyorch check` into aspect files: files, folders, packages and modules."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault
from orchestrion_py.file_names import ASPECT_FILE
from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.gocommand.download import DownloadError, download
from orchestrion_py.gocommand.env import settings
from orchestrion_py.gocommand.failures import GoMissingError
from orchestrion_py.gocommand.listing import list_packages, module_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orchestrion_py.gocommand.build_context import BuildContext

_EXAMPLE = """write an {name} beside go.mod, for example

aspects:
  - id: say hello
    join-point:
      function-body:
        function:
          - name: main
    advice:
      - prepend-statements:
          template: println("woven")"""


def aspect_files(targets: Sequence[str]) -> list[str]:
    """Return the aspect files of the targets, in their order; without targets, that of this folder or of its module.

    Raises a Fault if a target has no aspect file.
    """
    if not targets:
        return [_own_file()]
    return [file for target in targets for file in _files_of(target)]


def _own_file() -> str:
    if os.path.exists(ASPECT_FILE):
        return ASPECT_FILE
    go_mod = settings(_context().command(), "GOMOD")["GOMOD"]
    if go_mod in ("", os.devnull):
        raise Fault(f"this folder has no {ASPECT_FILE}, and is not in a Go module", _EXAMPLE.format(name=ASPECT_FILE))
    found = os.path.join(os.path.dirname(go_mod), ASPECT_FILE)
    if not os.path.exists(found):
        raise Fault(
            f"this folder has no {ASPECT_FILE}, nor has the root of its module", _EXAMPLE.format(name=ASPECT_FILE)
        )
    return os.path.relpath(found)


def _files_of(target: str) -> list[str]:
    if os.path.isdir(target):
        return [_in_folder(target)]
    if os.path.exists(target) or target.endswith((".yml", ".yaml")):
        return [target]
    if target.startswith((".", "/")):
        raise Fault(f"{target} does not exist", "name an aspect file, a folder, a package or module@version")
    if "@" in target:
        return _of_version(target)
    return _of_import_path(target)


def _in_folder(folder: str) -> str:
    found = os.path.join(folder, ASPECT_FILE)
    if not os.path.exists(found):
        others = sorted(os.path.join(folder, name) for name in os.listdir(folder) if _is_aspect_file(name))
        hint = f"name the files themselves: {' '.join(others)}" if others else "name the aspect file itself"
        raise Fault(f"folder {folder} has no {ASPECT_FILE}", hint)
    return found


def _of_import_path(path: str) -> list[str]:
    """Return the aspect files of a module that the main module requires, or of a package."""
    context = _context()
    try:
        module = module_folder(context, path)
    except DownloadError as error:
        raise Fault(f"cannot download {path}: {error}", "check the version in go.mod") from error
    if module:
        return _in_module(path, module)
    package = next(iter(list_packages(context, [path], deps=False, imports=False).values()), None)
    if package is None or not package.folder:
        reason = package.error if package is not None and package.error else "go finds no such package"
        raise Fault(f"{path}: {reason}", f"name a version of a module that go.mod does not require: {path}@latest")
    found = os.path.join(package.folder, ASPECT_FILE)
    if not os.path.exists(found):
        raise Fault(f"package {path} has no {ASPECT_FILE}", f"write {found}, or name another package")
    return [found]


def _in_module(target: str, folder: str) -> list[str]:
    """Return the aspect file in the root of a module, or if there is none, all aspect files in the module."""
    root = os.path.join(folder, ASPECT_FILE)
    found = [root] if os.path.exists(root) else sorted(_walked(folder))
    if not found:
        raise Fault(f"module {target} has no aspect file", f"look into its folder, {folder}")
    return found


def _walked(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        # go ignores these folders too. A workflow .github/orchestrion.yml is not an aspect file.
        folders[:] = [
            each for each in folders if not each.startswith((".", "_")) and each not in ("testdata", "vendor")
        ]
        yield from (os.path.join(parent, name) for name in files if _is_aspect_file(name))


def _is_aspect_file(name: str) -> bool:
    return name.endswith((".yml", ".yaml")) and (name.startswith("orchestrion.") or ".orchestrion." in name)


def _of_version(target: str) -> list[str]:
    """Return the aspect files of `module@version`; the folder's own module stays as it is."""
    try:
        return _in_module(target, download(_context().command(), target))
    except DownloadError as error:
        raise Fault(
            f"cannot download {target}: {error}", "name a version that the module proxy serves, or latest"
        ) from error


def _context() -> BuildContext:
    try:
        return context_of_command("build", [], os.getcwd(), dict(os.environ))
    except GoMissingError as error:
        raise Fault(
            error.message, f"{error.hint}, or name a file or a folder: pyorch checks those without go"
        ) from error
