"""Archives whose fingerprint does not depend on the folder that their package lies in. Plain go compiles and links them."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import partial
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.toolexec.archives.export_data import copy_for_import, set_fingerprint
from orchestrion_py.toolexec.linked_package import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# Things that an importer may inline, instantiate or refer to by their number.
FILES = {
    "go.mod": "module example.com/app\n\ngo 1.25\n",
    "config/config.go": "package config\n\nvar Names = map[string]int{}\n\nfunc Weight(n string) int { return Names[n] }\n",
    "hook/hook.go": """package hook

import "example.com/app/config"

var calls int

type Box[T any] struct{ all []T }

func (b *Box[T]) Add(one T) { b.all = append(b.all, one) }

func Hello(name string) int {
	var box Box[string]
	box.Add(name)
	each(box.all, func(s string) { calls += config.Weight(s) + 1 })
	return calls
}

func each[T any](all []T, do func(T)) {
	for _, one := range all {
		do(one)
	}
}
""",
    "hook/parsed.go": "package hook\n\n//line grammar.y:7\nfunc Parse() int { return len(table) }\n\nvar table [2]int\n",
}
IMPORTER = (
    'package importer\n\nimport "example.com/app/hook"\n\nfunc Use() int { return hook.Hello("a") + hook.Parse() }\n'
)


@pytest.fixture(scope="module", params=["", "-race", "-covermode=atomic", "-gcflags=-N -l"])
def worktrees(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> list[Path]:
    """Two folders with the same module, with the archives of its packages in each: `hook.a` and `config.a`."""
    folder = tmp_path_factory.mktemp("worktrees")
    found = []
    for name in ("one", "another-with-a-longer-name"):
        root = folder / name
        for file, text in FILES.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text)
        flags = [request.param, *(["-coverpkg=example.com/app/..."] if "cover" in request.param else [])]
        for path, archive in exported(root, *filter(None, flags), "./...").items():
            shutil.copyfile(archive, root / f"{path.rpartition('/')[2]}.a")
        found.append(root)
    return found


def exported(root: Path, *words: str) -> dict[str, str]:
    command = ["go", "list", "-export", "-f", "{{.ImportPath}}={{.Export}}", *words]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return dict(line.split("=") for line in listed.splitlines())


def renamed(root: Path, file: bytes) -> bytes:
    return re.sub(rb"^%b/" % re.escape(str(root).encode()), b"example.com/app/", file)


def test_two_folders_give_one_fingerprint(worktrees: list[Path]) -> None:
    prints = {name: [fingerprint(str(root / name)) for root in worktrees] for name in ("hook.a", "config.a")}
    for root in worktrees:
        for name in prints:
            set_fingerprint(str(root / name), partial(renamed, root))
    for name, (one, other) in prints.items():
        assert one != other, "plain go hashes the folder"
        assert len({fingerprint(str(root / name)) for root in worktrees}) == 1


def test_what_was_woven_in_one_folder_links_in_another(worktrees: list[Path], tmp_path: Path) -> None:
    importers = []
    for number, root in enumerate(worktrees):
        set_fingerprint(str(root / "hook.a"), partial(renamed, root))
        copy = copy_for_import(str(root / "hook.a"), str(tmp_path / f"copy{number}.a"), partial(renamed, root))
        assert copy != str(root / "hook.a")
        source = tmp_path / "importer.go"
        source.write_text(IMPORTER)
        (tmp_path / "importcfg").write_text(f"packagefile example.com/app/hook={copy}\n")
        importer = tmp_path / f"importer{number}.a"
        command = ["go", "tool", "compile", "-p", "importer", "-pack", "-trimpath", str(tmp_path), "-o", str(importer)]
        subprocess.run([*command, "-importcfg", tmp_path / "importcfg", source], check=True)
        importers.append(importer.read_bytes())
    assert importers[0] == importers[1]
    assert str(worktrees[0]).encode() not in importers[0]
    assert b"example.com/app/hook/hook.go" in importers[0] or b"hook.Hello" in importers[0]


def test_an_archive_of_another_kind_stays_as_it_is(tmp_path: Path) -> None:
    archive = tmp_path / "p.a"
    for content in (b"", b"!<arch>\n", b"no archive at all" * 9):
        archive.write_bytes(content)
        set_fingerprint(str(archive), lambda _: b"x")
        assert archive.read_bytes() == content
        assert copy_for_import(str(archive), str(tmp_path / "copy.a"), lambda _: b"x") == str(archive)


def test_a_constant_that_equals_a_name_is_not_renamed(tmp_path: Path) -> None:
    """Equal strings are one element of the export data."""
    source = tmp_path / "p.go"
    source.write_text(f'package p\n\nconst Name = "{source}"\n\nfunc F() string {{ return Name }}\n')
    archive = str(tmp_path / "p.a")
    subprocess.run(["go", "tool", "compile", "-p", "p", "-pack", "-o", archive, source], check=True)
    assert copy_for_import(archive, str(tmp_path / "copy.a"), partial(renamed, tmp_path)) == archive
