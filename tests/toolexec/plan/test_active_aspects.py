"""Which aspects a build has, by its packages and the versions of its modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.files.loading import load_file
from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.plan.active_aspects import (
    Sources,
    activate,
    active_files,
    choose_sources,
    covered_packages,
    required_modules,
    usable_files,
    versions_of,
)
from tests.toolexec.plan.tables import aspect_file, module, package, table

if TYPE_CHECKING:
    from pathlib import Path

ORCHESTRION = "github.com/DataDog/orchestrion"


@pytest.mark.parametrize(
    ("chosen", "imports", "expected"),
    [
        ("", [], Sources(built_in=True, modules=True)),
        ("", [ORCHESTRION], Sources(built_in=False, modules=True)),
        ("builtin", [ORCHESTRION], Sources(built_in=True, modules=False)),
        ("modules", [], Sources(built_in=False, modules=True)),
    ],
)
def test_sources(chosen: str, imports: list[str], expected: Sources) -> None:
    assert choose_sources(chosen, imports) == expected


def test_other_sources_do_not_exist() -> None:
    with pytest.raises(Fault, match="PYORCH_ASPECTS=both is neither builtin nor modules") as caught:
        choose_sources("both", [])
    assert "unset it" in caught.value.hint


def test_a_file_is_usable_if_all_its_packages_are(tmp_path: Path) -> None:
    good = aspect_file(tmp_path / "good.yml", "example.com/tracer", "unsafe")
    missing = aspect_file(tmp_path / "missing.yml", "example.com/tracer", "example.com/missing")
    broken = aspect_file(tmp_path / "broken.yml", "example.com/broken")
    packages = table(package("example.com/tracer"), package("example.com/broken", error="no Go files"))
    assert usable_files([good, missing, broken], packages) == (good,)


def test_a_file_is_active_if_the_versions_are_right(tmp_path: Path) -> None:
    file = aspect_file(tmp_path / "a.yml", head="requires: {example.com/m: '>=v2'}")
    assert active_files([file], {"example.com/m": "v2.1.0"}) == (file,)
    assert active_files([file], {"example.com/m": "v1.9.0"}) == ()
    assert active_files([file], {}) == ()


def test_required_modules_are_those_of_files_and_of_aspects(tmp_path: Path) -> None:
    file = aspect_file(tmp_path / "a.yml", head="requires: {example.com/m: '>=v2'}")
    path = tmp_path / "b.yml"
    aspect_file(path)
    path.write_text(path.read_text() + "  requires: {example.com/n: '<v3'}\n")
    assert required_modules([file, load_file(str(path))]) == {"example.com/m", "example.com/n"}
    assert required_modules([]) == frozenset()


def test_versions_are_those_of_the_packages_modules() -> None:
    packages = [package("fmt"), package("example.com/m/p", module=module("example.com/m", "v1.2.3"))]
    assert versions_of(packages) == {"example.com/m": "v1.2.3"}


def test_covered_packages(tmp_path: Path) -> None:
    files = [
        aspect_file(tmp_path / "a.yml", head="covers: [example.com/a, example.com/b]"),
        aspect_file(tmp_path / "b"),
    ]
    assert covered_packages(files) == {"example.com/a", "example.com/b"}


def test_aspects_keep_their_order_and_a_file_counts_once(tmp_path: Path) -> None:
    first = aspect_file(tmp_path / "1.yml", "fmt", "unsafe", id="first")
    second = aspect_file(tmp_path / "2.yml", "example.com/tracer", matches="example.com/web", id="second")
    active = activate([second, first, second], {}, "example.com/main")
    assert [aspect["id"] for aspect in active.aspects] == ["second", "first"]
    assert [each.implied for each in active.injections] == [{"example.com/web"}, {"net/http"}]
    assert active.injected == {"fmt", "example.com/tracer"}
    assert all(aspect["literals"] for aspect in active.aspects)


def test_an_aspect_whose_requirement_is_not_met_is_left_out(tmp_path: Path) -> None:
    file = aspect_file(tmp_path / "1.yml", head="requires: {example.com/m: '>=v2'}")
    path = tmp_path / "2.yml"
    aspect_file(path)
    path.write_text(path.read_text() + "  requires: {example.com/m: '<v2'}\n")
    versions = {"example.com/m": "v1.0.0"}
    assert len(activate([file], versions, "").aspects) == 0
    assert len(activate([load_file(str(path))], versions, "").aspects) == 1
    assert activate([], versions, "").injected == frozenset()


def test_packages_whose_interfaces_an_aspect_asks_about(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text(
        "aspects:\n- id: x\n  join-point: {function-body: {function: [{argument-implements: context.Context}]}}\n"
        "  advice: [{prepend-statements: {template: 'println()'}}]\n"
    )
    assert activate([load_file(str(path))], {}, "").asked == {"context"}


def test_literals_name_the_main_module(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text(
        "aspects:\n- id: x\n  join-point: {all-of: [{package-filter: {root: true}}, {function-body: {function: [{name: f}]}}]}\n"
        "  advice: [{prepend-statements: {template: 'println()'}}]\n"
    )
    (aspect,) = activate([load_file(str(path))], {}, "example.com/main").aspects
    assert aspect["literals"] == ["package example.com/main/", "package example.com/main;"]
