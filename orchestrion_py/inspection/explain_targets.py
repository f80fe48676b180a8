"""Finds what the target of `pyorch explain` names: lines of a file, a declaration, or a package of the build."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.compiled_packages import compiled_packages
from orchestrion_py.inspection.woven_packages import files_of, short
from orchestrion_py.weaving.function_signature import fields_of
from orchestrion_py.weaving.syntax import names_of, nodes_of_kinds, parse, text_of
from orchestrion_py.weaving.why_not import Region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from orchestrion_py.gocommand.compiled_packages import CompiledPackage
    from orchestrion_py.inspection.woven_packages import ShownFile
    from orchestrion_py.inspection.woven_program import Program

_LINE = re.compile(r"(?P<file>.+\.go)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?")
_METHOD = re.compile(r"(?P<package>.+)\.\(\*?(?P<type>\w+)\)\.(?P<name>\w+)")
_DECLARATIONS = ("function_declaration", "method_declaration", "type_spec", "var_spec", "const_spec")
_EXAMPLE = "write file.go:LINE, pkg.Func, pkg.(*Type).Method, an import path, or --aspect ID"


@dataclass(frozen=True, slots=True)
class Spot:
    """A package, and the lines of one of its files; without a region, the whole package. `title` names it for people."""

    package: CompiledPackage
    title: str
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """A target that the build does not have, and why."""

    title: str
    reason: str


def find_target(program: Program, target: str) -> Spot | Absent:
    """Find what a target names. Raises Fault if it names nothing."""
    line = _LINE.fullmatch(target)
    if line is not None:
        return _lines(program, line["file"], int(line["line"] or 0), int(line["column"] or 0))
    package = _package(program, target)
    if package is not None:
        return Spot(package, package.label)
    for path, kind, name in _readings(target):
        package = _package(program, path)
        if package is not None:
            return _declaration(program, package, kind, name)
    return _outside(program, target)


def _readings(target: str) -> Iterator[tuple[str, str, str]]:
    """The ways to read a target as a package, a type (or none) and a name; import paths have dots as well."""
    method = _METHOD.fullmatch(target)
    if method is not None:
        yield method["package"], method["type"], method["name"]
    last, words = target.rpartition("/")[::2]
    prefix = f"{last}/" if last else ""
    parts = words.split(".")
    for count in (1, 2):
        package, names = ".".join(parts[:-count]), parts[-count:]
        if package and all(name.isidentifier() for name in names):
            yield prefix + package, names[0] if count == 2 else "", names[-1]


def _package(program: Program, name: str) -> CompiledPackage | None:
    """Return the package of an import path or of a folder. With tests, prefer the one that has the test files."""
    if name.startswith(".") or os.path.isabs(name):
        folder = os.path.realpath(name)
        found = [each for each in program.packages.values() if os.path.realpath(each.folder) == folder]
    else:
        found = [each for each in program.packages.values() if each.path == name]
    return max(found, key=lambda each: (bool(each.test), not each.path.endswith("_test")), default=None)


def _lines(program: Program, name: str, line: int, column: int) -> Spot | Absent:
    path = os.path.realpath(name)
    if not os.path.exists(path):
        raise Fault(f"{name} does not exist", _EXAMPLE)
    in_folder = [each for each in program.packages.values() if os.path.realpath(each.folder) == os.path.dirname(path)]
    found = [each for each in in_folder if any(os.path.basename(file) == os.path.basename(path) for file in each.files)]
    if not found and not in_folder:
        return Absent(name, "no package of this build is in its folder")
    if not found:
        hint = "; --test adds test files" if name.endswith("_test.go") else ", by its name or its build constraints"
        return Absent(name, f"go leaves the file out of {in_folder[0].path}{hint}")
    package = max(found, key=lambda each: bool(each.test))
    file = next(each for each in files_of(package, program.settings) if os.path.realpath(each.shown) == path)
    last = file.source.text.count(b"\n") + 1 - file.added_lines
    if line > last:
        raise Fault(f"{name} has {last} lines, so there is no line {line}", _EXAMPLE)
    region = Region(file.source.path, max(line, 1) + file.added_lines, (line or last) + file.added_lines, column)
    place = f"{file.shown}:{line}" if line else file.shown
    return Spot(package, f"{place} in {package.label}", region)


def _declaration(program: Program, package: CompiledPackage, kind: str, name: str) -> Spot | Absent:
    for file in files_of(package, program.settings):
        for node in _declarations(file, name):
            if _receiver(node) == kind:
                first, last = node.start_point.row + 1, node.end_point.row + 1
                title = f"{file.shown}:{first - file.added_lines} in {package.label}"
                return Spot(package, title, Region(file.source.path, first, last))
    raise Fault(f"{package.path} does not declare {f'{kind}.{name}' if kind else name}", _EXAMPLE)


def _declarations(file: ShownFile, name: str) -> list[Node]:
    if name.encode() not in file.source.text:
        return []
    nodes = nodes_of_kinds(parse(file.source.text).root_node, _DECLARATIONS)
    return [
        node for node in nodes if any(text_of(each) == name for each in names_of(node)) or _name_of_type(node) == name
    ]


def _name_of_type(node: Node) -> str:
    name = node.child_by_field_name("name") if node.type == "type_spec" else None
    return text_of(name) if name is not None else ""


def _receiver(node: Node) -> str:
    """Return the name of a method's type, without star and type parameters; empty for other declarations."""
    receivers = fields_of(node, "receiver").parameters if node.type == "method_declaration" else ()
    return text_of(receivers[0].type).strip("*() ").partition("[")[0] if receivers else ""


def _outside(program: Program, target: str) -> Absent:
    """Say why a target is not in the build: nothing imports the package, or it does not exist."""
    listed = compiled_packages(program.view.context, [target], deps=False)
    found = next((each for each in listed if each.folder and not each.error), None)
    if found is not None:
        return Absent(found.path, "it is not in this build: no package of the main module imports it")
    error = next((each.error for each in listed if each.error), "go finds no such package")
    raise Fault(f"cannot find {short(target) if os.path.isabs(target) else target}: {error}", _EXAMPLE)
