"""Join points and templates that need types: the program prints which of its calls and functions were woven."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers.typed_program import FILES, body_aspect, call_aspect

if TYPE_CHECKING:
    from tests.helpers.workshop import Result, Workshop

pytestmark = pytest.mark.build

READER = "example.com/typed/shelf.Reader"


def woven(workshop: Workshop, *aspects: str) -> Result:
    """The typed program, built with aspects and run."""
    workshop.write({**FILES, "orchestrion.yml": "aspects:" + "".join(aspects)})
    return workshop.with_environment(PYORCH_ASPECTS="modules").pyorch("go", "run", ".")


def said(result: Result, identifier: str) -> list[str]:
    """What an aspect printed while the program ran."""
    assert result.code == 0, result.err
    assert result.out == "4\n", "the program itself behaves as it did"
    return [
        line.removeprefix(f"{identifier} ") for line in result.err.splitlines() if line.startswith(f"{identifier} ")
    ]


def lines_of(result: Result, workshop: Workshop) -> list[str]:
    """The source text of the calls that an aspect matched, by `pyorch weave`."""
    assert result.code == 0, result.err
    source = (workshop.folder / "main.go").read_text().splitlines()
    files = [json.loads(line) for line in result.out.splitlines()]
    matched = {each["line"] for file in files if file["path"] == "main.go" for each in file["aspects"]}
    return [source[line - 1].strip() for line in sorted(matched)]


CALLS = {
    "any": (
        f"{{receiver: {READER}, name: Title}}",
        ["r.Title()", "(&r).Title()", "alias.Title()", "held{r}.Title()", "heldPointer{&r}.Title()"],
    ),
    "by value": (
        f"{{receiver: {READER}, name: Title, match: value-only}}",
        ["r.Title()", "alias.Title()", "held{r}.Title()"],
    ),
    "by pointer": (
        f"{{receiver: {READER}, name: Title, match: pointer-only}}",
        ["(&r).Title()", "heldPointer{&r}.Title()"],
    ),
    "a star": (f'{{receiver: "*{READER}", name: Title}}', ["(&r).Title()", "heldPointer{&r}.Title()"]),
    "an alias": (
        "{receiver: example.com/typed/shelf.Alias, name: Title, match: value-only}",
        ["r.Title()", "alias.Title()", "held{r}.Title()"],
    ),
    "an interface": ("{receiver: example.com/typed/shelf.Named, name: Title}", ["named.Title()"]),
    "a type of the package": ("{receiver: example.com/typed.own, name: Title}", ["own{}.Title()", "shelf.Title()"]),
    "a generic type": ("{receiver: example.com/typed/shelf.Box, name: Put}", ["box.Put(1)"]),
    "another method": (f"{{receiver: {READER}, name: Read}}", []),
}


@pytest.mark.parametrize(("point", "expected"), CALLS.values(), ids=CALLS)
def test_method_calls(workshop: Workshop, point: str, expected: list[str]) -> None:
    aspects = "aspects:" + call_aspect("call", point, result="" if "Box" in point else "string")
    workshop.write({**FILES, "aspects.yml": aspects})
    found = workshop.pyorch("weave", "--json", "--aspects", "aspects.yml", ".")
    assert lines_of(found, workshop) == expected


def test_a_build_that_needs_types(workshop: Workshop) -> None:
    """All in one build, since go compiles the standard library again for each set of aspects."""
    name = ".Function.Name"
    first = f'"{{{{ {name} }}}} {{{{ .Function.ResultThatImplements "error" }}}}"'
    last = '{{ .Function.LastResultThatImplements "error" }} {{ .Function.FinalResultImplements "error" }}'
    final = f'"{{{{ {name} }}}} {last}"'
    nothing = (
        '"[{{ .Function.ArgumentThatImplements "context.Context" }}]", "{{ .Function.FinalResultImplements "error" }}"'
    )
    ran = woven(
        workshop,
        call_aspect("call", CALLS["any"][0]),
        body_aspect("context", "{argument-implements: context.Context}"),
        # This program does not import io itself, but strings does.
        body_aspect("reader", "{argument-implements: io.Reader}"),
        # Neither the program nor a package that it imports has this one.
        body_aspect("type", "{argument-implements: go/types.Type}"),
        body_aspect("some", "{result-implements: error}, {receiver: false}", first),
        body_aspect("final", "{final-result-implements: error}, {receiver: false}", final),
        body_aspect("main", "{name: main}", nothing),
    )
    assert said(ran, "call") == ["0"] * 5
    assert said(ran, "context") == ["takesContext", "takesCarrier"]
    assert said(ran, "reader") == ["takesReader"]
    assert said(ran, "type") == []
    assert said(ran, "some") == [
        "givesError __result__0", "givesPointer __result__1", "givesErrorFirst e", "givesTwo first",
    ]  # fmt: skip
    assert said(ran, "final") == ["givesError __result__0 true", "givesPointer __result__1 true", "givesTwo e true"]
    assert said(ran, "main") == ["[] false"]


def test_the_compiler_reports_code_that_does_not_type_check(workshop: Workshop) -> None:
    workshop.write({**FILES, "orchestrion.yml": "aspects:" + call_aspect("call", CALLS["any"][0])})
    source = FILES["main.go"].replace('fmt.Println(len("done"))', "fmt.Println(len(3))\n\tvar unused int")
    workshop.write({"main.go": source})
    plain = workshop.go("build", ".")
    found = workshop.with_environment(PYORCH_ASPECTS="modules").pyorch("go", "build", ".")
    assert plain.code != 0
    assert (found.code, found.err) == (plain.code, plain.err)
    previewed = workshop.with_environment(PYORCH_ASPECTS="modules").pyorch("weave", ".")
    assert previewed.out == ""
    assert "example.com/typed: not woven: it does not type-check: main.go:5" in previewed.err


def previewed(workshop: Workshop, *aspects: str) -> Result:
    """The output of `pyorch weave` for the program's main package."""
    workshop.write({**FILES, "aspects.yml": "aspects:" + "".join(aspects)})
    return workshop.pyorch("weave", "--aspects", "aspects.yml", "--import-path", "example.com/typed", "main.go")


