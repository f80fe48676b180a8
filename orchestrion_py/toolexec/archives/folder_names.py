"""Names that stand for folders in the archives of injected packages, so that these do not depend on where a module lies.

The plan's file `folders` holds

    package PATH MODULE    an injected package, and the module that it moves with; none if it is in the module cache
    folder FOLDER NAME     a folder of a module, and the name that -trimpath would give it

Fields are separated by tabs. The file is empty for builds with -trimpath, whose archives do not name folders.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OF_FILES = "command-line-arguments"  # the package that go makes of files on its command line


class FolderNames:
    """Which injected packages lie in which folders."""

    def __init__(self, text: str = "") -> None:
        lines = [line.split("\t") for line in text.splitlines()]
        self._modules = {path: module for kind, path, module in lines if kind == "package"}
        folders = ((folder, name) for kind, folder, name in lines if kind == "folder")
        # The innermost folder counts.
        self._folders = sorted(
            ((f"{folder}/".encode("utf-8", "surrogateescape"), f"{name}/".encode()) for folder, name in folders),
            reverse=True,
        )

    def __contains__(self, package: str) -> bool:
        return package in self._modules

    def moves_alone(self, injected: str, importer: str) -> bool:
        """Whether an injected package may lie in another folder although go takes its importer from the cache.

        go compiles a package again if the package itself is in another folder, apart from the standard library.
        """
        module = self._modules.get(injected)
        if module is None:
            return False
        if not module:
            return "." not in importer.partition("/")[0]
        return importer not in (module, _OF_FILES) and not importer.startswith(f"{module}/")

    def rename(self, file: bytes) -> bytes:
        """Return the name of a file with the name of its module in place of a folder."""
        for folder, name in self._folders:
            if file.startswith(folder):
                return name + file[len(folder) :]
        return file


def text_of(packages: Mapping[str, str], folders: Iterable[tuple[str, str]]) -> str:
    """Return the text that `FolderNames` reads: the module of each injected package, folders and their names."""
    lines = [f"package\t{path}\t{module}\n" for path, module in sorted(packages.items())]
    return "".join([*lines, *(f"folder\t{folder}\t{name}\n" for folder, name in sorted(set(folders)))])
