"""Helm: it creates and renders a chart, downloads one from a repository, and lists the releases of a cluster.

A server of this file stands for the repository and the cluster, which is empty.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.programs.stage import Stage

_ANSWERS = {
    "/version": {"major": "1", "minor": "33", "gitVersion": "v1.33.0"},
    "/api/v1/namespaces/default/secrets": {
        "kind": "SecretList", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": [],
    },
    "/index.yaml": {"apiVersion": "v1", "entries": {"lamp": [
        {"apiVersion": "v2", "name": "lamp", "version": "1.2.3", "description": "a lamp", "urls": ["lamp.tgz"]},
    ]}},
}  # fmt: skip


class _Cluster(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = _ANSWERS.get(self.path.partition("?")[0])
        body = json.dumps(answer or {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 404}).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Do not log: spans show the requests."""


@contextmanager
def _cluster() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Cluster) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def _play(stage: Stage) -> None:
    stage.record(stage.run("create", "lamp"))
    stage.record(stage.run("template", "light", "lamp"))
    stage.record(stage.run("lint", "lamp"))
    with _cluster() as port:
        stage.ports.append(port)
        stage.record(stage.run("list", "--kube-apiserver", f"http://127.0.0.1:{port}", "--output", "json"))
        stage.record(stage.run("repo", "add", "shop", f"http://127.0.0.1:{port}"))
        stage.record(stage.run("search", "repo", "lamp"))
        stage.run("status", "none", "--kube-apiserver", f"http://127.0.0.1:{port}", expected=1)


PROGRAM = Program(
    name="helm",
    kind="Kubernetes tool",
    path="helm.sh/helm/v3",
    version="v3.22.0",
    package="./cmd/helm",
    play=_play,
    spans=frozenset(
        {"http.request GET /index.yaml", "http.request GET /version", "http.request GET namespaces/{namespace}/secrets"}
    ),
    tested=("./pkg/kube/...", "./pkg/repo/...", "./pkg/storage/...", "./pkg/getter"),
)
