"""`pyorch inspect` reads what was woven into a program from its file, whatever system it was built for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.linking_program import linking_program

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

UNMATCHED = """\
  - id: an aspect that matches nothing
    join-point: {function-call: net/http.Gett}
    advice:
      - wrap-expression: {template: "{{ . }}"}
"""
# With -s and -w, the file has no symbols and no debug information.
WAYS = {
    "stripped": ("-ldflags=-s -w",),
    "windows": ("GOOS=windows", "-ldflags=-s -w"),
}
# Each compiles the standard library again.
MORE_WAYS = {
    "darwin": ("GOOS=darwin",),
    "trimpath": ("-trimpath",),
    "pie": ("-buildmode=pie",),
    "wasm": ("GOOS=wasip1", "GOARCH=wasm"),
    "c-shared": ("CGO_ENABLED=1", "-buildmode=c-shared"),
    "c-archive": ("CGO_ENABLED=1", "-buildmode=c-archive"),
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    workshop = linking_program(tmp_path_factory.mktemp("inspect"))
    text = (workshop.folder / "orchestrion.yml").read_text(encoding="utf-8")
    return workshop.write({"orchestrion.yml": text + UNMATCHED})


def inspected(program: Workshop, name: str) -> list[dict[str, Any]]:
    result = program.pyorch("inspect", "--json", name)
    assert result.code == 0, result.text
    found = json.loads(result.out)
    assert (found["version"], found["file"]) == (1, name)
    programs: list[dict[str, Any]] = found["programs"]
    return programs


@pytest.mark.parametrize("way", [*WAYS, *(pytest.param(way, marks=pytest.mark.slow) for way in MORE_WAYS)])
def test_a_program_says_what_was_woven_into_it(program: Workshop, way: str) -> None:
    words = (WAYS | MORE_WAYS)[way]
    variables = dict(word.split("=") for word in words if not word.startswith("-"))
    flags = [word for word in words if word.startswith("-")]
    built = program.with_environment(**({"CGO_ENABLED": "0"} | variables))
    assert built.pyorch("go", "build", *flags, "-o", way, ".").code == 0
    (record,) = inspected(program, way)
    assert record["main"] == "example.com/linking"
    assert record["back-end"] == "datadog"
    assert record["go"] == program.go("env", "GOVERSION").out.strip()
    woven = {package["path"]: package["aspects"] for package in record["packages"]}
    assert woven["example.com/linking/east"] == [{"id": "count what is said", "places": ["east.go:3:30"]}]
    assert set(woven) == {"example.com/linking/east", "example.com/linking/west", "os"}
    assert record["unmatched"] == [{"id": "an aspect that matches nothing", "file": "orchestrion.yml"}]
    assert str(program.folder) not in json.dumps(record)


def test_a_plain_program_has_no_record(program: Workshop) -> None:
    assert program.with_environment(CGO_ENABLED="0").go("build", "-o", "plain", ".").code == 0
    assert inspected(program, "plain") == []
    assert program.pyorch("inspect", "plain").out == "plain: nothing was woven: pyorch did not build it\n"


def test_other_files_are_refused(program: Workshop) -> None:
    for name, message in (("go.mod", "go.mod is not a program"), ("none", "cannot read none: No such file")):
        result = program.pyorch("inspect", name)
        assert (result.code, result.out) == (1, "")
        assert message in result.err


def test_two_programs_are_compared(program: Workshop) -> None:
    built = program.with_environment(CGO_ENABLED="0")
    assert built.pyorch("go", "build", "-o", "old", ".").code == 0
    same = built.pyorch("diff", "--exit-code", "old", "old")
    assert (same.code, same.err) == (0, "pyorch: the records of both programs are equal\n")
    east = (program.folder / "east" / "east.go").read_text(encoding="utf-8")
    more = "\ntype T int\n\nfunc (T) Say(word string) {}\n"
    program.write({"east/east.go": east.replace("func Say", "// moved\nfunc Say") + more})
    west = (program.folder / "west" / "west.go").read_text(encoding="utf-8")
    program.write({"west/west.go": west.replace("func Say", "// only moved\nfunc Say")})
    assert built.pyorch("go", "build", "-o", "new", ".").code == 0
    changes = built.pyorch("diff", "--exit-code", "old", "new")
    assert (changes.code, changes.out.splitlines()) == (
        1,
        [
            "--- old",
            "+++ new",
            "-example.com/linking/east: count what is said: east.go:3:30",
            "+example.com/linking/east: count what is said: east.go:4:30, east.go:10:27",
        ],
    )
