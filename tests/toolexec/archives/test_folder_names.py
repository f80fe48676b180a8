"""Which injected packages move without their importers, and the names in place of their folders."""

from __future__ import annotations

from orchestrion_py.toolexec.archives.folder_names import FolderNames, text_of

NAMES = FolderNames(
    text_of(
        {"example.com/app/hook": "example.com/app", "m.io/tracer": ""},
        [
            ("/src/app", "example.com/app"),
            ("/src/app/inner", "example.com/app/inner"),
            ("/cache/é", "m.io/tracer@v1.0.0"),
        ],
    )
)


def test_a_package_moves_with_its_module() -> None:
    for importer in ("example.com/app", "example.com/app/lib", "command-line-arguments"):
        assert not NAMES.moves_alone("example.com/app/hook", importer)
    for importer in ("net/http", "m.io/web", "example.com/application"):
        assert NAMES.moves_alone("example.com/app/hook", importer)


def test_the_module_cache_moves_with_all_but_the_standard_library() -> None:
    assert NAMES.moves_alone("m.io/tracer", "net/http")
    assert not NAMES.moves_alone("m.io/tracer", "m.io/web")
    assert not NAMES.moves_alone("m.io/tracer", "example.com/app")


def test_a_package_that_is_not_listed_does_not_move() -> None:
    assert "context" not in NAMES
    assert not NAMES.moves_alone("context", "net/http")
    assert "example.com/app/hook" not in FolderNames("")


def test_the_innermost_folder_counts() -> None:
    assert NAMES.rename(b"/src/app/inner/a.go") == b"example.com/app/inner/a.go"
    assert NAMES.rename(b"/src/app/internal/a.go") == b"example.com/app/internal/a.go"
    assert NAMES.rename("/cache/é/a.go".encode()) == b"m.io/tracer@v1.0.0/a.go"
    assert NAMES.rename(b"$GOROOT/src/fmt/print.go") == b"$GOROOT/src/fmt/print.go"
