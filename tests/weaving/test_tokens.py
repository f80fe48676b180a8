"""Every token of a woven file keeps its position, according to go/scanner, which reads line directives."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.weaving.package import Failed, Package, Source, Woven
from orchestrion_py.weaving.weave_package import weave

pytestmark = pytest.mark.build

ORACLE = Path(__file__).with_name("tokens.go")
PACKAGES = ("bytes", "encoding/json", "go/types", "net/http", "reflect", "strconv")
# Advice before every body and around many calls, repeated, over several lines, that removes nothing.
ASPECTS = r"""
aspects:
  - id: bodies
    join-point: {function-body: {one-of: [function: [receiver: true], function: [receiver: false]]}}
    advice:
      - prepend-statements: {imports: {os: os}, template: "println(os.Args,\n{{ printf `%q` .Function.Name }})"}
      - inject-declarations: {template: "//go:linkname injected x.y\nvar injected int"}
  - id: calls
    join-point: {one-of: [function-call: len, function-call: append, function-call: panic, function-call: fmt.Sprintf]}
    advice:
      - wrap-expression: {template: "(1 /{{ . }}) +\nfunc() int {\nreturn 1 }()"}
      - wrap-expression: {template: "{{ . }} *\n1"}
"""
# Go that no file of the standard library has.
ODD = {
    "bom.go": b"\xef\xbb\xbfpackage p; func f() { panic(len(``)) }\n",
    "crlf.go": b"package p\r\n\r\nfunc f() int {\r\n\ts := `a\r\nb`; return 1/len(s) /* \r\n */ /len(s) // x\r\n}\r\n",
    "end.go": b"package p\nfunc f() { panic(1) } // no newline",
    "line.go": b"package p\n//line /y/z.y:10:7\nfunc f() { panic(`\n//line /w.y:1\n`); panic(1) }\n"
    b"var x int; /*line /v.y:3:4*/func g() { panic(1) }\n",
    "wide.go": b"package p; func f() { panic(`%s`); panic(1) }" % (b"\xc3\xa9" * 4000),
}  # fmt: skip


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("oracle") / "tokens"
    subprocess.run(["go", "build", "-o", program, ORACLE], check=True, cwd=program.parent)
    return program


def differences(oracle: Path, files: list[Path], folder: Path) -> tuple[int, str]:
    """The number of woven files, and the differences that the Go program reports."""
    (folder / "aspects.yml").write_text(ASPECTS)
    aspects = [entry.aspect for file in load_with_extends(str(folder / "aspects.yml")) for entry in file.entries]
    pairs = []
    for number, path in enumerate(files):
        outcome = weave([Source(str(path), path.read_bytes())], Package("p", "p", frozenset({"fmt"})), aspects)
        assert not isinstance(outcome, Failed), outcome.message
        if isinstance(outcome, Woven):
            woven = folder / f"{number}.woven"
            woven.write_bytes(outcome.files[0].text)
            pairs += [path, woven]
    finished = subprocess.run([oracle, *pairs], check=True, capture_output=True, text=True)
    return len(pairs) // 2, finished.stdout


def test_in_the_standard_library(oracle: Path, tmp_path: Path) -> None:
    goroot = subprocess.run(["go", "env", "GOROOT"], check=True, capture_output=True, text=True).stdout.strip()
    files = [path for package in PACKAGES for path in sorted(Path(goroot, "src", package).glob("*.go"))]
    count, said = differences(oracle, files, tmp_path)
    assert said == ""
    assert count > 200


def test_in_odd_files(oracle: Path, tmp_path: Path) -> None:
    for name, text in ODD.items():
        (tmp_path / name).write_bytes(text)
    count, said = differences(oracle, [tmp_path / name for name in ODD], tmp_path)
    assert said == ""
    assert count == len(ODD)
