"""The aspects that pyorch ships: which frameworks they are for, and what a module must require to use them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.loading import AspectFile, load_file
from orchestrion_py.aspects.files.yaml_file import read_yaml

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.requires import Requires

_VERSIONS = "versions.yml"
# The folder of what is no integration.
_LANGUAGE = "orchestrion"


@dataclass(frozen=True, slots=True)
class Integration:
    """One built-in aspect file; with no `targets` it is of use to every program."""

    name: str
    path: str
    targets: tuple[str, ...]
    injects: tuple[str, ...]
    links: tuple[str, ...]
    requires: Requires


@functools.cache
def built_in_files() -> tuple[AspectFile, ...]:
    """All built-in aspect files that are for a framework, sorted by path; those that must be asked for are not among them."""
    found = sorted(Path(folder()).glob("*/*.yml"))
    files = (load_file(str(path)) for path in found if path.name != _VERSIONS and path.parent.name != _LANGUAGE)
    return tuple(file for file in files if not file.opt_in)


@functools.cache
def language_files() -> tuple[AspectFile, ...]:
    """The aspects that belong to the language, which every build has."""
    return tuple(load_file(str(path)) for path in sorted(Path(folder(), _LANGUAGE).glob("*.yml")))


@functools.cache
def integrations() -> tuple[Integration, ...]:
    """The built-in aspect files as integrations of a framework each."""
    return tuple(_integration(file) for file in built_in_files())


@functools.cache
def tested_versions() -> dict[str, str]:
    """The versions that this pyorch is tested with: of every module whose path starts with a key, the newest first."""
    versions: dict[str, str] = {}
    for path in sorted(Path(folder()).glob(f"*/{_VERSIONS}")):
        tested = read_yaml(str(path)).require("tested")
        versions |= {prefix: version.string() for prefix, version in tested.entries()}
    return versions


def _integration(file: AspectFile) -> Integration:
    aspects = [entry.aspect for entry in file.entries]
    advice = [each for aspect in aspects for each in aspect.advice]
    return Integration(
        name=Path(file.path).stem,
        path=file.path,
        targets=_targets(file),
        injects=tuple(sorted({path for each in advice for path in each.imports()})),
        links=tuple(sorted({path for each in advice for path in each.links()})),
        requires=file.requires,
    )


def _targets(file: AspectFile) -> tuple[str, ...]:
    """The packages without which no aspect of a file can match; none, where some aspect can match anywhere."""
    found: set[str] = set()
    for entry in file.entries:
        # What injects no package is there for the aspects that do: it is no reason to require any.
        if not entry.aspect.injected or entry.aspect.tracer_internal:
            continue
        implied = entry.aspect.join_point.implied_imports()
        if not implied:
            return ()
        found |= implied
    return tuple(sorted(found))
