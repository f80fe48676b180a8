"""Which executables a go command writes, as far as its command line shows it without asking go."""

from __future__ import annotations

import os
import re

from orchestrion_py.gocommand.flags import flag_value, packages_of
from orchestrion_py.gocommand.modfile import module_path, module_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_FILES = "command-line-arguments"
_MAJOR_VERSION = re.compile("v[0-9]+")


class Executable:
    """A file that go writes, and the import path of its main package."""

    __slots__ = ("main", "path")

    def __init__(self, path: str, main: str) -> None:
        self.path = path
        self.main = main


def executables(verb: str, arguments: list[str], folder: str, environment: Mapping[str, str]) -> list[Executable]:
    """Return the executables of `go VERB ARGUMENTS`. The list is empty where only go knows: for patterns, and for tests."""
    words = packages_of(verb, arguments) or ["."]
    if verb not in ("build", "install") or any("..." in word or word in ("all", "std", "cmd") for word in words):
        return []
    suffix = ".exe" if environment.get("GOOS") == "windows" else ""
    if words[0].endswith(".go"):
        mains = [(_OF_FILES, os.path.basename(words[0]).removesuffix(".go") + suffix)]
    else:
        paths = [_import_path(word, folder) for word in words]
        mains = [(path, _name_of(path) + suffix) for path in paths if path]
    target = _target(verb, arguments, folder, environment)
    if target is None or (len(mains) > 1 and not target.endswith("/")):
        return []
    return [Executable(target + name if target.endswith("/") else target, main) for main, name in mains]


def _target(verb: str, arguments: list[str], folder: str, environment: Mapping[str, str]) -> str | None:
    """Return the file that go writes, or the folder with a slash behind it; None if go writes nothing."""
    if verb == "install":
        found = _bin_folder(environment)
        return f"{found}/" if found else None
    output = flag_value("build", arguments, "o")
    if not output:
        return f"{folder}/"
    if output == os.devnull:
        return None
    path = os.path.join(folder, output)
    return f"{path.rstrip('/')}/" if output.endswith("/") or os.path.isdir(path) else path


def _bin_folder(environment: Mapping[str, str]) -> str:
    if "GOOS" in environment or "GOARCH" in environment:  # then go may use a folder below
        return ""
    if environment.get("GOBIN"):
        return environment["GOBIN"]
    first = environment.get("GOPATH", "").partition(os.pathsep)[0] or f"{environment.get('HOME', '')}/go"
    return f"{first}/bin"


def _import_path(word: str, folder: str) -> str:
    """Return the import path that a word of the command line names; empty if it is a folder of no module."""
    if not (word.startswith(("./", "../", "/")) or word in (".", "..")):
        return word.partition("@")[0]
    path = os.path.normpath(os.path.join(folder, word))
    root = module_root(path)
    if root is None:
        return ""
    below = os.path.relpath(path, root)
    module = module_path(os.path.join(root, "go.mod"))
    return module if below == "." else f"{module}/{below}"


def _name_of(import_path: str) -> str:
    """Return the name that go gives the executable (cmd/go/internal/load, DefaultExecName)."""
    above, _, last = import_path.rpartition("/")
    if above and _MAJOR_VERSION.fullmatch(last) and last not in ("v0", "v1"):
        return above.rpartition("/")[2]
    return last
