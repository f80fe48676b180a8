"""A module and its vendored copies share caches but no archives, because archives contain the paths of their sources."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

# The injected code imports a package that the program imports too: both must use the same archive.
FILES = {
    "go.mod": """\
module example.com/shelf

go 1.25

require (
	example.com/label v0.0.0
	github.com/pkg/errors v0.9.1
)

replace example.com/label => ./label
""",
    "label/go.mod": "module example.com/label\n\ngo 1.25\n\nrequire github.com/pkg/errors v0.9.1\n",
    "label/label.go": """\
package label

import "github.com/pkg/errors"

func Stick() { println(errors.New("labelled").Error()) }
""",
    "main.go": """\
package main

import "github.com/pkg/errors"

func main() { println(errors.New("shelf").Error()) }
""",
    "orchestrion.tool.go": '//go:build tools\n\npackage tools\n\nimport _ "example.com/label"\n',
    "orchestrion.yml": """\
aspects:
  - id: label
    join-point:
      all-of:
        - package-name: main
        - function-body:
            function:
              - name: main
    advice:
      - prepend-statements:
          imports:
            label: example.com/label
          template: label.Stick()
""",
}


def test_vendored_copies_and_a_plain_one_build_in_turn(tmp_path: Path) -> None:
    plain = Workshop(tmp_path / "plain", {"PYORCH_ASPECTS": "modules"}).write(FILES)
    tidied = plain.go("mod", "tidy")
    assert tidied.code == 0, tidied.text
    shutil.copytree(plain.folder, tmp_path / "vendored")
    vendored = Workshop(tmp_path / "vendored", plain.environment)
    assert vendored.go("mod", "vendor").code == 0
    shutil.copytree(vendored.folder, tmp_path / "elsewhere")
    elsewhere = Workshop(tmp_path / "elsewhere", plain.environment)

    for round_number in range(2):
        for copy in (plain, vendored, elsewhere):
            copy.write({"main.go": f"{FILES['main.go']}\n// round {round_number}\n"})
            built = copy.pyorch("go", "build", "-o", "shelf", ".")
            assert built.code == 0, built.text
            assert copy.run("./shelf").err == "labelled\nshelf\n"
