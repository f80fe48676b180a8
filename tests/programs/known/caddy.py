"""Caddy: a site that answers requests itself, and forwards others to a second site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from tests.programs.stage import Stage

_CADDYFILE = """\
{{
	admin off
	auto_https off
	persist_config off
}}
http://127.0.0.1:{front} {{
	respond /hello "hello"
	handle /notes/* {{
		reverse_proxy 127.0.0.1:{back}
	}}
	handle /file/* {{
		file_server {{
			root {folder}
		}}
	}}
}}
http://127.0.0.1:{back} {{
	respond "behind: {{method}} {{path}}"
}}
"""


def _play(stage: Stage) -> None:
    front, back = stage.port(), stage.port()
    stage.write("file/page.txt", "a page\n")
    caddyfile = stage.write("Caddyfile", _CADDYFILE.format(front=front, back=back, folder=stage.folder))
    stage.record(stage.run("list-modules"))
    with stage.serving(front, "run", "--config", caddyfile, "--adapter", "caddyfile"):
        stage.ask(front, "/hello")
        stage.ask(front, "/notes/1")
        stage.ask(front, "/notes/2", {"title": "milk"})
        stage.ask(front, "/file/page.txt")
        stage.ask(front, "/file/none.txt")


PROGRAM = Program(
    name="caddy",
    kind="web server and proxy",
    path="github.com/caddyserver/caddy/v2",
    version="v2.11.9",
    package="./cmd/caddy",
    play=_play,
    spans=frozenset(
        {
            "http.request GET /hello",
            "http.request GET /notes/1",
            "http.request POST /notes/2",
            "http.request GET /file/none.txt",
        }
    ),
    tested=(
        "./modules/caddyhttp/reverseproxy/...",
        "./modules/caddyhttp/fileserver",
        "./modules/caddyhttp/headers",
        "./modules/caddyhttp/rewrite",
        "./caddyconfig/...",
    ),
)
