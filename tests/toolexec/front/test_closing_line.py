"""The line with which `pyorch go build` ends."""

from __future__ import annotations

from typing import Any

import pytest

from orchestrion_py.toolexec.front.closing_line import closing_line, is_wanted


def summary(*integrations: str, main: str = "example.com/shop", packages: int = 3) -> dict[str, Any]:
    return {"main": main, "packages": [f"p{n}" for n in range(packages)], "integrations": list(integrations)}


def line(
    *linked: dict[str, Any], verb: str = "build", words: str = "-o /tmp/shop example.com/shop", **variables: str
) -> str:
    return closing_line(verb, words.split(), "/src", variables, linked, "/nowhere")


def test_it_names_the_program_the_integrations_and_the_next_step() -> None:
    expected = "shop: 3 packages woven for chi v5, net/http server; next: pyorch traces -- /tmp/shop"
    assert line(summary("net/http server", "chi v5")) == expected


def test_many_integrations_are_cut() -> None:
    found = line(summary(*"abcdefgh"))
    assert found.startswith("shop: 3 packages woven for a, b, c, d, e, f, 2 more; ")
    assert "for a, b, c, d, e, f, g; " in line(summary(*"abcdefg"))


def test_without_an_integration_it_says_who_knows_why() -> None:
    assert line(summary(packages=0)) == "shop: nothing is woven: no aspect matches; `pyorch plan` shows why"
    known = "shop: 1 package woven, but none for a library that pyorch knows; `pyorch plan` shows why"
    assert line(summary(packages=1)) == known


def test_a_program_for_another_system_is_not_run() -> None:
    assert line(summary("gin"), GOOS="windows").endswith("; next: pyorch inspect /tmp/shop")
    plugin = line(summary("gin"), words="-buildmode=plugin -o /tmp/shop example.com/shop")
    assert plugin.endswith("; next: pyorch inspect /tmp/shop")


def test_several_programs_share_one_line() -> None:
    both = [summary("gin"), summary("chi v5", main="example.com/back", packages=5)]
    assert line(*both, words="./...") == "2 programs: 5 packages woven for chi v5, gin"


def test_tests_have_no_next_step() -> None:
    assert line(summary("gin", main="a.test"), verb="test", words="./...") == "1 test program: 3 packages woven for gin"
    own = line(summary(main="a.test", packages=1), verb="test", words="./...")
    assert own == "1 test program: 1 package woven, but none for a library that pyorch knows"


def test_without_a_program_there_is_nothing_to_say() -> None:
    assert line(words="./...") == ""


@pytest.mark.parametrize(
    ("verb", "words", "goflags", "variables"),
    [
        ("run", ".", "", {}),
        ("list", "-deps", "", {}),
        ("clean", "", "", {}),
        ("get", ".", "", {}),
        ("test", "-json ./...", "", {}),
        ("build", "-json .", "", {}),
        ("build", "-n .", "", {}),
        ("test", ".", "-json", {}),
        ("build", ".", "", {"PYORCH_LOG": "error"}),
    ],
)
def test_it_does_not_stand_in_the_way(verb: str, words: str, goflags: str, variables: dict[str, str]) -> None:
    assert not is_wanted(verb, words.split(), goflags, variables)


@pytest.mark.parametrize(
    ("verb", "words"), [("build", "."), ("install", "./..."), ("test", "./..."), ("test", "-json=false .")]
)
def test_these_commands_end_with_it(verb: str, words: str) -> None:
    assert is_wanted(verb, words.split(), "", {})
