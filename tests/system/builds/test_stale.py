"""Nothing stale is linked: the next build sees every change of what decides the weaving."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import ASPECTS, WOVEN, assert_woven, smallest_program

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build


def test_an_aspect_file_that_keeps_its_size_and_its_time(tmp_path: Path) -> None:
    workshop = smallest_program(tmp_path / "module")
    assert_woven(workshop)
    file = workshop.folder / "orchestrion.yml"
    before = file.stat()
    file.write_text(ASPECTS.replace("is woven", "was woven").replace("say so", "say s"))
    assert file.stat().st_size == before.st_size
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    built = workshop.pyorch("go", "build", "-o", "smallest", ".")
    assert built.code == 0, built.text
    assert workshop.run("./smallest").out == WOVEN.replace("is woven", "was woven")
