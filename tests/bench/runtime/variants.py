"""Builds the two services three times: without tracing, traced by hand, and woven."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bench.errors import BenchError
from tests.helpers.workshop import Workshop, copy_of_notes

_METER = Path(__file__).with_name("meter.go")


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to build the services; `programs` is the folder with `front` and `back`."""

    name: str
    words: tuple[str, ...]
    folder: str
    programs: Path
    traced: bool


def three_variants(programs: Path) -> list[Variant]:
    """Plain, then traced by hand, which is the baseline, then woven."""
    return [
        Variant("plain", ("go", "build"), "cmd", programs / "plain", traced=False),
        Variant("by hand", ("go", "build"), "hand/cmd", programs / "hand", traced=True),
        Variant("woven", ("pyorch", "go", "build"), "cmd", programs / "woven", traced=True),
    ]


def copy_with_meter(folder: Path) -> Workshop:
    """A copy of examples/notes with one more file in each main package, which reports allocations."""
    workshop = copy_of_notes(folder)
    for main in folder.glob("**/cmd/*/main.go"):
        shutil.copy(_METER, main.parent)
    return workshop


def build(variant: Variant, workshop: Workshop) -> None:
    """Build both services. Raises a BenchError with go's message."""
    variant.programs.mkdir(parents=True)
    built = workshop.run(*variant.words, "-o", f"{variant.programs}/", f"./{variant.folder}/...")
    if built.code:
        raise BenchError(f"`{' '.join(variant.words)}` failed:\n{built.text.strip()}")
