"""The table of archives, and cycles that are found before anything is built."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.archives.archive_table import ArchiveTable, read_table
from orchestrion_py.toolexec.archives.injected_archives import find_archives
from orchestrion_py.toolexec.plan.plan_folder import Plan


def table(folder: Path, *names: str) -> str:
    for name in names:
        (folder / name).touch()
    known = ArchiveTable().with_listing(["a"], f"a\t{folder / 'a'}\tb \nb\t{folder / 'b'}\tunsafe \nunsafe\t\t\n")
    path = folder / "archives"
    path.write_text(known.text())
    return str(path)


def test_a_closure_is_everything_that_a_package_leads_to(tmp_path: Path) -> None:
    known = read_table(table(tmp_path, "a", "b"))
    assert known.roots == {"a"}
    assert known.closure(["a"]) == {"a": str(tmp_path / "a"), "b": str(tmp_path / "b")}


def test_a_table_is_worthless_once_an_archive_left_the_cache(tmp_path: Path) -> None:
    assert read_table(table(tmp_path, "a")).roots == set()


@pytest.mark.parametrize("cut", [1, 5, 20, -2])
def test_half_a_table_is_none(tmp_path: Path, cut: int) -> None:
    path = Path(table(tmp_path, "a", "b"))
    path.write_text(path.read_text()[:cut])
    assert read_table(str(path)).roots == set()


def test_a_table_with_any_byte_changed_is_none(tmp_path: Path) -> None:
    path = Path(table(tmp_path, "a", "b"))
    content = path.read_bytes()
    for place in range(len(content) - 1):
        for other in (content[place] ^ 1, content[place] ^ 0x80, ord("\n"), ord("\t")):
            if other != content[place]:
                path.write_bytes(content[:place] + bytes([other]) + content[place + 1 :])
                assert read_table(str(path)).roots == set()


def test_a_table_is_renewed_now_and_then_so_that_go_keeps_the_archives(tmp_path: Path) -> None:
    path = table(tmp_path, "a", "b")
    yesterday = time.time() - 24 * 3600
    os.utime(path, (yesterday, yesterday))
    assert read_table(path).roots == set()


def test_a_package_that_needs_its_importer_is_reported_with_the_chain_of_imports(tmp_path: Path) -> None:
    (tmp_path / "graph.json").write_text(json.dumps({"injected": ["between"], "between": ["woven"], "woven": []}))
    with pytest.raises(Fault, match="woven -> injected -> between -> woven") as caught:
        find_archives(Plan(str(tmp_path), {}), "woven", ["injected"])
    assert "links" in caught.value.hint


def test_a_nested_build_of_itself_is_reported_with_the_chain(tmp_path: Path) -> None:
    (tmp_path / "graph.json").write_text("{}")
    plan = Plan(str(tmp_path), {"PYORCH_CHAIN": "a -> b\nb -> c"})
    with pytest.raises(Fault, match="a -> b, then b -> c, then a -> b"):
        find_archives(plan, "a", ["b"])
