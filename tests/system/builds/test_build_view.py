"""`pyorch weave` and `pyorch diff` see what a build sees: a shadow go.mod, flags, overlays, tests and cgo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import smallest_program
from tests.helpers.workshop import Workshop
from tests.helpers.woven_texts import texts_of_build, texts_of_preview

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

SERVER = """\
package main

import "net/http"

func main() {
	_ = http.ListenAndServe("localhost:0", nil)
}
"""
# The aspect of the smallest program matches every function named Colour.
FILES = {
    "inc/c.go": 'package inc\n\n// static int one() { return 1; }\nimport "C"\n\nfunc Colour() int { return int(C.one()) }\n',
    "tags/red.go": '//go:build !blue\n\npackage tags\n\nfunc Colour() string { return "red" }\n',
    "tags/blue.go": '//go:build blue\n\npackage tags\n\nfunc Colour() string { return "blue" }\n',
    "tags/generated.go": "package tags\n\ntype G int\n\n//line colour.y:7\nfunc (G) Colour() {}\n",
    "tags/inside_test.go": """\
package tags

import "testing"

type inside int

func (inside) Colour() {}

func TestInside(t *testing.T) { inside(1).Colour() }
""",
    "tags/outside_test.go": """\
package tags_test

import (
	"testing"

	"example.com/smallest/tags"
)

type outside int

func (outside) Colour() {}

func TestOutside(t *testing.T) { outside(2).Colour(); tags.Colour() }
""",
    "overlay.json": '{"Replace": {"shade/shade.go": "shade/other.txt"}}',
    "shade/other.txt": 'package shade\n\nfunc Colour() string { return "overlaid" }\n',
}
FLAGS = "-tags=blue -overlay=overlay.json"


def test_a_module_that_was_never_pinned_is_shown_as_its_build_weaves_it(tmp_path: Path) -> None:
    app = Workshop(tmp_path / "app").write({"go.mod": "module example.com/app\n\ngo 1.25\n", "main.go": SERVER})
    shown = app.pyorch("diff", ".")
    assert shown.code == 0
    assert "this build uses a shadow of go.mod" in shown.err
    assert "__pyorch_tracer.Start()" in shown.out
    assert "ddtrace/tracer" in app.pyorch("weave", "main.go").out
    assert app.run("ls").out.split() == ["go.mod", "main.go"]


def test_weave_prints_the_text_that_a_build_compiles(tmp_path: Path) -> None:
    program = smallest_program(tmp_path / "m", **FILES)
    compiled = texts_of_build(program, "build", *FLAGS.split(), "./...")
    assert len(compiled) == 4
    assert texts_of_preview(program, "--flags", FLAGS, "./...") == compiled


def test_weave_prints_the_text_that_a_test_compiles(tmp_path: Path) -> None:
    program = smallest_program(tmp_path / "m", **FILES)
    compiled = texts_of_build(program, "test", "-tags=blue", "./...")
    assert len(compiled) == 6
    assert texts_of_preview(program, "--test", "--flags", "-tags=blue", "./...") == compiled


def test_counters_of_cover_are_left_out_with_a_word(tmp_path: Path) -> None:
    program = smallest_program(tmp_path / "m", **FILES)
    plain = program.pyorch("weave", "--flags", FLAGS, "./...")
    covered = program.pyorch("weave", "--flags", f"{FLAGS} -cover", "./...")
    assert covered.out == plain.out
    assert "the counters that -cover adds are not shown" not in plain.err
    assert "pyorch: the counters that -cover adds are not shown" in covered.err
