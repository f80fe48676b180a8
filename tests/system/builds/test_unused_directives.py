"""A directive to which no aspect applies causes one warning with its place, and the build goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Result

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

# A package without imports, so that another tool id compiles only this package again.
ASPECTS = """
aspects:
  - id: mark
    join-point: {function-body: {directive: my:mark}}
    advice: [prepend-statements: {template: 'println("marked")'}]
"""
USED = """package marked

//my:mark
func Function() {}

// Method mentions //my:mark, and my:marker is another word.
//
//my:mark with an argument
func (T) Method() {
	//my:mark
	literal := func() {}
	literal()
	//my:mark
	defer func() {}()
	call(
		//my:mark
		func() {},
	)
	//my:mark
	call(func() {})
	call( //my:mark
		func() {})
}

//my:marker
func call(run func()) { run() }

const text = `
//my:mark
`

//my:mark
//orchestrion:ignore
func Ignored() {}
"""
UNUSED = """package marked

//my:mark
type T struct{}

//my:mark
var Value = 1

//my:mark
var Literal, Other = func() {}, func() {}

func Calls() {
	println(Value) //my:mark
	//my:mark
	if run := func() {}; Value > 0 {
		run()
	}
	//my:mark
}
"""
ONLY_A_TYPE = "package marked\n\ntype (\n\t//my:mark\n\tOnly int\n)\n"
OUTSIDE = "package marked\n\n//my:mark\nfunc Assembly()\n"


def test_warnings(workshop: Workshop) -> None:
    files = {"used.go": USED, "unused.go": UNUSED, "only.go": ONLY_A_TYPE, "outside.go": OUTSIDE, "outside.s": ""}
    workshop.write({"go.mod": "module example.com/marked\n\ngo 1.25\n", "orchestrion.yml": ASPECTS, **files})
    build = workshop.with_environment(PYORCH_ASPECTS="modules")
    result = build.pyorch("go", "build", ".")
    assert result.code == 0, result.err
    said = "//my:mark has no effect: no aspect applies to the code that it marks [PY0309]"
    places = ["only.go:4:2", "outside.go:3:1"]
    places += [f"unused.go:{place}" for place in ("3:1", "6:1", "9:1", "13:17", "14:2", "18:2")]
    expected = ["# example.com/marked", *(f"./{place}: pyorch: warning: {said}" for place in places)]
    expected[5] = (
        "./unused.go:9:1: pyorch: warning: //my:mark has no effect: it could mean more than one function literal; "
        "put it on a line of its own, directly above one of them [PY0310]"
    )
    assert result.err.splitlines() == expected
    assert build.pyorch("go", "build", ".").err == result.err, "go keeps the warnings with the archive"
    wanted = build.with_environment(PYORCH_WARN="error")
    for _ in range(2):
        refused = wanted.pyorch("go", "build", ".")
        assert refused.code == 1
        assert "./only.go:4:2: pyorch: error: //my:mark has no effect" in refused.err
        assert "PYORCH_WARN=error" in refused.err
    assert build.with_environment(PYORCH_WARN="off").pyorch("go", "build", ".") == Result(0, "", "")


def test_a_dependency_is_not_warned_about(workshop: Workshop) -> None:
    files = {
        "go.mod": "module example.com/own\n\ngo 1.25\n\nrequire example.com/marked v1.0.0\n",
        "orchestrion.yml": ASPECTS,
        "own.go": 'package own\n\nimport _ "example.com/marked"\n\n//my:mark\nfunc Own() {}\n',
        "vendor/modules.txt": "# example.com/marked v1.0.0\n## explicit; go 1.25\nexample.com/marked\n",
        "vendor/example.com/marked/only.go": ONLY_A_TYPE,
    }
    workshop.write(files)
    build = workshop.with_environment(PYORCH_ASPECTS="modules", PYORCH_WARN="error")
    assert build.pyorch("go", "build", ".") == Result(0, "", "")


@pytest.mark.slow
def test_a_warning_comes_once_however_often_go_compiles_the_file(workshop: Workshop) -> None:
    inner = "package inner\n\n//my:mark\nvar Value = 1\n"
    tests = 'package inner\n\nimport "testing"\n\n//my:mark\nvar other = 1\n\nfunc TestInner(*testing.T) {}\n'
    outer = 'package marked\n\nimport "example.com/marked/inner"\n\nvar Value = inner.Value\n'
    files = {"outer.go": outer, "inner/inner.go": inner, "inner/inner_test.go": tests}
    workshop.write({"go.mod": "module example.com/marked\n\ngo 1.25\n", "orchestrion.yml": ASPECTS, **files})
    build = workshop.with_environment(PYORCH_ASPECTS="modules")
    result = build.pyorch("go", "test", "-run=^$", "./...")
    assert result.code == 0, result.text
    assert result.text.count("inner/inner.go:3:1: pyorch: warning: ") == 1, result.text
    assert result.text.count("inner/inner_test.go:5:1: pyorch: warning: ") == 1, result.text


def test_a_build_by_toolexec_prints_the_same(workshop: Workshop) -> None:
    workshop.write(
        {"go.mod": "module example.com/marked\n\ngo 1.25\n", "orchestrion.yml": ASPECTS, "only.go": ONLY_A_TYPE}
    )
    build = workshop.with_environment(PYORCH_ASPECTS="modules")
    by_go = build.pyorch("go", "build", ".")
    assert by_go.err.startswith("# example.com/marked\n./only.go:4:2: pyorch: warning: ")
    assert build.go("build", "-toolexec=pyorch toolexec", ".") == by_go
