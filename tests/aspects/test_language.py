"""The aspects of the language: every build has them, and they are not integrations."""

from __future__ import annotations

import pytest

from orchestrion_py import __version__
from orchestrion_py.aspects.files.catalogue import built_in_files, integrations, language_files
from orchestrion_py.aspects.literal_filter import facts_of
from orchestrion_py.vendors.registry import VENDORS
from orchestrion_py.weaving.package import Package, Skipped, Source, Woven
from orchestrion_py.weaving.weave_package import weave

ENTRIES = [entry for file in language_files() for entry in file.entries]
BUILT = "github.com/DataDog/orchestrion/runtime/built"


def woven(body: str, import_path: str = "example.com/a") -> str:
    """The woven form of a package with one declaration; empty if nothing is woven."""
    source = Source("/src/a.go", f"package a\n\n{body}\n".encode())
    outcome = weave([source], Package(import_path, "a"), [entry.aspect for entry in ENTRIES])
    assert isinstance(outcome, Woven | Skipped), outcome
    return outcome.files[0].text.decode() if isinstance(outcome, Woven) else ""


@pytest.mark.parametrize(
    ("declaration", "import_path"),
    [
        ('//orchestrion:version\nconst Version = ""', "example.com/a"),
        ("//orchestrion:version\nvar version string", "github.com/DataDog/dd-trace-go/v2/internal/orchestrion"),
        ('const WithOrchestrionVersion = ""', BUILT),
    ],
)
def test_the_version_is_pyorch_s(declaration: str, import_path: str) -> None:
    assert f'"v{__version__}"' in woven(declaration, import_path)


@pytest.mark.parametrize(
    "declaration",
    [
        "//orchestrion:version\nvar version int",
        "//orchestrion:enabled\nvar enabled string",
        "//orchestrion:enabled\nfunc enabled() bool { return false }",
        "//orchestrion:enabled\ntype enabled bool",
        "// orchestrion:enabled\nvar enabled = false",
        "const WithOrchestrion = false",
    ],
)
def test_similar_directives_have_no_effect(declaration: str) -> None:
    assert woven(declaration) == ""


def test_they_are_woven_into_packages_of_the_tracer_too() -> None:
    assert all(entry.aspect.tracer_internal for entry in ENTRIES)


def test_the_literal_filter_keeps_packages_without_them_out() -> None:
    facts = facts_of("example.com/a", is_main=True) + "\npackagefile fmt=/a"
    for entry in ENTRIES:
        literals = entry.aspect.join_point.literal_filter()
        assert literals
        assert not any(literal in facts for literal in literals)
        assert any(literal.startswith("//orchestrion:") for literal in literals)


def test_they_are_not_integrations() -> None:
    paths = {file.path for file in language_files()}
    for vendor in VENDORS:
        assert paths.isdisjoint(file.path for file in built_in_files(vendor))
        assert paths.isdisjoint(integration.path for integration in integrations(vendor))
    assert all(not entry.aspect.injected for entry in ENTRIES)
