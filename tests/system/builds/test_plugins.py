"""A plugin links the packages that its woven dependencies need, as a program does."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.helpers.linking_program import FILES

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

# go compiles the standard library again for plugins.
pytestmark = [pytest.mark.build, pytest.mark.slow]
PLUGIN = """package main

import (
	"os"

	"example.com/linking/east"
)

func Greet() {
	os.Stdout.WriteString(east.Say("plugin"))
}
"""
HOST = """package main

import (
	"os"
	"plugin"
)

func main() {
	found, err := plugin.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	greet, err := found.Lookup("Greet")
	if err != nil {
		panic(err)
	}
	greet.(func())()
}
"""


@pytest.mark.skipif(shutil.which("gcc") is None, reason="go builds plugins with cgo")
def test_plugin(workshop: Workshop) -> None:
    workshop.write({**FILES, "plugged/plugged.go": PLUGIN, "host/host.go": HOST})
    build = workshop.with_environment(PYORCH_ASPECTS="modules")

    def output(source: str, *go: str) -> str:
        for arguments in (("-buildmode=plugin", "-o", "greeting.so", source), ("-o", "hosting", "./host")):
            result = build.run(*go, "build", *arguments)
            assert result.code == 0, result.err
        result = build.run("./hosting", "greeting.so")
        assert result.code == 0, result.err
        return result.out

    assert output("./plugged", "go") == "plugin"
    assert output("./plugged", "pyorch", "go") == "[1plugin]"
    assert output("./plugged/plugged.go", "pyorch", "go") == "[1plugin]", "go names a plugin made of files by a hash"
    assert "brackets around what is written" in build.pyorch("inspect", "greeting.so").out
