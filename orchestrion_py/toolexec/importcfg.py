"""importcfg files, in which go tells the compiler and the linker where the archives of packages are."""

from __future__ import annotations

from orchestrion_py.toolexec.cache.atomic_files import write_privately

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def read(path: str) -> dict[str, str]:
    """Return the archive of each package that an importcfg names."""
    return _entries(path, "packagefile")


def import_map(path: str) -> dict[str, str]:
    """Return the import paths that mean another package: the standard library has a vendored golang.org/x/net."""
    return _entries(path, "importmap")


def module_information(path: str) -> str:
    """Return what go says about the modules of a program, as the linker reads it: quoted, and empty if there is none."""
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return next((line for line in file if line.startswith("modinfo ")), "")


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
    """Write a copy of an importcfg with more packages, and keep every line of the original. Returns `target`."""
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        text = file.read()
    if text and not text.endswith("\n"):
        text += "\n"
    lines = "".join(f"packagefile {package}={added[package]}\n" for package in sorted(added))
    write_privately(target, (text + lines).encode("utf-8", "surrogateescape"))
    return target
