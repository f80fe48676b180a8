"""PocketBase: a backend on SQLite. An administrator logs in, creates a collection, and writes and reads records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from tests.programs.stage import Stage

_WHO = {"identity": "admin@example.com", "password": "a-long-password"}
_COLLECTION = {"name": "notes", "type": "base", "fields": [{"name": "title", "type": "text"}], "listRule": ""}


def _play(stage: Stage) -> None:
    data = ("--dir", stage.folder / "data", "--automigrate=false")
    stage.run("superuser", "upsert", _WHO["identity"], _WHO["password"], *data)
    port = stage.port()
    with stage.serving(port, "serve", "--http", f"127.0.0.1:{port}", *data):
        stage.ask(port, "/api/health")
        login = stage.answer(port, "/api/collections/_superusers/auth-with-password", _WHO)
        stage.record(f"login: {login[0]}")
        admin = {"Authorization": json.loads(login[2])["token"]}
        made = stage.answer(port, "/api/collections", _COLLECTION, headers=admin)
        stage.record(f"collection: {made[0]} {json.loads(made[2])['name']}")
        for title in ("milk", "bread"):
            note = stage.answer(port, "/api/collections/notes/records", {"title": title}, headers=admin)
            stage.record(f"record: {note[0]} {json.loads(note[2])['title']}")
        # With `fields`, the parts of the answer have the random order of a map.
        listed = stage.answer(port, "/api/collections/notes/records?fields=title&sort=title")
        stage.record(f"listed: {listed[0]} {sorted(json.loads(listed[2]).items())}")
        stage.ask(port, "/api/collections/nothing/records")


PROGRAM = Program(
    name="pocketbase",
    kind="backend with a database of its own",
    path="github.com/pocketbase/pocketbase",
    version="v0.40.4",
    package="./examples/base",
    play=_play,
    spans=frozenset(
        {
            "http.request POST /api/collections/{collection}/records",
            "http.request GET /api/collections/{collection}/records",
            "sqlite.query INSERT INTO `notes` (`id`, `title`) VALUES (?, ?)",
        }
    ),
    tested=("./tools/...", "./forms"),
)
