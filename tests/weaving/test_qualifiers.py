"""Whether x in `x.Name` is a package, by the syntax tree, agrees with go/types on the standard library."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.syntax import nodes_of_kinds, parse
from tests.weaving.test_scopes import HIDDEN, VISIBLE

pytestmark = pytest.mark.build

ORACLE = Path(__file__).with_name("qualifiers.go")
# About 600 files, tests included: those with the most names that hide packages, and the most unusual Go.
PACKAGES = (
    "bytes", "cmd/compile/internal/ssa", "cmd/compile/internal/types2", "cmd/go/internal/load", "cmd/go/internal/modload",
    "crypto/tls", "crypto/x509", "database/sql", "encoding/json", "encoding/xml", "go/build", "go/printer", "go/types",
    "html/template",
    "net", "net/http", "net/http/httptest", "net/url", "os", "os/exec", "reflect", "runtime", "runtime/pprof", "sync", "testing",
    "text/template",
)  # fmt: skip


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("oracle") / "qualifiers"
    subprocess.run(["go", "build", "-o", program, ORACLE], check=True, cwd=program.parent)
    return program


def by_go_types(oracle: Path, *places: Path) -> dict[Path, dict[int, str]]:
    """For each file, the offsets of possible qualifiers and their import paths; "-" if go/types did not check one."""
    listed = subprocess.run([oracle, *places], check=True, capture_output=True, text=True).stdout
    entries = [json.loads(line) for line in listed.splitlines()]
    return {Path(entry["Path"]): {int(at): path for at, path in entry["Qualifiers"].items()} for entry in entries}


def by_syntax(text: bytes) -> dict[int, str]:
    root = parse(text).root_node
    assert not root.has_error
    imports = Imports(root, text, {})
    found = {}
    for node in nodes_of_kinds(root, ("selector_expression", "qualified_type")):
        qualifier = node.child_by_field_name("operand") or node.child_by_field_name("package")
        if qualifier is not None and qualifier.type in ("identifier", "package_identifier"):
            found[qualifier.start_byte] = imports.path_of(qualifier) or ""
    return found


def differences(expected: dict[Path, dict[int, str]]) -> list[str]:
    wrong = []
    for path, meant in expected.items():
        text = path.read_bytes()
        read = by_syntax(text)
        assert read.keys() == meant.keys(), path
        for offset, package in meant.items():
            if package not in ("-", read[offset]):
                line = text.count(b"\n", 0, offset) + 1
                wrong.append(f"{path}:{line}: {read[offset] or 'no package'}, for go/types {package or 'no package'}")
    return wrong


def test_go_types_agrees_on_the_standard_library(oracle: Path) -> None:
    goroot = subprocess.run(["go", "env", "GOROOT"], check=True, capture_output=True, text=True).stdout.strip()
    expected = by_go_types(oracle, *(Path(goroot, "src", package) for package in PACKAGES))
    asked = [meaning for found in expected.values() for meaning in found.values()]
    assert len(expected) > 500
    assert len(asked) > 100_000
    assert asked.count("-") < len(asked) / 50  # code after an error that comes from the empty importer
    assert differences(expected) == []


def test_go_types_agrees_on_every_kind_of_scope(oracle: Path, tmp_path: Path) -> None:
    files = {}
    for number, snippet in enumerate(HIDDEN + VISIBLE):
        files[tmp_path / f"scope{number}.go"] = snippet in HIDDEN
        text = f'package p\nimport HERE "here"\n{snippet}\n'
        (tmp_path / f"scope{number}.go").write_text(text)
    expected = by_go_types(oracle, *files)
    assert {path: "here" not in found.values() for path, found in expected.items()} == files
    assert differences(expected) == []
