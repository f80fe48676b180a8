"""The list of everything that can change what a build weaves or links."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.build_context import BuildContext
from orchestrion_py.gocommand.overlay import Overlay
from orchestrion_py.toolexec.plan.gather_aspects import Gathered
from orchestrion_py.toolexec.plan.input_kinds import KINDS, Kind, files_of, identities_of
from orchestrion_py.vendors.registry import BY_DEFAULT
from tests.helpers.paths import REPOSITORY
from tests.toolexec.plan.tables import package, table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SETTINGS = {
    "GOMOD": "/src/app/go.mod", "GOMODCACHE": "/cache", "GOROOT": "/go", "GOTOOLDIR": "/go/tool", "GOWORK": "",
}  # fmt: skip
ROW = re.compile(r"^\| ([^|]+?) +\| (.?) +\| (.?) +\| (.?) +\|", re.MULTILINE)


def gathered(*flags: str, environment: Mapping[str, str] | None = None, **settings: str) -> Gathered:
    context = BuildContext("/src/app", "/usr/bin/go", flags, {"HOME": "/home", **(environment or {})})
    return Gathered(context, {**SETTINGS, **settings}, Overlay(), module_files=("/src/app/go.mod",))


def stamped(name: str, found: Gathered) -> set[str]:
    (kind,) = (kind for kind in KINDS if kind.name == name)
    assert kind.stamped is not None
    return set(kind.stamped(found))


def marks(kind: Kind) -> tuple[str, ...]:
    ways = (kind.key, kind.stamped, kind.identity)
    return (kind.name, *("✓" if way else "" for way in ways))


def test_the_documentation_shows_the_same_list() -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    _, _, section = text.partition("\n## What decides a build\n")
    rows = [row.groups() for row in ROW.finditer(section.partition("\n## ")[0])]
    assert [tuple(cell.strip() for cell in row) for row in rows] == [marks(kind) for kind in KINDS]


def test_each_kind_counts_and_the_build_context_has_no_other_part() -> None:
    assert all(kind.key or kind.stamped or kind.identity for kind in KINDS)
    named = [part for kind in KINDS for part in kind.key]
    assert sorted(named) == sorted(gathered().context.key_parts())


def test_modules_with_each_go_mod_that_would_come_first() -> None:
    assert stamped("go.mod and go.sum", gathered("-modfile=../alt.mod")) == {
        "/src/app/go.mod", "/src/app/go.sum", "/src/app/../alt.mod", "/src/app/../alt.sum", "/src/go.mod", "//go.mod",
    }  # fmt: skip


def test_a_workspace_that_does_not_exist_yet() -> None:
    assert {"/src/app/go.work", "/src/go.work", "/src/go.work.sum"} <= stamped("go.work", gathered())
    chosen = stamped("go.work", gathered(GOWORK="/else/go.work", environment={"GOWORK": "/else/go.work"}))
    assert chosen == {"/else/go.work", "/else/go.work.sum"}
    assert stamped("go.work", gathered(environment={"GOWORK": "off"}, GOWORK="off")) == set()


def test_folders_that_replace_modules(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module m\n\nreplace a => ../a\n")
    found = Gathered(gathered().context, SETTINGS, Overlay(), module_files=(f"{tmp_path}/go.mod",))
    assert stamped("folders that replace modules", found) == {f"{tmp_path}/../a/go.mod"}
    over = Overlay("/o.json", {f"{tmp_path}/go.mod": f"{tmp_path}/other.mod"})
    (tmp_path / "other.mod").write_text("module m\n\nreplace a => /b\n")
    found = Gathered(gathered().context, SETTINGS, over, module_files=(f"{tmp_path}/go.mod",))
    assert stamped("folders that replace modules", found) == {"/b/go.mod"}


def test_go_its_tools_and_its_settings() -> None:
    tools = {"/usr/bin/go", "/go/tool/compile", "/go/tool/link"}
    assert stamped("the Go toolchain", gathered(GOROOT="/usr", GOTOOLDIR="/go/tool")) == tools
    # /usr/bin/go is not the go of its toolchain, so a version manager may choose that.
    more = {"/go/bin/go", "/src/app/.tool-versions", "/src/mise.toml", "/home/.go-version", "/home/.goenv/version"}
    assert tools | more <= stamped("the Go toolchain", gathered())
    files = stamped("settings of `go env -w`", gathered(environment={"GOENV": "/my/env"}))
    assert {"/my/env", "/go/go.env"} <= files


def test_pyorch_s_own_code_aspects_and_libraries() -> None:
    files = stamped("pyorch and its libraries", replace(gathered(), vendor=BY_DEFAULT))
    for ending in ("/toolexec/plan/tool_id.py", "/toolexec/front/pyorch", ".yml", ".dist-info"):
        assert any(path.endswith(ending) for path in files), ending
    assert any("tree-sitter-go " in str(part) for part in identities_of(gathered())["pyorch and its libraries"])


def test_the_c_compiler_counts_only_for_c_code(tmp_path: Path) -> None:
    compiler = tmp_path / "my-cc"
    compiler.write_text("#!/bin/sh\necho my-cc 1.0\n")
    compiler.chmod(0o755)
    c_settings = dict.fromkeys(("CXX", "PKG_CONFIG", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_LDFLAGS"), "")
    plain = gathered(environment=None, CC=str(compiler), **c_settings)
    assert stamped("the C compiler", plain) == set()
    in_c = package("example.com/c", uses_c=True, folder=str(tmp_path))
    found = Gathered(plain.context, plain.go, Overlay(), packages=table(in_c))
    assert stamped("the C compiler", found) == {str(compiler)}
    assert " 1.0" in identities_of(found)["the C compiler"]


def test_no_file_counts_twice() -> None:
    files = files_of(gathered())
    assert len(files) == len(set(files))
    assert "" not in files
