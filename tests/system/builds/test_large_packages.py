"""Packages of many files: plain go builds them, so pyorch does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import smallest_program

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# Together with the folder's name, more than the system allows for one word of a command line: -trimpath names each file.
FILES = 1_100
FOLDER = "deep/" * 20 + "many"


def test_a_package_of_many_woven_files_in_a_deep_folder(tmp_path: Path) -> None:
    files = {
        f"{FOLDER}/file{number}.go": f"package many\n\ntype T{number} int\n\nfunc (T{number}) Colour() int {{ return 1 }}\n"
        for number in range(FILES)
    }
    main = f'package main\n\nimport "example.com/smallest/{FOLDER}"\n\nfunc main() {{ println(many.T{FILES - 1}(0).Colour()) }}\n'
    workshop = smallest_program(tmp_path / "module", **files, **{"main.go": main})
    built = workshop.pyorch("go", "build", "-o", "smallest", ".")
    assert built.code == 0, built.text
    ran = workshop.run("./smallest")
    assert (ran.code, ran.out, ran.err) == (0, "Colour is woven\n", "1\n")
