"""The cost of weaving is proportional to the size of the file, whatever its shape, and stays within 400 MiB."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.weaving import syntax
from orchestrion_py.weaving import weave_package as weaver
from orchestrion_py.weaving.package import Package, Skipped, Source, Woven
from tests.helpers.paths import NOTES
from tests.helpers.workshop import Workshop
from tests.system.trust.effort import effort
from tests.system.trust.shapes import DEEP, SHAPES

if TYPE_CHECKING:
    from tree_sitter import Tree

    from orchestrion_py.aspects.model import Aspect

HERE = Path(__file__).parent
SHAPE_ASPECTS = """\
aspects:
  - id: every function
    join-point:
      function-body: {one-of: [{function: [{receiver: true}]}, {function: [{receiver: false}]}]}
    advice:
      - prepend-statements: {template: "_ = {{ printf `%q` .Function.Name }}"}
  - id: calls
    join-point: {function-call: fmt.Sprint}
    advice:
      - wrap-expression: {template: "func() string { return {{ . }} }()"}
      - inject-declarations: {template: "var _ = {{ len .AST.Args }}"}
  - id: callees
    join-point: {function-call: fmt.Print}
    advice:
      - replace-function: example.com/elsewhere.Print
"""

CALLS = """\
aspects:
  - id: calls
    join-point: {function-call: fmt.Sprint}
    advice:
      - wrap-expression: {template: "({{ . }})"}
"""


@pytest.mark.build
def test_the_largest_package_takes_time_in_proportion_and_little_memory() -> None:
    listed = Workshop(NOTES).go("list", "-json=Dir,GoFiles", "modernc.org/sqlite/lib")
    assert listed.code == 0, listed.err
    package = json.loads(listed.out)
    files = [Path(package["Dir"]) / name for name in package["GoFiles"]]
    half, whole = (effort(HERE / "large.yml", files, share) for share in (0.5, 1))
    assert whole.size > 4_000_000, "these are no longer the multi-megabyte files that this test is about"
    assert whole.matches > 50_000
    assert whole.memory < 400
    # The first half is full of constants and has less to weave than the second, so the test compares the time per match.
    assert whole.seconds / whole.matches < 1.6 * half.seconds / half.matches, (half, whole)


def aspects_of(text: str, folder: Path) -> list[Aspect]:
    (folder / "aspects.yml").write_text(text)
    return [entry.aspect for file in load_with_extends(str(folder / "aspects.yml")) for entry in file.entries]


def seconds(shape: str, size: int, aspects: list[Aspect]) -> float:
    """Processor time, the best of three, so that other load on the machine matters little."""
    source = Source("/src/shape.go", SHAPES[shape](size).encode())
    package = Package("example.com/shape", "shape", frozenset({"fmt", "strings"}))
    best = float("inf")
    for _ in range(3):
        before = time.process_time()
        outcome = weaver.weave([source], package, aspects)
        best = min(best, time.process_time() - before)
        assert isinstance(outcome, Woven), outcome
    return best


@pytest.mark.thorough
@pytest.mark.parametrize("shape", sorted(SHAPES.keys() - DEEP))
def test_no_shape_of_a_file_is_slow(shape: str, tmp_path: Path) -> None:
    """At four times the size, a quadratic weaver takes sixteen times as long."""
    aspects = aspects_of(SHAPE_ASPECTS, tmp_path)
    small, large = seconds(shape, 500, aspects), seconds(shape, 2000, aspects)
    assert large < 8 * small, f"{small:.3f} s, and {large:.3f} s for four times as much"


FILE = """\
package shape

var V%d = func() int { return %d }

func init() {}

func (T%d) Colour() string { return "red" }
"""
FILE_ASPECTS = """\
aspects:
  - id: methods
    join-point: {function-body: {function: [{name: Colour}]}}
    advice:
      - prepend-statements: {imports: {hook: example.com/hook}, template: "hook.Hello()"}
  - id: literals
    join-point: {function-body: {function: [{name: ""}]}}
    advice:
      - prepend-statements: {template: "_ = {{ printf `%q` .Function.QualifiedName }}"}
"""


def seconds_of_files(count: int, aspects: list[Aspect]) -> float:
    padding = "// a line that no aspect looks for\n" * 200
    texts = ((FILE % (number, number, number) + padding).encode() for number in range(count))
    sources = [Source(f"/src/f{number}.go", text) for number, text in enumerate(texts)]
    before = time.process_time()
    outcome = weaver.weave(sources, Package("example.com/shape", "shape"), aspects)
    taken = time.process_time() - before
    assert isinstance(outcome, Woven), outcome
    assert len(outcome.files) == count
    return taken


@pytest.mark.thorough
def test_no_number_of_files_is_slow(tmp_path: Path) -> None:
    aspects = aspects_of(FILE_ASPECTS, tmp_path)
    small, large = (min(seconds_of_files(count, aspects) for _ in range(2)) for count in (300, 1200))
    assert large < 8 * small, f"{small:.3f} s, and {large:.3f} s for four times as many"


@pytest.mark.thorough
@pytest.mark.parametrize("shape", sorted(DEEP))
def test_no_depth_is_too_deep(shape: str, tmp_path: Path) -> None:
    """To find a parent, tree-sitter walks down from the root, so depth costs time; but weaving ends, and real code is flatter."""
    assert seconds(shape, 1000, aspects_of(SHAPE_ASPECTS, tmp_path)) < 10


def test_a_file_without_a_candidate_is_never_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[bytes] = []
    parse = syntax.parse

    def counted(text: bytes) -> Tree:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(weaver, "parse", counted)
    aspects = aspects_of(CALLS, tmp_path)
    no_import = b'package p\n\nfunc f() { strings.Sprint("a fmt") }\n'
    no_call = b'package p\n\nimport "fmt"\n\nvar _ = fmt.Println\n'
    both = b'package p\n\nimport "fmt"\n\nvar _ = fmt.Sprint(1)\n'
    package = Package("example.com/p", "p", frozenset({"fmt"}))

    outcome = weaver.weave([Source("/a.go", no_import), Source("/b.go", no_call)], package, aspects)
    assert isinstance(outcome, Skipped)
    assert parsed == []
    # pyorch does not parse a package that no aspect may match, either.
    assert isinstance(weaver.weave([Source("/c.go", both)], Package("example.com/q", "q"), aspects), Skipped)
    assert parsed == []

    outcome = weaver.weave([Source("/a.go", no_import), Source("/c.go", both)], package, aspects)
    assert isinstance(outcome, Woven)
    assert [file.path for file in outcome.files] == ["/c.go"]
    assert parsed == [both]
