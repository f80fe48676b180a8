"""The catalogue of built-in aspects: each vendor has its own, even if two vendors have files of the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.files import catalogue, vendor_versions
from orchestrion_py.aspects.files.catalogue import built_in_files, integrations
from orchestrion_py.aspects.files.conflicts import among, conflicts, suspects
from orchestrion_py.vendors.registry import BY_DEFAULT, VENDORS, vendor_named
from orchestrion_py.vendors.vendor import Vendor

if TYPE_CHECKING:
    from pathlib import Path

ASPECT = """\
aspects:
  - id: {id}
    join-point: {{function-call: {target}}}
    advice:
      - wrap-expression: {{imports: {{p: {package}}}, template: "p.Wrap({{{{ . }}}})"}}
"""
FILES = {
    "one/gin.yml": ASPECT.format(id="gin.New", target="example.com/gin.New", package="example.com/one/gin"),
    "one/echo.yml": ASPECT.format(id="echo.New", target="example.com/echo.New", package="example.com/one/echo"),
    "one/versions.yml": """\
tested: {example.com/one: v1.2.0}
conflicts: {example.com/old: {versions: <v2, because: it traces by itself, instead: v2.0.0}}
""",
    "two/gin.yml": ASPECT.format(id="gin.New", target="example.com/gin.New", package="example.com/two/gin"),
    "two/functions.yml": "opt-in: true\n"
    + ASPECT.format(id="all", target="example.com/f.F", package="example.com/two"),
    "two/versions.yml": "tested: {example.com/two: v0.3.0}\n",
}


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Vendor, Vendor]:
    """Two invented vendors instead of the real ones."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for module in (catalogue, vendor_versions):
        monkeypatch.setattr(module, "folder", lambda: str(tmp_path))
    return Vendor("one"), Vendor("two")


def test_each_vendor_has_its_own_gin(shipped: tuple[Vendor, Vendor], tmp_path: Path) -> None:
    one, two = shipped
    assert {each.name: each.injects for each in integrations(one)} == {
        "gin": ("example.com/one/gin",),
        "echo": ("example.com/one/echo",),
    }
    assert {each.name: each.injects for each in integrations(two)} == {"gin": ("example.com/two/gin",)}
    assert [file.path for file in built_in_files(two)] == [str(tmp_path / "two" / "gin.yml")]
    assert [(each.vendor, each.name) for vendor in shipped for each in integrations(vendor)] == [
        ("one", "echo"),
        ("one", "gin"),
        ("two", "gin"),
    ]


def test_messages_name_the_vendor_of_a_name_that_two_have(shipped: tuple[Vendor, Vendor]) -> None:
    assert [each.label for vendor in shipped for each in integrations(vendor)] == ["echo", "gin (one)", "gin (two)"]


def test_versions_are_a_vendor_s_own(shipped: tuple[Vendor, Vendor]) -> None:
    one, two = shipped
    assert catalogue.tested_versions(one) == {"example.com/one": "v1.2.0"}
    assert catalogue.tested_versions(two) == {"example.com/two": "v0.3.0"}


def test_conflicts_are_a_vendor_s_own(shipped: tuple[Vendor, Vendor]) -> None:
    one, two = shipped
    versions = {"example.com/old": "v1.9.0"}
    (found,) = suspects(conflicts(one), versions)
    assert found.message("v1.9.0") == (
        "example.com/old v1.9.0 cannot be in one program with woven code: it traces by itself"
    )
    assert found.hint == "run `go get example.com/old@v2.0.0`"
    assert among([found], ["example.com/old/tracer"]) is found
    assert among([found], ["example.com/older"]) is None
    assert suspects(conflicts(one), {"example.com/old": "v2.0.0"}) == []
    assert suspects(conflicts(two), versions) == []


def test_a_vendor_without_files_ships_nothing() -> None:
    none = Vendor("none")
    assert not integrations(none)
    assert not catalogue.tested_versions(none)
    assert not conflicts(none)


def test_the_vendor_of_a_build_ships_integrations_and_tested_versions() -> None:
    vendor = BY_DEFAULT
    assert vendor in VENDORS
    assert {each.vendor for each in integrations(vendor)} == {vendor.name}
    assert catalogue.tested_versions(vendor)


def test_an_exact_signature_needs_the_packages_of_its_types() -> None:
    """All files of generated code have such functions, whatever their packages are. `context` alone is no reason for twirp."""
    targets = {each.name: each.targets for each in integrations(vendor_named("otel"))}
    assert targets["twirp"] == ("github.com/twitchtv/twirp",)
