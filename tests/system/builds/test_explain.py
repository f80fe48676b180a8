"""`pyorch explain`: why something is woven at a place, or why not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

FILES = {
    "go.mod": "module example.com/why\n\ngo 1.25\n",
    "main.go": """\
package main

import (
	"net/http"

	"example.com/why/shop"
)

func main() {
	_, _ = http.DefaultClient.Get("http://localhost")
	_, _ = http.Get("http://localhost")
	shop.Sell(1)
}
""",
    "shop/shop.go": """\
package shop

type Till struct{}

func Sell(count int) string { return "" }

func (t *Till) Ring() {}

//orchestrion:ignore
func (t *Till) Open() {}
""",
    "shop/shop_windows.go": "package shop\n",
    "unused/unused.go": "package unused\n",
    "broken/broken.go": "package broken\n\nfunc Sell( {}\n",
    "orchestrion.yml": """\
aspects:
  - id: get
    join-point: {function-call: net/http.Get}
    advice: [{wrap-expression: {template: "({{ . }})"}}]
  - id: sell
    join-point: {function-body: {function: [{name: Sell}, {signature: {args: [string]}}]}}
    advice: [{prepend-statements: {template: println()}}]
  - id: till
    join-point: {function-body: {function: [{receiver: "*example.com/why/shop.Till"}]}}
    advice: [{prepend-statements: {template: println("till")}}]
""",
}


@pytest.fixture(scope="module")
def why(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("why"), {"PYORCH_ASPECTS": "modules"}).write(FILES)


def explained(workshop: Workshop, *targets: str) -> list[dict[str, Any]]:
    printed = workshop.pyorch("explain", "--json", *targets)
    assert printed.code == 0, printed.text
    found = json.loads(printed.out)
    assert found["version"] == 1
    return list(found["targets"])


def reasons(explanation: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    return {each["aspect"]: (each["reason"], each["place"], each["nearest"]) for each in explanation["refused"]}


def test_lines(why: Workshop) -> None:
    method, call = explained(why, "main.go:10", "main.go:11:9")
    assert method["woven"] == []
    assert reasons(method)["get"] == (
        "`function-call: net/http.Get` does not match: this call is of a method, http.DefaultClient.Get",
        "orchestrion.yml:3:18",
        "main.go:10:9",
    )
    assert [(each["aspect"], each["line"], each["defined"]) for each in call["woven"]] == [
        ("get", 11, "orchestrion.yml:2")
    ]
    assert "+\t_, _ = " in call["diff"]
    assert "get" not in reasons(call)


def test_declarations(why: Workshop) -> None:
    sell, ring, opened = explained(
        why, "example.com/why/shop.Sell", "example.com/why/shop.(*Till).Ring", "./shop.Till.Open"
    )
    assert sell["title"] == "shop/shop.go:5 in example.com/why/shop"
    assert (
        reasons(sell)["sell"][0]
        == "`signature: {args: [string]}` does not match: the signature is func(count int) string"
    )
    assert [each["aspect"] for each in ring["woven"]] == ["till"]
    assert 'println("till")' in ring["diff"]
    assert reasons(opened)["till"][0] == "//orchestrion:ignore keeps it out"
    assert opened["notes"] == ["shop/shop.go:9: an ignore directive keeps aspects out of the code below it"]


def test_packages(why: Workshop) -> None:
    shop, standard, outside, windows = explained(why, "./shop", "net/http", "encoding/xml", "shop/shop_windows.go:1")
    assert [each["aspect"] for each in shop["woven"]] == ["till"]
    assert standard["woven"] == []
    assert outside["notes"] == ["it is not in this build: no package of the main module imports it"]
    assert windows["notes"] == ["go leaves the file out of example.com/why/shop, by its name or its build constraints"]


def test_a_package_that_does_not_parse(why: Workshop) -> None:
    (broken,) = explained(why, "./broken")
    assert "broken/broken.go:3:11: pyorch cannot parse this as Go" in broken["notes"]
    assert any(
        note.startswith("it does not compile without weaving either: broken/broken.go:3:") for note in broken["notes"]
    )


def test_aspects(why: Workshop) -> None:
    (get, sell) = explained(why, "--aspect", "get", "--aspect", "sell")
    assert [(each["file"], each["line"]) for each in get["woven"]] == [("main.go", 11)]
    assert reasons(sell)["sell"][2] == "shop/shop.go:5:29"


def test_what_names_nothing(why: Workshop) -> None:
    for target, message in {
        "main.go:99": "has 14 lines",
        "none.go:1": "none.go does not exist",
        "example.com/why/shop.Buy": "does not declare Buy",
        "example.com/nowhere": "cannot find example.com/nowhere",
    }.items():
        failed = why.pyorch("explain", target)
        assert failed.code == 1
        assert message in failed.err
        assert "hint: write file.go:LINE" in failed.err
    missing = why.pyorch("explain", "--aspect", "gett")
    assert "no aspect of this build has the id 'gett'" in missing.err
    assert "hint: did you mean 'get'?" in missing.err
    assert why.pyorch("explain").code == 2
