"""Nothing stale is linked: the next build sees every change of what decides the weaving."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import ASPECTS, WOVEN, assert_woven, smallest_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.workshop import Workshop

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


HOOK = {
    "go.mod": "module example.com/hooked\n\ngo 1.25\n",
    "main.go": 'package main\n\nfunc main() { println(Colour()) }\n\nfunc Colour() string { return "red" }\n',
    "hook/hook.go": 'package hook\n\nimport _ "embed"\n\n//go:embed text.txt\nvar t string\n\nfunc Hello() { println(t) }\n',
    "hook/text.txt": "one",
    "orchestrion.yml": """\
aspects:
  - id: hello
    join-point: {all-of: [{package-name: main}, {function-body: {function: [{name: Colour}]}}]}
    advice: [prepend-statements: {imports: {hook: example.com/hooked/hook}, template: hook.Hello()}]
""",
}


def test_files_of_an_injected_package_that_are_embedded_or_added(workshop: Workshop) -> None:
    workshop = workshop.write(HOOK).with_environment(PYORCH_ASPECTS="modules")
    assert said_by(workshop) == "one\nred\n"
    workshop.write({"hook/text.txt": "two"})
    assert said_by(workshop) == "two\nred\n"
    workshop.write({"hook/added.go": 'package hook\n\nfunc init() { println("added") }\n'})
    assert said_by(workshop) == "added\ntwo\nred\n"


def said_by(workshop: Workshop) -> str:
    built = workshop.pyorch("go", "build", "-o", "program", ".")
    assert built.code == 0, built.text
    return workshop.run("./program").err
