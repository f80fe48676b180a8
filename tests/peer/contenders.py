"""Builds the program with each tool: returns the binary, the time, and the woven files.

A build is cold, with its own caches. It is kept until the tool, the sources of the program or Go change.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sysconfig
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.errors import BenchError
from tests.bench.measuring import run
from tests.helpers.workshop import Workshop, pyorch_script

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = Path(__file__).with_name("program")
MODULE = "example.com/peer"
ORCHESTRION = "github.com/DataDog/orchestrion"
ORCHESTRION_VERSION = "v1.6.1"

# Set explicitly, so that the user's own `go env -w` has no effect.
_GOFLAGS = "-buildvcs=false"
_WOVEN_LINE = re.compile(r"pyorch: (\S+): woven '.*' at (.+):\d+:\d+")


@dataclass(frozen=True, slots=True, order=True)
class WovenFile:
    """A file that the tool changed before it was compiled: the import path of its package, and its name."""

    package: str
    name: str


@dataclass(frozen=True, slots=True)
class Built:
    """A cold build; `cpu` is the processor time, which other load on the machine hardly affects.

    `kept` if an earlier run made it with the same tool from the same sources.
    """

    tool: str
    program: Path
    wall: float
    cpu: float
    woven: frozenset[WovenFile]
    kept: bool


@dataclass(frozen=True, slots=True)
class Contender:
    """One tool; `identity` covers its code, `woven_files` reads the woven files from the folder of a build.

    `aspects` is the value of PYORCH_ASPECTS.
    """

    name: str
    command: tuple[str, ...]
    identity: str
    woven_files: Callable[[Path], frozenset[WovenFile]]
    aspects: str = ""


def orchestrion(folder: Path) -> Contender:
    """Orchestrion, installed into a folder."""
    program = folder / "orchestrion"
    if not program.exists():
        installed = Workshop(folder.parent, {"GOBIN": str(folder), "GOFLAGS": ""})
        result = installed.go("install", f"{ORCHESTRION}@{ORCHESTRION_VERSION}")
        if result.code:
            raise BenchError(f"Orchestrion cannot be installed:\n{result.text.strip()}")
    return Contender(
        f"Orchestrion {ORCHESTRION_VERSION}", (str(program), "go", "build"), _digest([program]), woven_by_orchestrion
    )


def pyorch() -> Contender:
    """The installed pyorch."""
    package = Path(sysconfig.get_path("purelib"), "orchestrion_py")
    version = Workshop(package).pyorch("version").out.strip()
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return Contender(
        version, (str(pyorch_script()), "go", "build"), _digest([*files, pyorch_script()]), woven_by_pyorch
    )


def pyorch_by_itself() -> Contender:
    """The installed pyorch with its own aspects instead of the modules'."""
    return replace(pyorch(), name=f"{pyorch().name}, its own aspects", aspects="builtin")


def built(contender: Contender, home: Path) -> Built:
    """Build the program, or use the build that was kept in a folder. Raises a BenchError if the build fails."""
    environment = Workshop(PROGRAM, {"GOFLAGS": _GOFLAGS})
    sources = [path for path in PROGRAM.rglob("*") if path.is_file()]
    # The code that keeps and measures builds is part of the key.
    here = [Path(__file__), Path(__file__).parents[1] / "bench" / "measuring.py"]
    key = _digest_of([contender.identity, contender.aspects, _digest([*sources, *here]), environment.go("version").out])
    kept = _kept(home, key, contender)
    if kept is not None:
        return kept
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="peer-", ignore_cleanup_errors=True) as folder:
        made = _build(contender, home / "program", _module(home.with_name("module")), Path(folder))
    record = {"key": key, "wall": made.wall, "cpu": made.cpu, "woven": [asdict(file) for file in sorted(made.woven)]}
    (home / "build.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    return made


def _module(folder: Path) -> Path:
    """A copy of the program's module, at one path for both tools, because errors in spans contain file names."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PROGRAM, folder)
    # Download modules before the timed build; the tag includes the tool files.
    named = (".", ORCHESTRION, "github.com/DataDog/dd-trace-go/orchestrion/all/v2")
    listed = Workshop(folder, {"GOFLAGS": ""}).go("list", "-e", "-deps", "-tags=tools", *named)
    if listed.code:
        raise BenchError(f"the program's modules cannot be had:\n{listed.err.strip()}")
    return folder


def _build(contender: Contender, program: Path, module: Path, folder: Path) -> Built:
    (folder / "work").mkdir()
    environment = Workshop(
        module,
        {
            "GOFLAGS": _GOFLAGS,
            "GOCACHE": str(folder / "go-cache"),
            "GOTMPDIR": str(folder / "work"),
            "PYORCH_CACHE_DIR": str(folder / "pyorch-cache"),
            "PYORCH_ASPECTS": contender.aspects,
            "PYORCH_LOG": "info",
            "PYORCH_LOG_FILE": str(folder / "pyorch.log"),
        },
    ).full_environment()
    # -work, because only the woven files show what Orchestrion wove.
    sample = run((*contender.command, "-work", "-o", str(program), "."), module, environment)
    return Built(contender.name, program, sample.wall, sample.cpu, contender.woven_files(folder), kept=False)


def _kept(home: Path, key: str, contender: Contender) -> Built | None:
    try:
        record = json.loads((home / "build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if record["key"] != key or not (home / "program").exists():
        return None
    woven = frozenset(WovenFile(**file) for file in record["woven"])
    return Built(contender.name, home / "program", record["wall"], record["cpu"], woven, kept=True)


def woven_by_orchestrion(folder: Path) -> frozenset[WovenFile]:
    """Find the files that Orchestrion wrote to `orchestrion/src/<package>`, in the work folders of nested builds too."""
    found = set()
    for path in (folder / "work").rglob("*.go"):
        _, marker, below = path.as_posix().partition("/orchestrion/src/")
        if marker:
            package, _, name = below.rpartition("/")
            found.add(WovenFile(MODULE if package == "main" else package, name))
    return frozenset(found)


def woven_by_pyorch(folder: Path) -> frozenset[WovenFile]:
    """Read the woven files from pyorch's log; nested builds log to the same file."""
    lines = (folder / "pyorch.log").read_text(encoding="utf-8").splitlines()
    matches = [match for match in map(_WOVEN_LINE.fullmatch, lines) if match]
    return frozenset(WovenFile(match[1], Path(match[2]).name) for match in matches)


def _digest(files: list[Path]) -> str:
    return _digest_of([part for path in sorted(files) for part in (path.name, path.read_bytes().hex())])


def _digest_of(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
