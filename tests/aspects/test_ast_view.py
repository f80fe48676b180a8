"""`.AST` has every field of every node as in go/ast; go/ast itself provides the expected values."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from orchestrion_py.aspects.rendering.ast_view import NodeView, view
from orchestrion_py.aspects.templates import Nil, TemplateError
from orchestrion_py.aspects.templates import parse as parse_template
from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.snippets import readable
from orchestrion_py.weaving.syntax import nodes_of_kinds, parse

# Whole files, declarations and statements; the test puts a file and a function around the last two.
FILES = [
    'package p\n\nimport (\n\t. "fmt"\n\t_ "embed" // why\n\tweb "net/http"\n)\n\nimport "os"\n\nvar a = os.Args\n',
]
DECLARATIONS = [
    "var a, b int = 1, 2",
    "var (\n\tx = 1 // one\n\t// two\n\ty []string\n)",
    "const (\n\tA, B = iota, 'c'\n\tC, D\n)",
    "const e = 1.5 + 2i",
    "type ()",
    'type S struct {\n\ta, b int `tag`\n\t*T\n\tp.Q "t"\n\tm.G[int] // generic\n\t_ func(int) string\n}',
    "type E struct{}",
    "type Alias = map[string][3]chan<- func(...int) (a, b T)",
    "type P[K comparable, V ~int | string | []byte] struct{ k K }",
    "type A[T any] = []T",
    "type I interface {\n\tM(a int, b ...string) (error, bool)\n\tN()\n\tio.Reader\n\tG[int]\n\t~int | ~string\n}",
    "type N interface{}",
    "type C <-chan *[]byte",
    "type D chan (<-chan int)",
    "type G <-chan <-chan chan<- <-chan chan int",
    "type W (func())",
    "type Arr [n + 1][2]*p.T",
    "func f() {}",
    "func f(int, p.T, func()) T { return nil }",
    "func f(a, b int, c ...*T) (n int, err error) { return }",
    "func f[T any, U interface{ ~int }](t T) (u U) { return }",
    "func (r *R) M() (int, error) { return 0, nil }",
    "func (R[K, V]) M(_ K) {}",
    "func body(x []int) int",
    # More names in a row than the grammar reads as names.
    "func many(a, b, c, d, e, f, g, h, i, j, k int, l ...string) (a1, b1, c1, d1, e1, f1, g1, h1, i1, j1 T) { return }",
    "type F chan<- chan (<-chan chan<- chan int)",
]
STATEMENTS = [
    "a.b.c(1, x, f())",
    "f(a...)",
    "f[int](x); f[int, string](x, y); _ = f[[]int]; _ = f[int, string]; _ = a[i]; p.f[int]()",
    "_ = []int(x); _ = (*T)(x); _ = make([]int, 3); _ = new(p.T); _ = func() int(f); _ = [2]int{}",
    'x = T{1, 2}; y := &p.T{A: 1, B: []int{3: 4}}; z = map[K]V{"a": {1}, {2}: &T{}}; w := [...]T{{1}, {A: 2}}',
    "_ = x[:]; _ = x[1:]; _ = x[:2]; _ = x[1:2:3]",
    "_ = *(*[]byte)(p); x := **(**[]T)(f(p)); y = append(*(*[]byte)(q), *(*T)(r).s...)",
    "_ = x.(T); _ = x.(*p.T).f; _ = (x)",
    "_ = -a + b*^c<<2 &^ d; _ = !a && b || <-c == *p; _ = &x",
    "_ = 1 + 0x1p-2 + 'a' + `raw` + \"in\" + 3i + 1_000",
    "_, _, _, _ = true, false, nil, iota",
    "x++; y--; a, b := 1, 2; a += 1; c, d = d, c; ch <- f(1); e <<= 2; g &^= h",
    "L:\n\tfor {\n\t\tcontinue L\n\t}",
    "for i := 0; i < 3; i++ {\n\tbreak\n}",
    "for ; ; {\n}",
    "for x {\n}",
    "for f(); x; g() {\n}",
    "for k, v := range m {\n\tgoto L\n}\nL:",
    "for range n {\n}",
    "for k = range f() {\n}",
    "if x := f(); x > 1 {\n} else if f(); y {\n} else {\n}",
    "if x {\n\t// nothing\n}",
    "switch x := f(); x {\ncase 1, 2:\n\ta()\n\tfallthrough\ndefault:\n\t// c\n}",
    "switch {\ncase x:\n}",
    "switch f(); {\n}",
    "switch x := y.(type) {\ncase int, *T, []p.Q:\n\tf()\ncase nil:\n}",
    "switch z(); y.f().(type) {\n}",
    "select {\ncase v, ok := <-ch:\n\tg()\ncase v = <-ch:\ncase ch <- 1:\ncase <-ch:\ndefault:\n\tf()\n}",
    "select {\n}",
    "go f()\ndefer func() {}()",
    "var q, r int\ntype T int\nconst c = 1",
    "{\n\t;\n}",
    "return a, f(b)",
    "return",
    "f(\n\t// first\n\ta,\n\tb, // second\n)",
    "f := func(a int) (b, c string) { return }",
    "func(http *T) { http.Get() }(x)",
]
SOURCES = (
    FILES
    + [f"package p\n\n{text}\n" for text in DECLARATIONS]
    + [f"package p\n\nfunc _() {{\n{text}\n}}\n" for text in STATEMENTS]
)


# Packages of the standard library that use much of the language.
PACKAGES = (
    "encoding/json",
    "go/ast",
    "go/parser",
    "iter",
    "maps",
    "net/url",
    "slices",
    "sync",
    "text/template",
    "unique",
)
KINDS = {
    "ArrayType", "AssignStmt", "BasicLit", "BinaryExpr", "BlockStmt", "BranchStmt", "CallExpr", "CaseClause", "ChanType",
    "CommClause", "CompositeLit", "DeclStmt", "DeferStmt", "Ellipsis", "EmptyStmt", "ExprStmt", "Field", "FieldList",
    "File", "ForStmt", "FuncDecl", "FuncLit", "FuncType", "GenDecl", "GoStmt", "Ident", "IfStmt", "ImportSpec",
    "IncDecStmt", "IndexExpr", "IndexListExpr", "InterfaceType", "KeyValueExpr", "LabeledStmt", "MapType", "ParenExpr",
    "RangeStmt", "ReturnStmt", "SelectStmt", "SelectorExpr", "SendStmt", "SliceExpr", "StarExpr", "StructType",
    "SwitchStmt", "TypeAssertExpr", "TypeSpec", "TypeSwitchStmt", "UnaryExpr", "ValueSpec",
}  # fmt: skip


def trees_of(sources: list[str]) -> list[dict[str, Any]]:
    """The nodes of Go files, by go/ast."""
    program = Path(__file__).with_name("ast_fields.go")
    finished = subprocess.run(
        ["go", "run", str(program)], input=json.dumps(sources), capture_output=True, text=True, check=True
    )
    found: list[dict[str, Any]] = json.loads(finished.stdout)
    return found


@pytest.fixture(scope="module")
def trees() -> list[dict[str, Any]]:
    """The nodes of SOURCES, by go/ast."""
    return trees_of(SOURCES)


def root_of(source: str) -> NodeView:
    root = parse(source.encode()).root_node
    assert not root.has_error
    return view(root, Imports(root, source.encode(), {}))


def first(source: str, kind: str) -> NodeView:
    """The first node of a kind in a file."""
    root = parse(source.encode()).root_node
    node = min(nodes_of_kinds(root, (kind,)), key=lambda each: (each.start_byte, -each.end_byte))
    return view(node, Imports(root, source.encode(), {}))


def text_of(shown: NodeView, source: str) -> str:
    """The output of a template without parentheses around operators."""
    text = shown.template_text()
    if shown.shape.name in ("BinaryExpr", "StarExpr", "UnaryExpr"):
        text = text[1:-1]
    return readable(text, source.encode())


def differences(shown: object, wanted: Any, source: str, path: str) -> list[str]:
    """The fields of the view that differ from go/ast."""
    if wanted is None:
        return [] if shown is None or isinstance(shown, Nil) else [f"{path}: {shown!r} is not nil"]
    if isinstance(wanted, list):
        if not isinstance(shown, list) or len(shown) != len(wanted):
            return [f"{path}: {shown!r} for a list of {len(wanted)}"]
        pairs = enumerate(zip(shown, wanted, strict=True))
        return [each for index, (s, w) in pairs for each in differences(s, w, source, f"{path}[{index}]")]
    if not isinstance(wanted, dict):
        return [] if shown == wanted and type(shown) is type(wanted) else [f"{path}: {shown!r} for {wanted!r}"]
    if isinstance(shown, NodeView) and shown.shape.name == "Ident" and wanted["kind"] == "SelectorExpr":
        return _difference_of_qualified(shown, wanted["fields"], source, path)
    if not isinstance(shown, NodeView) or shown.shape.name != wanted["kind"]:
        return [f"{path}: {shown!r} for {wanted['kind']}"]
    found = _different_text(shown, wanted, source, path)
    for name, value in wanted["fields"].items():
        if (wanted["kind"], name, value) == ("CompositeLit", "Type", None):
            continue  # the type that a literal omits is that of the literal around it, see join-struct-literal-elided
        try:
            field = shown.template_field(name)
        except TemplateError as error:
            found.append(f"{path}: {error}")
        else:
            found += differences(field, value, source, f"{path}.{name}")
    return found


def _difference_of_qualified(shown: NodeView, wanted: dict[str, Any], source: str, path: str) -> list[str]:
    """A qualified name is one identifier in dave/dst, with the path of the package."""
    name, package = shown.template_field("Name"), shown.template_field("Path")
    if name == wanted["Sel"]["text"] and f'"{package}"' in source and wanted["X"]["kind"] == "Ident":
        return []
    return [f"{path}: {package}.{name} for {wanted['X']['text']}.{wanted['Sel']['text']}"]


def _different_text(shown: NodeView, wanted: dict[str, Any], source: str, path: str) -> list[str]:
    if shown.shape.text is not None:
        return []  # the type of a declared function, which is printed as a type and not as in the source
    # A statement may include its semicolon or the end of the line, or not.
    text, wanted_text = (re.sub(r"[\s;]+\Z", "", each) for each in (text_of(shown, source), wanted["text"]))
    return [] if text == wanted_text else [f"{path}: {text!r} for {wanted_text!r}"]


@pytest.mark.build
@pytest.mark.parametrize("index", range(len(SOURCES)), ids=lambda index: SOURCES[index].split("\n\n", 1)[1][:30])
def test_fields_are_go_asts(trees: list[dict[str, Any]], index: int) -> None:
    assert differences(root_of(SOURCES[index]), trees[index], SOURCES[index], "File") == []


@pytest.mark.build
def test_every_kind_of_node_is_compared(trees: list[dict[str, Any]]) -> None:
    found = set()

    def collect(tree: object) -> None:
        for each in tree if isinstance(tree, list) else ():
            collect(each)
        if isinstance(tree, dict):
            found.add(tree["kind"])
            for each in tree["fields"].values():
                collect(each)

    collect(trees)
    assert found == KINDS


@pytest.mark.build
def test_fields_are_go_asts_in_the_standard_library() -> None:
    root = subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True, check=True).stdout.strip()
    files = [file for package in PACKAGES for file in sorted((Path(root) / "src" / package).glob("*.go"))]
    sources = [file.read_text() for file in files]
    for file, source, wanted in zip(files, sources, trees_of(sources), strict=True):
        assert differences(root_of(source), wanted, source, file.name) == []


HANDLER = """package p

