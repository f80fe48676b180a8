"""Two modules that share a GOCACHE, with an aspect for the main module's own packages: each has its own woven archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# The import path narrows the aspect to one package, whatever the main module is. So the path of that is in no literal.
ASPECTS = """\
aspects:
  - id: own
    join-point:
      all-of:
        - package-filter: {root: true}
        - import-path: example.com/a/lib
        - function-body: {function: [{name: Name}]}
    advice: [prepend-statements: {template: 'println("woven")'}]
"""
MAIN = 'package main\n\nimport "example.com/a/lib"\n\nfunc main() { println(lib.Name()) }\n'
FILES = {
    "a/go.mod": "module example.com/a\n\ngo 1.25\n",
    "a/main.go": MAIN,
    "a/lib/lib.go": 'package lib\n\nfunc Name() string { return "a" }\n',
    "a/orchestrion.yml": ASPECTS,
    "b/go.mod": "module example.com/b\n\ngo 1.25\n\nrequire example.com/a v0.0.0\n\nreplace example.com/a => ../a\n",
    "b/main.go": MAIN,
    "b/orchestrion.yml": ASPECTS,
}
PRINTED = {"a": "woven\na\n", "b": "a\n"}


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_both_modules_in_turns(tmp_path: Path, order: str) -> None:
    caches = {"GOCACHE": str(tmp_path / "go"), "PYORCH_CACHE_DIR": str(tmp_path / "pyorch")}
    workshop = Workshop(tmp_path, {"PYORCH_ASPECTS": "modules", **caches}).write(FILES)
    for name in order * 2:
        built = workshop.at(name).pyorch("go", "build", "-trimpath", "-o", "program", ".")
        assert built.code == 0, built.text
        assert workshop.at(name).run("./program").err == PRINTED[name]
