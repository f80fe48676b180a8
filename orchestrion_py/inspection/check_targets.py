"""The aspect files that the arguments of `pyorch check` mean: files, folders, packages, modules."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from typing import TYPE_CHECKING, Any

from orchestrion_py.faults import Fault
from orchestrion_py.file_names import ASPECT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EXAMPLE = """write an {name} beside go.mod, for instance

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
    """The files that the targets lead to, in their order; without targets those of this folder or of its module.

    Raises Fault where a target leads nowhere.
    """
    if not targets:
        return [_own_file()]
    return [file for target in targets for file in _files_of(target)]


def _own_file() -> str:
    if os.path.exists(ASPECT_FILE):
        return ASPECT_FILE
    go_mod = _go(["env", "GOMOD"], os.getcwd()).strip()
    if go_mod in ("", os.devnull):
        raise Fault(
            f"there is no {ASPECT_FILE} here, and this folder belongs to no Go module",
            _EXAMPLE.format(name=ASPECT_FILE),
        )
    found = os.path.join(os.path.dirname(go_mod), ASPECT_FILE)
    if not os.path.exists(found):
        raise Fault(f"there is no {ASPECT_FILE} here, nor at the root of the module", _EXAMPLE.format(name=ASPECT_FILE))
    return os.path.relpath(found)


def _files_of(target: str) -> list[str]:
    if os.path.isdir(target):
        return [_in_folder(target)]
    if os.path.exists(target) or target.endswith((".yml", ".yaml")):
        return [target]
    if target.startswith((".", "/")):
        raise Fault(
            f"{target}: there is no such file or folder", "name an aspect file, a folder, a package or module@version"
        )
    if "@" in target:
        return _in_module(target, _downloaded(target))
    return _of_import_path(target)


def _in_folder(folder: str) -> str:
    found = os.path.join(folder, ASPECT_FILE)
    if not os.path.exists(found):
        others = sorted(os.path.join(folder, name) for name in os.listdir(folder) if _is_aspect_file(name))
        hint = f"name the files themselves: {' '.join(others)}" if others else "name the aspect file itself"
        raise Fault(f"{folder}: there is no {ASPECT_FILE} in this folder", hint)
    return found


def _of_import_path(path: str) -> list[str]:
    """A module of the main module's graph, or a package of it."""
    folder = os.getcwd()
    try:
        module = json.loads(_go(["list", "-m", "-json", path], folder))
    except (Fault, ValueError):
        module = {}
    module = module.get("Replace") or module
    if module.get("Dir"):
        return _in_module(path, module["Dir"])
    if module.get("Version"):
        return _in_module(path, _downloaded(f"{module['Path']}@{module['Version']}"))
    package = _first_object(_go(["list", "-e", "-find", "-json=Dir,Error", "--", path], folder))
    if not package.get("Dir"):
        why = (package.get("Error") or {}).get("Err", "go knows no such package").strip()
        raise Fault(
            f"{path}: {why}", f"a module that this one does not require needs a version: pyorch check {path}@latest"
        )
    found = os.path.join(package["Dir"], ASPECT_FILE)
    if not os.path.exists(found):
        raise Fault(f"{path}: the package has no {ASPECT_FILE}", f"it would be {found}")
    return [found]


def _in_module(target: str, folder: str) -> list[str]:
    """The aspect file at the root of a module, or, where it has none there, every one inside it."""
    root = os.path.join(folder, ASPECT_FILE)
    found = [root] if os.path.exists(root) else sorted(_walked(folder))
    if not found:
        raise Fault(f"{target}: there is no {ASPECT_FILE} in this module", f"it lies in {folder}")
    return found


def _walked(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        # What go leaves out as well; a workflow called orchestrion.yml in .github is no aspect file.
        folders[:] = [
            each for each in folders if not each.startswith((".", "_")) and each not in ("testdata", "vendor")
        ]
        yield from (os.path.join(parent, name) for name in files if _is_aspect_file(name))


def _is_aspect_file(name: str) -> bool:
    return name.endswith((".yml", ".yaml")) and (name.startswith("orchestrion.") or ".orchestrion." in name)


def _downloaded(module: str) -> str:
    """The folder of `module@version` in the module cache; nothing is written to the module that we are in."""
    with tempfile.TemporaryDirectory(prefix="pyorch-check-") as elsewhere:
        told = _go(["mod", "download", "-json", module], elsewhere, GOWORK="off", GOFLAGS="")
    answer = _first_object(told)
    if not answer.get("Dir"):
        why = str(answer.get("Error", "go does not find it")).strip().removeprefix(f"{module}: ")
        raise Fault(f"{module}: {why}", "name a version that the module proxy serves, or latest")
    folder: str = answer["Dir"]
    return folder


def _first_object(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.JSONDecoder().raw_decode(text or "{}")[0]
    return found


def _go(arguments: list[str], folder: str, **environment: str) -> str:
    """What go says on stdout, also where it ends with an error that is part of its answer."""
    try:
        finished = subprocess.run(
            ["go", *arguments],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise Fault("go is not in the PATH", "a file or a folder can be checked without it") from error
    if finished.returncode != 0 and not finished.stdout.strip():
        raise Fault(f"go {arguments[0]} fails: {finished.stderr.strip()}")
    return finished.stdout
