"""Line directives with file names that no comment can hold: the woven program has the positions of the plain one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

DIRECTIVES = [
    "\n//line x*/y.go:5\n", "\n//line /abs/x*/y.go:5:9\n", "/*line a\nb.go:5*/", "/*line a b.y:5*/", "\n//line a:6:7:8\n",
    "\n//line C:\\a\\b.y:5\n", "\n//line :9:1\n", "\n//line :9\n", "\n//line <file-0>:5\n", "\n//line a\rb*/.y:5\n",
    "\n//line a;b=>c.y:5\n", "\n//line x*/y.go:1073741800\n",
]  # fmt: skip
FILES = {
    "go.mod": "module example.com/lines\n\ngo 1.25\n",
    "orchestrion.yml": """\
aspects:
  - id: every function
    join-point: {all-of: [{import-path: example.com/lines}, {function-body: {function: [{receiver: false}]}}]}
    advice: [prepend-statements: {template: println("woven")}]
""",
    "main.go": "package main\n\nimport \"runtime\"\n"
    + "".join(f"\nfunc f{number}() {{{each} where(); panic({number}) }}\n" for number, each in enumerate(DIRECTIVES))
    + "//line main.go:100\nfunc main() {\n"
    + "".join(f"\tdo(f{number})\n" for number in range(len(DIRECTIVES)))
    + """\
	var nothing *int
	*nothing = 1
}

func do(f func()) {
	defer func() { recover() }()
	f()
}

func where() {
	callers := make([]uintptr, 9)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		println(frame.File, frame.Line)
	}
}
""",
}  # fmt: skip


@pytest.fixture
def module(workshop: Workshop) -> Workshop:
    """The program, woven by its own aspect alone."""
    return workshop.with_environment(PYORCH_ASPECTS="modules").write(FILES)


def positions(workshop: Workshop, name: str) -> tuple[int, list[str]]:
    ran = workshop.run(f"./{name}")
    lines = ran.err.split("\n")
    return ran.code, [re.sub(r" (?:\+|pc=)0x.*", "", line) for line in lines if line != "woven"]


@pytest.mark.parametrize("flags", [(), ("-trimpath",)], ids=["", "trimpath"])
def test_a_woven_program_has_the_positions_of_the_plain_one(module: Workshop, flags: tuple[str, ...]) -> None:
    assert module.go("build", *flags, "-o", "plain").code == 0
    built = module.pyorch("go", "build", *flags, "-o", "woven")
    assert (built.code, built.text) == (0, "")
    plain = positions(module, "plain")
    assert sum("x*/y.go" in line for line in plain[1]) == 3
    assert positions(module, "woven") == plain
    assert "woven\n" in module.run("./woven").err


def test_a_compile_error_names_the_file_of_the_directive(module: Workshop) -> None:
    module.write({**FILES, "main.go": FILES["main.go"].replace("panic(0)", "panicked(0)")})
    plain, woven = module.go("build"), module.pyorch("go", "build")
    assert (woven.code, woven.text) == (plain.code, plain.text)
    assert "x*/y.go:5" in plain.err


REFUSED = {
    "a name that no rewrite holds": ("//line a;b*/c.y:5", "'a;b*/c.y'", "rename the file that the directive names"),
    "a line that the compiler does not read": (
        "//line a.y:1073741824",
        "1,073,741,824",
        "use a smaller number in the directive",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_directive_that_weaving_cannot_keep_is_refused_with_its_place(module: Workshop, kind: str) -> None:
    directive, cause, hint = REFUSED[kind]
    module.write({**FILES, "main.go": f"package main\n\n{directive}\n\nfunc main() {{}}\n"})
    assert module.go("build").code == 0
    woven = module.pyorch("go", "build")
    assert woven.code == 1
    assert "./main.go:3:1: cannot keep the positions of this line directive: " in woven.err
    assert cause in woven.err
    assert f"hint: {hint}" in woven.err


def test_a_module_in_a_folder_whose_name_no_comment_can_hold(tmp_path: Path, module: Workshop) -> None:
    """A comment does not hold such a folder, and a rewrite of -trimpath only one without a semicolon."""
    for name, code in (("star*", 0), (";star*", 1)):
        folder = tmp_path / name
        folder.mkdir()
        odd = replace(module, folder=folder).write(FILES)
        assert odd.go("build", "-o", "plain").code == 0, name
        built = odd.pyorch("go", "build", "-o", "woven")
        assert built.code == code, built.text
        if code == 0:
            assert positions(odd, "woven") == positions(odd, "plain")
        else:
            assert "./main.go:1:1: cannot keep the positions of this file: " in built.err
            assert "hint: rename the folder or the file" in built.err
