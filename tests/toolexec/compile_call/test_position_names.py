"""File names in positions: placeholders of one length, and rewrites that give the name of a plain build."""

from __future__ import annotations

import pytest

from orchestrion_py.toolexec.compile_call.position_names import Names

WORK = "/tmp/go-build1/b001=>"


@pytest.mark.parametrize(
    ("path", "rewrites", "final"),
    [
        ("/src/app/main.go", WORK, "/src/app/main.go"),
        ("/src/app/main.go", f"{WORK};/src/app=>example.com/app", "example.com/app/main.go"),
        ("/src/application/main.go", f"{WORK};/src/app=>example.com/app", "/src/application/main.go"),
        ("/tmp/go-build1/b001/_cgo_gotypes.go", WORK, "_cgo_gotypes.go"),
        ("/usr/go/src/net/http/server.go", WORK, "$GOROOT/src/net/http/server.go"),
        ("/usr/go/src/net/http/server.go", f"{WORK};/usr/go/src/net/http=>net/http", "net/http/server.go"),
        # The compiler compares paths as Windows does, on every system.
        ("/SRC/App/main.go", f"{WORK};/src\\app=>example.com/app", "example.com/app/main.go"),
        ("/src/app\\x*/main.go", f"{WORK};/src/app=>example.com/app", "example.com/app\\x*/main.go"),
        ("/src/app", f"{WORK};/src/app", ""),
        ("x*/y.go", WORK, "x*/y.go"),
        ("x\ny.go", WORK, "x\ny.go"),
        ("lib/x*/y.go", f"{WORK};lib=>example.com/lib", "example.com/lib/x*/y.go"),
    ],
)
def test_a_file_gets_the_name_that_the_compiler_would_give_it(path: str, rewrites: str, final: str) -> None:
    names = Names(rewrites, "/usr/go")
    assert names.placeholder(path) == "<file-0>"
    assert names.rewrites() == f"<file-0>=>{final};{rewrites}"


def test_placeholders_are_numbered_in_the_order_of_requests() -> None:
    names = Names(WORK, "")
    assert [names.placeholder(path) for path in ("/b.go", "/a.go", "/b.go")] == ["<file-0>", "<file-1>", "<file-0>"]


def test_what_cannot_be_rewritten_or_need_not_be_keeps_its_name() -> None:
    names = Names(WORK, "")
    for path in (
        "grammar.y",
        "gram mar.y",
        "C:\\x.y",
        "/odd;folder/a.go",
        "/odd=>folder/a.go",
        "/odd\0file",
        "x;*/y.go",
    ):
        assert names.placeholder(path) == path
    assert names.rewrites() == f";{WORK}".lstrip(";")


def test_what_the_compiler_says_names_the_files_themselves() -> None:
    names = Names(WORK, "")
    names.placeholder("/src/main.go")
    assert names.restored(b"<file-0>:3:1: oh\n") == b"/src/main.go:3:1: oh\n"


def test_a_placeholder_is_no_name_that_a_source_mentions() -> None:
    names = Names(WORK, "", [b"package p\n", b"//line <FILE-0>:5\n", b"// <<file-"])
    assert names.placeholder("/a.go") == "<<<file-0>"
    assert names.restored(b"<file-0>:1 <<<file-0>:2") == b"<file-0>:1 /a.go:2"
