"""Starts the type oracle for a package: a Go program that answers questions about types, compiled once for each toolchain."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault
from orchestrion_py.gocommand.env import go_environment
from orchestrion_py.gocommand.listing import exported
from orchestrion_py.gocommand.run import Go
from orchestrion_py.operating_system import Lock
from orchestrion_py.processes import unfinished
from orchestrion_py.toolexec import importcfg
from orchestrion_py.toolexec.archives.injected_archives import find_archives
from orchestrion_py.toolexec.archives.package_graph import reachable
from orchestrion_py.toolexec.archives.pgo_profile import profile_of_digest
from orchestrion_py.toolexec.build_log import Log
from orchestrion_py.toolexec.cache.atomic_files import write_atomically
from orchestrion_py.toolexec.cache.cache_folder import cache_folder, forget_the_dead, make_folder, mark_used
from orchestrion_py.types.oracle import Oracle
from orchestrion_py.types.questions import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.toolexec.plan.plan_folder import Plan
    from orchestrion_py.toolexec.tool_command import CommandLine

_SOURCE = Path(__file__).parent.parent / "types" / "oracle.go"
# Variables that would make the oracle anything but a plain program for this machine.
_UNWANTED = ("GOOS", "GOARCH", "GOEXPERIMENT", "TOOLEXEC_IMPORTPATH", "GOROOT")


def oracle_of_compilation(plan: Plan, call: CommandLine, import_path: str, files: list[str]) -> Oracle:
    """Return the oracle for the package of a compile call. `files` are its Go files by the names that weaving uses."""
    settings = plan.facts()["go-settings"]
    given = call.value("-importcfg")
    facts = Facts(
        import_path=import_path,
        files=files,
        archives=importcfg.read(given) if given else {},
        import_map=importcfg.import_map(given) if given else {},
        lang=call.value("-lang"),
        arch=settings["GOARCH"],
    )
    cache = os.path.dirname(os.path.dirname(plan.folder))

    def start() -> subprocess.Popen[bytes]:
        return _start(oracle_program(cache, plan.facts()["go"], settings, plan.environment))

    def find(path: str) -> str | None:
        graph = plan.graph()
        if path not in graph or import_path in reachable(graph, path):
            return None
        profile = profile_of_digest(plan, call.value("-pgoprofile"))
        return find_archives(plan, import_path, [path], profile).archives[path]

    return Oracle(facts, start, find)


def oracle_of_sources(context: BuildContext, import_path: str, files: list[str], imports: Iterable[str]) -> Oracle:
    """Return the oracle for sources outside of a build. Their imports are built without weaving."""
    go = go_environment(context)
    facts = Facts(
        import_path=import_path,
        files=files,
        archives=exported(context, imports),
        import_map={},
        lang="",
        arch=go["GOARCH"],
    )

    def start() -> subprocess.Popen[bytes]:
        cache = cache_folder(context.environment)
        return _start(oracle_program(cache, f"{go['GOROOT']}/bin/go", go, context.environment))

    return Oracle(facts, start, lambda path: exported(context, [path]).get(path))


def oracle_program(cache: str, go: str, settings: Mapping[str, str], environment: Mapping[str, str]) -> str:
    """Return the path of the oracle that a go command compiles. Raises Fault if it cannot."""
    source = _SOURCE.read_bytes()
    key = hashlib.sha256(b"\n".join([source, go.encode(), settings["GOVERSION"].encode(), _stamp(go)])).hexdigest()[:24]
    folder = f"{cache}/oracles/{key}"
    program = f"{folder}/oracle"
    if _is_whole(program):
        mark_used(folder)
        return program
    make_folder(folder)
    with Lock(f"{folder}/lock", "compiles the program that looks up types", Log(dict(environment)).waiting):
        if not _is_whole(program):
            _compile(go, folder, program, settings, environment)
    return program


def _start(program: str) -> subprocess.Popen[bytes]:
    """Start an oracle. If the cache is on a mount where no program may run, start a copy in the temporary folder."""
    with contextlib.suppress(PermissionError):
        return _running(program)
    with tempfile.TemporaryDirectory(prefix="pyorch-") as folder:
        copy = f"{folder}/oracle"
        shutil.copyfile(program, copy)
        os.chmod(copy, 0o700)
        try:
            return _running(copy)  # a program that runs needs its file no more
        except PermissionError as error:
            raise Fault(
                f"cannot run a program in {os.path.dirname(program)} or in {tempfile.gettempdir()}: {error.strerror}",
                "set PYORCH_CACHE_DIR or TMPDIR to a folder on a mount without the option noexec",
            ) from error


def _running(program: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _is_whole(program: str) -> bool:
    """Whether a compiled oracle is undamaged. A damaged one could give wrong answers."""
    try:
        with open(f"{program}.sum", encoding="utf-8") as file:
            return file.read() == _sum(program)
    except (OSError, ValueError):
        return False


def _sum(program: str) -> str:
    with open(program, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(go: str) -> bytes:
    """Identify a go binary: a development version keeps its name while it changes."""
    status = os.stat(go)
    return f"{status.st_size} {status.st_mtime_ns}".encode()


def _compile(go: str, folder: str, program: str, settings: Mapping[str, str], environment: Mapping[str, str]) -> None:
    forget_the_dead(folder)
    work = unfinished(program)
    os.mkdir(work, mode=0o700)
    try:
        # The build id depends on the folder of the source, which is therefore the same each time.
        write_atomically(f"{folder}/oracle.go", _SOURCE.read_bytes())
        _build(go, folder, f"{work}/oracle", settings, environment)
        write_atomically(f"{program}.sum", _sum(f"{work}/oracle").encode())
        os.replace(f"{work}/oracle", program)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _build(go: str, folder: str, target: str, settings: Mapping[str, str], environment: Mapping[str, str]) -> None:
    kept = {
        name: value for name, value in environment.items() if name not in _UNWANTED and not name.startswith("PYORCH_")
    }
    plain = {
        "CGO_ENABLED": "0",
        "GO111MODULE": "off",
        "GOCACHE": settings["GOCACHE"],
        "GOENV": "off",
        "GOFLAGS": "",
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
    }
    output = Go(go, folder, {**kept, **plain}).attempt("build", "-trimpath", "-o", target, "oracle.go")
    if output.code != 0:
        raise Fault(
            f"cannot compile the program that looks up types for method-call and *-implements:\n{output.err.strip()}",
            "check that plain `go build` works here",
        )
