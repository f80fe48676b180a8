"""A program has the same spans whether its source is instrumented or its build is woven, named as Go names functions."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.paths import FRAMEWORKS

HERE = Path(__file__).parent
PROGRAM = HERE / "program"

pytestmark = pytest.mark.build


def go(folder: Path, *arguments: str, **environment: str) -> str:
    finished = subprocess.run(
        arguments, cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "GOFLAGS": "-mod=mod", "GOWORK": "off", **environment},
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def pyorch(folder: Path, *arguments: str, **environment: str) -> str:
    return go(folder, sys.executable, "-m", "orchestrion_py", *arguments, **environment)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    shutil.copytree(PROGRAM, folder)
    module = (FRAMEWORKS / "go.mod").read_text()
    (folder / "go.mod").write_text(re.sub(r"^module .*$", "module example.com/prog", module, flags=re.MULTILINE))
    shutil.copy(FRAMEWORKS / "go.sum", folder)
    return folder


def test_source_and_build_give_the_same_spans(program: Path) -> None:
    woven = pyorch(program, "go", "run", ".", PYORCH_ASPECTS="modules", PYORCH_BACKEND="otel")
    (program / "orchestrion.yml").unlink()
    assert "<" not in go(program, "go", "run", ".")
    pyorch(program, "instrument", "-w", "./...")
    written = go(program, "go", "run", ".")
    assert written == woven
    assert written.splitlines()[:4] == [
        "app:pay < app:Shop.Buy recorded no money Error no money",
        "unnamed",
        "app:Shop.Buy.func2.1 < app:Shop.Buy.func2",
        "app:Shop.Buy.func2 < app:Shop.Buy",
    ]
    assert "app:crash < app:boom panic crash\nmain recovers crash\n" in written


_CLOSURES = """package main

import (
	"context"
	"fmt"
	"runtime"
)

func me() {
	caller, _, _, _ := runtime.Caller(1)
	fmt.Println(runtime.FuncForPC(caller).Name())
}

type T struct{}

func (t *T) M(context.Context) {
	func() {}()
	func(context.Context) {
		me()
		func(context.Context) { me() }(nil)
		_ = []func(context.Context){func(context.Context) {}, func(context.Context) { me() }}
		func() { func(context.Context) { me() }(nil) }()
	}(nil)
	for range 1 {
		defer func(context.Context) { me() }(nil)
	}
	switch {
	case func(context.Context) bool { me(); return true }(nil):
		go func(context.Context) {}(nil)
		func(context.Context) { me() }(nil)
	}
}

func init() { func() {}(); func(context.Context) { me() }(nil) }
func init() { func(context.Context) { me() }(nil) }

var a, b = func(context.Context) { me() }, func(context.Context) { me() }

func main() {
	a(nil)
	b(nil)
	c(nil)
	new(T).M(nil)
}
"""
_MORE = """package main

import "context"

var c = func(context.Context) { me() }

func init() { func(context.Context) { me() }(nil) }
"""


def test_function_literals_have_the_names_that_the_compiler_gives_them(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/names\n\ngo 1.25\n")
    (tmp_path / "a.go").write_text(_CLOSURES)
    (tmp_path / "b.go").write_text(_MORE)
    names = go(tmp_path, "go", "run", "-gcflags=-l", ".").split()
    ran = {name.removeprefix("main.").replace("(*T)", "T") for name in names}
    spans = re.findall(r'Start\(ctx, "([^"]+)"\)', pyorch(tmp_path, "instrument", "a.go", "b.go"))
    assert len(ran) == 12
    assert ran <= set(spans)
    # A literal that never runs has a name too.
    assert len(spans) == len(set(spans))


_PANICS = """package main

import (
	"context"
	"fmt"
)

func main() { first(context.Background()) }

func first(ctx context.Context) error {
	// a comment
	fmt.Sprint(ctx)

	func(ctx context.Context) { second(ctx) }(ctx)
	return nil
}

// second is documented.
func second(ctx context.Context) { fmt.Sprint(1); third(ctx) }

func third(_ context.Context) {
	var m map[string]int
	m["a"] = 1
}
"""


def test_lines_in_a_panic_are_those_of_the_original(program: Path) -> None:
    shutil.rmtree(program / "recorder")
    (program / "orchestrion.yml").unlink()
    (program / "main.go").write_text(_PANICS)
    before = traced_lines(program)
    assert len(before) == 5
    pyorch(program, "instrument", "-w", "-preserve-line-numbers", "main.go")
    assert traced_lines(program) == before


def traced_lines(program: Path) -> list[str]:
    go(program, "go", "build", "-gcflags=-l", "-o", "program", ".")
    finished = subprocess.run(["./program"], cwd=program, capture_output=True, text=True, check=False)
    assert "assignment to entry in nil map" in finished.stderr
    return re.findall(r"/(main\.go:\d+)", finished.stderr)
