"""The warnings of a build: one form, each once, and PYORCH_WARN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.toolexec.build_warnings import once_per_build, print_warnings, without_errors

if TYPE_CHECKING:
    import pytest

TWO = [("a.go:1:2", "no effect"), ("", "not instrumented"), ("a.go:1:2", "no effect")]


def test_each_is_printed_once(capfd: pytest.CaptureFixture[str]) -> None:
    assert print_warnings(TWO, {}) == 0
    assert capfd.readouterr().err.splitlines() == [
        "a.go:1:2: pyorch: warning: no effect",
        "pyorch: warning: not instrumented",
    ]


def test_off(capfd: pytest.CaptureFixture[str]) -> None:
    assert print_warnings(TWO, {"PYORCH_WARN": "off"}) == 0
    assert capfd.readouterr().err == ""


def test_error(capfd: pytest.CaptureFixture[str]) -> None:
    assert print_warnings([], {"PYORCH_WARN": "error"}) == 0
    assert print_warnings(TWO, {"PYORCH_WARN": "error"}) == 1
    assert capfd.readouterr().err.splitlines() == [
        "a.go:1:2: pyorch: error: no effect",
        "pyorch: error: not instrumented",
        "  hint: correct this, or unset PYORCH_WARN=error, which makes warnings errors",
    ]


def test_a_variant_for_a_test_has_only_the_warnings_of_its_test_files() -> None:
    found = [("/m/a.go:1:2", "x"), ("/m/a_test.go:1:2", "x"), ("", "y")]
    assert once_per_build(found, "example.com/m") == found
    assert once_per_build(found, "example.com/m [example.com/m.test]") == [found[1]]


def test_a_warning_about_a_dependency_fails_no_build(capfd: pytest.CaptureFixture[str]) -> None:
    assert print_warnings(TWO, without_errors({"PYORCH_WARN": "error"})) == 0
    assert "pyorch: warning: not instrumented" in capfd.readouterr().err
    assert print_warnings(TWO, without_errors({"PYORCH_WARN": "off"})) == 0
    assert capfd.readouterr().err == ""