def test_a_type_that_is_not_an_interface(workshop: Workshop) -> None:
    result = previewed(
        workshop, body_aspect("wrong", "{argument-implements: context.CancelFunc}", where="{test-main: false}")
    )
    assert result.code != 0
    found = "main.go:30:40: aspect 'wrong': cannot look up context.CancelFunc: context.CancelFunc is not an interface of methods"
    assert found in result.err
    assert "Traceback" not in result.err


def test_a_template_that_asks_for_unavailable_types(workshop: Workshop) -> None:
    saying = '"{{ .Function.ArgumentThatImplements "example.com/nowhere.Thing" }}"'
    result = previewed(workshop, body_aspect("nowhere", "{name: takesReader}", saying, where="{test-main: false}"))
    assert result.code != 0
    assert "main.go:32:40: aspect 'nowhere', advice 1: cannot look up example.com/nowhere.Thing" in result.err
    assert "Traceback" not in result.err


def test_an_oracle_that_cannot_be_built(workshop: Workshop) -> None:
    """The build fails with a message if an aspect needs the oracle, and ignores it otherwise."""
    folder = workshop.folder / "cache"
    folder.mkdir()
    (folder / "oracles").write_text("in the way\n")
    broken = workshop.with_environment(PYORCH_CACHE_DIR=str(folder))
    result = woven(broken, call_aspect("call", CALLS["any"][0]))
    assert result.code != 0
    assert "cannot use the cache folder" in result.err
    assert "Traceback" not in result.err
    assert said(woven(broken, body_aspect("main", "{name: main}")), "main") == ["main"]


def test_files_of_cgo(workshop: Workshop) -> None:
    """For a cgo package the compiler reads generated files, and so does the oracle."""
    workshop.write({
        "go.mod": FILES["go.mod"],
        "main.go": """package main

// static int twice(int n) { return 2 * n; }
import "C"

import (
	"fmt"
	"strings"
)

func main() {
	var b strings.Builder
	b.WriteString(fmt.Sprint(C.twice(2)))
	fmt.Println(b.String())
}
""",
        "orchestrion.yml": "aspects:" + call_aspect("call", "{receiver: strings.Builder, name: String}"),
    })  # fmt: skip
    ran = workshop.with_environment(PYORCH_ASPECTS="modules", CGO_ENABLED="1").pyorch("go", "run", ".")
    assert said(ran, "call") == ["0"]
