from __future__ import annotations

import pytest

from orchestrion_py.cli.single_dash_flags import translated


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("-filename f.go -app x -w", "--filename=f.go --app=x --write"),
        ("--filename=f.go -app=x", "--filename=f.go --app=x"),
        ("-all=false -skip-generated", "--no-all --skip-generated"),
        ("-preserve-line-numbers", "--preserve-lines"),
        ("-preserve-line-numbers=false", "--no-preserve-lines"),
        ("-w=true -skip-generated=0", "--write --no-skip-generated"),
        ("--no-all -d ./...", "--no-all --diff ./..."),
        ("--args a.go", "--args=* a.go"),
        ("-args=id,name --results", "--args=id,name --results=*"),
        ("-w -- -w.go", "--write -- -w.go"),
        ("-w=maybe", "-w=maybe"),
        ("-unknown x", "-unknown x"),
        ("-app", "--app"),
        ("-", "-"),
    ],
)
def test_flags_as_go_programs_take_them(given: str, meant: str) -> None:
    assert translated(given.split()) == meant.split()
