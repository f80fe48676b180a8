"""Valid Go, woven with random aspects, stays valid Go for tree-sitter and go/parser.

The Go is real: declarations from many files of the standard library, each after the imports of its file.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files.yaml_value import Value
from orchestrion_py.weaving.edits import Edits, Original
from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.package import Failed, Package, Skipped, Source, Woven
from orchestrion_py.weaving.snippets import to_pieces
from orchestrion_py.weaving.syntax import parse
from orchestrion_py.weaving.weave_errors import SnippetError
from orchestrion_py.weaving.weave_package import weave
from tests.system.trust.corpus import accepted
from tests.system.trust.fuzzing import cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

pytestmark = pytest.mark.build

FOLDERS = ["bufio", "context", "database/sql", "errors", "flag", "fmt", "go/ast", "io", "iter", "log/slog", "maps", "net/http", "net/url",
           "os", "reflect", "slices", "sort", "strings", "sync", "text/template", "time"]  # fmt: skip


@functools.cache
def _pool() -> list[tuple[bytes, list[bytes]]]:
    """For each file the text before its declarations, and the declarations, each with the comment above it."""
    root = subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True, check=True).stdout.strip()
    pool = []
    for folder in FOLDERS:
        for path in sorted(Path(root, "src", folder).glob("*.go")):
            text = path.read_bytes()
            children = parse(text).root_node.named_children
            heads = [child.end_byte for child in children if child.type in ("package_clause", "import_declaration")]
            bodies = [
                child
                for child in children
                if child.type.endswith("_declaration") and child.type != "import_declaration"
            ]
            starts = [max(heads), *(child.end_byte for child in bodies)]
            pool.append(
                (
                    text[: max(heads)],
                    [text[start : child.end_byte] for start, child in zip(starts, bodies, strict=False)],
                )
            )
    return [each for each in pool if each[1]]


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A few declarations of one file, after its imports."""
    head, bodies = draw(st.sampled_from(_pool()))
    chosen = draw(st.lists(st.sampled_from(bodies), min_size=1, max_size=8))
    text = head + b"".join(chosen) + draw(st.sampled_from([b"\n", b"", b"\n// end", b"\n/* end */"]))
    if draw(st.integers(0, 9)) == 0:
        text = text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + text if draw(st.integers(0, 9)) == 0 else text


# Not make and new: the grammar knows no types among the arguments of other functions.
CALLED = [
    "len",
    "append",
    "panic",
    "copy",
    "fmt.Errorf",
    "fmt.Sprintf",
    "errors.New",
    "strings.Index",
    "reflect.TypeOf",
    "time.Now",
]
TYPES = [
    "error",
    "string",
    "int",
    "any",
    "bool",
    "context.Context",
    "*net/http.Request",
    "net/http.ResponseWriter",
    "time.Duration",
    "io.Reader",
]
STRUCTS = [
    "net/http.Client",
    "net/http.Request",
    "net/url.URL",
    "sync.Mutex",
    "time.Timer",
    "database/sql.DB",
    "strings.Builder",
    "sync.Once",
]
IMPORTS = {"time": "time", "other": "example.com/other", "fmt": "fmt"}

calls = st.sampled_from(CALLED).map(lambda name: {"function-call": name})
every_body = st.just(
    {"function-body": {"one-of": [{"function": [{"receiver": True}]}, {"function": [{"receiver": False}]}]}}
)
bodies = st.one_of(
    every_body,
    st.sampled_from(TYPES).map(
        lambda name: {"function-body": {"function": [{"signature-contains": {"args": [name], "returns": [name]}}]}}
    ),
)
literals = st.builds(
    lambda name, how: {"struct-literal": {"type": name, "match": how}},
    st.sampled_from(STRUCTS),
    st.sampled_from(["any", "value-only", "pointer-only"]),
)
definitions = st.sampled_from(STRUCTS).map(lambda name: {"struct-definition": name})
values = st.sampled_from(TYPES).map(lambda name: {"value-declaration": name})

