"""importcfg files: where the compiler and the linker find the archives of packages."""

from __future__ import annotations

from orchestrion_py.toolexec.cache.atomic_files import write_privately

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def read(path: str) -> dict[str, str]:
    """The archive of each package an importcfg names."""
    return _entries(path, "packagefile")


def import_map(path: str) -> dict[str, str]:
    """What paths in a package's files stand for, if something else: golang.org/x/net is vendored in the standard library."""
    return _entries(path, "importmap")


def _entries(path: str, wanted: str) -> dict[str, str]:
    found = {}
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        for line in file:
            verb, _, rest = line.partition(" ")
            if verb == wanted:
                name, _, value = rest.rstrip("\n").partition("=")
                found[name] = value
    return found


def extended(path: str, target: str, added: Mapping[str, str]) -> str:
    """Write a copy of an importcfg with more packages; every line of the original stays. Returns `target`."""
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        text = file.read()
    if text and not text.endswith("\n"):
        text += "\n"
    lines = "".join(f"packagefile {package}={added[package]}\n" for package in sorted(added))
    write_privately(target, (text + lines).encode("utf-8", "surrogateescape"))
    return target
