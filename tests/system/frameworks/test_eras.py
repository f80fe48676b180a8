"""The programs of this folder with other releases of the tracing library, which implement goroutine-local storage differently.

Each has a folder `frameworks-…` beside this one, with go.mod, go.sum, the tool file, and `NAME.trace` where a program's spans
differ from its expected.trace. `PYORCH_UPDATE=1` rewrites the existing ones.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.system.frameworks.programs import HERE, build_all, plain_environment, run, run_traced, told

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = [pytest.mark.build, pytest.mark.slow]

# v2.9: in the library's own source, but contexts come first. Newest: all of it is injected.
_ERAS = {
    "frameworks-v2.9": ("dd-span", "gls", "gls-cgo", "gls-load"),
    "frameworks-newest": ("dd-span", "gls", "gls-cgo", "gls-load", "grpc-calls", "spans-by-hand", "zap", "zerolog"),
}


@pytest.fixture(scope="module", params=_ERAS)
def era(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def built(era: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the programs, woven with one release."""
    module = tmp_path_factory.mktemp("module")
    for name in (*_ERAS[era], "internal/records"):
        shutil.copytree(HERE / name, module / name)
    for name in ("go.mod", "go.sum", "orchestrion.tool.go"):
        shutil.copy(HERE.parent / era / name, module)
    target = tmp_path_factory.mktemp("woven")
    build_all(target, woven=True, module=module, names=_ERAS[era])
    return target


def test_the_same_spans(era: str, built: Path, plain: Path, agent: Agent) -> None:
    for name in _ERAS[era]:
        ran, traces = run_traced(built / name, agent, {})
        assert ran.code == 0, ran.err
        assert ran.out == run(plain / name, plain_environment({})).out
        found = told(traces)
        own = HERE.parent / era / f"{name}.trace"
        if own.exists() and os.environ.get("PYORCH_UPDATE"):
            own.write_text(found)
        file = own if own.exists() else HERE / name / "expected.trace"
        assert found == file.read_text(), f"{name}, {era}"
