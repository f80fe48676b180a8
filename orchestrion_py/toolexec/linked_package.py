"""`pyorch/linked`: the package through which a program links packages that nothing imports, and initialises them.

Only the link call knows which packages these are: main may come from a cache, and other builds may have woven its dependencies.
But the linker runs init functions only of packages that main imports, directly or indirectly. So every woven main imports
`pyorch/linked`. It is empty when main is compiled. The link call replaces it by one that imports everything the archives need.
The linker compares the fingerprint of a package with the one that its importer saw (cmd/link/internal/ld, checkFingerprint), so
the second archive gets the fingerprint of the first.
"""

from __future__ import annotations

import os

from orchestrion_py.faults import Fault
from orchestrion_py.operating_system import capture
from orchestrion_py.processes import unfinished
from orchestrion_py.toolexec.cache.atomic_files import write_atomically, write_privately

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap

PACKAGE = "pyorch/linked"
# The variable below for the record of the program (see link_call/program_record.py), which the linker's flag -X sets.
RECORD = "record"
# Without an init function, or with an empty one, the package would not be in main's list of packages to initialise. The linker
# keeps the record because the function reads it.
_INIT = 'var initialised bool\n\nvar record string\n\nfunc init() { initialised = record != "" }\n'


def code_flags(build_mode: str) -> list[str]:
    """Return the flags with which go compiles all packages for a -buildmode (cmd/go/internal/work/init.go)."""
    if build_mode in ("shared", "plugin"):
        return ["-dynlink"]
    return ["-shared"] if build_mode in ("pie", "c-shared", "c-archive") else []


def import_file() -> str:
    """Return the Go file that weaving adds to every main package."""
    return f'//line <generated>:1:1\npackage main\n\nimport _ "{PACKAGE}"\n'


def make_stub(compiler: str, folder: str, environment: dict[str, str], build_mode: str) -> None:
    """Compile the empty package to `linked.a` in a plan's folder."""
    _compile(compiler, f"{folder}/linked.a", (), {}, environment, build_mode)


def make_linked(compiler: str, folder: str, packages: list[str], archives: dict[str, str], build_mode: str) -> str:
    """Compile the package that imports others, with the fingerprint of the stub; return the path of its archive.

    The archive stays in the plan's folder, where the next link of the same packages finds it.
    """
    import hashlib

    asked = "".join(f"{package}={archives[package]}\n" for package in packages)
    target = f"{folder}/linked.{hashlib.sha256(asked.encode()).hexdigest()[:16]}.a"
    if not _is_whole(target):
        temporary = unfinished(target)
        _compile(compiler, temporary, packages, archives, dict(os.environ), build_mode)
        with open(temporary, "rb") as file:
            content = file.read()
        with open(f"{folder}/linked.a", "rb") as file:
            stub = file.read()
        archive = _with_fingerprint_of(stub, content)
        write_atomically(target, archive)
        write_atomically(f"{target}.sum", hashlib.sha256(archive).digest())
        os.unlink(temporary)
    return target


def _is_whole(archive: str) -> bool:
    """Whether a stored archive is undamaged. With a damaged one, the program would silently lack packages."""
    import hashlib

    try:
        with open(archive, "rb") as file, open(f"{archive}.sum", "rb") as kept:
            return hashlib.sha256(file.read()).digest() == kept.read()
    except FileNotFoundError:
        return False


def _compile(
    compiler: str, target: str, packages: tuple[str, ...] | list[str], archives: dict[str, str],
    environment: dict[str, str], build_mode: str,
) -> None:  # fmt: skip
    source, importcfg = f"{target}.go", f"{target}.importcfg"
    imports = "".join(f'import _ "{package}"\n' for package in packages)
    write_privately(source, f"//line <generated>:1:1\npackage linked\n\n{imports}\n{_INIT}".encode())
    lines = "".join(f"packagefile {package}={archives[package]}\n" for package in packages)
    write_privately(importcfg, lines.encode("utf-8", "surrogateescape"))
    argv = [compiler, "-o", target, "-p", PACKAGE, "-complete", "-pack", "-nolocalimports", "-importcfg", importcfg]
    argv += [*code_flags(build_mode), source]
    status, output = capture(argv, environment)
    for leftover in (source, importcfg):
        os.unlink(leftover)
    if status != 0:
        raise Fault(
            f"cannot compile {PACKAGE}, which imports {', '.join(packages)}\n{output.decode('utf-8', 'replace')}",
            "run `go clean -cache`, and build again",
        )


def fingerprint(path: str) -> bytes:
    """Return the fingerprint by which the linker identifies the exported declarations of an archive."""
    import mmap as memory

    if not os.path.getsize(path):
        place_of_fingerprint(b"")  # raises Fault; an empty file cannot be mapped
    # The fingerprint is behind the export data, near the start of an archive that may have ten megabytes.
    with open(path, "rb") as file, memory.mmap(file.fileno(), 0, access=memory.ACCESS_READ) as content:
        start, end = place_of_fingerprint(content)
        return content[start:end]


def _with_fingerprint_of(stub: bytes, archive: bytes) -> bytes:
    first, last = place_of_fingerprint(stub)
    start, end = place_of_fingerprint(archive)
    return archive[:start] + stub[first:last] + archive[end:]


def place_of_fingerprint(archive: bytes | mmap) -> tuple[int, int]:
    """Return where the fingerprint in the object file of an archive starts and ends. Raises Fault if there is none."""
    import re

    # The head of an object file (cmd/internal/goobj): a magic word with the version of the format, then the fingerprint.
    found = re.search(rb"\x00go1\d\dld(.{8})", archive, re.DOTALL)
    if found is None:
        raise Fault(
            "cannot read the archives of this Go: their format is unknown", "use a Go release that pyorch supports"
        )
    return found.span(1)
