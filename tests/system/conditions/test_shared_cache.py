"""A build cache that two users share through a server (GOCACHEPROG): the second user only links what the first has built."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import free_ports
from tests.helpers.linking_program import WOVEN, linking_program
from tests.helpers.listening import wait_until_listening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

VERSION = "v0.0.0-20260722201841-0bb331e19f64"
PROGRAMS = ("go-cacher", "go-cacher-server")


@pytest.fixture(scope="module")
def cachers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the two programs of the cache server, from the module proxy."""
    folder = tmp_path_factory.mktemp("cachers")
    wanted = [f"github.com/bradfitz/go-tool-cache/cmd/{name}@{VERSION}" for name in PROGRAMS]
    environment = {**os.environ, "GOBIN": str(folder), "GOFLAGS": ""}
    got = subprocess.run(["go", "install", *wanted], env=environment, capture_output=True, text=True, check=False)
    if got.returncode != 0:
        pytest.skip(f"go-tool-cache cannot be had: {got.stderr.strip()}")
    return folder


@pytest.fixture
def server(cachers: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a cache server with an empty cache."""
    (port,) = free_ports(1)
    address = f"127.0.0.1:{port}"
    log = tmp_path / "server.log"
    command = [str(cachers / "go-cacher-server"), "-cache-dir", str(tmp_path / "served"), "-listen", address]
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            wait_until_listening(port, process, log)
            yield f"http://{address}"
        finally:
            process.terminate()


def goroot_that_counts(folder: Path) -> Path:
    """A GOROOT whose compiler is a script that notes each call in `calls`, except requests for its version."""
    real = Path(subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True, check=True).stdout.strip())
    tools = Path(subprocess.run(["go", "env", "GOTOOLDIR"], capture_output=True, text=True, check=True).stdout.strip())
    root = folder / "goroot"
    ours = root / tools.relative_to(real)
    ours.mkdir(parents=True)
    for inside, outside in ((root, real), (root / "pkg", real / "pkg"), (ours, tools)):
        for entry in outside.iterdir():
            if not (inside / entry.name).exists() and entry.name != "compile":
                (inside / entry.name).symlink_to(entry)
    (ours / "compile").write_text(
        f'#!/bin/sh\n[ "$1" = -V=full ] || echo "$*" >>"{folder}/calls"\nexec "{tools}/compile" "$@"\n'
    )
    (ours / "compile").chmod(0o755)
    (folder / "calls").touch()
    return root


def user(folder: Path, cachers: Path, server: str) -> Workshop:
    """A user with their own home, temporary folder, Go installation and checkout."""
    for name in ("home", "tmp"):
        (folder / name).mkdir(parents=True)
    # The script in place of the compiler is found by the PATH alone: go itself asks it for its version.
    return linking_program(
        folder / "somewhere" / "checkout",
        HOME=str(folder / "home"),
        XDG_CACHE_HOME="",
        GOCACHE=str(folder / "home" / "gocache"),
        TMPDIR=str(folder / "tmp"),
        GOROOT=str(goroot_that_counts(folder)),
        GOFLAGS="-trimpath",
        GOTOOLCHAIN="local",
        GOCACHEPROG=f"{cachers}/go-cacher -cache-dir {folder}/home/cacher -cache-server {server}",
        PYORCH_LOG="info",
        PYORCH_LOG_FILE=str(folder / "log"),
    )


def calls(folder: Path) -> list[str]:
    """The packages that the compiler compiled, from its -p flags."""
    lines = [line.split() for line in (folder / "calls").read_text().splitlines()]
    return [words[words.index("-p") + 1] for words in lines]


@pytest.mark.row(
    "caches",
    "GOCACHEPROG shared by two users (-trimpath)",
    notes=["pyorch compiles `pyorch/linked`, a package of a few lines, once for each plan and program"],
)
@pytest.mark.parametrize(
    "way",
    [["pyorch", "go", "build"], pytest.param(["go", "build", "-toolexec=pyorch toolexec"], marks=pytest.mark.slow)],
    ids=" ".join,
)
def test_the_second_user_only_links(tmp_path: Path, cachers: Path, server: str, way: list[str]) -> None:
    binaries = []
    for name in ("ann", "bob"):
        folder = tmp_path / name
        workshop = user(folder, cachers, server)
        built = workshop.run(*way, "-o", "linking", ".")
        assert (built.code, built.text) == (0, "")
        assert workshop.run("./linking").out == WOVEN
        binaries.append((workshop.folder / "linking").read_bytes())
    assert binaries[0] == binaries[1]
    assert {"os", "example.com/linking/east", "main"} <= set(calls(tmp_path / "ann"))
    assert "woven 'count what is said'" in (tmp_path / "ann" / "log").read_text()
    assert [path for path in calls(tmp_path / "bob") if path != "pyorch/linked"] == []
    assert not (tmp_path / "bob" / "log").exists()
    # No shared archive names a user. Go's own index of folders may, but no other user finds it.
    served = [path.read_bytes() for path in (tmp_path / "served").rglob("*") if path.is_file()]
    archives = [content for content in served if content.startswith(b"!<arch>")]
    assert len(archives) > 50
    assert not any(str(tmp_path).encode() in content for content in archives)
