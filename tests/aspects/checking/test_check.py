"""`pyorch check`: what is said of each kind of mistake, and exactly where."""

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
    "replace-function, wrap-expression"
)
OPTIONS = (
    "argument-implements, argument-type-like, final-result-implements, generated, name, receiver, result-implements, "
    "selected-by, signature, signature-contains, starts-span"
)
FILE = "aspects, covers, extends, meta, opt-in, requires"
ASPECT = "advice, covers, id, join-point, once, requires, tracer-internal"


def aspect(join_point: str = "import-path: a", advice: str = "add-blank-import: a") -> str:
    """An aspect whose join point begins in line 4 and whose advice in line 6, both behind six spaces or more."""
    return f"aspects:\n  - id: x\n    join-point:\n      {join_point}\n    advice:\n      - {advice}\n"


def code(template: str, join_point: str = "function-call: a.B", advice: str = "wrap-expression", more: str = "") -> str:
    """An aspect with a template that is a block: its text begins in line 8 (9 with `more`), column 13."""
    lines = "".join(f"\n            {line}" if line else "\n" for line in template.split("\n"))
    return aspect(join_point, f"{advice}:{more}\n          template: |{lines}")


def body(template: str, more: str = "") -> str:
    """The same for statements."""
    return code(template, "function-body: {function: [{name: f}]}", "prepend-statements", more)


