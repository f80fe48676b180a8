"""Faulty aspect files: `pyorch check` and every build report file:line:column before anything is compiled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import (
    ASPECTS,
    aspect_on_colour,
    assert_one_clear_message,
    assert_woven,
    smallest_program,
)
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# The aspect file, the place of the fault, and the message.
FAULTS: dict[str, tuple[str | bytes, str, str]] = {
    "no YAML: brackets": ("aspects:\n  - id: [a\n    advice: x\n", "3:11", "invalid YAML"),
    "no YAML: a tab": ("aspects:\n\t- id: a\n", "2:1", "invalid YAML"),
    "no YAML: quotes": ('aspects:\n  - id: "a\n', "3:1", "invalid YAML"),
    "no YAML: bytes": (b"aspects:\n  - id: a\xff\n", "2:10", "invalid YAML"),
    "no YAML: a control character": (b"aspects:\n  - id: a\x07\n", "2:10", "invalid YAML"),
    "no YAML: an unknown alias": ("aspects: *nobody\n", "1:10", "invalid YAML"),
    "no YAML: an unknown tag": ("aspects: !!python/object:os.system [x]\n", "1:10", "tag"),
    "two documents": ("aspects: []\n---\naspects: []\n", "2:1", "document"),
    "a list at the top": ("- id: a\n", "1:1", "expected a mapping"),
    "a word at the top": ("aspects\n", "1:1", "expected a mapping"),
    "aspects: a mapping": ("aspects:\n  id: a\n", "1:1", "expected a list with at least one entry"),
    "aspects: words": ("aspects:\n  - a\n", "2:5", "expected a mapping"),
    "a key twice": ("aspects: []\naspects: []\n", "2:1", "duplicate key `aspects`"),
    "a misspelled key that is needed": (ASPECTS.replace("join-point:", "join-pont:"), "3:5", "join-pont"),
    "no join point": ("aspects:\n  - id: a\n    advice: [{add-blank-import: os}]\n", "2:5", "missing key `join-point`"),
    "no advice": ("aspects:\n  - id: a\n    join-point: {test-main: true}\n", "2:5", "missing key `advice`"),
    "no advice in it": (
        "aspects:\n  - id: a\n    join-point: {test-main: true}\n    advice: []\n",
        "4:5",
        "expected a list with at least one entry",
    ),
    "an unknown join point": (
        ASPECTS.replace("function-body:", "funktion-body:"),
        "4:7",
        "unknown join point 'funktion-body', did you mean 'function-body'?",
    ),
    "an unknown join point within": (
        ASPECTS.replace("        function:", "        funcion:"),
        "5:9",
        "unknown join point 'funcion', did you mean 'function'?",
    ),
    "an unknown option": (ASPECTS.replace("- name:", "- nam:"), "6:13", "unknown option of `function` 'nam'"),
    "an unknown advice": (
        ASPECTS.replace("prepend-statements", "append-statements"),
        "8:9",
        "unknown advice 'append-statements', did you mean",
    ),
    "two join points": (
        "aspects:\n  - id: a\n    join-point: {test-main: true, package-name: main}\n    advice: [{add-blank-import: os}]\n",
        "3:5",
        "exactly one key",
    ),
    "a number for an id": (ASPECTS.replace("say so", "7"), "2:5", "expected a string, found 7"),
    "a number that is none": (ASPECTS.replace("say so", "!!int seven"), "2:9", "'seven' does not fit"),
    "a list for a template": (
        re.sub(r"template: \|\n.*\n", "template: [a]\n", ASPECTS),
        "11:11",
        "expected a string",
    ),
    "a list for imports": (ASPECTS.replace("os: os", "- os"), "9:11", "expected a mapping"),
    "a number for an import": (ASPECTS.replace("os: os", "os: 7"), "10:13", "expected a string, found 7"),
    "a word for a switch": (
        ASPECTS.replace("    join-point:", "    tracer-internal: yes please\n    join-point:"),
        "3:5",
        "true or false",
    ),
    "a template that is none": (
        ASPECTS.replace(".Function.Name", ".Function.Name | nosuchfunction"),
        "12:56",
        'function "nosuchfunction" not defined',
    ),
    "a template without an end": (ASPECTS.replace(" }}", ""), "12:54", "the template does not parse"),
    "a language version that is none": (
        ASPECTS.replace("          imports:", "          lang: 1.21\n          imports:"),
        "9:11",
        "expected a string",
    ),
    "extends nothing": ("extends: [./nowhere.yml]\n", "1:11", "./nowhere.yml"),
    "extends a number": ("extends: [7]\n", "1:11", "expected a string, found 7"),
    "aliases without end": (
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
        )
        + "aspects: *g\n",
        "",
        "too large",
    ),
    "an alias of itself": ("aspects: &a [*a]\n", "1:10", "too large"),
    "depth without end": (
        "aspects: " + "[" * 200_000 + "]" * 200_000 + "\n",
        "1:109",
        "nested more than 100 levels deep",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_an_aspect_file_has_a_place(tmp_path: Path, name: str) -> None:
    text, place, words = FAULTS[name]
    workshop = smallest_program(tmp_path / "module")
    file = workshop.folder / "orchestrion.yml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    expected = f"{file}:{place}"

    checked = workshop.pyorch("check", file)
    assert checked.code == 1, checked.text
    built = workshop.pyorch("go", "build", ".")
    assert built.code == 1, built.text
    for told in (checked, built):
        assert expected in told.err
        assert words in told.err
        assert_one_clear_message(told.text)


def test_a_plain_toolexec_build_reports_the_fault_too(tmp_path: Path) -> None:
    workshop = smallest_program(
        tmp_path / "module", **{"orchestrion.yml": ASPECTS.replace("function-body:", "funktion-body:")}
    )
    built = workshop.go("build", "-toolexec=pyorch toolexec", ".")
    assert built.code != 0
    assert f"{workshop.folder}/orchestrion.yml:4:7: unknown join point 'funktion-body'" in built.err
    assert_one_clear_message(built.text)
    assert_woven(workshop.write({"orchestrion.yml": ASPECTS}))


def test_check_reports_every_faulty_file(tmp_path: Path) -> None:
    """`check` does not stop at the first file."""
    workshop = Workshop(tmp_path).write({"a.yml": "aspects: [{}]\n", "b.yml": "aspects: 7\n", "c.yml": ASPECTS})
    checked = workshop.pyorch("check", "a.yml", "b.yml", "c.yml")
    assert checked.code == 1
    assert "a.yml:1:11: " in checked.err
    assert "b.yml:1:1: " in checked.err
    assert "c.yml: 1 aspect, no faults" in checked.out


def test_an_aspect_file_that_is_a_folder_or_unreadable(tmp_path: Path) -> None:
    workshop = smallest_program(tmp_path / "module")
    (workshop.folder / "orchestrion.yml").unlink()
    (workshop.folder / "orchestrion.yml").mkdir()
    built = workshop.pyorch("go", "build", ".")
    assert built.code == 1
    assert f"{workshop.folder}/orchestrion.yml: " in built.err
    assert_one_clear_message(built.text)


@pytest.mark.parametrize(("chosen", "other"), [("", "otel"), ("datadog", "otel"), ("otel", "datadog")])
def test_a_project_cannot_extend_a_file_for_another_back_end(tmp_path: Path, chosen: str, other: str) -> None:
    workshop = smallest_program(tmp_path, **{"orchestrion.yml": f"extends:\n  - pyorch:{other}/functions.yml\n"})
    mine = chosen or "datadog"
    built = workshop.with_environment(PYORCH_BACKEND=chosen).pyorch("go", "build", ".")
    assert built.code == 1
    assert (
        f"{tmp_path}/orchestrion.yml:2:5: cannot extend pyorch:{other}/functions.yml: the back end of this build is {mine}"
    ) in built.err
    assert f"hint: set PYORCH_BACKEND={other}, or extend pyorch:{mine}/functions.yml" in built.err


@pytest.mark.parametrize(("chosen", "is_woven"), [("", True), ("datadog", True), ("otel", False)])
def test_packages_of_another_back_end_bring_no_aspects(tmp_path: Path, chosen: str, is_woven: bool) -> None:
    """A tool file may name the packages of both back ends, and the variable choose one."""
    path = "github.com/DataDog/dd-trace-go/lens"
    workshop = smallest_program(tmp_path).write({
        "go.mod": f"module example.com/smallest\n\ngo 1.25\n\nrequire {path} v1.0.0\n\nreplace {path} => ./lens\n",
        "orchestrion.tool.go": f'//go:build tools\n\npackage tools\n\nimport _ "{path}"\n',
        "orchestrion.yml": "",
        "lens/go.mod": f"module {path}\n\ngo 1.25\n",
        "lens/lens.go": "package lens\n",
        "lens/orchestrion.yml": aspect_on_colour('prepend-statements: {template: println("of the lens")}'),
    })  # fmt: skip
    built = workshop.with_environment(PYORCH_BACKEND=chosen, PYORCH_ASPECTS="").pyorch(
        "go", "build", "-o", "out.a", "./shade"
    )
    assert built.code == 0, built.text
    assert (b"of the lens" in (workshop.folder / "out.a").read_bytes()) == is_woven


# From here on the file is valid, but its advice cannot be applied, which shows when the package is compiled. The package
# imports nothing, so go compiles nothing else.


def test_a_template_that_does_not_render_go(tmp_path: Path) -> None:
    advice = r'prepend-statements: {template: "x := 1\n_ = x\nif {{ .Function.Name }} {{{{\n"}'.replace("{{{{", "{")
    workshop = smallest_program(tmp_path / "module", **{"orchestrion.yml": aspect_on_colour(advice)})
    ways = (
        ["pyorch", "go", "build", "./shade"],
        ["go", "build", "-toolexec=pyorch toolexec", "./shade"],
        ["pyorch", "diff", "./shade"],
    )
    for way in ways:
        told = workshop.run(*way)
        assert told.code != 0
        assert "shade/shade.go:3:22" in told.err
        assert "'the one at fault'" in told.err
        assert "   1 | x := 1\n   2 | _ = x\n   3 | if Colour {\n" in told.err
        assert_one_clear_message(told.text)


def test_a_template_that_fails_while_rendering(tmp_path: Path) -> None:
    advice = 'prepend-statements: {template: "{{ .Function.NoSuchThing }}"}'
    told = smallest_program(tmp_path / "module", **{"orchestrion.yml": aspect_on_colour(advice)}).pyorch(
        "go", "build", "./shade"
    )
    assert told.code == 1
    for words in ("shade/shade.go:3:22", "'the one at fault'", "NoSuchThing"):
        assert words in told.err
    assert_one_clear_message(told.text)


def test_a_template_that_renders_go_which_does_not_compile(tmp_path: Path) -> None:
    """The package itself compiles, so the message names the aspect and quotes the compiler."""
    advice = 'prepend-statements: {template: "var unused int"}'
    told = smallest_program(tmp_path / "module", **{"orchestrion.yml": aspect_on_colour(advice)}).pyorch(
        "go", "build", "./shade"
    )
    assert told.code == 1
    for words in (
        "the woven source of example.com/smallest/shade does not compile, and the original does",
        "'the one at fault'",
        f"{tmp_path}/module/orchestrion.yml:2:5",
        "shade/shade.go:3:22: aspect 'the one at fault': declared and not used: unused\n    var unused int\n",
    ):
        assert words in told.err
    assert "<generated" not in told.err
    assert_one_clear_message(told.text)


def test_a_name_that_an_injected_package_does_not_have(tmp_path: Path) -> None:
    advice = 'prepend-statements: {imports: {u: unsafe}, template: "_ = 1\\nu.Nothing()"}'
    told = smallest_program(tmp_path / "module", **{"orchestrion.yml": aspect_on_colour(advice)}).pyorch(
        "go", "build", "./shade"
    )
    assert told.code == 1
    assert "shade/shade.go:3:22: aspect 'the one at fault': undefined: u.Nothing\n    u.Nothing()\n" in told.err
    assert f"{tmp_path}/module/orchestrion.yml:2:5" in told.err
    assert "__pyorch" not in told.err


def test_an_aspect_that_matches_in_the_standard_library_by_accident(tmp_path: Path) -> None:
    """The join point is not narrow, so the aspect would have container/list import what needs it."""
    aspects = (
        "aspects:\n  - id: everywhere\n    join-point: {function-body: {function: [{name: Init}]}}\n"
        "    advice: [{prepend-statements: {imports: {a: example.com/m/lists}, template: a.Call()}}]\n"
    )
    lists = 'package lists\n\nimport "container/list"\n\nvar l list.List\n\nfunc Call() { l.PushBack(1) }\n'
    workshop = Workshop(tmp_path).write(
        {"go.mod": "module example.com/m\n\ngo 1.25\n", "orchestrion.yml": aspects, "lists/lists.go": lists}
    )
    told = workshop.with_environment(PYORCH_ASPECTS="modules").pyorch("go", "build", "./lists")
    assert told.code == 1
    cycle = "an injection cycle: container/list -> example.com/m/lists -> container/list"
    assert f"{cycle}; aspects: 'everywhere' ({tmp_path}/orchestrion.yml:2:5)" in told.err
    assert "hint: if an aspect is not meant for this package, narrow its join point" in told.err


@pytest.mark.parametrize(
    "advice",
    [
        "add-blank-import: example.com/nowhere/at/all",
        'prepend-statements: {imports: {n: example.com/nowhere/at/all}, template: "n.Do()"}',
    ],
)
def test_an_injected_package_that_cannot_be_resolved(tmp_path: Path, advice: str) -> None:
    workshop = smallest_program(tmp_path / "module", **{"orchestrion.yml": aspect_on_colour(advice)})
    for way in (["pyorch", "go", "build", "./shade"], ["go", "build", "-toolexec=pyorch toolexec", "./shade"]):
        told = workshop.run(*way)
        assert told.code != 0
        # Which package is missing, which package needs it, and what to do.
        for words in ("example.com/nowhere/at/all", "example.com/smallest/shade", "go get example.com/nowhere/at/all"):
            assert words in told.err
        assert_one_clear_message(told.text)


def test_an_injected_package_that_does_not_compile(tmp_path: Path) -> None:
    workshop = smallest_program(
        tmp_path / "module",
        **{
            "orchestrion.yml": aspect_on_colour("add-blank-import: example.com/smallest/bulb"),
            "bulb/bulb.go": "package bulb\n\nvar watt int = nought\n",
        },
    )
    told = workshop.pyorch("go", "build", "./shade")
    assert told.code == 1
    for words in ("example.com/smallest/bulb", "bulb/bulb.go:3:16: undefined: nought"):
        assert words in told.err
    assert_one_clear_message(told.text)


def test_a_missing_package_disturbs_only_the_aspects_that_need_it(tmp_path: Path) -> None:
    """An aspect that matches nothing may inject a missing package; the other aspects are woven anyway."""
    two = aspect_on_colour("add-blank-import: example.com/smallest/bulb") + (
        "  - id: another\n"
        "    join-point: {function-body: {function: [{name: NoSuchFunction}]}}\n"
        "    advice: [{add-blank-import: example.com/nowhere/at/all}]\n"
    )
    workshop = smallest_program(tmp_path / "module", **{"orchestrion.yml": two, "bulb/bulb.go": "package bulb\n"})
    built = workshop.pyorch("go", "build", "./shade")
    assert (built.code, built.text) == (0, "")


def test_a_cycle_of_imports(tmp_path: Path) -> None:
    """The injected package imports the one that it is injected into."""
    workshop = smallest_program(
        tmp_path / "module",
        **{
            "orchestrion.yml": aspect_on_colour("add-blank-import: example.com/smallest/bulb"),
            "bulb/bulb.go": 'package bulb\n\nimport _ "example.com/smallest/socket"\n',
            "socket/socket.go": 'package socket\n\nimport "example.com/smallest/shade"\n\nvar Red = shade.Colour()\n',
        },
    )
    shade, bulb, socket = "example.com/smallest/shade", "example.com/smallest/bulb", "example.com/smallest/socket"
    for way in (["pyorch", "go", "build", "./shade"], ["go", "build", "-toolexec=pyorch toolexec", "./shade"]):
        told = workshop.run(*way, timeout=60)
        assert told.code != 0
        assert f"an injection cycle: {shade} -> {bulb} -> {socket} -> {shade}" in told.err
        assert "links" in told.err
        assert_one_clear_message(told.text)


def test_a_package_that_would_import_itself(tmp_path: Path) -> None:
    """The package is already there, so nothing is imported."""
    aspects = aspect_on_colour("add-blank-import: example.com/smallest/shade")
    told = smallest_program(tmp_path / "module", **{"orchestrion.yml": aspects}).pyorch("go", "build", "./shade")
    assert (told.code, told.text) == (0, "")


@pytest.mark.parametrize("targets", [["./shade"], ["./shade", "./bulb"], ["./bulb"]], ids=" ".join)
def test_a_cycle_of_two_aspects(tmp_path: Path, targets: list[str]) -> None:
    """Neither package imports the other in its source: shade is given bulb, and bulb is given shade."""
    workshop = smallest_program(
        tmp_path / "module",
        **{
            "orchestrion.yml": aspect_on_colour("add-blank-import: example.com/smallest/bulb") + "  - id: and back\n"
            "    join-point: {function-body: {function: [{name: Watt}]}}\n"
            "    advice: [{add-blank-import: example.com/smallest/shade}]\n",
            "bulb/bulb.go": "package bulb\n\nfunc Watt() int {\n\treturn 40\n}\n",
        },
    )
    told = workshop.run("pyorch", "go", "build", *targets, timeout=60)
    assert told.code == 1
    assert "an injection cycle: " in told.err
    for link in (
        "example.com/smallest/shade -> example.com/smallest/bulb",
        "example.com/smallest/bulb -> example.com/smallest/shade",
    ):
        assert link in told.err
    assert_one_clear_message(told.text)
    # Without one of the two aspects there is no cycle, and the failed build leaves nothing in the way.
    workshop.write({"orchestrion.yml": aspect_on_colour("add-blank-import: example.com/smallest/bulb")})
    built = workshop.pyorch("go", "build", *targets)
    assert (built.code, built.text) == (0, "")
