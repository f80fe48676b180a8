"""Real files stay formatted when instrumented, a second run changes nothing, and --undo restores every byte."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.files.loading import shipped_path
from orchestrion_py.gocommand.gofmt import find_gofmt
from orchestrion_py.instrument.options import Options
from orchestrion_py.instrument.worker_pool import run
from tests.helpers.paths import FRAMEWORKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestrion_py.instrument.options import Result

pytestmark = pytest.mark.build

# Modules with many contexts and requests, and with one-line bodies in tables; vault's are older than go/format.
MODULES = (
    pytest.param("github.com/redis/go-redis/v9", marks=pytest.mark.slow),
    pytest.param("github.com/jackc/pgx/v5", marks=pytest.mark.slow),
    "github.com/hashicorp/vault/api",
    "github.com/gin-gonic/gin",
)
OTEL, DATADOG = (shipped_path(f"{name}/functions.yml") for name in ("otel", "datadog"))
ALL = {"args": "*", "results": "*"}


def results(paths: Sequence[str], options: Options) -> list[Result]:
    return [result for part in run(paths, options) for result in part if result.path]


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize(
    "options",
    [
        pytest.param(Options((OTEL,)), id="otel"),
        pytest.param(Options((DATADOG,), ALL, with_tests=True), id="datadog-everything"),
        pytest.param(Options((OTEL,), ALL, keeps_lines=True), id="otel-lines"),
    ],
)
def test_there_and_back(module: str, options: Options, tmp_path: Path) -> None:
    folder = copied(module, tmp_path)
    paths = sorted(str(path) for path in folder.rglob("*.go") if "testdata" not in path.parts)
    before = {path: Path(path).read_bytes() for path in paths}
    unclean = listed_by_gofmt(paths)
    there = results(paths, options)
    changed = [result for result in there if result.after is not None]
    assert sum(result.functions for result in changed) > 5
    assert not [(result.error, result.remarks) for result in there if result.error or result.remarks]
    for result in changed:
        Path(result.path).write_bytes(result.after or b"")
    assert listed_by_gofmt(paths) <= unclean
    assert not [result.path for result in results(paths, options) if result.after is not None]
    for result in results(paths, Options((OTEL, DATADOG), undoes=True)):
        if result.after is not None:
            Path(result.path).write_bytes(result.after)
    assert [path for path in paths if Path(path).read_bytes() != before[path]] == []


def copied(module: str, tmp_path: Path) -> Path:
    """A writable copy of the sources of a module, without go.mod, so that the command needs no types."""
    told = subprocess.run(
        ["go", "mod", "download", "-json", module], cwd=FRAMEWORKS, capture_output=True, text=True, check=True
    )
    source = json.loads(told.stdout)["Dir"]
    folder = tmp_path / "module"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("go.mod", "vendor"))
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
    return folder


def listed_by_gofmt(paths: Sequence[str]) -> set[str]:
    found = subprocess.run([find_gofmt() or "gofmt", "-l", *paths], capture_output=True, text=True, check=False)
    return set(found.stdout.split())
