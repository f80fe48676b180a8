"""Whatever decides what is woven or linked is changed, one kind at a time: the next build in the same caches sees it.

The kinds are those of `toolexec/plan/input_kinds.py`. For each of them, the plan that is made in a warm cache must be that of
an empty cache. That compiles nothing. Builds of whole programs take seconds, since go compiles the runtime again for each tool
id. So only some cases build one, and the slow tests all, also from empty caches.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.gocommand.build_context import context_of_command
from orchestrion_py.toolexec.plan import make_plan
from orchestrion_py.toolexec.plan.plan_index import plan_for
from tests.helpers.workshop import Workshop, copy_of_notes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.toolexec.plan.make_plan import MadePlan

pytestmark = pytest.mark.build


def prepend(identifier: str, function: str, template: str, imports: str = "") -> str:
    """An aspect in the format of a list in an aspect file."""
    return (
        f"  - id: {identifier}\n    join-point: {{all-of: [{{package-name: main}}, {{function-body: {{function: "
        f"[{{name: {function}}}]}}}}]}}\n    advice: [prepend-statements: {{{imports}template: '{template}'}}]\n"
    )


HELLO = prepend("hello", "Colour", "hook.Hello()", "imports: {hook: example.com/app/hook}, ")
SHAPE = prepend("shape", "Shape", "dep.Say()", "imports: {dep: example.com/dep}, ")
MAIN_GO = """\
package main

import "example.com/app/lib"

func main() { println(Colour(), Shape(), lib.Name()) }

func Colour() string { return "red" }

func Shape() string { return "round" }

func Size() string { return "big" }
"""
# A loop variable per iteration came with Go 1.22: the go line of the module decides what this prints.
SAY = """\
package dep

func Say() {
	var last func() int
	for i := 0; i < 2; i++ {
		if i == 0 {
			last = func() int { return i }
		}
	}
	println(Text, last())
}
"""
GO_MOD = "module example.com/app\n\ngo 1.25\n\nrequire example.com/dep v0.0.0\n\nreplace example.com/dep => ../dep\n"
FILES = {
    "app/go.mod": GO_MOD,
    "app/main.go": MAIN_GO,
    "app/lib/lib.go": 'package lib\n\nfunc Name() string { return "lib" }\n',
    "app/hook/hook.go": (
        'package hook\n\nimport "example.com/app/hook/text"\n\nfunc number() int\n\n'
        "var more string\n\nfunc Hello() { println(text.Text, number(), more) }\n"
    ),
    "app/hook/number_amd64.s": "TEXT ·number(SB), 4, $0-8\n\tMOVQ $7, ret+0(FP)\n\tRET\n",
    "app/hook/number_arm64.s": "TEXT ·number(SB), 4, $0-8\n\tMOVD $7, R0\n\tMOVD R0, ret+0(FP)\n\tRET\n",
    "app/hook/cgo.go": '//go:build cgo\n\npackage hook\n\nfunc init() { more += "cgo" }\n',
    "app/hook/tagged.go": '//go:build tagged\n\npackage hook\n\nfunc init() { more += "tagged" }\n',
    "app/hook/level.go": '//go:build amd64.v3 || arm64.v8.1\n\npackage hook\n\nfunc init() { more += "level" }\n',
    "app/hook/text/text.go": 'package text\n\nvar Text = "one"\n',
    "app/orchestrion.yml": f"extends: [./more.yml]\naspects:\n{HELLO}",
    "app/more.yml": "aspects:\n" + prepend("size", "Size", 'println("size")'),
    "app/orchestrion.tool.go": '//go:build tools\n\npackage main\n\nimport _ "example.com/dep"\n',
    "dep/go.mod": "module example.com/dep\n\ngo 1.25\n",
    "dep/say.go": SAY,
    "dep/text.go": 'package dep\n\nvar Text = "dep"\n',
    "dep/orchestrion.yml": f"aspects:\n{SHAPE}",
    "other/go.mod": "module example.com/dep\n\ngo 1.25\n",
    "other/say.go": SAY,
    "other/text.go": 'package dep\n\nvar Text = "other"\n',
    "other/orchestrion.yml": f"aspects:\n{SHAPE}",
}
ENVIRONMENT = {"PYORCH_ASPECTS": "modules", "CGO_ENABLED": "0", "GOENV": "goenv", "GOTOOLCHAIN": "local"}
OUTPUT = "one 7\ndep 0\nred round lib\n"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with modules, the folder below it that go builds in, the package that it builds, and flags."""

    top: Workshop
    folder: str = "app"
    package: str = "."
    flags: tuple[str, ...] = ()

    def write(self, files: dict[str, str]) -> Project:
        """Write files by their names relative to the folder of all modules."""
        self.top.write(files)
        return self

    def change(self, file: str, old: str, new: str) -> Project:
        """Replace a text in a file."""
        text = (self.top.folder / file).read_text(encoding="utf-8")
        assert old in text
        return self.write({file: text.replace(old, new)})

    def remove(self, file: str) -> Project:
        path = self.top.folder / file
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return self

    def with_environment(self, **variables: str) -> Project:
        return replace(self, top=self.top.with_environment(**variables))

    def path(self, file: str) -> str:
        return str(self.top.folder / file)

    def with_flags(self, *flags: str) -> Project:
        return replace(self, flags=flags)

    def workshop(self) -> Workshop:
        """The folder in which go builds, with the environment of the build."""
        goenv = str(self.top.folder / self.top.environment["GOENV"])
        return self.top.with_environment(GOENV=goenv).at(self.folder)

    def plan(self, cache: Path) -> str:
        """Find or make the plan of the build in a cache; return its name, which is a digest of what it contains."""
        workshop = self.workshop()
        arguments = [*self.flags, self.package]
        context = context_of_command("build", arguments, str(workshop.folder), workshop.full_environment())
        return plan_for(context, str(cache))[0].rpartition("/")[2]

    def output(self) -> str:
        """Build the program; return what it prints, or the message of the build that fails."""
        workshop = self.workshop()
        program = self.top.folder / "program"
        program.unlink(missing_ok=True)
        built = workshop.pyorch("go", "build", "-o", program, *self.flags, self.package)
        return workshop.run(program).err.replace(" \n", "\n") if built.code == 0 else built.text

    def reported(self) -> str:
        """Build the program; return what go and pyorch print."""
        return self.workshop().pyorch("go", "build", *self.flags, self.package).text

    def output_from_empty_caches(self, folder: Path) -> str:
        caches = {name: str(folder / name) for name in ("GOCACHE", "PYORCH_CACHE_DIR")}
        return self.with_environment(**caches).output()


