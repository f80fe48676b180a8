"""Which file go reads for a path if -overlay replaces some."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.gocommand.build_context import BuildContext
from orchestrion_py.gocommand.overlay import Overlay, overlay_of

if TYPE_CHECKING:
    from pathlib import Path


def overlay_with(folder: Path, *flags: str) -> Overlay:
    return overlay_of(BuildContext(str(folder), "/go/bin/go", flags, {}))


def test_replaced_added_and_removed_files(tmp_path: Path) -> None:
    table = {"a.go": "b.go", str(tmp_path / "x" / ".." / "c.go"): "", "new/d.go": str(tmp_path / "b.go")}
    (tmp_path / "o.json").write_text(json.dumps({"Replace": table}))
    (tmp_path / "b.go").write_text("")
    found = overlay_with(tmp_path, "-overlay=o.json")
    here = f"{tmp_path}/"
    actual = {name: found.actual(here + name) for name in ("a.go", "c.go", "new/d.go", "e.go")}
    assert actual == {"a.go": f"{here}b.go", "c.go": "", "new/d.go": f"{here}b.go", "e.go": f"{here}e.go"}
    assert [found.exists(here + name) for name in actual] == [True, False, True, False]
    assert [found.names(here + name) for name in actual] == [True, True, True, False]
    assert found.files == (f"{here}o.json", f"{here}b.go", f"{here}b.go")


def test_the_last_of_several_counts(tmp_path: Path) -> None:
    for name in "12":
        (tmp_path / name).write_text(json.dumps({"Replace": {"/a.go": f"/{name}.go"}}))
    assert overlay_with(tmp_path, "-overlay=1", "-overlay=2").actual("/a.go") == "/2.go"
    assert overlay_with(tmp_path, "-overlay=1", "-overlay=") == Overlay()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"Replace": 1}', '{"Replace": {"a": 1}}'])
def test_go_reports_an_overlay_that_it_cannot_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "o.json").write_text(text)
    assert overlay_with(tmp_path, "-overlay=o.json") == Overlay(f"{tmp_path}/o.json")
    assert overlay_with(tmp_path, "-overlay=none.json") == Overlay(f"{tmp_path}/none.json")
