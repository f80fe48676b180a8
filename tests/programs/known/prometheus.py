"""Prometheus: it scrapes itself and answers queries about the results."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from tests.programs.stage import Stage

_CONFIG = """\
global: {{scrape_interval: 500ms}}
scrape_configs:
  - job_name: itself
    static_configs:
      - targets: ["127.0.0.1:{port}"]
"""
_UP = "/api/v1/query?query=up"


def _play(stage: Stage) -> None:
    port = stage.port()
    config = stage.write("prometheus.yml", _CONFIG.format(port=port))
    options = (f"--config.file={config}", f"--storage.tsdb.path={stage.folder}/data", "--log.level=error")
    with stage.serving(port, f"--web.listen-address=127.0.0.1:{port}", *options):
        deadline = time.monotonic() + 60
        while not (found := _found(stage, port)) and time.monotonic() < deadline:
            time.sleep(0.2)
        stage.record(f"up: {found}")
        stage.ask(port, "/-/ready")
        stage.ask(port, "/api/v1/labels?match[]=up")
        stage.ask(port, "/api/v1/query?query=up{")


def _found(stage: Stage, port: int) -> list[str]:
    """The values of `up` after the first scrape."""
    status, _, text = stage.answer(port, _UP)
    return [series["value"][1] for series in json.loads(text)["data"]["result"]] if status == 200 else []


PROGRAM = Program(
    name="prometheus",
    kind="monitoring system with a time series database",
    path="github.com/prometheus/prometheus",
    version="v0.315.0",
    package="./cmd/prometheus",
    play=_play,
    spans=frozenset({"http.request GET /-/ready", "http.request GET /metrics", "http.request GET /api/v1/query"}),
    tested=("./web/api/...", "./notifier", "./config", "./util/..."),
)
