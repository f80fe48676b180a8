"""The programs of this folder with OpenTelemetry: the same output and exit code as plain, and the spans of `NAME.trace`.

go.mod, go.sum, the tool file and the traces are in the folder `frameworks-otel` beside this one. `PYORCH_UPDATE=1` rewrites the
traces; read the difference before you commit it. `make test` has a sample of the programs.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import otlp_environment
from tests.system.frameworks.programs import HERE, build_all, otel_told, plain_environment, run
from tests.system.frameworks.servers import needed_by

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent

pytestmark = pytest.mark.build

MODULE = HERE.parent / "frameworks-otel"
SAMPLE = ("http-client", "http-server")
OTHERS = tuple(sorted(path.stem for path in MODULE.glob("*.trace") if path.stem not in SAMPLE))
NAMES = (*SAMPLE, *(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS))


@pytest.fixture(scope="module")
def otel(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder with the programs that the selected tests need, woven with OpenTelemetry."""
    calls = (getattr(item, "callspec", None) for item in request.session.items)
    wanted = sorted({call.params["name"] for call in calls if call and call.params.get("name") in (*SAMPLE, *OTHERS)})
    module = tmp_path_factory.mktemp("module")
    for name in (*wanted, "internal"):
        shutil.copytree(HERE / name, module / name)
    for name in ("go.mod", "go.sum", "orchestrion.tool.go"):
        shutil.copy(MODULE / name, module)
    target = tmp_path_factory.mktemp("otel")
    build_all(target, woven=True, module=module, names=wanted)
    return target


@pytest.mark.parametrize("name", NAMES)
def test_spans_of_open_telemetry(name: str, plain: Path, otel: Path, agent: Agent) -> None:
    with ExitStack() as stack:
        servers = needed_by(name, stack)
        expected = run(plain / name, plain_environment(servers))
        agent.clear()
        ran = run(otel / name, otlp_environment(agent.otlp_url, name, **servers))
    assert (ran.code, ran.out) == (expected.code, expected.out), ran.err
    assert ran.code == 0, ran.err
    file = MODULE / f"{name}.trace"
    found = otel_told(agent.otlp_traces())
    if os.environ.get("PYORCH_UPDATE"):
        file.write_text(found)
    assert found == file.read_text()
