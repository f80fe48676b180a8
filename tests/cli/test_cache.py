"""`pyorch cache dir`, `size` and `clean`: what they print, for people and for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from orchestrion_py.cli.app import app
from orchestrion_py.faults import Fault
from tests.toolexec.cache.caches import add_index_entry, add_oracle, add_plan, add_run, add_shadow

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYORCH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("PYORCH_CACHE_SIZE", raising=False)
    return tmp_path / "cache"


def printed(*command: str) -> str:
    result = CliRunner().invoke(app, ["cache", *command], prog_name="pyorch")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_dir_prints_the_folder_alone(cache: Path) -> None:
    assert printed("dir") == f"{cache}\n"
    assert not cache.exists()


def test_size_of_a_cache_that_does_not_exist(cache: Path) -> None:
    assert printed("size") == f"       0 B  of 2.0 GiB in {cache}\n"


def test_size_lists_the_parts(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYORCH_CACHE_SIZE", "500M")
    add_plan(cache, 1, size=3 << 20)
    add_plan(cache, 2)
    add_index_entry(cache, 1)
    lines = printed("size").splitlines()
    assert [line.split()[2:4] for line in lines[:-1]] == [["2", "plans"], ["1", "index"]]
    assert lines[0].lstrip().startswith("3.0 MiB")
    assert lines[-1].endswith(f"of 500.0 MiB in {cache}")
    assert printed() == printed("size")


def test_size_as_json(cache: Path) -> None:
    add_plan(cache, 1)
    add_shadow(cache, 1, 1)
    found = json.loads(printed("size", "--json"))
    assert list(found) == ["version", "folder", "limit", "bytes", "parts"]
    assert (found["version"], found["folder"], found["limit"]) == (1, str(cache), 2 << 30)
    assert [(part["name"], part["entries"]) for part in found["parts"]] == [("plans", 1), ("shadow", 1)]
    assert found["bytes"] == sum(part["bytes"] for part in found["parts"]) > 4096


def test_size_refuses_a_wrong_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYORCH_CACHE_SIZE", "large")
    with pytest.raises(Fault, match="PYORCH_CACHE_SIZE=large is not a size above zero"):
        printed("size")


def test_clean_removes_everything_and_reports_it(cache: Path) -> None:
    add_plan(cache, 1)
    add_plan(cache, 2)
    add_index_entry(cache, 1)
    add_oracle(cache, 1)
    said = printed("clean")
    assert said.startswith("removed 2 plans, 1 index entry, 1 type oracle (")
    assert said.endswith(f") from {cache}\n")
    assert not cache.exists()
    assert printed("clean") == f"removed nothing (0 B) from {cache}\n"


def test_clean_keeps_what_a_running_build_uses(cache: Path) -> None:
    used = add_plan(cache, 1)
    add_plan(cache, 2)
    add_run(cache, used)
    removed, kept = printed("clean").splitlines()
    assert removed.startswith("removed 1 plan (")
    assert kept == "kept 1 plan: running builds use that; clean again when they have ended"
    assert used.exists()