@dataclass(frozen=True, slots=True)
class Case:
    """A change of one input of a build, and what the program prints after it, as a change of its first output.

    `prepare` changes the project before the first build. `quick` cases build the program in every run of the tests.
    """

    kind: str
    change: Callable[[Project], Project]
    before: str
    after: str
    prepare: Callable[[Project], Project] = lambda project: project
    quick: bool = False
    output: str = OUTPUT


def overlay(project: Project, replaced: dict[str, str], name: str = "overlay.json") -> Project:
    """Write an overlay, which maps names relative to the folder of all modules to others, or to nothing."""
    top = project.top.folder
    table = {str(top / key): str(top / value) if value else "" for key, value in replaced.items()}
    return project.write({name: json.dumps({"Replace": table})})


OVER = {"over.go": 'package text\n\nvar Text = "over"\n'}
AGAIN = {"again.go": 'package text\n\nvar Text = "again"\n'}
ADDED = {"added.txt": 'package hook\n\nfunc init() { more += "added" }\n'}
MORE = {"app/hook/more.go": 'package hook\n\nfunc init() { more = "more" }\n'}
OTHER_MOD = {"other.mod": GO_MOD.replace("../dep", "../other")}
NEARER = {
    "app/cmd/x/main.go": 'package main\n\nfunc main() { println(Colour()) }\n\nfunc Colour() string { return "cmd" }\n'
}
TOOLS = {"tools.txt": "//go:build tools\n\npackage main\n"}
WITH_OVERLAY = ("-overlay", "../overlay.json")


def _overlaid(files: dict[str, str], replaced: dict[str, str]) -> Callable[[Project], Project]:
    return lambda project: overlay(project.write(files), replaced).with_flags(*WITH_OVERLAY)


def _vendored(project: Project) -> Project:
    made = project.top.at(project.folder).go("mod", "vendor")
    assert made.code == 0, made.text
    return project.with_flags("-trimpath")


