"""The packages that a build may inject, with all that they import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.toolexec.plan.active_aspects import ActiveAspects, Injection
from orchestrion_py.toolexec.plan.injected_packages import changing_files, injected_closure, unknown_packages
from tests.toolexec.plan.tables import package, table

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = table(
    package("example.com/tracer", imports=("fmt", "example.com/wire")),
    package("example.com/wire", imports=("fmt", "example.com/absent")),
    package("fmt", imports=("errors",)),
    package("errors"),
    package("net/http", imports=("fmt",)),
    package("context", imports=("errors",)),
    package("example.com/broken", error="it does not parse"),
)


def active(*injected: str, asked: tuple[str, ...] = ()) -> ActiveAspects:
    injections = tuple(Injection(frozenset(), frozenset({path})) for path in injected)
    return ActiveAspects(injections=injections, asked=frozenset(asked))


def test_everything_that_an_injected_package_imports() -> None:
    found = injected_closure(active("example.com/tracer", "unsafe"), PACKAGES)
    assert set(found) == {"example.com/tracer", "example.com/wire", "fmt", "errors"}
    assert found["fmt"] is PACKAGES["fmt"]


def test_packages_that_an_aspect_asks_about_unless_they_are_broken() -> None:
    assert set(injected_closure(active(asked=("context", "example.com/broken")), PACKAGES)) == {"context", "errors"}
    # An injected one stays: the build that needs it reports what is wrong with it.
    assert set(injected_closure(active("example.com/broken"), PACKAGES)) == {"example.com/broken"}


def test_unknown_packages_are_those_that_no_table_has() -> None:
    aspects = active("fmt", "unsafe", "example.com/new", asked=("context", "example.com/other"))
    assert unknown_packages(aspects, PACKAGES) == {"example.com/new", "example.com/other"}


def test_files_of_go_and_of_the_module_cache_do_not_change() -> None:
    packages = [
        package("fmt", folder="/go/src/fmt", files=("print.go",)),
        package("example.com/cached", folder="/cache/example.com/cached@v1.0.0", files=("a.go",)),
        package("example.com/vendored", folder="/src/vendor/example.com/vendored", files=("a.go", "b.go")),
    ]
    folder = "/src/vendor/example.com/vendored"
    assert changing_files(packages, "/cache") == (f"{folder}/a.go", f"{folder}/b.go", folder)


def test_files_that_are_not_go_change_too_and_so_do_the_folders(tmp_path: Path) -> None:
    (tmp_path / "pages" / "empty").mkdir(parents=True)
    embeds = package(
        "example.com/hook", folder=str(tmp_path), files=("a.go",), other_files=("a.s", "text.txt", "pages/one.html")
    )
    names = ("a.go", "a.s", "text.txt", "pages/one.html", "", "pages", "pages/empty")
    assert changing_files([embeds], "/cache") == tuple(str(tmp_path / name) for name in names)
