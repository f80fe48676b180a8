"""The example `orders`, whose functions get spans in two ways: written into the source, and woven in by a build."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.traces.agent import traced_environment
from tests.helpers.paths import REPOSITORY
from tests.helpers.workshop import Result, Workshop
from tests.system.orders import otlp

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Trace

ORDERS = REPOSITORY / "examples" / "orders"


@dataclass(frozen=True, slots=True)
class Backend:
    """A tracing library, and the build tag with which the program sends its spans."""

    name: str
    tag: str

    def __str__(self) -> str:
        return self.name

    def traces(self, agent: Agent) -> list[Trace]:
        return agent.traces() if self.name == "datadog" else otlp.traces_of(agent)


OTEL = Backend("otel", "otel")
DATADOG = Backend("datadog", "datadog")


def copied(folder: Path) -> Workshop:
    """The program without spans."""
    shutil.copytree(ORDERS, folder, ignore=shutil.ignore_patterns("after"))
    return Workshop(folder)


def instrumented(folder: Path, backend: Backend) -> Path:
    """The program with its spans in the source, built by plain go."""
    workshop = copied(folder)
    done = workshop.pyorch("instrument", "-w", "--backend", backend.name, "./before")
    assert done.code == 0, done.text
    return _built(folder, workshop.go("build", "-tags", backend.tag, "-o", "orders", "./before"))


def woven(folder: Path, backend: Backend) -> Path:
    """The program from the unchanged source, with only the same aspects woven in by the build."""
    workshop = copied(folder).with_environment(PYORCH_ASPECTS="modules", PYORCH_BACKEND=backend.name)
    workshop.write({"orchestrion.yml": f'extends: ["pyorch:{backend.name}/functions.yml"]\n'})
    return _built(folder, workshop.pyorch("go", "build", "-tags", backend.tag, "-o", "orders", "./before"))


def _built(folder: Path, result: Result) -> Path:
    assert result.code == 0, result.text
    return folder / "orders"


def run(program: Path, backend: Backend, agent: Agent) -> tuple[str, list[Trace]]:
    """The program's output, and the traces that it sends before it ends."""
    agent.clear()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DD_", "OTEL_"))}
    environment = {
        **kept,
        **traced_environment(agent.url, "orders"),
        "OTEL_SERVICE_NAME": "orders",
        "OTEL_EXPORTER_OTLP_ENDPOINT": agent.otlp_url,
    }
    finished = subprocess.run([program], env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout, backend.traces(agent)