EXPRESSIONS = [
    "{{ . }}", "func() int { return {{ . }} }()", "other.Wrap({{ . }})", "other.Wrap[int]({{ . }}, `x`)", "other.T{Field: {{ . }}}.Do()",
    "func() (a int) { /* why */ defer func() { a = 1 }()\n// because\nreturn {{ . }} }()", "other.Both({{ . }}, {{ . }})",
    "{{ with .Function }}{{ if .Name }}other.Named({{ printf `%q` .Name }}, {{ $ }}){{ else }}{{ $ }}{{ end }}{{ end }}",
    "[]any{ {{ . }}, time.Now() }[0]", "other.Call({{ range $i, $e := .AST.Args }}{{ if $i }}, {{ end }}{{ $e }}{{ end }})", "func() T { return T{} }",
]  # fmt: skip
STATEMENTS = [
    "_ = 0", "defer other.Span()()", "if x := other.Do(); x != nil {\n\tpanic(x) // no\n}", "// nothing\n_ = `a\nb`", "for range 2 { break }",
    "{{ with .Function.Argument 0 }}other.See({{ . }}){{ else }}_ = 1{{ end }}", "switch { case true: fmt.Println() }", "l: for { break l }",
    "{{ $r := .Function.Result 0 }}defer func() { other.See({{ $r }}) }()", "{{ if .Function.Name }}_ = {{ printf `%q` .Function.Name }}{{ end }}",
    "go func() {}()", "var a, b = 1, 2; _, _ = a, b",
]  # fmt: skip
DECLARATIONS = [
    "var _ = 0", "func _() { other.Do() }", "//go:linkname _woven example.com/other.woven\nfunc _woven(string)", "type _T struct { a, b int; *time.Timer }",
    "const (\n\t_A = iota\n\t_B\n)\n", "var _ = map[string]func(){`a`: func() { time.Now() }}", "// only words",
]  # fmt: skip


