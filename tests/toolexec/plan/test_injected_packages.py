"""The packages that a build may inject, with all that they import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.gocommand.overlay import Overlay
from orchestrion_py.toolexec.plan.active_aspects import ActiveAspects, Injection
from orchestrion_py.toolexec.plan.injected_packages import (
    changing_files,
    injected_closure,
    package_identity,
    unknown_packages,
)
from tests.toolexec.plan.tables import module, package, table

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.gocommand.listing import Package

NO_OVERLAY = Overlay()
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
    assert changing_files(packages, "/cache", Overlay()) == (f"{folder}/a.go", f"{folder}/b.go", folder)


def test_files_that_are_not_go_change_too_and_so_do_the_folders(tmp_path: Path) -> None:
    (tmp_path / "pages" / "empty").mkdir(parents=True)
    embeds = package(
        "example.com/hook", folder=str(tmp_path), files=("a.go",), other_files=("a.s", "text.txt", "pages/one.html")
    )
    names = ("a.go", "a.s", "text.txt", "pages/one.html", "", "pages", "pages/empty")
    assert changing_files([embeds], "/cache", Overlay()) == tuple(str(tmp_path / name) for name in names)


def test_files_that_go_left_out_change_too() -> None:
    found = package("example.com/hook", folder="/hook", files=("a.go",), left_out=("windows.go",))
    assert "/hook/windows.go" in changing_files([found], "/cache", Overlay())


def test_an_overlay_s_files_count_in_place_of_those_that_they_replace() -> None:
    found = package("example.com/hook", folder="/hook", files=("a.go", "added.go"))
    overlay = Overlay("/o.json", {"/hook/a.go": "/other/b.go", "/hook/added.go": "/other/c.txt"})
    assert changing_files([found], "/cache", overlay) == ("/other/b.go", "/other/c.txt", "/hook")


def identities(*packages: Package, overlay: Overlay = NO_OVERLAY) -> list[str]:
    return [package_identity(each, "/cache", overlay) for each in packages]


def test_packages_outside_of_the_module_cache_count_by_their_content(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    files = {"a.go": "one", "text.txt": "one", "pages/one.html": "one"}
    local = package("m.io/p", folder=str(tmp_path), files=("a.go",), other_files=("text.txt", "pages/one.html"))
    found = set()
    for changed in ("", *files):
        for name, text in files.items():
            (tmp_path / name).write_text("other" if name == changed else text)
        found.update(identities(local))
    assert len(found) == 4
    assert not any(str(tmp_path) in each for each in found)


def test_the_go_line_of_its_module_counts(tmp_path: Path) -> None:
    old, new = (
        package("m.io/p", folder=str(tmp_path), module=module("m.io", "", language=version))
        for version in ("1.21", "1.22")
    )
    assert identities(old) != identities(new)


def test_tags_choose_files_of_modules_and_of_the_standard_library() -> None:
    for path, of in (("fmt", None), ("m.io/p", module("m.io"))):
        one, same, tagged = (
            package(path, folder="/cache/m.io/p", module=of, files=files)
            for files in (("a.go",), ("a.go",), ("a.go", "tagged.go"))
        )
        assert identities(one) == identities(same) != identities(tagged)


def test_an_overlay_can_replace_files_of_the_module_cache_and_of_go(tmp_path: Path) -> None:
    for path, of in (("fmt", None), ("m.io/p", module("m.io"))):
        cached = package(path, folder="/cache/m.io/p", module=of, files=("a.go",))
        overlay = Overlay("/o.json", {"/cache/m.io/p/a.go": str(tmp_path / "a.go")})
        found = set(identities(cached))
        for text in ("one", "other"):
            (tmp_path / "a.go").write_text(text)
            found.update(identities(cached, overlay=overlay))
        assert len(found) == 3
