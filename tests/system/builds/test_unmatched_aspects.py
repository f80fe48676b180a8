"""A build warns about an aspect of the project that matches nothing, each time, and only if nothing in the module could match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build


def aspect(name: str, function: str) -> str:
    return f"""\
  - id: {name}
    join-point: {{function-body: {{function: [{{name: {function}}}]}}}}
    advice:
      - prepend-statements: {{template: "_ = 1"}}
"""


FILES = {
    "go.mod": "module example.com/two\n\ngo 1.25\n",
    "orchestrion.yml": "aspects:\n"
    + aspect("of one", "One")
    + aspect("of the other", "Other")
    + aspect("of a test", "helpTest")
    + aspect("with a wrong name", "Othre"),
    "one/one.go": "package main\n\nfunc One() {}\n\nfunc main() { One() }\n",
    "other/other.go": "package main\n\nfunc Other() {}\n\nfunc main() { Other() }\n",
    "one/one_test.go": 'package main\n\nimport "testing"\n\nfunc helpTest() {}\n\n'
    "func TestOne(*testing.T) { helpTest(); One() }\n",
}
WARNING = (
    "orchestrion.yml:14:5: pyorch: warning: aspect 'with a wrong name' matches nothing in example.com/two/{} [PY0403]\n"
)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("two"), {"PYORCH_ASPECTS": "modules"}).write(FILES)


@pytest.mark.parametrize("program", ["one", "other"])
def test_each_build_warns_about_what_matches_nowhere(workshop: Workshop, program: str) -> None:
    for _ in range(2):
        result = workshop.pyorch("go", "build", "-o", f"bin/{program}", f"./{program}")
        assert (result.code, result.text) == (0, f"# example.com/two/{program}\n{WARNING.format(program)}")


def test_the_user_decides_what_a_warning_is(workshop: Workshop) -> None:
    silent = workshop.with_environment(PYORCH_WARN="off").pyorch("go", "build", "-o", "bin/silent", "./one")
    assert (silent.code, silent.text) == (0, "")
    for _ in range(2):
        refused = workshop.with_environment(PYORCH_WARN="error").pyorch("go", "build", "-o", "bin/refused", "./one")
        assert refused.code == 1
        assert "pyorch: error: aspect 'with a wrong name' matches nothing" in refused.err


def test_a_test_does_not_warn(workshop: Workshop) -> None:
    result = workshop.pyorch("go", "test", "./one")
    assert result.code == 0
    assert result.err == ""


def test_an_aspect_for_another_packages_inside_is_left_alone(tmp_path: Path) -> None:
    """The program that imports the package may be another one."""
    inside = """\
aspects:
  - id: inside strings
    join-point: {all-of: [{import-path: strings}, {function-body: {function: [{name: Cut}]}}]}
    advice:
      - prepend-statements: {template: "_ = 1"}
"""
    other = 'package main\n\nimport "strings"\n\nfunc main() { println(strings.ToUpper("a")) }\n'
    workshop = Workshop(tmp_path, {"PYORCH_ASPECTS": "modules"}).write(
        {**FILES, "orchestrion.yml": inside, "other/other.go": other}
    )
    assert workshop.pyorch("go", "build", "-o", "bin/one", "./one").text == ""
