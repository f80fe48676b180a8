"""Loading a random aspect file ends in aspects or in an AspectError with its place."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from orchestrion_py.aspects.decoding import ADVICE, JOIN_POINTS
from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.weaving.package import Failed, Package, Skipped, Source, Woven
from orchestrion_py.weaving.weave_package import weave
from tests.helpers.paths import REPOSITORY
from tests.system.trust.fuzzing import cases

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.thorough

REAL = [
    path.read_text()
    for path in sorted([*REPOSITORY.glob("aspects/*/*.yml"), *REPOSITORY.glob("tests/weaving/cases/*/aspects.yml")])
]
SOURCE = Source(
    "/src/a.go",
    b'package a\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\ntype T struct{ http.Client }\n\nvar v = &T{}\n\n//note a:b\n'
    b"func (t *T) Do(w http.ResponseWriter, _ *http.Request) (err error) {\n\tfmt.Println(func() int { return len(`x`) }())\n"
    b"\tfmt.Println([]int{1}...)\n\treturn nil\n}\n",
)
PACKAGE = Package("example.com/a", "a", frozenset({"fmt", "net/http"}), main_module="example.com")

_KEYS = [
    *JOIN_POINTS, *ADVICE, "aspects", "join-point", "advice", "id", "meta", "extends", "covers", "requires",
    "tracer-internal", "template", "imports", "links", "lang", "order", "namespace", "name", "type", "receiver", "match", "field",
    "values", "signature", "signature-contains", "args", "returns", "root", "pattern", "argument-implements", "<<",
]  # fmt: skip
_SCALARS = [
    "fmt.Println", "net/http.Client", "*net/http.Client", "*T", "any", "", ".", "*", "**", "[", "a.", ".a", "go1.18", "go1", "./", "../x",
    "{{ . }}", "{{", "{{ .Function.Name }}", "{{ .Function.Argument 7 }}", "func(", "x := 1", "{{ range 9 }}{{ $ }}{{ end }}",
    "{{ .AST.Fun.X.Y }}", "import \"x\"", "package x", "pointer-only", "é", "\0", "\ufeff", "1e999", "{{ index .AST 1 }}", "note",
]  # fmt: skip
_LINES = ["aspects:\n", "  - id: x\n", "&a ", "*a", "<<: *a\n", "{", "}", "[", "]", ": ", "- ", "? ", "!!int ", "!x ", "|\n", ">-\n",
          "%YAML 1.1\n", "---\n", "...\n", "\t", "  ", "\n", "'", '"', "#", "\\", "\x00", "\x85", "\ufeff", "2020-01-01", "0x", "~", "=", ".nan"]  # fmt: skip

scalars = st.one_of(
    st.sampled_from(_SCALARS), st.text(max_size=8), st.integers(), st.booleans(), st.none(), st.floats(), st.dates()
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(_KEYS), st.text(max_size=4)), inner, max_size=3),
        st.builds(lambda key, value: {key: value}, st.sampled_from(_KEYS), inner),
    ),
    max_leaves=12,
)


def _word(words: Sequence[str], inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(lambda key, value: {key: value}, st.sampled_from(words), inner)


aspects = st.fixed_dictionaries(
    {
        "join-point": _word(JOIN_POINTS, trees),
        "advice": st.lists(
            _word(ADVICE, st.one_of(trees, st.fixed_dictionaries({"template": st.sampled_from(_SCALARS)}))),
            min_size=1,
            max_size=2,
        ),
    },
    optional={"id": scalars, "tracer-internal": scalars},
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A real aspect file with a few parts removed, doubled or overwritten."""
    text = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        put = draw(st.one_of(st.sampled_from(_LINES + _KEYS + _SCALARS), st.just(""), st.just(text[start:end] * 2)))
        text = text[:start] + put + text[end:]
    return text


def check(text: bytes) -> None:
    """Load a file and weave with its aspects."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orchestrion.yml"
        path.write_bytes(text)
        fault: AspectError | None = None
        try:
            loaded = [entry.aspect for file in load_with_extends(str(path)) for entry in file.entries]
        except AspectError as error:
            fault = error
    if fault is not None:
        assert fault.message
        assert fault.file.startswith(folder)
        return
    for aspect in loaded:
        aspect.join_point.literal_filter()
        assert aspect.injected is not None
    assert isinstance(weave([SOURCE], PACKAGE, loaded), Woven | Skipped | Failed)


@cases
@given(damaged())
def test_damaged_files(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@cases
@given(st.lists(aspects, min_size=1, max_size=3))
def test_random_files_of_the_language(data: list[dict[str, Any]]) -> None:
    check(yaml.safe_dump({"aspects": data}, allow_unicode=True).encode("utf-8", "surrogatepass"))


@cases
@given(
    st.one_of(
        st.binary(max_size=80),
        st.lists(st.sampled_from(_LINES + _KEYS), max_size=25).map(lambda all_: "".join(all_).encode()),
    )
)
def test_random_files(text: bytes) -> None:
    check(text)
