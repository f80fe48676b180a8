"""A thousand files to instrument, from modules in which many functions take a context, mostly clients of web services."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.errors import BenchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.workshop import Workshop

FILES = 1000
_MODULES = (
    "github.com/google/go-github/v68@v68.0.0",
    "github.com/digitalocean/godo@v1.236.0",
    "github.com/linode/linodego@v1.69.1",
    "github.com/cloudflare/cloudflare-go@v0.119.0",
    "github.com/slack-go/slack@v0.35.0",
    "github.com/hashicorp/vault/api@v1.23.0",
    "github.com/shirou/gopsutil/v4@v4.26.10",
)
_GENERATED = b"// Code generated "


def gather(workshop: Workshop) -> None:
    """Write the files into a module. Raises a BenchError if the module proxy does not serve enough of them."""
    workshop.write({"go.mod": "module example.com/many\n\ngo 1.25\n"})
    files = [found for number, module in enumerate(_MODULES) for found in _files(workshop, f"m{number}", module)]
    if len(files) < FILES:
        raise BenchError(f"there are {len(files)} files, too few")
    for source, name in files[:FILES]:
        target = workshop.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _files(workshop: Workshop, folder: str, module: str) -> Iterator[tuple[Path, str]]:
    """Whether both tools would instrument a file: neither a test nor generated."""
    fetched = workshop.go("mod", "download", "-json", module)
    if fetched.code:
        raise BenchError(f"`go mod download {module}` failed:\n{fetched.text.strip()}")
    root = Path(json.loads(fetched.out)["Dir"])
    for path in sorted(root.rglob("*.go")):
        inside = path.relative_to(root)
        if path.name.endswith("_test.go") or "testdata" in inside.parts or _GENERATED in path.read_bytes():
            continue
        yield path, f"{folder}/{inside}"