def _code(templates: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from(templates).map(lambda template: {"template": template, "imports": IMPORTS})


wrap = _code(EXPRESSIONS).map(lambda code: {"wrap-expression": code})
prepend = _code(STATEMENTS).map(lambda code: {"prepend-statements": code})
assign = _code(["1", "time.Now()", "nil"]).map(lambda code: {"assign-value": code})
append = _code(["1", "other.Option(time.Second)"]).map(
    lambda code: {"append-args": {"type": "example.com/other.Option", "values": [code, code]}}
)
replace = st.just({"replace-function": "example.com/other.Replaced"})
field = st.sampled_from(["int", "*time.Timer", "example.com/other.T"]).map(
    lambda name: {"add-struct-field": {"name": "woven", "type": name}}
)
anywhere = st.one_of(
    _code(DECLARATIONS).map(lambda code: {"inject-declarations": code}),
    st.just({"add-blank-import": "example.com/blank"}),
)


def _aspect(join_point: st.SearchStrategy[Any], *advice: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(st.one_of(*advice, anywhere), min_size=1, max_size=2)
    return st.fixed_dictionaries({"id": st.just("x"), "join-point": join_point, "advice": some})


fitting = [
    _aspect(calls, wrap, append, replace), _aspect(bodies, prepend, prepend), _aspect(literals, wrap),
    _aspect(definitions, field), _aspect(values, assign),
]  # fmt: skip
misfit = _aspect(st.one_of(calls, bodies, literals, definitions, values), wrap, prepend, assign, append, replace, field)
# Rare, because pyorch reports such advice and weaves nothing.
aspects = st.integers(0, 19).flatmap(lambda number: misfit if number == 0 else st.one_of(*fitting))

TOKENS = [
    "x", "x.y", "time", "time.Now()", "(", ")", "{", "}", "[", "]", ",", ";", "\n", ":=", "=", ".", "*", "&", "func", "func()", "if", "for",
    "range", "switch", "case", "default:", "return", "var", "type", "struct", "interface", "import", "package a", '"s"', "`", "1", "'c'",
    "// a", "/* a", "*/", "go", "defer", "__pyorch_node_0_7__", "__pyorch_node_99_3__", "...", "<-", "chan", "map[", "\x00", "é", "\ufeff",
]  # fmt: skip

# Woven files, which go/parser checks at the end, all at once.
_woven: list[bytes] = []


@pytest.fixture(scope="module", autouse=True)
def _go_agrees(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    yield
    folder = tmp_path_factory.mktemp("woven")
    paths = []
    for number, text in enumerate(_woven):
        paths.append(str(folder / f"{number}.go"))
        Path(paths[-1]).write_bytes(text)
    refused = sorted(set(paths) - set(accepted(paths)))
    assert not refused, (
        f"{len(refused)} of {len(paths)} woven files are refused by go/parser, the first of them {refused[0]}"
    )
    assert len(paths) > 30


@cases
@given(files(), st.lists(aspects, min_size=1, max_size=4))
def test_woven_go_is_valid_go(text: bytes, data: list[dict[str, Any]]) -> None:
    assert not parse(text).root_node.has_error
    package = Package(
        "example.com/woven", "woven", frozenset({"example.com/other", *FOLDERS}), main_module="example.com/woven"
    )
    outcome = weave([Source("/src/a.go", text)], package, [decode_aspect(Value(each)) for each in data])
    if isinstance(outcome, Failed):
        assert outcome.message.startswith("/src/a.go:")
        return
    if isinstance(outcome, Skipped):
        assert not outcome.unparsed, outcome.reason
        return
    assert isinstance(outcome, Woven)
    woven = outcome.files[0].text
    assert not parse(woven).root_node.has_error, yaml.safe_dump(data) + woven.decode()
    _woven.append(woven)


@st.composite
def nested(draw: st.DrawFn) -> tuple[bytes, list[tuple[int, int, list[int]]]]:
    """A text and nested ranges of it: start, end, and where a range may be cut without cutting an inner one."""
    ranges: list[tuple[int, int, list[int]]] = []

    def fill(start: int, end: int, depth: int) -> None:
        cuts = sorted(draw(st.sets(st.integers(start, end), max_size=4)) | {start, end})
        ranges.append((start, end, cuts))
        for low, high in itertools.pairwise(cuts) if depth else ():
            if (low, high) != (start, end) and draw(st.booleans()):
                fill(low, high, depth - 1)

    text = bytes(itertools.islice(itertools.cycle(range(97, 123)), draw(st.integers(2, 60))))
    fill(0, len(text), 3)
    return text, draw(st.permutations(ranges))


@cases
@given(nested(), st.randoms())
def test_edits_lose_nothing_that_they_keep(
    drawn: tuple[bytes, list[tuple[int, int, list[int]]]], random: Random
) -> None:
    """Nested ranges, found in any order, each kept in several pieces: nothing is lost, and each injection occurs once."""
    text, ranges = drawn
    edits = Edits()
    replaced = inserted = 0
    between: set[int] = set()
    for start, end, cuts in ranges:
        for number in range(random.randint(0, 2)):
            borders = cuts if number == 0 and random.random() < 0.5 else [start, end]
            between.update(borders[1:-1])
            edits.replace(start, end, ("<", *(Original(*pair) for pair in itertools.pairwise(borders)), ">"))
            replaced += 1
    # Text between two pieces of a range belongs to neither of them.
    for offset in {place for start, end, _ in ranges for place in (start, end)} - between:
        edits.insert(offset, ("!",), first=random.random() < 0.5)
        inserted += 1
    runs = list(edits.apply(text))
    assert b"".join(run.text for run in runs if run.start is not None) == text
    assert sum(run.text == b"<" for run in runs) == sum(run.text == b">" for run in runs) == replaced
    assert sum(run.text == b"!" for run in runs) == inserted


@cases
@given(
    st.sampled_from(["expression", "statements", "declarations", "type"]),
    st.lists(st.sampled_from(TOKENS), max_size=15).map(" ".join),
)
def test_random_snippets_are_go_or_errors(kind: str, rendered: str) -> None:
    source = b'package a\n\nimport "fmt"\n\nvar _ = fmt.Sprint(1)\n'
    imports = Imports(parse(source).root_node, source, {})
    with contextlib.suppress(SnippetError):
        to_pieces(kind, rendered, IMPORTS, imports)
