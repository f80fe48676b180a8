"""What a test has to import so that all that is injected above the package under test is built upon its variant."""

from __future__ import annotations

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.archives.package_variants import tops

GRAPH = {
    "tracer.io/hooks": ["tracer.io/hooks/internal/wire", "errors"],
    "tracer.io/hooks/internal/wire": ["tracer.io/keys"],
    "tracer.io/keys": ["errors"],
    "tracer.io/all": ["tracer.io/hooks", "fmt"],
    "tracer.io/internal/alone": ["errors"],
    "fmt": ["errors"],
    "errors": [],
}


def test_nothing_is_imported_that_another_imports() -> None:
    above = ["fmt", "tracer.io/all", "tracer.io/hooks", "tracer.io/hooks/internal/wire", "tracer.io/keys"]
    assert tops(GRAPH, "errors", above) == ["tracer.io/all"]


def test_for_an_internal_package_stands_the_smallest_that_imports_it() -> None:
    assert tops(GRAPH, "errors", ["tracer.io/hooks/internal/wire", "tracer.io/keys"]) == ["tracer.io/hooks"]


def test_an_internal_package_is_imported_by_those_around_it() -> None:
    assert tops(GRAPH, "tracer.io/hooks/errors", ["tracer.io/hooks/internal/wire"]) == ["tracer.io/hooks/internal/wire"]
    assert tops(GRAPH, "tracer.io/hooksmith", ["tracer.io/hooks/internal/wire"]) == ["tracer.io/hooks"]


def test_an_internal_package_that_comes_with_another_is_not_named() -> None:
    assert tops({"a/internal/b": ["c"], "d": ["e"], "e": ["a/internal/b"]}, "c", ["a/internal/b", "d"]) == ["d"]


def test_an_internal_package_that_nothing_else_imports_is_told() -> None:
    with pytest.raises(Fault, match=r"needs tracer\.io/internal/alone compiled for the test") as caught:
        tops(GRAPH, "errors", ["tracer.io/internal/alone"])
    assert "errors_test" in caught.value.hint
