"""Starts the servers that some programs need, and passes their addresses in the environment."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.traces.agent import free_ports, stop
from tests.helpers.listening import wait_until_listening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import ExitStack


def needed_by(program: str, stack: ExitStack) -> dict[str, str]:
    """Start the server of a program until the stack is closed; returns the variables with its address."""
    server = _NEEDED.get(program)
    return stack.enter_context(server()) if server is not None else {}


@contextlib.contextmanager
def redis() -> Iterator[dict[str, str]]:
    """A Redis server that stores nothing on disk."""
    (port,) = free_ports(1)
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with tempfile.TemporaryDirectory() as folder, _running(["redis-server", *options, "--dir", folder], port):
        yield {"REDIS_ADDR": f"127.0.0.1:{port}"}


@contextlib.contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """A PostgreSQL server with a new database, in which every user may do everything."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        user = _unprivileged(Path(folder))
        data = f"{folder}/data"
        options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        _postgres(["initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], user)
        _postgres(["pg_ctl", "-D", data, "-l", f"{folder}/log", "-o", options, "-w", "start"], user)
        try:
            yield {"POSTGRES_URL": f"postgres://postgres@127.0.0.1:{port}/postgres?sslmode=disable"}
        finally:
            _postgres(["pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], user)


@contextlib.contextmanager
def mariadb() -> Iterator[dict[str, str]]:
    """A MariaDB server with an empty database `test`, which its user `root` opens without a password."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        data = f"{folder}/data"
        own = ["--no-defaults", f"--datadir={data}"]
        _to_end(["mariadb-install-db", *own, "--auth-root-authentication-method=normal"])
        user = ["--user=root"] if os.getuid() == 0 else []
        options = [f"--port={port}", "--bind-address=127.0.0.1", f"--socket={folder}/socket", "--performance-schema"]
        with _running(["mariadbd", *own, *user, *options, "--local-infile=1"], port):
            yield {"MYSQL_TEST_ADDR": f"127.0.0.1:{port}", "MYSQL_TEST_DBNAME": "test", "MYSQL_TEST_USER": "root"}


def _to_end(command: list[str]) -> None:
    assert shutil.which(command[0]) is not None, f"{command[0]} is missing: the Debian package mariadb-server has it"
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _unprivileged(folder: Path) -> str | None:
    """The user for PostgreSQL, which refuses to run as root: the current one, unless it is root."""
    if os.getuid() != 0:
        return None
    shutil.chown(folder, "postgres")
    return "postgres"


def _postgres(command: list[str], user: str | None) -> None:
    """Run a program of PostgreSQL to its end. Debian has a folder of them for each version."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    path = os.pathsep.join([*map(str, reversed(folders)), os.environ["PATH"]])
    program = shutil.which(command[0], path=path)
    assert program is not None, f"{command[0]} is missing: .ci/run names the Debian package that has it"
    subprocess.run([program, *command[1:]], user=user, cwd="/", stdout=subprocess.DEVNULL, check=True)


@contextlib.contextmanager
def mongodb() -> Iterator[dict[str, str]]:
    """FerretDB, a server of MongoDB's protocol, because Debian does not package MongoDB."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/server"
        source = Path(__file__).parent / "internal" / "mongo-server"
        subprocess.run(["go", "build", "-C", str(source), "-o", program, "."], check=True)
        with _running([program, f"127.0.0.1:{port}", folder], port):
            yield {"MONGODB_URL": f"mongodb://127.0.0.1:{port}/"}


@contextlib.contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """Start a server and wait until it listens on its port."""
    program = shutil.which(command[0])
    assert program is not None, f"{command[0]} is missing: .ci/run names the Debian package that has it"
    process = subprocess.Popen([program, *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_listening(port, process)
        yield
    finally:
        stop(process)


_NEEDED: dict[str, Callable[[], contextlib.AbstractContextManager[dict[str, str]]]] = {
    "go-redis-v6": redis,
    "go-redis-v7": redis,
    "go-redis-v8": redis,
    "go-redis-v9": redis,
    "mongo-v1": mongodb,
    "mongo-v2": mongodb,
    "pgx-v5": postgres,
    "redigo": redis,
}
