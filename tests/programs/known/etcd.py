"""etcd: a key-value database, queried over HTTP, which it forwards to itself by gRPC."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from tests.programs.stage import Stage


def _play(stage: Stage) -> None:
    clients, peers = stage.port(), stage.port()
    own, other = f"http://127.0.0.1:{clients}", f"http://127.0.0.1:{peers}"
    urls = ("--listen-client-urls", own, "--advertise-client-urls", own, "--listen-peer-urls", other)
    cluster = ("--initial-advertise-peer-urls", other, "--initial-cluster", f"default={other}")
    with stage.serving(
        clients, "--data-dir", stage.folder / "data", "--log-level", "error", *urls, *cluster, deaf=True
    ):
        stage.ask(clients, "/health")
        put = stage.answer(clients, "/v3/kv/put", {"key": _coded("milk"), "value": _coded("two litres")})
        stage.record(f"put: {put[0]}")
        found = stage.answer(clients, "/v3/kv/range", {"key": _coded("milk")})
        stage.record(f"range: {found[0]} {_coded('two litres') in found[2]}")
        # The protocol buffers library varies blanks from binary to binary on purpose.
        refused = stage.answer(clients, "/v3/kv/range", {"key": "no base64"})
        stage.record(f"refused: {refused[0]} {''.join(refused[2].split())}")


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


PROGRAM = Program(
    name="etcd",
    kind="database",
    path="go.etcd.io/etcd/server/v3",
    version="v3.7.3",
    package=".",
    play=_play,
    spans=frozenset(
        {
            "http.request GET /health",
            "http.request POST /v3/kv/put",
            "grpc.client /etcdserverpb.KV/Put",
            "grpc.server /etcdserverpb.KV/Put",
        }
    ),
    tested=("./auth", "./etcdserver/api/...", "./lease/...", "./config"),
    dropped=(
        "go.etcd.io/etcd/api/v3",
        "go.etcd.io/etcd/client/pkg/v3",
        "go.etcd.io/etcd/client/v3",
        "go.etcd.io/etcd/pkg/v3",
    ),
)
