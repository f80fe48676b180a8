"""Distribution: the registry of container images. It stores a blob and a manifest, and returns them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from tests.programs.program import Program
from tests.programs.stage import path_of

if TYPE_CHECKING:
    from tests.programs.stage import Stage

_CONFIG = """\
version: 0.1
log: {{level: error}}
storage:
  filesystem: {{rootdirectory: {folder}/store}}
  delete: {{enabled: true}}
http:
  addr: 127.0.0.1:{port}
"""
_MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def _play(stage: Stage) -> None:
    port = stage.port()
    config = stage.write("config.yml", _CONFIG.format(folder=stage.folder, port=port))
    with stage.serving(port, "serve", config, deaf=True):
        stage.ask(port, "/v2/")
        blob = b"{}"
        digest = f"sha256:{hashlib.sha256(blob).hexdigest()}"
        status, headers, _ = stage.answer(port, "/v2/notes/blobs/uploads/", b"")
        stage.record(f"upload: {status}")
        where = path_of(headers["Location"])
        put = stage.answer(port, f"{where}&digest={digest}", blob, method="PUT")
        stage.record(f"put: {put[0]} {put[1]['Docker-Content-Digest']}")
        described = {"mediaType": "application/vnd.oci.empty.v1+json", "digest": digest, "size": len(blob)}
        manifest = {"schemaVersion": 2, "mediaType": _MANIFEST, "config": described, "layers": [described]}
        body = json.dumps(manifest).encode()
        stage.ask(port, "/v2/notes/manifests/v1", body, method="PUT", headers={"Content-Type": _MANIFEST})
        stage.ask(port, "/v2/notes/tags/list")
        stage.ask(port, "/v2/notes/manifests/v1", headers={"Accept": _MANIFEST})
        stage.ask(port, f"/v2/notes/blobs/{digest}")
        stage.ask(port, "/v2/nothing/tags/list")


PROGRAM = Program(
    name="registry",
    kind="registry of container images",
    path="github.com/distribution/distribution/v3",
    version="v3.1.2",
    package="./cmd/registry",
    play=_play,
    spans=frozenset(
        {"http.request GET /v2/", "http.request PUT /v2/notes/manifests/v1", "http.request GET /v2/nothing/tags/list"}
    ),
    tested=("./registry/handlers", "./registry/api/...", "./registry/storage", "./registry/proxy"),
)
