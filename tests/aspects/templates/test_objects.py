"""Objects that define their own fields and methods for templates, as the view of a syntax tree does."""

from __future__ import annotations

import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from orchestrion_py.aspects.templates import MISSING, Nil, TemplateError, parse

if TYPE_CHECKING:
    from collections.abc import Callable


class Node:
    """An object with given fields."""

    def __init__(self, text: str = "node", true: bool = True, **fields: Any) -> None:
        self.text = text
        self.true = true
        self.fields = fields

    def template_field(self, name: str) -> object:
        return self.fields[name]

    def template_text(self) -> str:
        return self.text

    def template_true(self) -> bool:
        return self.true

    def template_type(self) -> str:
        return "*dst.Node"


class Function:
    """An object with methods only."""

    def template_field(self, name: str) -> object:
        return {"Name": self.name, "Argument": self.argument, "Find": self.find, "Sum": self.sum}[name]

    def name(self) -> str:
        return "handler"

    def argument(self, index: int) -> str:
        if index > 2:
            raise TemplateError(f"no argument {index}")
        return f"__argument__{index}"

    def find(self, kind: str, fallback: object = None) -> object:
        return fallback

    def sum(self, *numbers: int) -> int:
        return sum(numbers)


DATA = {
    "AST": Node("call()", Args=[Node("a", Name="x"), Node("b", Name="y")], Fun=Node("f"), Recv=Nil("*dst.FieldList")),
    "Function": Function(),
    "off": Node(true=False),
    "some": "text",
}


def render(text: str, data: object = DATA) -> str:
    return parse(text).render(data)


def error_of(text: str) -> str:
    with pytest.raises(TemplateError) as caught:
        render(text)
    assert caught.value.line == 1
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{.AST}} {{.AST.Fun}}", "call() f"),
        ("{{range $i, $a := .AST.Args}}{{if $i}}, {{end}}{{$a}}:{{$a.Name}}{{end}}", "a:x, b:y"),
        ("{{index .AST.Args 1}} {{len .AST.Args}} {{(index .AST.Args 0).Name}}", "b 2 x"),
        ("{{.AST.Args}}", "[a b]"),
        ('{{printf "%s %v %q %5s|" .AST.Fun .AST.Fun .AST.Fun .AST.Fun}}', 'f f "f"     f|'),
        ("{{print .AST.Fun .AST.Fun 1}}", "f f 1"),
        ("{{if .AST}}yes{{end}}{{if .off}}no{{end}}", "yes"),
        ("{{eq .AST .AST}} {{eq .AST .off}} {{eq .AST nil}} {{ne .AST.Recv nil}}", "true false false false"),
        ("{{.AST.Recv}} {{if .AST.Recv}}method{{else}}function{{end}}", "<nil> function"),
        ('{{printf "%v %T" .AST.Recv .AST.Recv}}', "<nil> *dst.FieldList"),
    ],
)
def test_fields(text: str, expected: str) -> None:
    assert render(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{.Function.Name}}", "handler"),
        ("{{.Function.Name | len}} {{len .Function.Name}}", "7 7"),
        ("{{.Function.Argument 0}} {{1 | .Function.Argument}}", "__argument__0 __argument__1"),
        ("{{$f := .Function}}{{$f.Argument 2}} {{(.Function).Name}}", "__argument__2 handler"),
        ("{{with .Function}}{{.Argument (len `ab`)}}{{end}}", "__argument__2"),
        ('{{printf "%v" (.Function.Find "context.Context")}}', "<nil>"),
        ('{{.Function.Find "context.Context"}}', "<no value>"),
        ('{{.Function.Find "x" "fallback"}}', "fallback"),
        ("{{.Function.Sum}} {{.Function.Sum 1}} {{.Function.Sum 1 2 3}} {{4 | .Function.Sum 1}}", "0 1 6 5"),
    ],
)
def test_methods(text: str, expected: str) -> None:
    assert render(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{.AST.Nope}}", "at <.AST.Nope>: can't evaluate field Nope in type *dst.Node"),
        ("{{.Function.Nope}}", "can't evaluate field Nope in type Function"),
        ("{{.AST.Recv.List}}", "nil pointer evaluating *dst.FieldList.List"),
        ("{{.AST.Fun 1}}", "Fun has arguments but cannot be invoked as function"),
        ("{{.Function.Argument}}", "wrong number of args for Argument: want 1 got 0"),
        ("{{.Function.Argument 1 2}}", "wrong number of args for Argument: want 1 got 2"),
        ("{{.Function.Find}}", "wrong number of args for Find: want 1 got 0"),
        ('{{.Function.Argument "a"}}', 'expected integer; found "a"'),
        ("{{.Function.Argument .some}}", "wrong type for value; expected int; got string"),
        ("{{.Function.Argument nil}}", "cannot assign nil to int"),
        ("{{.Function.Sum 1 `a`}}", "expected integer; found `a`"),
        ("{{.Function.Argument 3}}", "<.Function.Argument 3>: error calling Argument: no argument 3"),
        ("{{len .AST}}", "error calling len: len of type *dst.Node"),
        ("{{range .AST}}{{end}}", "range can't iterate over call()"),
        ("{{range .AST.Recv}}{{end}}", "range can't iterate over <nil>"),
        ("{{len .AST.Recv}}", "len of nil pointer"),
        ("{{eq .AST .AST.Args}}", "non-comparable types call(): *dst.Node, []interface {}: [a b]"),
        ("{{lt .AST 1}}", "invalid type for comparison"),
    ],
)
def test_misuse(text: str, expected: str) -> None:
    message = error_of(text)
    # Go shows the chain without its arguments as the place of a method call.
    assert expected.removeprefix("<.Function.Argument 3>: ") in message


