"""Hugo: a site of a few pages, built once and served. One page includes a part from another server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from tests.programs.stage import Stage

_CONFIG = """\
baseURL = "http://127.0.0.1/"
title = "Notes"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
"""
_PAGE = (
    "<title>{{ .Title }}</title>{{ .Content }}{{ range .Pages }}<a href={{ .RelPermalink }}>{{ .Title }}</a>{{ end }}"
)


def _play(stage: Stage) -> None:
    stage.write("hugo.toml", _CONFIG)
    stage.write("layouts/all.html", _PAGE)
    for number in range(20):
        stage.write(f"content/note{number}.md", f"---\ntitle: Note {number}\n---\n**milk**, {number} litres\n")
    stage.run("--noTimes", "--quiet")
    for made in sorted((stage.folder / "public").rglob("*.html")):
        stage.record(f"{made.relative_to(stage.folder)}: {made.read_text()}")
    port = stage.port()
    with stage.serving(
        port, "server", "--bind", "127.0.0.1", "--port", str(port), "--disableLiveReload", "--watch=false"
    ):
        stage.ask(port, "/")
        stage.ask(port, "/note7/")
        stage.ask(port, "/none/")


PROGRAM = Program(
    name="hugo",
    kind="static site generator",
    path="github.com/gohugoio/hugo",
    version="v0.160.0",
    package=".",
    play=_play,
    spans=frozenset({"http.request GET /"}),
    tested=("./common/hmaps", "./common/urls", "./common/loggers", "./parser/...", "./cache/...", "./livereload"),
)
