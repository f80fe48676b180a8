"""gin-swagger's own example: a web service with gin, and pages that describe it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from tests.programs.stage import Stage


def _play(stage: Stage) -> None:
    port = stage.port()
    here = replace(stage, environment={**stage.environment, "PORT": str(port), "GIN_MODE": "release"})
    with here.serving(port, deaf=True):
        here.ask(port, "/v2/testapi/get-string-by-int/7")
        here.ask(port, "/v2/testapi/get-struct-array-by-string/7?offset=0&limit=2")
        here.ask(port, "/swagger/doc.json")
        here.ask(port, "/none")


PROGRAM = Program(
    name="gin-swagger",
    kind="a web framework's example",
    path="github.com/swaggo/gin-swagger",
    version="v1.6.1",
    package="./example/basic",
    play=_play,
    spans=frozenset({"http.request GET /v2/testapi/get-string-by-int/:some_id", "http.request GET /swagger/*any"}),
    tested=("./...",),
)