import web "net/http"

func (s *Server) Handle(w web.ResponseWriter, path, name string, more ...int) (*web.Request, error) {
	return web.Get(path + name, &s.options[0], -1)
}
"""


def rendered(template: str, kind: str) -> str:
    """The output of a template for the first node of a kind in HANDLER."""
    return readable(parse_template(template).render(first(HANDLER, kind)), HANDLER.encode())


@pytest.mark.parametrize(
    ("kind", "template", "text"),
    [
        ("call_expression", "{{ .Fun.Name }} {{ .Fun.Path }} {{ .Fun }}", "Get net/http web.Get"),
        ("call_expression", "{{ range $i, $a := .Args }}{{ $i }}: {{ $a }}; {{ end }}",
         "0: (path + name); 1: (&s.options[0]); 2: (-1); "),
        ("call_expression", "{{ (index .Args 1).X.X }} {{ (index .Args 1).X.X.Name }}", "s.options options"),
        ("call_expression", "{{ len .Args }} {{ .Ellipsis }} {{ .Copy }}",
         "3 false web.Get(path + name, &s.options[0], -1)"),
        ("method_declaration", "{{ .Name }} {{ .Name.Name }} {{ len .Recv.List }} {{ .Recv.List }}",
         "Handle Handle 1 [s *Server]"),
        ("method_declaration", "{{ range .Type.Params.List }}{{ range .Names }}{{ . }} {{ end }}{{ .Type }}, {{ end }}",
         "w web.ResponseWriter, path name string, more ...int, "),
        ("method_declaration", "{{ .Type }}",
         "func(w web.ResponseWriter, path, name string, more ...int) ((*web.Request), error)"),
        ("method_declaration", "{{ with .Type.TypeParams }}{{ . }}{{ else }}not generic{{ end }}", "not generic"),
        ("method_declaration", "{{ range .Body.List }}{{ . }}{{ end }}",
         "return web.Get(path + name, &s.options[0], -1)"),
    ],
)  # fmt: skip
def test_templates_read_and_print_nodes(kind: str, template: str, text: str) -> None:
    assert rendered(template, kind) == text


@pytest.mark.parametrize(
    ("kind", "template", "message"),
    [
        ("call_expression", "{{ .Arguments }}", "CallExpr has no field Arguments; its fields are Args, Ellipsis, Fun"),
        ("call_expression", "{{ .Fun.Sel }}", "Ident has no field Sel; its fields are Name, Path"),
        ("function_declaration", "{{ .Recv.List }}", "nil pointer evaluating *ast.FieldList.List"),
    ],
)
def test_an_unknown_field(kind: str, template: str, message: str) -> None:
    source = HANDLER.replace("(s *Server) ", "")
    with pytest.raises(TemplateError) as caught:
        parse_template(template).render(first(source, kind))
    assert message in str(caught.value)


def test_a_name_that_hides_a_package_is_not_a_qualifier() -> None:
    source = 'package p\n\nimport "net/http"\n\nfunc f(http T) { http.Get() }\n'
    assert (
        parse_template("{{ .Fun.X.Name }} {{ .Fun.Sel.Name }}").render(first(source, "call_expression")) == "http Get"
    )
