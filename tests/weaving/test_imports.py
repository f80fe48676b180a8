"""The meaning of qualifiers in a file, hidden names, and guesses of package names."""

from __future__ import annotations

import pytest

from orchestrion_py.weaving.edits import Edits
from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.importspecs import package_name
from orchestrion_py.weaving.package_texts import PackageTexts
from orchestrion_py.weaving.syntax import nodes_of_kinds, parse, text_of


def imports_of(source: str, names: dict[str, str] | None = None, own: str = "", *siblings: str) -> Imports:
    text = f"package p\n{source}\n".encode()
    return Imports(parse(text).root_node, text, names or {}, own, PackageTexts(each.encode() for each in siblings))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("fmt", "fmt"),
        ("net/http", "http"),
        ("math/rand/v2", "rand"),
        ("gopkg.in/yaml.v3", "yaml"),
        ("github.com/redis/go-redis/v9", "redis"),
        ("github.com/nats-io/nats.go", "nats"),
        ("github.com/mattn/go-sqlite3", "sqlite3"),
        ("go.opentelemetry.io/otel/semconv/v1.26.0", "semconv"),
        ("github.com/googleapis/gax-go/v2", "gax"),
        ("v2", "v2"),
    ],
)
def test_a_name_is_guessed_from_a_path(path: str, name: str) -> None:
    assert package_name(path, {}) == name


def test_known_names_are_not_guessed() -> None:
    assert package_name("example.com/go-bar", {"example.com/go-bar": "gobar"}) == "gobar"


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        # By convention the name is bar, but the file uses gobar, and every import is used.
        ('import "example.com/go-bar"\nvar x = gobar.X', {"gobar": "example.com/go-bar"}),
        (
            'import "github.com/json-iterator/go"\nvar x = jsoniter.X',
            {"jsoniter": "github.com/json-iterator/go"},
        ),
        ('import "example.com/go-bar"\nvar x = bar.X', {"bar": "example.com/go-bar"}),
        # Not a name that the file declares or gives to another import, and not one unlike the path.
        ('import "example.com/go-bar"\nvar gobar int\nvar x = gobar.X', {}),
        ('import "example.com/go-bar"\nfunc f(gobar int) { gobar.X() }', {}),
        ('import (\n"example.com/go-bar"\ngobar "fmt"\n)\nvar x = gobar.X', {"gobar": "fmt"}),
        ('import "example.com/go-bar"\nvar x = elsewhere.X', {}),
        ('import (\n"x/a-one"\n"x/b-two"\n)\nvar x, y = aone.X, btwo.Y', {"aone": "x/a-one", "btwo": "x/b-two"}),
    ],
)
def test_the_qualifiers_of_the_file_correct_a_guess(source: str, meant: dict[str, str]) -> None:
    imports = imports_of(source)
    root = imports._root
    found = {}
    for node in nodes_of_kinds(root, ["selector_expression"]):
        operand = node.child_by_field_name("operand")
        if operand is not None and (path := imports.path_of(operand)) is not None:
            found[text_of(operand)] = path
    assert found == meant


def test_a_hidden_name_is_free_in_every_file_of_the_package() -> None:
    imports = imports_of("var __pyorch_a int", None, "", "var __pyorch_a_, __pyorch_b int")
    assert imports.name_for("x/a", "a") == "__pyorch_a__"
    assert imports.name_for("x/b", "b") == "__pyorch_b_"
    assert imports.name_for("y/b", "b") == "__pyorch_b__"
    assert imports.name_for("x/b", "other") == "__pyorch_b_"


def test_a_blank_import_can_get_a_name_later() -> None:
    imports = imports_of("")
    imports.need("x/a")
    assert imports.name_for("x/a", "a") == "__pyorch_a"
    imports.need("x/a")
    assert imports.name_for("x/a", "a") == "__pyorch_a"
    assert imports.added == {"x/a"}


def test_a_package_does_not_import_itself() -> None:
    imports = imports_of("", None, "x/a")
    imports.need("x/a")
    assert imports.qualified("x/a", "a", "Name") == "Name"
    assert imports.added == frozenset()
    assert imports.qualified("x/b", "b", "Name") == "__pyorch_b.Name"


@pytest.mark.parametrize(
    ("source", "blanked"),
    [
        # OLD is removed.
        ('import "fmt"\nvar x = OLD(fmt.X)', '_ "fmt"'),
        ('import f "fmt"\nvar x = OLD(f.X)', '_ "fmt"'),
        ('import "example.com/go-bar"\nvar x = OLD(gobar.X)', '_ "example.com/go-bar"'),
        ('import . "fmt"\nvar x = OLD(X)', '_ "fmt"'),
        ('import "unsafe"\nvar x = OLD(unsafe.Sizeof(1))', '_ "unsafe"'),
        # Still used, never used there, or used in a way that cannot be seen.
        ('import "fmt"\nvar x, y = OLD(fmt.X), fmt.Y', 'import "fmt"'),
        ('import "fmt"\nvar x = OLD(fmt)\nvar y fmt.T', 'import "fmt"'),
        ('import . "fmt"\nvar x, y = OLD(X), Y', 'import . "fmt"'),
        ('import "C"\nvar x = OLD(C.X)', 'import "C"'),
    ],
)
def test_an_import_that_only_dropped_code_uses_becomes_blank(source: str, blanked: str) -> None:
    text = f"package p\n{source}\n".encode()
    root = parse(text).root_node
    edits = Edits()
    (call,) = nodes_of_kinds(root, ["call_expression"])[-1:]
    edits.replace(call.start_byte, call.end_byte, ("1",))
    Imports(root, text, {}).write(edits)
    assert blanked in b"".join(run.text for run in edits.apply(text)).decode()
