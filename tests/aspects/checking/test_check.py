"""`pyorch check` reports each kind of mistake at its exact place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrion_py.aspects.checking import check_files
from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.aspects.globs import _translated, malformed
from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

JOIN_POINTS = (
    "all-of, configuration, declaration-of, directive, function, function-body, function-call, import-path, method-call, not, "
    "one-of, package-filter, package-name, struct-definition, struct-literal, test-main, value-declaration"
)
ADVICE = (
    "add-blank-import, add-struct-field, append-args, assign-value, inject-declarations, prepend-statements, "
    "replace-function, warn, wrap-expression"
)
OPTIONS = (
    "argument-implements, argument-type-like, final-result-implements, generated, name, receiver, result-implements, "
    "selected-by, signature, signature-contains, starts-span"
)
FILE = "aspects, covers, exporter, extends, meta, opt-in, requires"
ASPECT = "advice, covers, id, join-point, once, requires, tracer-internal"


def aspect(join_point: str = "import-path: a", advice: str = "add-blank-import: a") -> str:
    """An aspect whose join point begins in line 4 and whose advice in line 6, both indented by six spaces or more."""
    return f"aspects:\n  - id: x\n    join-point:\n      {join_point}\n    advice:\n      - {advice}\n"


def code(template: str, join_point: str = "function-call: a.B", advice: str = "wrap-expression", more: str = "") -> str:
    """An aspect with a block template, whose text begins in line 8 (9 with `more`), column 13."""
    lines = "".join(f"\n            {line}" if line else "\n" for line in template.split("\n"))
    return aspect(join_point, f"{advice}:{more}\n          template: |{lines}")


def body(template: str, more: str = "") -> str:
    """The same for statements."""
    return code(template, "function-body: {function: [{name: f}]}", "prepend-statements", more)


# The aspect file; then the messages, one for each line.
FAULTS: dict[str, tuple[str, list[str]]] = {
    # The file.
    "an empty file": ("", ["1:1: the file weaves nothing: add `aspects`, or `extends` to include other files"]),
    "a list": ("- a\n", ["1:1: expected a mapping, found a list with 1 entry"]),
    "a word": ("aspects\n", ["1:1: expected a mapping, found 'aspects'"]),
    "not YAML": ("aspects: [\n", ["2:1: invalid YAML: while parsing a flow node; did not find expected node content"]),
    "a key twice": ("aspects: []\naspects: []\n", ["2:1: duplicate key `aspects`"]),
    "no aspects in it": ("aspects: []\n", ["1:1: expected a list with at least one entry, found an empty list"]),
    "an unknown key of the file": (
        f"aspcts: []\n{aspect()}",
        [f"1:1: unknown key 'aspcts', did you mean 'aspects'? (allowed: {FILE})"],
    ),
    "a misspelled key is not missing, too": (
        "aspets:\n  - id: x\n",
        [f"1:1: unknown key 'aspets', did you mean 'aspects'? (allowed: {FILE})"],
    ),
    "a word like nothing": (f"zzz: 1\n{aspect()}", [f"1:1: unknown key 'zzz' (allowed: {FILE})"]),
    "meta without a description": (f"meta: {{name: x}}\n{aspect()}", ["1:1: missing key `description`"]),
    "an unknown key of meta": (
        f"meta:\n  name: x\n  description: y\n  icn: z\n{aspect()}",
        ["4:3: unknown key 'icn', did you mean 'icon'? (allowed: caveats, description, icon, name, noticed)"],
    ),
    "extends what is not there": ("extends: [./no.yml]\n", ["1:11: cannot extend ./no.yml: the file does not exist"]),
    "extends another way": (
        "extends:\n  - other.yml\n",
        [
            "2:5: 'other.yml' is not a path relative to this file: begin it with ./ or ../, "
            "or with pyorch: for a file that pyorch ships"
        ],
    ),
    "extends a number": ("extends: [7]\n", ["1:11: expected a string, found 7"]),
    "extends a word": ("extends: ./a.yml\n", ["1:1: expected a list with at least one entry, found './a.yml'"]),
    "covers no package": (
        f"covers: ['a b']\n{aspect()}",
        ["1:10: 'a b' is not an import path: write it as in Go, without quotes"],
    ),
    "requires a number": (f"requires: {{a.b/c: 1}}\n{aspect()}", ["1:12: expected a string, found 1"]),
    "requires a version without its v": (
        f"requires: {{a.b/c: '>=1.2'}}\n{aspect()}",
        ["1:12: '>=1.2' is not a version range: write >=v1.2.3, <v2, =v1.4.0, or several of them with commas"],
    ),
    # Aspects.
    "an aspect that is a word": ("aspects:\n  - a\n", ["2:5: expected a mapping, found 'a'"]),
    "an aspect that is empty": (
        "aspects: [{}]\n",
        [
            "1:11: missing key `advice`",
            "1:11: missing key `join-point`",
            "1:11: warning: the aspect has no `id`: add one, so that messages and logs can name it",
        ],
    ),
    "an aspect that is nothing": ("aspects:\n  -\n", ["2:4: expected a mapping, found nothing"]),
    "a misspelled key of an aspect": (
        aspect().replace("join-point:", "joinpoint:"),
        [f"3:5: unknown key 'joinpoint', did you mean 'join-point'? (allowed: {ASPECT})"],
    ),
    "a number for an id": (aspect().replace("id: x", "id: 7"), ["2:5: expected a string, found 7"]),
    "no id": (
        aspect().replace("- id: x\n   ", "-"),
        ["2:5: warning: the aspect has no `id`: add one, so that messages and logs can name it"],
    ),
    "an id twice": (aspect() + aspect().removeprefix("aspects:\n"), ["7:5: duplicate id 'x': line 2 already uses it"]),
    "a word for a switch": (
        aspect().replace("    join-point", "    tracer-internal: yes please\n    join-point"),
        ["3:5: expected true or false, found 'yes please'"],
    ),
    # Join points.
    "an unknown join point": (
        aspect("functoin-call: a.B"),
        [f"4:7: unknown join point 'functoin-call', did you mean 'function-call'? (allowed: {JOIN_POINTS})"],
    ),
    "two join points": (
        aspect("{import-path: a, package-name: b}"),
        ["3:5: expected a mapping with exactly one key, found a mapping with 2 keys"],
    ),
    "no join point in it": (
        aspect("{}"),
        ["3:5: expected a mapping with exactly one key, found an empty mapping"],
    ),
    "a join point that is a word": (aspect("main"), ["3:5: expected a mapping with exactly one key, found 'main'"]),
    "no parts": (aspect("all-of: []"), ["4:7: expected a list with at least one entry, found an empty list"]),
    "parts in a mapping": (
        aspect("one-of: {import-path: a}"),
        ["4:7: expected a list with at least one entry, found a mapping with 1 key"],
    ),
    "an unknown part": (
        aspect("not: {one-of: [{test-man: true}]}"),
        [f"4:23: unknown join point 'test-man', did you mean 'test-main'? (allowed: {JOIN_POINTS})"],
    ),
    "a number for a path": (aspect("import-path: 12"), ["4:7: expected a string, found 12"]),
    "a path in quotes": (
        aspect("""import-path: '"net/http"'"""),
        ["""4:7: '"net/http"' is not an import path: write it as in Go, without quotes"""],
    ),
    "a path that ends in a slash": (
        aspect("import-path: net/http/"),
        ["4:7: 'net/http/' is not an import path: write it as in Go, without quotes"],
    ),
    "a name that is a path": (aspect("package-name: a/b"), ["4:7: 'a/b' is not a Go identifier"]),
    "a name that is a keyword": (
        aspect("package-name: func"),
        ["4:7: `func` is a Go keyword, so nothing can have this name"],
    ),
    "a glob that is open": (
        aspect("package-filter: 'a/[b'"),
        ["4:7: 'a/[b' is not a valid glob, so it matches nothing: a character class is not closed, or empty"],
    ),
    "a glob that runs backwards": (
        aspect("package-filter: '[z-a]'"),
        ["4:7: '[z-a]' is not a valid glob, so it matches nothing: the range z-a runs backwards"],
    ),
    "a glob that ends in a backslash": (
        aspect("package-filter: {root: true, pattern: 'a\\'}"),
        ["4:36: 'a\\\\' is not a valid glob, so it matches nothing: it ends in a backslash"],
    ),
    "a glob that begins with a slash": (
        aspect("package-filter: /a/**"),
        ["4:7: '/a/**' matches nothing: an import path neither begins nor ends with a slash"],
    ),
    "an empty glob": (
        aspect("package-filter: {pattern: ''}"),
        ["4:24: an empty pattern matches nothing: write * to match every package"],
    ),
    "no glob": (
        aspect("package-filter: {root: false}"),
        ["4:7: add a `pattern`, or `root: true` for the whole main module"],
    ),
    "a list for a glob": (
        aspect("package-filter: [a]"),
        ["4:7: expected a string or a mapping, found a list with 1 entry"],
    ),
    "a word for a truth": (aspect("test-main: 'yes'"), ["4:7: expected true or false, found 'yes'"]),
    "a number in a configuration": (aspect("configuration: {a: 1}"), ["4:23: expected a string, found 1"]),
    "a declaration without a path": (
        aspect("declaration-of: Name"),
        ["4:7: 'Name' is not a qualified name: write path.Name"],
    ),
    "a type that is a slice": (
        aspect("value-declaration: '[]string'"),
        ["4:7: '[]string' is not a type name: write name, path.Name or *path.Name"],
    ),
    "an empty interface": (
        aspect("value-declaration: interface{}"),
        ["4:7: 'interface{}' is not a type name: write name, path.Name or *path.Name"],
    ),
    "two stars": (
        aspect("value-declaration: '**a.B'"),
        ["4:7: '**a.B' is not a type name: write name, path.Name or *path.Name"],
    ),
    "a struct with a star": (
        aspect("struct-definition: '*a.B'"),
        ["4:7: '*a.B' does not name a struct: write path.Name"],
    ),
    "a struct without a path": (aspect("struct-definition: B"), ["4:7: 'B' does not name a struct: write path.Name"]),
    "a literal with a star": (
        aspect("struct-literal: {type: '*a.B'}"),
        [
            "4:24: '*a.B' is not a type name without a star: write name or path.Name, and `match: pointer-only` for &T{…}"
        ],
    ),
    "an unknown match": (
        aspect("struct-literal: {type: a.B, match: pointer}"),
        ["4:35: unknown match 'pointer', did you mean 'pointer-only'? (allowed: any, pointer-only, value-only)"],
    ),
    "a match that is true": (
        aspect("struct-literal: {type: a.B, match: true}"),
        ["4:35: expected a string, found true"],
    ),
    "match and field": (
        aspect("struct-literal: {type: a.B, match: any, field: F}"),
        ["4:7: use either `match` or `field`, not both"],
    ),
    "a literal of nothing": (aspect("struct-literal: {field: F}"), ["4:7: missing key `type`"]),
    "a field that is none": (aspect("struct-literal: {type: a.B, field: F.G}"), ["4:35: 'F.G' is not a Go identifier"]),
    "an unknown option": (
        aspect("function: [{nam: f}]"),
        [f"4:19: unknown option of `function` 'nam', did you mean 'name'? (allowed: {OPTIONS})"],
    ),
    "options in a mapping": (
        aspect("function: {name: f}"),
        ["4:7: expected a list with at least one entry, found a mapping with 1 key"],
    ),
    "two options in one": (
        aspect("function: [{name: f, receiver: true}]"),
        ["4:18: expected a mapping with exactly one key, found a mapping with 2 keys"],
    ),
    "a receiver that is a list": (
        aspect("function: [{receiver: []}]"),
        ["4:19: expected true, false or a string, found an empty list"],
    ),
    "a receiver that is none": (
        aspect("function: [{receiver: '&a.B'}]"),
        ["4:19: '&a.B' is not a type name: write name, path.Name or *path.Name"],
    ),
    "an unknown part of a signature": (
        aspect("function: [{signature: {arg: [int], returns: [error]}}]"),
        ["4:31: unknown key 'arg', did you mean 'args'? (allowed: args, returns)"],
    ),
    "a signature of a word": (
        aspect("function: [{signature: {args: int}}]"),
        ["4:31: expected a list, found 'int'"],
    ),
    "a signature that contains nothing": (
        aspect("function: [{signature-contains: {}}]"),
        ["4:19: list at least one type under `args` or `returns`"],
    ),
    "an interface with a star": (
        aspect("function: [{result-implements: '*a.B'}]"),
        ["4:19: '*a.B' does not name an interface: write name or path.Name, without a star"],
    ),
    "a function that is a keyword": (
        aspect("function: [{name: range}]"),
        ["4:19: `range` is a Go keyword, so nothing can have this name"],
    ),
    "a body of a call": (
        aspect("function-body: {function-call: a.B}"),
        ["4:7: `function-body` needs a join point that matches functions, and this one never does"],
    ),
    "a call of a number": (
        aspect("function-call: a.7"),
        ["4:7: 'a.7' does not name a function: write path.Name or Name"],
    ),
    "a method without a name": (aspect("method-call: {receiver: a.B}"), ["4:7: missing key `name`"]),
    "a method that contradicts itself": (
        aspect("method-call: {receiver: '*a.B', name: F, match: value-only}"),
        ["4:48: `match: value-only` contradicts the star in `receiver: *a.B`"],
    ),
    "a directive with its slashes": (
        aspect("directive: //my:span"),
        ["4:7: '//my:span' matches nothing: write the directive without its slashes"],
    ),
    "a directive with space": (
        aspect("directive: ' my:span'"),
        ["4:7: ' my:span' matches nothing: write the directive on one line, without white space around it"],
    ),
    "what nothing can be": (
        aspect("all-of: [{function-call: a.B}, {struct-definition: a.B}]"),
        ["3:5: the join point matches nothing: no node can meet all of these conditions"],
    ),
    # Advice.
    "an unknown advice": (
        aspect(advice="wrap-expresion: {template: x}"),
        [f"6:9: unknown advice 'wrap-expresion', did you mean 'wrap-expression'? (allowed: {ADVICE})"],
    ),
    "advice that is a word": (
        aspect(advice="wrap"),
        ["6:9: expected a mapping with exactly one key, found 'wrap'"],
    ),
    "no advice": (
        aspect().replace("\n      - add-blank-import: a", " []"),
        ["5:5: expected a list with at least one entry, found an empty list"],
    ),
    "statements for a call": (
        aspect("function-call: a.B", "prepend-statements: {template: f()}"),
        [
            "6:9: `prepend-statements` changes function bodies, but the join point never matches any: "
            "put the join point under `function-body`"
        ],
    ),
    "arguments for a body": (
        aspect("function-body: {function: [{name: f}]}", "append-args: {type: any, values: [{template: x}]}"),
        [
            "6:9: `append-args` changes calls, but the join point never matches any: "
            "use `function-call` or `method-call`"
        ],
    ),
    "a field for a call": (
        aspect("function-call: a.B", "add-struct-field: {name: x, type: int}"),
        [
            "6:9: `add-struct-field` changes struct definitions, but the join point never matches any: "
            "use `struct-definition`"
        ],
    ),
    "a value for a call": (
        aspect("function-call: a.B", "assign-value: {template: '1'}"),
        [
            "6:9: `assign-value` changes declarations of variables and constants, but the join point never matches any: "
            "use `value-declaration` or `declaration-of`"
        ],
    ),
    "no values": (
        aspect(advice="append-args: {type: any, values: []}"),
        [
            "6:34: expected a list with at least one entry, found an empty list",
        ],
    ),
    "values without a type": (
        aspect(advice="append-args: {values: [{template: x}]}"),
        ["6:9: missing key `type`"],
    ),
    "a field without a type": (aspect(advice="add-struct-field: {name: x}"), ["6:9: missing key `type`"]),
    "a field whose name is a list": (
        aspect("struct-definition: a.B", "add-struct-field: {name: [], type: int}"),
        ["6:28: expected a string, found an empty list"],
    ),
    "a field that is a keyword": (
        aspect("struct-definition: a.B", "add-struct-field: {name: type, type: int}"),
        ["6:28: `type` is a Go keyword, so nothing can have this name"],
    ),
    "a function without a path": (
        aspect("function-call: a.B", "replace-function: F"),
        ["6:9: 'F' is not a qualified name: write path.Name"],
    ),
    "a blank import of nothing": (
        aspect(advice="add-blank-import: ''"),
        ["6:9: '' is not an import path: write it as in Go, without quotes"],
    ),
    # Code.
    "no template": (
        aspect("function-call: a.B", "wrap-expression: {imports: {a: b}}"),
        ["6:9: missing key `template`"],
    ),
    "an empty template": (
        aspect("function-call: a.B", "wrap-expression: {template: ''}"),
        ["6:27: expected a string that is not empty"],
    ),
    "a list for a template": (
        aspect("function-call: a.B", "wrap-expression: {template: [x]}"),
        ["6:27: expected a string, found a list with 1 entry"],
    ),
    "an unknown key of code": (
        aspect("function-call: a.B", "wrap-expression: {template: x, import: {a: b}}"),
        ["6:40: unknown key 'import', did you mean 'imports'? (allowed: imports, lang, template)"],
    ),
    "links where none can be": (
        aspect("function-call: a.B", "wrap-expression: {template: x, links: [a]}"),
        ["6:40: unknown key 'links' (allowed: imports, lang, template)"],
    ),
    "order where there is none": (
        aspect("function-call: a.B", "wrap-expression: {template: x, order: 1}"),
        ["6:40: unknown key 'order' (allowed: imports, lang, template)"],
    ),
    "an order that is a word": (
        aspect("function-body: {function: [{name: f}]}", "prepend-statements: {template: x(), order: first}"),
        ["6:45: expected a whole number, found 'first'"],
    ),
    "a language version that is a number": (
        aspect("function-call: a.B", "wrap-expression: {template: x, lang: 1.21}"),
        ["6:40: expected a string, found 1.21"],
    ),
    "a language version that is none": (
        aspect("function-call: a.B", "wrap-expression: {template: x, lang: '1.21'}"),
        ["6:40: '1.21' is not a language version: write go1.N"],
    ),
    "a language version with a patch": (
        aspect("function-call: a.B", "wrap-expression: {template: x, lang: go1.21.3}"),
        ["6:40: 'go1.21.3' is not a language version: write go1.N"],
    ),
    "imports in a list": (
        aspect("function-call: a.B", "wrap-expression: {template: a.X, imports: [a]}"),
        ["6:42: expected a mapping, found a list with 1 entry"],
    ),
    "an import without a name": (
        aspect("function-call: a.B", "wrap-expression: {template: x, imports: {a/b: a/b}}"),
        ["6:50: 'a/b' is not a Go identifier", "6:50: warning: `a/b` is not used in the template"],
    ),
    "an import that is not used": (
        aspect("function-call: a.B", "wrap-expression: {template: b.X, imports: {a: a, b: b}}"),
        ["6:52: warning: `a` is not used in the template"],
    ),
    "links for nothing": (
        aspect("import-path: a", "inject-declarations: {template: 'func f()', links: [a/b]}"),
        ["6:53: warning: no //go:linkname in the template reaches any of these packages"],
    ),
    # Templates.
    "an unknown function": (
        code("f({{ . }},\n  {{ upper . }})"),
        ['9:18: the template does not parse: function "upper" not defined'],
    ),
    "an action without an end": (
        code("f(\n{{ if . }}1\n)"),
        [
            "10:14: the template does not parse: unexpected EOF: "
            "an {{if}}, {{range}}, {{with}}, {{define}} or {{block}} has no {{end}}"
        ],
    ),
    "an undefined variable": (code("f({{ $x }})"), ['8:18: the template does not parse: undefined variable "$x"']),
    "a break outside": (code("f({{ break }})"), ["8:15: the template does not parse: {{break}} outside {{range}}"]),
    "a template on one line": (
        aspect("function-call: a.B", "wrap-expression: {template: 'f({{ upper }})'}"),
        ['6:43: the template does not parse: function "upper" not defined'],
    ),
    "a plain template": (
        aspect("function-call: a.B", "wrap-expression:\n          template: f({{ upper . }})"),
        ['7:26: the template does not parse: function "upper" not defined'],
    ),
    "a template with escapes": (
        aspect("function-call: a.B", 'wrap-expression: {template: "f(\\t{{ upper }})"}'),
        ['6:27: the template does not parse: function "upper" not defined'],
    ),
    "a template that is folded": (
        aspect("function-call: a.B", "wrap-expression:\n          template: >\n            f({{ upper . }})"),
        ['7:11: the template does not parse: function "upper" not defined'],
    ),
    "a field that the node has not": (
        code("f({{ .Functoin.Name }})"),
        ["8:18: unknown field of `.` 'Functoin', did you mean 'Function'? (allowed: AST, DirectiveArgs, Function)"],
    ),
    "a field of an argument": (
        body('{{ range .DirectiveArgs "x" }}\nprintln({{ printf "%q" .Val }})\n{{ end }}'),
        ["""9:36: unknown field of `.DirectiveArgs("x")[]` 'Val', did you mean 'Value'? (allowed: Key, Value)"""],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_messages_and_their_places(tmp_path: Path, name: str) -> None:
    text, expected = FAULTS[name]
    file = tmp_path / "f.yml"
    file.write_text(text)
    (report,) = check_files([str(file)])
    found = [str(finding).removeprefix(f"{file}:") for finding in report.findings]
    assert found == expected
    assert report.faults == sum(": warning: " not in line for line in expected)


def test_all_faults_of_a_file_are_reported_in_order(tmp_path: Path) -> None:
    """One mistake does not hide another, in the same aspect or elsewhere."""
    file = tmp_path / "f.yml"
    file.write_text(
        "meta: 7\n"
        "aspects:\n"
        "  - id: a\n"
        "    join-point: {all-of: [{functoin-call: a.B}, {package-filter: '['}, {directive: //x}]}\n"
        "    advice:\n"
        "      - wrap: {}\n"
        "      - wrap-expression: {template: 'f(', lang: 1}\n"
        "  - id: b\n"
        "    join-point: {import-path: 7}\n"
        "    advice: {add-blank-import: 7}\n"
    )
    (report,) = check_files([str(file)])
    assert [(finding.line, finding.column) for finding in report.findings] == [
        (1, 1), (4, 28), (4, 50), (4, 73), (6, 9), (7, 39), (7, 43), (9, 18), (10, 14),
    ]  # fmt: skip


def test_each_extended_file_is_checked_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.yml").write_text("extends: [./b.yml, ./sub, ./b.yml]\n")
    (tmp_path / "b.yml").write_text("extends: [./a.yml]\n" + aspect("import-path: 7"))
    (tmp_path / "sub" / "orchestrion.yml").write_text(aspect("import-path: a b"))
    reports = list(check_files([str(tmp_path / "a.yml"), str(tmp_path / "b.yml")]))
    assert [(report.path, report.aspects, report.faults) for report in reports] == [
        (str(tmp_path / "a.yml"), 0, 0),
        (str(tmp_path / "b.yml"), 1, 1),
        (str(tmp_path / "sub" / "orchestrion.yml"), 1, 1),
    ]


def test_a_missing_file(tmp_path: Path) -> None:
    (report,) = check_files([str(tmp_path / "no.yml")])
    assert [str(finding) for finding in report.findings] == [
        f"{tmp_path / 'no.yml'}: cannot read the file: No such file or directory"
    ]


@pytest.mark.parametrize(
    "text",
    [
        aspect("all-of: [{import-path: a}]").replace("id: x", "id: x\n    idd: y"),
        aspect("package-filter: {root: true, glob: x}"),
        aspect("function-call: a.B", "wrap-expression: {template: x, links: [a], order: 7}"),
        f"author: me\n{aspect()}",
        aspect("function: [{signature: {args: [int], named: true}}]"),
    ],
)
def test_a_build_ignores_faults_that_only_check_reports(tmp_path: Path, text: str) -> None:
    """A build ignores unknown keys, as Orchestrion does, and so a key in the wrong place has no effect."""
    file = tmp_path / "f.yml"
    file.write_text(text)
    (loaded,) = load_with_extends(str(file))
    assert [advice.links() for advice in loaded.entries[0].aspect.advice] == [frozenset()]
    (report,) = check_files([str(file)])
    assert report.faults


def test_the_examples_of_the_documentation_have_no_faults(tmp_path: Path) -> None:
    text = (REPOSITORY / "docs" / "aspects.md").read_text()
    examples = [each for each in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "aspects:\n" in each]
    assert len(examples) >= 3
    for index, example in enumerate(examples):
        file = tmp_path / f"{index}.yml"
        file.write_text(example)
        (report,) = check_files([str(file)])
        assert [str(finding) for finding in report.findings] == []
        assert report.aspects


@pytest.mark.thorough
@settings(max_examples=2000, deadline=None)
@given(st.text(alphabet="ab[]^-\\*?/", max_size=8))
def test_globs_are_malformed_if_they_cannot_be_translated(pattern: str) -> None:
    problem = malformed(pattern)
    if problem is None or "runs backwards" not in problem:  # a range without an element is no reason not to go on
        assert (problem is None) == (_translated(pattern) is not None)