def test_an_error_in_an_objects_text_has_a_position() -> None:
    class Moved:
        def template_field(self, name: str) -> object:
            raise TemplateError("cannot look inside")

        def template_text(self) -> str:
            raise TemplateError("rendered twice")

    for text, reason in (("\n{{.}}", "rendered twice"), ("\n{{.X}}", "cannot look inside")):
        with pytest.raises(TemplateError, match=reason) as caught:
            parse(text).render(Moved())
        assert caught.value.line == 2


def test_missing_and_nil_are_different() -> None:
    data = {"missing": MISSING, "none": None, "typed": Nil("*T")}
    assert render("{{.missing}} {{.none}} {{.typed}}", data) == "<no value> <no value> <nil>"
    assert render("{{.missing.x}} {{.absent.x}}", data) == "<no value> <no value>"
    with pytest.raises(TemplateError, match=r"nil pointer evaluating interface \{\}\.x"):
        render("{{.none.x}}", data)
    assert pickle.loads(pickle.dumps(MISSING)) is MISSING


def test_functions_of_every_kind_can_be_called() -> None:
    class Increment:
        def __call__(self, value: int) -> int:
            return value + 1

    functions: dict[str, Callable[..., object]] = {
        "upper": str.upper,
        "part": partial(max, 3),
        "object": Increment(),
        "Version": lambda: "v1",
    }
    template = parse('{{upper "a"}} {{part 5}} {{object 1}} {{Version}}', functions=functions)
    assert template.render(None, functions) == "A 5 2 v1"
    with pytest.raises(TemplateError, match='expected integer; found "a"'):
        parse('{{object "a"}}', functions=functions).render(None, functions)


def test_an_error_of_the_program_is_not_a_template_error() -> None:
    def broken() -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        parse("{{Version}}").render(None, {"Version": broken})


def test_a_declared_function_that_is_missing() -> None:
    with pytest.raises(TemplateError, match='"Version" is not a defined function'):
        parse("{{Version}}").render(None)
