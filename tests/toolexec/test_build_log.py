"""The log of a build: at debug, why each aspect that might have applied to a package does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.files.loading import load_file
from orchestrion_py.toolexec.build_log import LEVELS, Log
from orchestrion_py.weaving.package import Package, Source

if TYPE_CHECKING:
    from pathlib import Path

ASPECTS = """aspects:
  - id: total
    join-point: {function-body: {function: [name: Total, receiver: example.com/shop.Cart]}}
    advice: [prepend-statements: {template: 'println()'}]
  - id: sum
    join-point: {function-body: {function: [name: Sum]}}
    advice: [prepend-statements: {template: 'println()'}]
"""
GO = b"package shop\n\ntype Cart struct{}\n\nfunc Total() {}\n"


@pytest.mark.parametrize("level", LEVELS)
def test_reasons(level: str, tmp_path: Path) -> None:
    file, log = tmp_path / "a.yml", tmp_path / "log"
    file.write_text(ASPECTS)
    aspects = [entry.aspect for entry in load_file(str(file)).entries]
    written = Log({"PYORCH_LOG": level, "PYORCH_LOG_FILE": str(log)})
    written.reasons("example.com/shop", aspects, Package("example.com/shop", "shop"), [Source("shop.go", GO)], None)
    if level != "debug":
        assert not log.exists()
        return
    start = "pyorch: example.com/shop: aspect"
    assert log.read_text().splitlines() == [
        f"{start} 'total' does not apply: `receiver: example.com/shop.Cart` does not match: the function is not a method "
        f"({file}:3:58); nearest: shop.go:5:14",
        f"{start} 'sum' does not apply: no file mentions what `name: Sum` looks for ({file}:6:45)",
    ]
