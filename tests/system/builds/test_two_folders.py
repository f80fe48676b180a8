"""Two worktrees of one module share a go cache: each program is what an own cache would give, in turns and after edits."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# The woven packages come from go's cache for both: one of the standard library, and one of a module of its own.
FILES = {
    "app/go.mod": "module example.com/two\n\ngo 1.25\n\nrequire example.com/tracer v0.0.0\n\n"
    "replace example.com/tracer => ../tracer\n",
    "app/main.go": """package main

import (
	"container/list"

	"example.com/two/hook"
)

func main() {
	list.New().PushBack(1)
	println(hook.Calls())
}
""",
    "app/main_test.go": """package main

import (
	"container/list"
	"testing"

	"example.com/two/hook"
)

func TestList(t *testing.T) {
	before := hook.Calls()
	list.New().PushBack(1)
	if hook.Calls() == before {
		t.Fatal("not woven")
	}
}
""",
    "app/hook/hook.go": """package hook

import (
	"example.com/tracer"
	"example.com/two/config"
)

var calls int

func Hello(names ...string) { each(names, func(s string) { calls += config.Weight(s) + tracer.Extra() }) }

func each[T any](all []T, do func(T)) {
	for _, one := range all {
		do(one)
	}
}

func Calls() int { return calls }
""",
    "app/hook/hook_test.go": """package hook

import "testing"

func TestHello(t *testing.T) {
	if Hello("x"); Calls() == 0 {
		t.Fatal("nothing counted")
	}
}
""",
    "app/config/config.go": "package config\n\nfunc Weight(name string) int { return 10 * len(name) }\n",
    "tracer/go.mod": "module example.com/tracer\n\ngo 1.25\n",
    "tracer/tracer.go": "package tracer\n\nfunc Extra() int { return 1 }\n",
    "app/orchestrion.yml": """\
aspects:
  - id: hello
    join-point: {all-of: [{import-path: container/list}, {function-body: {function: [{name: PushBack}]}}]}
    advice: [prepend-statements: {imports: {hook: example.com/two/hook}, template: 'hook.Hello("PushBack")'}]
  - id: init
    join-point: {all-of: [{import-path: container/list}, {function-body: {function: [{name: New}]}}]}
    advice: [prepend-statements: {imports: {tracer: example.com/tracer}, template: 'tracer.Extra()'}]
""",
}


@pytest.fixture
def worktrees(tmp_path: Path) -> list[Workshop]:
    found = []
    for name in ("one", "another-with-a-longer-name"):
        Workshop(tmp_path / name).write(FILES)
        found.append(Workshop(tmp_path / name / "app", {"PYORCH_ASPECTS": "modules"}))
    return found


def printed_by(worktree: Workshop, *flags: str) -> str:
    built = worktree.pyorch("go", "build", *flags, "-o", "program", ".")
    assert (built.code, built.text) == (0, "")
    return worktree.run("./program").err


def test_in_turns_with_edits_in_one_of_them(worktrees: list[Workshop]) -> None:
    one, other = worktrees
    assert (printed_by(one), printed_by(other)) == ("81\n", "81\n")
    one.write({"config/config.go": "package config\n\nfunc Weight(name string) int { return 20 * len(name) }\n"})
    assert (printed_by(one), printed_by(other)) == ("161\n", "81\n")
    other.write({"main.go": FILES["app/main.go"].replace("println(", 'println("edited", ')})
    assert (printed_by(one), printed_by(other)) == ("161\n", "edited 81\n")
    assert (printed_by(one), printed_by(other)) == ("161\n", "edited 81\n")


@pytest.mark.parametrize(
    "flag",
    [
        "-trimpath",
        *(pytest.param(flag, marks=pytest.mark.slow) for flag in ("-race", "-gcflags=example.com/two/hook=-l")),
    ],
)
def test_with_flags(worktrees: list[Workshop], flag: str) -> None:
    for worktree in (*worktrees, *worktrees):
        assert printed_by(worktree, flag) == "81\n"


def test_tests(worktrees: list[Workshop]) -> None:
    for worktree in (*worktrees, *worktrees):
        tested = worktree.pyorch("go", "test", "-count=1", "./...")
        assert tested.code == 0, tested.text


def test_the_woven_package_is_compiled_once(worktrees: list[Workshop]) -> None:
    one, other = worktrees
    printed_by(one)
    built = other.pyorch("go", "build", "-x", ".")
    assert built.code == 0, built.text
    assert "-p example.com/two/hook" in built.text
    assert "-p container/list" not in built.text


def test_coverage(worktrees: list[Workshop]) -> None:
    """main imports the injected package. The blocks are those of plain go, and so are the counts where nothing is injected."""
    for worktree in worktrees:
        build = ("build", "-cover", "-o", "program", ".")
        built = worktree.pyorch("go", *build)
        assert (built.code, built.text) == (0, "")
        woven = blocks(worktree)
        assert worktree.go(*build).code == 0
        plain = blocks(worktree)
        assert woven.keys() == plain.keys()
        assert {block: count for block, count in plain.items() if "/main.go:" in block}.items() <= woven.items()
        assert any(count == "0" for count in plain.values())
        assert "0" not in woven.values()


def blocks(worktree: Workshop) -> dict[str, str]:
    """The covered blocks of the program, and how often each ran."""
    folder = worktree.folder / "counts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    ran = worktree.with_environment(GOCOVERDIR=str(folder)).run("./program")
    assert ran.code == 0, ran.text
    text = worktree.go("tool", "covdata", "textfmt", f"-i={folder}", "-o=/dev/stdout").out
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("mode:"))
    return {block: count for block, _, count in lines}


def test_tests_with_coverage(worktrees: list[Workshop]) -> None:
    """The package config has no tests, so go covers it for the tests of all other packages."""
    for worktree in worktrees:
        tested = worktree.pyorch("go", "test", "-count=1", "-cover", "./...")
        assert tested.code == 0, tested.text
        assert "coverage: 100.0% of statements" in tested.text
