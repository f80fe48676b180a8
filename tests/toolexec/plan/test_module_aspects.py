"""Aspects of the modules that tool files import, and of the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.toolexec.plan.module_aspects import (
    ExternalAspects,
    aspects_of_packages,
    aspects_of_project,
    read_tool_file,
)
from tests.toolexec.plan.tables import aspect_file, module, package, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from orchestrion_py.gocommand.listing import Package

TOOL_FILE = "orchestrion.tool.go"
ASPECT_FILE = "orchestrion.yml"


def write_tool_file(folder: Path, *imports: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f'import _ "{path}"\n' for path in imports)
    (folder / TOOL_FILE).write_text(f"//go:build tools\n\npackage tools\n\n{lines}")


def test_a_tool_file_s_imports_in_their_order(tmp_path: Path) -> None:
    (tmp_path / TOOL_FILE).write_text(
        '//go:build tools\n\npackage tools\n\nimport (\n\t_ "b" // "c"\n\t/* _ "d" */\n\tname "a"\n)\n\nimport "b"\n'
    )
    found = read_tool_file(str(tmp_path))
    assert found.path == str(tmp_path / TOOL_FILE)
    assert found.imports == ("b", "a")


def test_a_tool_file_that_does_not_exist_imports_nothing(tmp_path: Path) -> None:
    assert read_tool_file(str(tmp_path)).imports == ()


def no_look_up(paths: Sequence[str]) -> Mapping[str, Package]:
    raise AssertionError(f"go was asked for {paths}")


def names(found: ExternalAspects, folder: Path) -> list[str]:
    return [str(Path(file.path).relative_to(folder)) for file in found.files]


def test_a_package_s_imports_come_before_its_own_aspects(tmp_path: Path) -> None:
    for name in ("all", "gin", "mux"):
        aspect_file(tmp_path / name / ASPECT_FILE)
    write_tool_file(tmp_path / "all", "example.com/mux", "example.com/gin")
    every = table(*(package(f"example.com/{name}", folder=str(tmp_path / name)) for name in ("all", "gin", "mux")))
    asked: list[Sequence[str]] = []

    def look_up(paths: Sequence[str]) -> Mapping[str, Package]:
        asked.append(paths)
        return {path: every[path] for path in sorted(paths)}

    found = aspects_of_packages([every["example.com/all"]], frozenset(), look_up)
    assert names(found, tmp_path) == ["gin/orchestrion.yml", "mux/orchestrion.yml", "all/orchestrion.yml"]
    assert asked == [["example.com/mux", "example.com/gin"]]
    # Also files that do not exist: once somebody writes one, the plan is made again.
    assert found.read == tuple(
        str(tmp_path / name / file) for name in ("all", "gin", "mux") for file in (TOOL_FILE, ASPECT_FILE)
    )


def test_packages_that_import_each_other_are_visited_once(tmp_path: Path) -> None:
    write_tool_file(tmp_path / "a", "example.com/b")
    write_tool_file(tmp_path / "b", "example.com/a")
    aspect_file(tmp_path / "a" / ASPECT_FILE)
    every = table(*(package(f"example.com/{name}", folder=str(tmp_path / name)) for name in ("a", "b")))
    found = aspects_of_packages(every.values(), frozenset(), lambda paths: {path: every[path] for path in paths})
    assert names(found, tmp_path) == ["a/orchestrion.yml"]


def test_built_in_aspects_replace_those_of_covered_packages(tmp_path: Path) -> None:
    write_tool_file(tmp_path / "a", "example.com/covered")
    found = aspects_of_packages(
        [package("example.com/a", folder=str(tmp_path / "a"))], frozenset({"example.com/covered"}), no_look_up
    )
    assert found.files == ()


def test_a_package_without_a_folder_has_no_aspects() -> None:
    missing = package("example.com/missing", error="no required module provides it")
    assert aspects_of_packages([missing], frozenset(), no_look_up) == ExternalAspects()


def test_only_the_main_module_may_extend_files_outside_of_itself(tmp_path: Path) -> None:
    aspect_file(tmp_path / "outside.yml")
    aspect_file(tmp_path / "m" / ASPECT_FILE, head="extends: [../outside.yml]")
    folder = str(tmp_path / "m")
    main = package("example.com/m", folder=folder, module=module("example.com/m", main=True))
    other = package("example.com/m", folder=folder, module=module("example.com/m"))
    found = aspects_of_packages([main], frozenset(), no_look_up)
    assert names(found, tmp_path) == ["outside.yml", "m/orchestrion.yml"]
    with pytest.raises(AspectError, match="outside"):
        aspects_of_packages([other], frozenset(), no_look_up)


def test_the_project_s_aspects_are_those_of_each_main_module(tmp_path: Path) -> None:
    aspect_file(tmp_path / "a" / ASPECT_FILE)
    roots = [str(tmp_path / "a"), str(tmp_path / "none")]
    found = aspects_of_project(roots)
    assert names(found, tmp_path) == ["a/orchestrion.yml"]
    # Also the file that does not exist: once somebody writes it, the plan is made again.
    assert found.read == tuple(f"{root}/{ASPECT_FILE}" for root in roots)
