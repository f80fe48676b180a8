"""Which files a go command writes: go itself is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.gocommand.executables import executables
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "package main\n\nfunc main() {}\n"
NAMED = {
    "the folder itself": (["build"], "."),
    "a dot": (["build", "."], "."),
    "a folder below": (["build", "./cmd/front"], "."),
    "an import path": (["build", "example.com/shop/v2/cmd/back"], "."),
    "from a folder below": (["build", "../.."], "cmd/front"),
    "a file": (["build", "-o", "bin/front", "./cmd/front"], "."),
    "a folder that exists": (["build", "-o", "cmd/front", "./cmd/back"], "."),
    "several programs": (["build", "-o", "bin/", "./cmd/front", "./cmd/back"], "."),
    "folders named like versions": (["build", "-o", "bin/", "./cmd/v1", "./cmd/v2"], "."),
    "files": (["build", "main.go", "more.go"], "."),
    "a system with a suffix": (["build", "-tags=some", "."], "."),
    "installed": (["install", "./cmd/front", "."], "."),
}


@pytest.mark.build
@pytest.mark.parametrize("name", NAMED)
def test_go_writes_the_files(tmp_path: Path, name: str) -> None:
    words, folder = NAMED[name]
    variables = {"GOBIN": str(tmp_path / "bin")} | ({"GOOS": "windows"} if "suffix" in name else {})
    files = {"go.mod": "module example.com/shop/v2\n\ngo 1.25\n", "main.go": MAIN, "more.go": "package main\n"}
    module = Workshop(tmp_path / "module", variables).write(
        files | {f"cmd/{name}/main.go": MAIN for name in ("front", "back", "v1", "v2")}
    )
    before = set(tmp_path.rglob("*"))
    assert module.at(folder).go(*words).code == 0
    written = {str(path) for path in set(tmp_path.rglob("*")) - before if path.is_file()}
    found = executables(words[0], words[1:], str(module.folder / folder), module.environment)
    assert {each.path for each in found} == written
    listed = module.at(folder).go("list", *(word for word in words[1:] if word[:1] in ".e" or word.endswith(".go")))
    assert {each.main for each in found} == set(listed.out.split())


@pytest.mark.parametrize(
    "words",
    [["build", "./..."], ["build", "-o", "/dev/null", "."], ["build", "-o", "one", "./a", "./b"], ["test", "-c"]],
)
def test_only_go_knows_the_files(tmp_path: Path, words: list[str]) -> None:
    Workshop(tmp_path).write({"go.mod": "module example.com/shop\n"})
    assert executables(words[0], words[1:], str(tmp_path), {}) == []
