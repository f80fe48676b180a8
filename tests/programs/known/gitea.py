"""Gitea: a git server with a database. The API creates a user and a repository, and writes to it."""

from __future__ import annotations

import base64
import getpass
import json
from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from tests.programs.stage import Stage

_CONFIG = """\
WORK_PATH = {folder}
RUN_USER = {user}
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = {port}
STATIC_ROOT_PATH = {source}
DISABLE_SSH = true
OFFLINE_MODE = true
[database]
DB_TYPE = sqlite3
PATH = {folder}/gitea.db
[security]
INSTALL_LOCK = true
[log]
LEVEL = Error
"""


def _play(stage: Stage) -> None:
    port = stage.port()
    settings = {"folder": stage.folder, "source": stage.source, "port": port, "user": getpass.getuser()}
    config = ("--config", stage.write("app.ini", _CONFIG.format(**settings)))
    stage.run("migrate", *config)
    user = ("--username", "maya", "--password", "a-long-password", "--email", "maya@example.com")
    stage.run("admin", "user", "create", "--admin", "--must-change-password=false", *user, *config)
    maya = {"Authorization": "Basic " + base64.b64encode(b"maya:a-long-password").decode()}
    with stage.serving(port, "web", *config):
        stage.ask(port, "/api/v1/version")
        made = stage.answer(port, "/api/v1/user/repos", {"name": "notes", "auto_init": True}, headers=maya)
        stage.record(f"repository: {made[0]} {json.loads(made[2])['full_name']}")
        content = {"content": base64.b64encode(b"milk").decode(), "message": "buy milk"}
        written = stage.answer(port, "/api/v1/repos/maya/notes/contents/milk.txt", content, headers=maya)
        stage.record(f"file: {written[0]}")
        stage.ask(port, "/api/v1/repos/maya/notes/raw/milk.txt", headers=maya)
        stage.ask(port, "/api/v1/repos/maya/none", headers=maya)


PROGRAM = Program(
    name="gitea",
    kind="git server",
    path="code.gitea.io/gitea",
    version="v1.26.4",
    package=".",
    tags="sqlite,sqlite_unlock_notify",
    play=_play,
    spans=frozenset(
        {
            "http.request GET /api/v1/version",
            "http.request POST /api/v1/user/repos",
            "http.request POST /api/v1/repos/{username}/{reponame}/contents/*",
            "http.request GET /api/v1/repos/{username}/{reponame}/raw/*",
            "sqlite3.query Commit",
        }
    ),
    tested=("./modules/web/...", "./modules/setting", "./modules/cache", "./modules/lfs"),
)
