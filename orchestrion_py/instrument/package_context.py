"""What is known about a file without running go: the path of its package and the other files. Types, if they are available."""

from __future__ import annotations

import functools
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.gocommand.listing import list_packages
from orchestrion_py.gocommand.modfile import module_path, module_root
from orchestrion_py.toolexec.type_oracle import oracle_of_sources
from orchestrion_py.types.questions import QuestionError, UntypedError
from orchestrion_py.user_files import NotRegularError, read_regular
from orchestrion_py.weaving.natural.rewriting import Surroundings
from orchestrion_py.weaving.package import Package, package_clause
from orchestrion_py.weaving.package_texts import PackageTexts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from orchestrion_py.types.oracle import Oracle
    from orchestrion_py.types.questions import Place

_IMPORT = re.compile(rb'^(?:import\s|\s)\s*(?:[\w.]+\s+)?"([^"\n]+)"', re.MULTILINE)


@dataclass(slots=True)
class FolderTypes:
    """The types of the package in a folder, loaded at the first question. If they are not available, every answer is no."""

    folder: Folder
    wanted: bool = True
    trouble: str = ""
    _oracle: Oracle | None = None
    _files: frozenset[str] = field(default_factory=frozenset)

    def receivers(self, selector: Place, path: str, name: str) -> frozenset[bool]:
        """How a call reaches methods of a type."""
        found = self._asked(selector.file)
        return found.receivers(self._there(selector), path, name) if found is not None else frozenset()

    def implements(self, kind: Place, path: str, name: str) -> bool:
        """Whether a type implements an interface, if that can be known."""
        found = self._asked(kind.file)
        if found is None:
            return False
        try:
            return bool(found.implements(self._there(kind), path, name))
        except (UntypedError, QuestionError) as error:
            self.trouble = self.trouble or str(error)
            return False

    def close(self) -> None:
        """End the oracle, if there is one."""
        if self._oracle is not None:
            self._oracle.close()

    def _asked(self, file: str) -> Oracle | None:
        if self.wanted and self._oracle is None and not self.trouble:
            try:
                self._begin()
            except (Fault, OSError) as error:
                self.trouble = getattr(error, "message", str(error)).splitlines()[0]
        return self._oracle if os.path.realpath(file) in self._files else None

    def _begin(self) -> None:
        if self.folder.not_regular:
            raise Fault(f"go would wait for {min(self.folder.not_regular)}, which is not a regular file")
        folder = os.path.realpath(self.folder.path)
        context = context_of_command("build", [], folder, dict(os.environ))
        listed = next(iter(list_packages(context, ["."], deps=False).values()), None)
        if listed is None or not listed.files:
            raise Fault("go lists no package here")
        files = [os.path.join(os.path.realpath(listed.folder), name) for name in listed.files]
        self._files = frozenset(files)
        self._oracle = oracle_of_sources(context, listed.path, files, [*listed.imports, "context"])

    def _there(self, place: Place) -> Place:
        return replace(place, file=os.path.realpath(place.file))


@contextmanager
def types_of(folder: Folder, *, wanted: bool) -> Iterator[FolderTypes]:
    """Provide the types of the package in a folder, and close them at the end; if not `wanted`, every answer is no."""
    types = FolderTypes(folder, wanted)
    try:
        yield types
    finally:
        types.close()


@dataclass(frozen=True, slots=True)
class Folder:
    """The Go files of a folder, the names in their package clauses, and the names of FIFOs and devices among the files."""

    path: str
    texts: Mapping[str, bytes]
    names: Mapping[str, str]
    not_regular: frozenset[str] = frozenset()

    def around(self, text: bytes, settings: Mapping[str, str], types: FolderTypes, *, is_test: bool) -> Surroundings:
        """What is known about one of its files."""
        name = package_clause(text)
        siblings = PackageTexts(
            each
            for file, each in self.texts.items()
            if self.names[file] == name and (is_test or not file.endswith("_test.go"))
        )
        module, import_path = _module_of(self.path)
        package = Package(
            import_path=import_path or name,
            name=name,
            imports=frozenset(path.decode("utf-8", "replace") for path in _IMPORT.findall(text)),
            main_module=module or import_path or name,
        )
        return Surroundings(package, siblings, settings, lambda: types)


def folder_of(path: str) -> Folder:
    """Read all Go files of a folder. Unreadable files are reported later, one by one."""
    texts = {}
    not_regular = set()
    for name in sorted(os.listdir(path or ".")):
        file = os.path.join(path, name)
        if not name.endswith(".go") or os.path.isdir(file):
            continue
        try:
            texts[name] = read_regular(file)
        except NotRegularError:
            not_regular.add(name)
        except OSError:
            continue
    names = {name: package_clause(text) for name, text in texts.items()}
    return Folder(path or ".", texts, names, frozenset(not_regular))


@functools.lru_cache(maxsize=4096)
def _module_of(folder: str) -> tuple[str, str]:
    """The module of a folder and the import path of its package; empty without a go.mod."""
    here = os.path.realpath(folder)
    root = module_root(here)
    if root is None:
        return "", ""
    module = module_path(os.path.join(root, "go.mod"))
    inside = os.path.relpath(here, root)
    return module, module if inside == "." else f"{module}/{inside.replace(os.sep, '/')}"
