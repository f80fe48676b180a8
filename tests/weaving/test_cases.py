"""One folder for each case: weaving aspects.yml into the input files gives the expected files, byte for byte.

| file | content |
|---|---|
| `aspects.yml` | the aspects, and those it extends |
| `input*.go` | the package; `input_b.go` becomes `expected_b.go` |
| `expected*.go` | the output; the input itself if nothing matches |
| `error` | instead of expected files: the message of the failed weave |
| `expected.json` | optional: `imports`, `links`, `lang` and `aspects` (id, line, column) of all files, and warnings |
| `import-path` | the package's import path, if it is not `example.com/case` |
| `main-module` | the main module's path, if it is not `example.com/case` |
| `typed` | an empty file: the aspects need types, and so go |
| `go1.26` | an empty file: the output needs Go 1.26 |
| `test-main` | an empty file: the package is the main package that `go test` generates |

`PYORCH_UPDATE=1 pytest tests/weaving` rewrites the expected files; read the diff before you commit it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.types.questions import on_demand
from orchestrion_py.vendors.registry import NEVER, NORMAL, mode_of
from orchestrion_py.weaving.package import Failed, Package, Source, Woven, package_clause
from orchestrion_py.weaving.weave_package import weave
from tests.weaving.typed import types_of

if TYPE_CHECKING:
    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.weaving.package import Outcome

HERE = Path(__file__).with_name("cases")
CASES = sorted(path.parent.name for path in HERE.glob("*/aspects.yml"))
TYPED = sorted(path.parent.name for path in HERE.glob("*/typed"))
UPDATE = bool(os.environ.get("PYORCH_UPDATE"))
_MODULE = "example.com/case"
_IMPORT = re.compile(rb'^(?:import\s|\s)(?:[\w.]+\s+)?"([^"\n]+)"', re.MULTILINE)


def fact(case: str, name: str, otherwise: str) -> str:
    """The content of a case's file, or the default if there is none."""
    file = HERE / case / name
    return file.read_text().strip() if file.exists() else otherwise


def outcome_of(case: str) -> Outcome:
    """Weave the package of a case."""
    files = sorted((HERE / case).glob("input*.go"))
    sources = [Source(f"/src/{file.name}", file.read_bytes()) for file in files]
    package = Package(
        import_path=fact(case, "import-path", _MODULE),
        name=package_clause(sources[0].text),
        imports=frozenset(path.decode() for source in sources for path in _IMPORT.findall(source.text)),
        is_test_main=(HERE / case / "test-main").exists(),
        main_module=fact(case, "main-module", _MODULE),
    )
    with on_demand(lambda: types_of(HERE / case, package)) as types:
        aspects = aspects_for(case, package.import_path)
        return weave(sources, package, aspects, types=types if case in TYPED else None)


def aspects_for(case: str, import_path: str) -> list[Aspect]:
    """The aspects of a case that may match in a package."""
    loaded = load_with_extends(str(HERE / case / "aspects.yml"))
    mode = mode_of(import_path)
    aspects = [entry.aspect for file in loaded for entry in file.entries]
    return [each for each in aspects if mode == NORMAL or (mode != NEVER and each.tracer_internal)]


@pytest.mark.parametrize("case", [pytest.param(case, marks=[pytest.mark.build] * (case in TYPED)) for case in CASES])
def test_case(case: str) -> None:
    outcome = outcome_of(case)
    if (HERE / case / "error").exists():
        assert isinstance(outcome, Failed), outcome
        check(HERE / case / "error", outcome.message.encode() + b"\n")
        return
    assert not isinstance(outcome, Failed), outcome.message
    woven = {Path(file.path).name: file.text for file in outcome.files} if isinstance(outcome, Woven) else {}
    for file in (HERE / case).glob("input*.go"):
        check(file.with_name(file.name.replace("input", "expected", 1)), woven.get(file.name, file.read_bytes()))
    if (HERE / case / "expected.json").exists():
        check(HERE / case / "expected.json", facts_of(outcome))


def check(expected: Path, found: bytes) -> None:
    """Compare the output with the expected file."""
    if UPDATE:
        expected.write_bytes(found)
    assert found.decode() == expected.read_bytes().decode()


def facts_of(outcome: Outcome) -> bytes:
    """The result of a weave apart from the text."""
    files = outcome.files if isinstance(outcome, Woven) else ()
    facts = {
        "imports": sorted({path for file in files for path in file.imports}),
        "links": sorted({path for file in files for path in file.links}),
        "lang": [file.lang for file in files],
        "aspects": [[each.id, each.line, each.column] for file in files for each in file.aspects],
    }
    if isinstance(outcome, Woven) and outcome.warnings:
        facts["warnings"] = [each.message for each in outcome.warnings]
    return ("{\n" + ",\n".join(f'  "{key}": {json.dumps(value)}' for key, value in facts.items()) + "\n}\n").encode()


@pytest.mark.build
def test_every_expected_source_compiles(tmp_path: Path) -> None:
    for case in CASES:
        folder = tmp_path / case
        folder.mkdir()
        # A build constraint raises the language version of a file, and an older Go leaves the file out.
        constraint = b"//go:build go1.26\n\n" if (HERE / case / "go1.26").exists() else b""
        for file in (HERE / case).glob("expected*.go"):
            (folder / file.name).write_bytes(constraint + file.read_bytes())
        if any(folder.iterdir()):
            (folder / "bodyless.s").touch()  # allows functions without a body, which go:linkname defines
    (tmp_path / "go.mod").write_text("module example.com/case\n\ngo 1.25\n")
    # Compiled but not linked, so linked functions need not exist.
    finished = subprocess.run(
        ["go", "build", "-gcflags=-e", "./..."], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "GOFLAGS": "", "GOWORK": "off", "CGO_ENABLED": "0"},
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
