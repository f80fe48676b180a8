"""Helm: a chart is made, rendered, fetched from a repository, and the releases of a cluster are listed.

The repository and the cluster are a server of this file's own: it answers what an empty cluster answers.
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
        """Nothing: what is asked is told by spans."""


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
    stage.hear(stage.run("create", "lamp"))
    stage.hear(stage.run("template", "light", "lamp"))
    stage.hear(stage.run("lint", "lamp"))
    with _cluster() as port:
        stage.ports.append(port)
        stage.hear(stage.run("list", "--kube-apiserver", f"http://127.0.0.1:{port}", "--output", "json"))
        stage.hear(stage.run("repo", "add", "shop", f"http://127.0.0.1:{port}"))
        stage.hear(stage.run("search", "repo", "lamp"))
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
