"""A folder per case: aspects.yml is woven into input.go, and expected.go is what comes out, byte for byte.

`PYORCH_UPDATE=1 pytest tests/weaving` writes expected.go anew; read the diff before it is committed. `import-path` holds the
import path of the package where it matters.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from orchestrion_py.aspects.loading import load_with_extends
from orchestrion_py.weaving.package import Package, Skipped, Source, Woven, package_clause
from orchestrion_py.weaving.weave import weave

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/aspects.yml"))


def woven(case: str) -> bytes:
    """The woven text of a case; the input itself where nothing matches."""
    folder = HERE / case
    text = (folder / "input.go").read_bytes()
    aspects = [entry.aspect for file in load_with_extends(str(folder / "aspects.yml")) for entry in file.entries]
    path_file = folder / "import-path"
    package = Package(
        import_path=path_file.read_text().strip() if path_file.exists() else "example.com/case",
        name=package_clause(text),
        imports=frozenset(re.findall(r'"([^"]+)"', text.decode().partition("func ")[0])),
        main_module="example.com/case",
    )
    outcome = weave([Source("/src/input.go", text)], package, aspects)
    if isinstance(outcome, Skipped):
        return text
    assert isinstance(outcome, Woven), outcome
    return outcome.files[0].text


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    expected = HERE / case / "expected.go"
    found = woven(case)
    if os.environ.get("PYORCH_UPDATE"):
        expected.write_bytes(found)
    assert found == expected.read_bytes()


@pytest.mark.build
def test_every_expected_source_compiles(tmp_path: Path) -> None:
    for case in CASES:
        folder = tmp_path / case
        folder.mkdir()
        (folder / "expected.go").write_bytes((HERE / case / "expected.go").read_bytes())
        (folder / "bodyless.s").touch()  # lets functions without a body stand, which go:linkname fills in
    (tmp_path / "go.mod").write_text("module example.com/case\n\ngo 1.25\n")
    # Only compiled, not linked: what linked functions stand for need not exist.
    finished = subprocess.run(
        ["go", "build", "-gcflags=-e", "./..."], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "GOFLAGS": "", "GOWORK": "off", "CGO_ENABLED": "0"},
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