def _in_c(project: Project) -> Project:
    """An injected package in C, and a compiler that prints a version of its own."""
    project.write({
        "app/hook/number.go": 'package hook\n\n// static int seven(void) { return 7; }\nimport "C"\n\nfunc number() int { '
        "return int(C.seven()) }\n",
        "cc": '#!/bin/sh\n[ "$1" != --version ] || { echo cc 1; exit; }\nexec gcc "$@"\n',
    })  # fmt: skip
    project.change("app/hook/hook.go", "func number() int\n", "").remove("app/hook/number_amd64.s")
    project.remove("app/hook/number_arm64.s")
    (project.top.folder / "cc").chmod(0o755)
    return project.with_environment(CGO_ENABLED="1", CC=project.path("cc"))


def _in_workspace(project: Project) -> Project:
    """A workspace of the application and of another module, whose place go.work decides."""
    project.change("app/go.mod", "\nreplace example.com/dep => ../dep\n", "")
    return project.write({"go.work": GO_WORK})


def _at_root(project: Project) -> Project:
    """In the root of the workspace, all its modules have aspects."""
    return replace(_in_workspace(project), folder=".", package="./app")


GO_WORK = "go 1.25\n\nuse (\n\t./app\n\t./dep\n)\n"
CASES = [
    Case("an aspect file", lambda p: p.change("app/orchestrion.yml", "hook.Hello()", 'println("new")'), "one 7", "new"),
    Case("an extended file", lambda p: p.change("app/more.yml", "name: Size", "name: Colour"), "one 7", "one 7\nsize"),
    Case("an aspect file that goes", lambda p: p.remove("app/orchestrion.yml"), "one 7\n", ""),
    Case("an aspect file that comes", lambda p: p.write({"dep/orchestrion.yml": f"aspects:\n{SHAPE}"}), "red", "dep 0\nred",
         prepare=lambda p: p.remove("dep/orchestrion.yml"), output=OUTPUT.replace("dep 0\n", "")),
    Case("the tool file", lambda p: p.change("app/orchestrion.tool.go", "import _", "// import _"), "dep 0\n", ""),
    Case("a source of an injected package", lambda p: p.change("app/hook/hook.go", "more)", '"x")'), "7", "7 x"),
    Case("its assembly", lambda p: p.change("app/hook/number_amd64.s", "$7", "$8"), "7", "8"),
    Case("a file that go left out", lambda p: p.change("app/hook/tagged.go", "//go:build tagged", ""), "7", "7 tagged"),
    Case("a package that it imports", lambda p: p.change("app/hook/text/text.go", '"one"', '"two"'), "one", "two"),
    Case("go.mod", lambda p: p.change("app/go.mod", "../dep", "../other"), "dep", "other"),
    Case("go.mod of a replacement", lambda p: p.change("dep/go.mod", "1.25", "1.21"), "dep 0", "dep 2", quick=True),
    Case("go.work that comes", lambda p: p.write({"go.work": GO_WORK.replace("./dep", "./other")}), "dep 0", "other 0",
         quick=True),
    Case("-modfile", lambda p: p.change("app/alt.mod", "../dep", "../other"), "dep 0", "other 0",
         prepare=lambda p: p.write({"app/alt.mod": GO_MOD, "app/alt.sum": ""}).with_flags("-modfile=alt.mod")),
    Case("vendor", lambda p: p.change("app/vendor/example.com/dep/text.go", '"dep"', '"vendored"'), "dep 0", "vendored 0",
         prepare=_vendored),
    Case("vendor that comes", _vendored, "", "", prepare=lambda p: p.with_flags("-trimpath")),
    Case("vendor that goes", lambda p: p.remove("app/vendor").change("dep/text.go", '"dep"', '"none"'), "dep 0", "none 0",
         prepare=_vendored),
    Case("-tags", lambda p: p.with_flags("-tags=tagged"), "7", "7 tagged"),
    Case("GOFLAGS", lambda p: p.with_environment(GOFLAGS="-tags=tagged"), "7", "7 tagged"),
    Case("go env -w", lambda p: p.write({"goenv": "GOFLAGS=-tags=tagged\n"}), "7", "7 tagged"),
    Case("another setting of go env -w", lambda p: p.write({"goenv": "GOAMD64=v3\n"}), "7", "7 level"),
    Case("GOENV", lambda p: p.write({"2": "GOFLAGS=-tags=tagged\n"}).with_environment(GOENV="2"), "7", "7 tagged"),
    Case("CGO_ENABLED", lambda p: p.with_environment(CGO_ENABLED="1"), "7", "7 cgo"),
    Case("the C compiler", lambda p: p.change("cc", "cc 1", "cc 2"), "", "", prepare=_in_c, output=OUTPUT.replace("7", "7 cgo")),
    Case("GOAMD64", lambda p: p.with_environment(GOAMD64="v3"), "7", "7 level"),
    Case("what an overlay points to", lambda p: p.change("over.go", '"over"', '"again"'), "over", "again",
         prepare=_overlaid(OVER, {"app/hook/text/text.go": "over.go"}), output=OUTPUT.replace("one", "over"), quick=True),
    Case("a file that an overlay adds", _overlaid(ADDED, {"app/hook/added.go": "added.txt"}), "7", "7 added", quick=True),
    Case("a file that an overlay removes", _overlaid({}, {"app/hook/more.go": ""}), "7 more", "7",
         prepare=lambda p: p.write(MORE), output=OUTPUT.replace("7", "7 more")),
    Case("the file of an overlay", lambda p: overlay(p.write(AGAIN), {"app/hook/text/text.go": "again.go"}), "over", "again",
         prepare=_overlaid(OVER, {"app/hook/text/text.go": "over.go"}), output=OUTPUT.replace("one", "over")),
    Case("an overlay that goes", lambda p: p.with_flags(), "over", "one",
         prepare=_overlaid(OVER, {"app/hook/text/text.go": "over.go"}), output=OUTPUT.replace("one", "over")),
    Case("another overlay, by GOFLAGS", lambda p: overlay(p, {"app/lib/no.go": ""}, "2.json").with_environment(GOFLAGS="-v"),
         "over", "one", prepare=lambda p: _overlaid(OVER, {"app/hook/text/text.go": "over.go"})(p).with_flags()
         .with_environment(GOFLAGS="-overlay=../2.json -overlay=../overlay.json"), output=OUTPUT.replace("one", "over")),
    Case("go.mod in an overlay", _overlaid(OTHER_MOD, {"app/go.mod": "other.mod"}), "dep 0", "other 0"),
    Case("the tool file in an overlay", _overlaid(TOOLS, {"app/orchestrion.tool.go": "tools.txt"}), "dep 0\n", ""),
    Case("a nearer go.mod", lambda p: p.write({"app/cmd/go.mod": "module example.com/cmd\n\ngo 1.25\n"}), "one 7\n", "",
         prepare=lambda p: replace(p.write(NEARER), folder="app/cmd/x"), output="one 7\ncmd\n"),
    Case("go.work", lambda p: p.change("go.work", "./dep", "./other"), "dep 0", "other 0", prepare=_in_workspace, quick=True),
    Case("replace in go.work", lambda p: p.change("go.work", "\t./dep\n)", ")\n\nreplace example.com/dep => ./other"),
         "dep 0", "other 0", prepare=_in_workspace),
    Case("go.mod of a module in the workspace", lambda p: p.change("dep/go.mod", "1.25", "1.21"), "dep 0", "dep 2",
         prepare=_in_workspace),
    Case("an injected package in the workspace", lambda p: p.change("dep/text.go", '"dep"', '"new"'), "dep 0", "new 0",
         prepare=_in_workspace),
    Case("an aspect file, seen from the root", lambda p: p.remove("app/orchestrion.yml"), "one 7\n", "", prepare=_at_root),
    Case("a use in go.work, seen from the root", lambda p: p.change("go.work", "./dep", "./other"), "dep 0", "other 0",
         prepare=_at_root),
    Case("GOWORK", lambda p: p.write({"2.work": GO_WORK.replace("./dep", "./other")}).with_environment(GOWORK=p.path("2.work")),
         "dep 0", "other 0", prepare=_in_workspace),
]  # fmt: skip


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("caches")
    return {"GOCACHE": str(folder / "go"), "PYORCH_CACHE_DIR": str(folder / "pyorch")}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all cases: archives hold its name, so another one would have go compile more."""
    return tmp_path_factory.mktemp("inputs") / "top"


@pytest.fixture
def project(place: Path, caches: dict[str, str]) -> Project:
    shutil.rmtree(place, ignore_errors=True)
    return Project(Workshop(place, {**ENVIRONMENT, **caches}).write({**FILES, "goenv": ""}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_the_plan_is_that_of_an_empty_cache(project: Project, tmp_path: Path, case: Case) -> None:
    project = case.prepare(project)
    time.sleep(0.02)  # a plan is not kept if its files change while it is made; their clock is coarse
    before = project.plan(tmp_path / "warm")
    assert [file for file in (tmp_path / "warm" / "index").iterdir() if file.suffix != ".lock"], "the plan is not kept"
    changed = case.change(project)
    assert changed.plan(tmp_path / "warm") == changed.plan(tmp_path / "empty") != before


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=() if case.quick else pytest.mark.slow) for case in CASES],
    ids=lambda case: case.kind,
)
def test_the_next_program_has_the_change(project: Project, case: Case) -> None:
    project = case.prepare(project)
    assert project.output() == case.output
    assert case.change(project).output() == case.output.replace(case.before, case.after)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_empty_caches_make_the_same_program(project: Project, tmp_path: Path, case: Case) -> None:
    project = case.prepare(project)
    assert project.output() == case.output
    changed = case.change(project)
    assert changed.output() == changed.output_from_empty_caches(tmp_path)


def test_a_package_that_could_not_be_loaded_is_looked_for_again(project: Project, tmp_path: Path) -> None:
    project.change("app/hook/hook.go", "app/hook/text", "app/text")
    before = project.plan(tmp_path / "warm")
    project.write({"app/text/text.go": FILES["app/hook/text/text.go"]})
    assert project.plan(tmp_path / "warm") == project.plan(tmp_path / "empty") != before


def test_a_file_that_changes_while_the_plan_is_made(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = make_plan.make_plan

    def make_and_edit(context: BuildContext, cache: str) -> MadePlan:
        made = make(context, cache)
        monkeypatch.undo()
        project.change("app/orchestrion.yml", "hook.Hello()", 'println("new")')
        return made

    time.sleep(0.02)
    monkeypatch.setattr(make_plan, "make_plan", make_and_edit)
    before = project.plan(tmp_path / "warm")
    assert project.plan(tmp_path / "warm") == project.plan(tmp_path / "empty") != before


def test_an_overlay_cannot_replace_aspect_files(project: Project) -> None:
    for file in ("app/orchestrion.yml", "app/more.yml", "dep/orchestrion.yml"):
        refused = overlay(project, {file: ""}).with_flags("-overlay=../overlay.json").output()
        assert refused.startswith(f"pyorch: the overlay {project.path('overlay.json')} replaces the aspect file ")
        assert project.path(file) in refused.replace("/app/../", "/")


def test_a_module_without_a_pin_whose_go_mod_an_overlay_replaces(project: Project) -> None:
    built = overlay(
        project.with_environment(PYORCH_ASPECTS="").remove("app/orchestrion.tool.go"), {"app/go.mod": "app/go.mod"}
    )
    reported = built.with_flags("-overlay=../overlay.json", "-n").reported()
    assert "not instrumented: the overlay" in reported
    assert "shadow of go.mod" not in reported


def test_the_settings_of_go_env_w_may_have_toolexec(project: Project) -> None:
    """pyorch's own go commands must not take it from the file, and other flags beside it count."""
    project.write({"goenv": "GOFLAGS='-toolexec=pyorch toolexec' -tags=tagged\n"})
    workshop = project.workshop()
    built = workshop.go("build", "-o", "../program", ".")
    assert built.code == 0, built.text
    assert workshop.run("../program").err == OUTPUT.replace("7", "7 tagged")
    assert project.output() == OUTPUT.replace("7", "7 tagged")


def test_plans_with_the_built_in_aspects_are_kept(tmp_path: Path) -> None:
    """Although go finds most of the packages that those could inject in no requirement of the module."""
    project = Project(copy_of_notes(tmp_path / "notes").with_environment(GOENV="none"), folder=".")
    project.plan(tmp_path / "warm")
    time.sleep(0.02)
    project.plan(tmp_path / "warm")
    assert [file for file in (tmp_path / "warm" / "index").iterdir() if file.suffix != ".lock"]