# What stands in the file; then what is said of it, line by line.
FAULTS: dict[str, tuple[str, list[str]]] = {
    # The file.
    "an empty file": ("", ["1:1: nothing is woven by this file: write `aspects`, or `extends` to gather other files"]),
    "a list": ("- a\n", ["1:1: a mapping is wanted here, not a list of 1"]),
    "a word": ("aspects\n", ["1:1: a mapping is wanted here, not 'aspects'"]),
    "not YAML": ("aspects: [\n", ["2:1: not YAML: while parsing a flow node; did not find expected node content"]),
    "a key twice": ("aspects: []\naspects: []\n", ["2:1: `aspects` is given twice"]),
    "no aspects in it": ("aspects: []\n", ["1:1: a list with at least one entry is wanted here, not an empty list"]),
    "an unknown key of the file": (
        f"aspcts: []\n{aspect()}",
        [f"1:1: unknown key 'aspcts', did you mean 'aspects'? (allowed: {FILE})"],
    ),
    "a misspelled key is not missing, too": (
        "aspets:\n  - id: x\n",
        [f"1:1: unknown key 'aspets', did you mean 'aspects'? (allowed: {FILE})"],
    ),
    "a word like nothing": (f"zzz: 1\n{aspect()}", [f"1:1: unknown key 'zzz' (allowed: {FILE})"]),
    "meta without a description": (f"meta: {{name: x}}\n{aspect()}", ["1:1: `description` is missing here"]),
    "an unknown key of meta": (
        f"meta:\n  name: x\n  description: y\n  icn: z\n{aspect()}",
        ["4:3: unknown key 'icn', did you mean 'icon'? (allowed: caveats, description, icon, name)"],
    ),
    "extends what is not there": ("extends: [./no.yml]\n", ["1:11: `extends: ./no.yml`: there is no such file"]),
    "extends another way": (
        "extends:\n  - other.yml\n",
        [
            "2:5: 'other.yml' is no path relative to this file: begin it with ./ or ../, "
            "or with pyorch: for a file of pyorch's own"
        ],
    ),
    "extends a number": ("extends: [7]\n", ["1:11: a string is wanted here, not 7"]),
    "extends a word": ("extends: ./a.yml\n", ["1:1: a list with at least one entry is wanted here, not './a.yml'"]),
    "covers no package": (
        f"covers: ['a b']\n{aspect()}",
        ["1:10: 'a b' is no import path: write it as in Go, without quotes"],
    ),
    "requires a number": (f"requires: {{a.b/c: 1}}\n{aspect()}", ["1:12: a string is wanted here, not 1"]),
    "requires a version without its v": (
        f"requires: {{a.b/c: '>=1.2'}}\n{aspect()}",
        ["1:12: '>=1.2' is no range of versions: write >=v1.2.3, <v2, =v1.4.0, or several with commas"],
    ),
    # Aspects.
    "an aspect that is a word": ("aspects:\n  - a\n", ["2:5: a mapping is wanted here, not 'a'"]),
    "an aspect that is empty": (
        "aspects: [{}]\n",
        [
            "1:11: `advice` is missing here",
            "1:11: `join-point` is missing here",
            "1:11: warning: the aspect has no `id`: messages and logs cannot name it",
        ],
    ),
    "an aspect that is nothing": ("aspects:\n  -\n", ["2:4: a mapping is wanted here, not nothing"]),
    "a misspelled key of an aspect": (
        aspect().replace("join-point:", "joinpoint:"),
        [f"3:5: unknown key 'joinpoint', did you mean 'join-point'? (allowed: {ASPECT})"],
    ),
    "a number for an id": (aspect().replace("id: x", "id: 7"), ["2:5: a string is wanted here, not 7"]),
    "no id": (
        aspect().replace("- id: x\n   ", "-"),
        ["2:5: warning: the aspect has no `id`: messages and logs cannot name it"],
    ),
    "an id twice": (aspect() + aspect().removeprefix("aspects:\n"), ["7:5: the id 'x' is given in line 2 already"]),
    "a word for a switch": (
        aspect().replace("    join-point", "    tracer-internal: yes please\n    join-point"),
        ["3:5: true or false is wanted here, not 'yes please'"],
    ),
    # Join points.
    "an unknown join point": (
        aspect("functoin-call: a.B"),
        [f"4:7: unknown join point 'functoin-call', did you mean 'function-call'? (allowed: {JOIN_POINTS})"],
    ),
    "two join points": (
        aspect("{import-path: a, package-name: b}"),
        ["3:5: a mapping with exactly one key is wanted here, not a mapping with 2 keys"],
    ),
    "no join point in it": (
        aspect("{}"),
        ["3:5: a mapping with exactly one key is wanted here, not an empty mapping"],
    ),
    "a join point that is a word": (aspect("main"), ["3:5: a mapping with exactly one key is wanted here, not 'main'"]),
    "no parts": (aspect("all-of: []"), ["4:7: a list with at least one entry is wanted here, not an empty list"]),
    "parts in a mapping": (
        aspect("one-of: {import-path: a}"),
        ["4:7: a list with at least one entry is wanted here, not a mapping with 1 key"],
    ),
    "an unknown part": (
        aspect("not: {one-of: [{test-man: true}]}"),
        [f"4:23: unknown join point 'test-man', did you mean 'test-main'? (allowed: {JOIN_POINTS})"],
    ),
    "a number for a path": (aspect("import-path: 12"), ["4:7: a string is wanted here, not 12"]),
    "a path in quotes": (
        aspect("""import-path: '"net/http"'"""),
        ["""4:7: '"net/http"' is no import path: write it as in Go, without quotes"""],
    ),
    "a path that ends in a slash": (
        aspect("import-path: net/http/"),
        ["4:7: 'net/http/' is no import path: write it as in Go, without quotes"],
    ),
    "a name that is a path": (aspect("package-name: a/b"), ["4:7: 'a/b' is no Go identifier"]),
    "a name that is a keyword": (aspect("package-name: func"), ["4:7: `func` is a keyword of Go, and names nothing"]),
    "a glob that is open": (
        aspect("package-filter: 'a/[b'"),
        ["4:7: 'a/[b' is no glob, and matches nothing: a character class is not closed, or empty"],
    ),
    "a glob that runs backwards": (
        aspect("package-filter: '[z-a]'"),
        ["4:7: '[z-a]' is no glob, and matches nothing: the range z-a runs backwards"],
    ),
    "a glob that ends in a backslash": (
        aspect("package-filter: {root: true, pattern: 'a\\'}"),
        ["4:36: 'a\\\\' is no glob, and matches nothing: it ends in a backslash"],
    ),
    "a glob that begins with a slash": (
        aspect("package-filter: /a/**"),
        ["4:7: '/a/**' matches nothing: import paths neither begin nor end with a slash"],
    ),
    "an empty glob": (
        aspect("package-filter: {pattern: ''}"),
        ["4:24: an empty pattern matches nothing: write * for every package"],
    ),
    "no glob": (
        aspect("package-filter: {root: false}"),
        ["4:7: name a `pattern`, or say `root: true` for the whole main module"],
    ),
    "a list for a glob": (
        aspect("package-filter: [a]"),
        ["4:7: a string or a mapping is wanted here, not a list of 1"],
    ),
    "a word for a truth": (aspect("test-main: 'yes'"), ["4:7: true or false is wanted here, not 'yes'"]),
    "a number in a configuration": (aspect("configuration: {a: 1}"), ["4:23: a string is wanted here, not 1"]),
    "a declaration without a path": (
        aspect("declaration-of: Name"),
        ["4:7: 'Name' is no qualified name: write path.Name"],
    ),
    "a type that is a slice": (
        aspect("value-declaration: '[]string'"),
        ["4:7: '[]string' is no type name: write name, path.Name or *path.Name"],
    ),
    "an empty interface": (
        aspect("value-declaration: interface{}"),
        ["4:7: 'interface{}' is no type name: write name, path.Name or *path.Name"],
    ),
    "two stars": (
        aspect("value-declaration: '**a.B'"),
        ["4:7: '**a.B' is no type name: write name, path.Name or *path.Name"],
    ),
    "a struct with a star": (aspect("struct-definition: '*a.B'"), ["4:7: '*a.B' names no struct: write path.Name"]),
    "a struct without a path": (aspect("struct-definition: B"), ["4:7: 'B' names no struct: write path.Name"]),
    "a literal with a star": (
        aspect("struct-literal: {type: '*a.B'}"),
        ["4:24: '*a.B' is no type name without a star: write name or path.Name, and `match: pointer-only` for &T{…}"],
    ),
    "an unknown match": (
        aspect("struct-literal: {type: a.B, match: pointer}"),
        ["4:35: unknown match 'pointer', did you mean 'pointer-only'? (allowed: any, pointer-only, value-only)"],
    ),
    "a match that is true": (
        aspect("struct-literal: {type: a.B, match: true}"),
        ["4:35: a string is wanted here, not true"],
    ),
    "match and field": (
        aspect("struct-literal: {type: a.B, match: any, field: F}"),
        ["4:7: `match` and `field` exclude each other"],
    ),
    "a literal of nothing": (aspect("struct-literal: {field: F}"), ["4:7: `type` is missing here"]),
    "a field that is none": (aspect("struct-literal: {type: a.B, field: F.G}"), ["4:35: 'F.G' is no Go identifier"]),
    "an unknown option": (
        aspect("function: [{nam: f}]"),
        [f"4:19: unknown option of `function` 'nam', did you mean 'name'? (allowed: {OPTIONS})"],
    ),
    "options in a mapping": (
        aspect("function: {name: f}"),
        ["4:7: a list with at least one entry is wanted here, not a mapping with 1 key"],
    ),
    "two options in one": (
        aspect("function: [{name: f, receiver: true}]"),
        ["4:18: a mapping with exactly one key is wanted here, not a mapping with 2 keys"],
    ),
    "a receiver that is a list": (
        aspect("function: [{receiver: []}]"),
        ["4:19: true or false or a string is wanted here, not an empty list"],
    ),
    "a receiver that is none": (
        aspect("function: [{receiver: '&a.B'}]"),
        ["4:19: '&a.B' is no type name: write name, path.Name or *path.Name"],
    ),
    "an unknown part of a signature": (
        aspect("function: [{signature: {arg: [int], returns: [error]}}]"),
        ["4:31: unknown key 'arg', did you mean 'args'? (allowed: args, returns)"],
    ),
    "a signature of a word": (
        aspect("function: [{signature: {args: int}}]"),
        ["4:31: a list is wanted here, not 'int'"],
    ),
    "a signature that contains nothing": (
        aspect("function: [{signature-contains: {}}]"),
        ["4:19: name at least one type under `args` or `returns`"],
    ),
    "an interface with a star": (
        aspect("function: [{result-implements: '*a.B'}]"),
        ["4:19: '*a.B' names no interface: write name or path.Name, without a star"],
    ),
    "a function that is a keyword": (
        aspect("function: [{name: range}]"),
        ["4:19: `range` is a keyword of Go, and names nothing"],
    ),
    "a body of a call": (
        aspect("function-body: {function-call: a.B}"),
        ["4:7: this matches no function: `function-body` asks it about functions alone"],
    ),
    "a call of a number": (
        aspect("function-call: a.7"),
        ["4:7: 'a.7' names no function: write path.Name or Name"],
    ),
    "a method without a name": (aspect("method-call: {receiver: a.B}"), ["4:7: `name` is missing here"]),
    "a method that contradicts itself": (
        aspect("method-call: {receiver: '*a.B', name: F, match: value-only}"),
        ["4:48: `match: value-only` contradicts the star of `receiver: *a.B`"],
    ),
    "a directive with its slashes": (
        aspect("directive: //my:span"),
        ["4:7: '//my:span' matches nothing: write the directive without its slashes"],
    ),
    "a directive with space": (
        aspect("directive: ' my:span'"),
        ["4:7: ' my:span' matches nothing: a directive is a word behind //, without space around it"],
    ),
    "what nothing can be": (
        aspect("all-of: [{function-call: a.B}, {struct-definition: a.B}]"),
        ["3:5: no node is all that this asks for, so it matches nothing"],
    ),
    # Advice.
    "an unknown advice": (
        aspect(advice="wrap-expresion: {template: x}"),
        [f"6:9: unknown advice 'wrap-expresion', did you mean 'wrap-expression'? (allowed: {ADVICE})"],
    ),
    "advice that is a word": (
        aspect(advice="wrap"),
        ["6:9: a mapping with exactly one key is wanted here, not 'wrap'"],
    ),
    "no advice": (
        aspect().replace("\n      - add-blank-import: a", " []"),
        ["5:5: a list with at least one entry is wanted here, not an empty list"],
    ),
    "statements for a call": (
        aspect("function-call: a.B", "prepend-statements: {template: f()}"),
        [
            "6:9: the join point matches nothing that `prepend-statements` can change, "
            "which is the body of a function: put the join point under `function-body`"
        ],
    ),
    "arguments for a body": (
        aspect("function-body: {function: [{name: f}]}", "append-args: {type: any, values: [{template: x}]}"),
        [
            "6:9: the join point matches nothing that `append-args` can change, "
            "which is a call: use `function-call` or `method-call`"
        ],
    ),
    "a field for a call": (
        aspect("function-call: a.B", "add-struct-field: {name: x, type: int}"),
        [
            "6:9: the join point matches nothing that `add-struct-field` can change, "
            "which is a type: use `struct-definition`"
        ],
    ),
    "a value for a call": (
        aspect("function-call: a.B", "assign-value: {template: '1'}"),
        [
            "6:9: the join point matches nothing that `assign-value` can change, "
            "which is a declaration: use `value-declaration` or `declaration-of`"
        ],
    ),
    "no values": (
        aspect(advice="append-args: {type: any, values: []}"),
        [
            "6:34: a list with at least one entry is wanted here, not an empty list",
        ],
    ),
    "values without a type": (
        aspect(advice="append-args: {values: [{template: x}]}"),
        ["6:9: `type` is missing here"],
    ),
    "a field without a type": (aspect(advice="add-struct-field: {name: x}"), ["6:9: `type` is missing here"]),
    "a field that is a keyword": (
        aspect("struct-definition: a.B", "add-struct-field: {name: type, type: int}"),
        ["6:28: `type` is a keyword of Go, and names nothing"],
    ),
    "a function without a path": (
        aspect("function-call: a.B", "replace-function: F"),
        ["6:9: 'F' is no qualified name: write path.Name"],
    ),
    "a blank import of nothing": (
        aspect(advice="add-blank-import: ''"),
        ["6:9: '' is no import path: write it as in Go, without quotes"],
    ),
    # Code.
    "no template": (
        aspect("function-call: a.B", "wrap-expression: {imports: {a: b}}"),
        ["6:9: `template` is missing here"],
    ),
    "an empty template": (
        aspect("function-call: a.B", "wrap-expression: {template: ''}"),
        ["6:27: a string is wanted here, not an empty one"],
    ),
    "a list for a template": (
        aspect("function-call: a.B", "wrap-expression: {template: [x]}"),
        ["6:27: a string is wanted here, not a list of 1"],
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
        ["6:45: a whole number is wanted here, not 'first'"],
    ),
    "a language version that is a number": (
        aspect("function-call: a.B", "wrap-expression: {template: x, lang: 1.21}"),
        ["6:40: a string is wanted here, not 1.21"],
    ),
    "a language version that is none": (
        aspect("function-call: a.B", "wrap-expression: {template: x, lang: '1.21'}"),
        ["6:40: '1.21' is no language version: write go1.N"],
    ),
    "a language version with a patch": (
        aspect("function-call: a.B", "wrap-expression: {template: x, lang: go1.21.3}"),
        ["6:40: 'go1.21.3' is no language version: write go1.N"],
    ),
    "imports in a list": (
        aspect("function-call: a.B", "wrap-expression: {template: a.X, imports: [a]}"),
        ["6:42: a mapping is wanted here, not a list of 1"],
    ),
    "an import without a name": (
        aspect("function-call: a.B", "wrap-expression: {template: x, imports: {a/b: a/b}}"),
        ["6:50: 'a/b' is no Go identifier", "6:50: warning: `a/b` is not used in the template"],
    ),
    "an import that is not used": (
        aspect("function-call: a.B", "wrap-expression: {template: b.X, imports: {a: a, b: b}}"),
        ["6:52: warning: `a` is not used in the template"],
    ),
    "links for nothing": (
        aspect("import-path: a", "inject-declarations: {template: 'func f()', links: [a/b]}"),
        ["6:53: warning: no //go:linkname of the template reaches any of these packages"],
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
            "an {{if}}, {{range}}, {{with}}, {{define}} or {{block}} lacks its {{end}}"
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
def test_what_is_said_and_where(tmp_path: Path, name: str) -> None:
    text, expected = FAULTS[name]
    file = tmp_path / "f.yml"
    file.write_text(text)
    (report,) = check_files([str(file)])
    found = [str(finding).removeprefix(f"{file}:") for finding in report.findings]
    assert found == expected
    assert report.faults == sum(": warning: " not in line for line in expected)


def test_every_fault_of_a_file_is_told_in_order(tmp_path: Path) -> None:
    """One mistake does not hide another, within an aspect or outside it."""
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


def test_extended_files_are_checked_once_each(tmp_path: Path) -> None:
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


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (report,) = check_files([str(tmp_path / "no.yml")])
    assert [str(finding) for finding in report.findings] == [
        f"{tmp_path / 'no.yml'}: cannot be read: No such file or directory"
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
def test_a_build_leaves_alone_what_only_check_knows_to_be_wrong(tmp_path: Path, text: str) -> None:
    """Unknown keys, as Orchestrion does; what is linked is not what a key in the wrong place says."""
    file = tmp_path / "f.yml"
    file.write_text(text)
    (loaded,) = load_with_extends(str(file))
    assert [advice.links() for advice in loaded.entries[0].aspect.advice] == [frozenset()]
    (report,) = check_files([str(file)])
    assert report.faults


def test_the_examples_of_the_documentation_are_in_order(tmp_path: Path) -> None:
    text = (REPOSITORY / "docs" / "aspects.md").read_text()
    examples = [each for each in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "aspects:\n" in each]
    assert len(examples) >= 3
    for index, example in enumerate(examples):
        file = tmp_path / f"{index}.yml"
        file.write_text(example)
        (report,) = check_files([str(file)])
        assert [str(finding) for finding in report.findings] == []
        assert report.aspects


@settings(max_examples=2000, deadline=None)
@given(st.text(alphabet="ab[]^-\\*?/", max_size=8))
def test_globs_are_malformed_where_they_cannot_be_read(pattern: str) -> None:
    problem = malformed(pattern)
    if problem is None or "runs backwards" not in problem:  # a range without an element is no reason not to go on
        assert (problem is None) == (_translated(pattern) is not None)
