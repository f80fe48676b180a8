"""A join point answers with a match, or with the part that does not match and its place; it writes nothing."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, cast

import pytest

from orchestrion_py.aspects.decoding import JOIN_POINTS, decode_aspect
from orchestrion_py.aspects.files.yaml_file import parse_yaml
from orchestrion_py.weaving.answer import Match, Mismatch
from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.package import Package, Source
from orchestrion_py.weaving.site import File, Site
from orchestrion_py.weaving.syntax import ANY_KIND, nodes_of_kinds, parse
from orchestrion_py.weaving.walk import by_kind, walk

if TYPE_CHECKING:
    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.types.questions import Place

GO = b"""package shop

import "net/http"

type Cart struct{ size int }

//my:mark
func (c *Cart) Total(w http.ResponseWriter, name string) (int, error) {
	ctx, span := tracer.Start(w, name)
	defer span.End()
	resp, err := http.Get(name)
	other := Cart{size: 1}
	return c.size, err
}

//shop:exclude Close
func Close() { println(1) }

var limit = 10
"""


class NoTypes:
    """Types that match nothing."""

    def receivers(self, selector: Place, path: str, name: str) -> frozenset[bool]:
        return frozenset()

    def implements(self, kind: Place, path: str, name: str) -> bool:
        return False

    def close(self) -> None: ...


def aspect_of(join_point: str) -> Aspect:
    text = f"aspects:\n  - id: x\n    join-point: {join_point}\n    advice: [add-blank-import: unsafe]\n"
    return decode_aspect(parse_yaml(text, "a.yml").require("aspects").child(0))


def opened(text: bytes = GO) -> File:
    root = parse(text).root_node
    package = Package("example.com/shop", "shop", frozenset({"net/http"}))
    return File(Source("shop.go", text), package, root, Imports(root, text, {}, package.import_path), NoTypes)


def answers(join_point: str, file: File) -> list[Match | Mismatch]:
    """The answers for all nodes of the kinds that a join point can match."""
    asked = aspect_of(join_point).join_point
    kinds = {"source_file" if kind == ANY_KIND else kind for kind in asked.kinds}
    return [asked.matches(Site(node, file)) for node in nodes_of_kinds(file.root, kinds)]


REFUSING = {
    "all-of": ("{all-of: [{import-path: example.com/shop}, {package-name: main}]}", "package-name: main", 61),
    "configuration": ("{configuration: {httpmode: report}}", "configuration: {httpmode: report}", 18),
    "declaration-of": ("{declaration-of: example.com/shop.Open}", "declaration-of: example.com/shop.Open", 18),
    "directive": ("{directive: my:other}", "directive: my:other", 18),
    "function": ("{function: [{receiver: true}, {name: Open}]}", "name: Open", 48),
    "function-body": ("{function-body: {function: [{name: Open}]}}", "name: Open", 46),
    "function-call": ("{function-call: net/http.Post}", "function-call: net/http.Post", 18),
    "import-path": ("{import-path: example.com/other}", "import-path: example.com/other", 18),
    "method-call": (
        "{method-call: {receiver: example.com/shop.Cart, name: Start}}",
        "method-call: {receiver: example.com/shop.Cart, name: Start}",
        18,
    ),
    "not": ("{not: {import-path: example.com/shop}}", "not: {import-path: example.com/shop}", 18),
    "one-of": (
        "{one-of: [{package-name: main}, {function: [{name: Open}]}]}",
        "one-of: [{package-name: main}, {function: [{name: Open}]}]",
        18,
    ),
    "package-filter": ("{package-filter: example.com/a/**}", "package-filter: example.com/a/**", 18),
    "package-name": ("{package-name: main}", "package-name: main", 18),
    "struct-definition": ("{struct-definition: example.com/shop.Box}", "struct-definition: example.com/shop.Box", 18),
    "struct-literal": ("{struct-literal: {type: net/http.Server}}", "struct-literal: {type: net/http.Server}", 18),
    "test-main": ("{test-main: true}", "test-main: true", 18),
    "value-declaration": ("{value-declaration: time.Duration}", "value-declaration: time.Duration", 18),
}
OPTIONS = {
    "receiver, a type": ("receiver: example.com/shop.Box", "receiver: example.com/shop.Box"),
    "receiver, any": ("receiver: false", "receiver: false"),
    "signature": ("signature: {args: [string], returns: [error]}", "signature: {args: [string], returns: [error]}"),
    "signature-contains": ("signature-contains: {args: [bool]}", "signature-contains: {args: [bool]}"),
    "argument-type-like": ("argument-type-like: '*Context'", "argument-type-like: *Context"),
    "argument-implements": ("argument-implements: context.Context", "argument-implements: context.Context"),
    "generated": ("generated: true", "generated: true"),
    "starts-span": ("starts-span: false", "starts-span: false"),
}


def test_every_join_point_has_a_row() -> None:
    assert set(REFUSING) == set(JOIN_POINTS)


@pytest.mark.parametrize("word", REFUSING)
def test_a_join_point_names_the_part_that_does_not_match(word: str) -> None:
    join_point, part, column = REFUSING[word]
    text = GO.replace(b"var limit", b"var limit int") if word == "value-declaration" else GO
    found = answers(join_point, opened(text))
    assert found
    for answer in found:
        assert isinstance(answer, Mismatch)
        assert not answer
    assert (f"`{part}` does not match", f"a.yml:3:{column}") in {
        (answer.reason, answer.place) for answer in found if isinstance(answer, Mismatch)
    }


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_of_function_names_itself(option: str) -> None:
    written, part = OPTIONS[option]
    found = answers(f"{{function: [{{name: Total}}, {{{written}}}]}}", opened())
    reasons = {(answer.reason, answer.place) for answer in found if isinstance(answer, Mismatch)}
    remark = ": already instrumented" if option == "starts-span" else ""
    assert (f"`{part}` does not match{remark}", "a.yml:3:45") in reasons


def test_the_usual_no_is_one_object() -> None:
    found = answers("{function: [{name: Open}]}", opened())
    assert len(found) > 1
    assert len({id(answer) for answer in found}) == 1


def test_a_remark_says_which_function_it_is_about() -> None:
    found = answers("{function: [{selected-by: shop}]}", opened())
    (refused,) = [answer for answer in found if isinstance(answer, Mismatch)]
    assert (refused.remark, refused.start) == ("//shop:exclude", GO.index(b"func Close"))


@pytest.mark.parametrize(
    "join_point",
    [
        "{directive: my:mark}",
        "{not: {directive: my:mark}}",
        "{all-of: [{directive: my:mark}, {declaration-of: example.com/shop.Open}]}",
        "{one-of: [{package-name: main}, {directive: my:mark}]}",
        "{not: {not: {directive: my:mark}}}",
    ],
)
def test_an_answer_carries_the_directives_that_were_found(join_point: str) -> None:
    asked = aspect_of(join_point).join_point
    file = opened()
    (method,) = nodes_of_kinds(file.root, ("method_declaration",))
    assert asked.matches(Site(method, file)).directives == (GO.index(b"//my:mark"),)


def test_a_walk_returns_the_directives_and_the_functions_left_out() -> None:
    aspects = by_kind([aspect_of("{function: [{starts-span: false}]}"), aspect_of("{directive: my:mark}")])
    walked = walk(opened(), aspects)
    assert walked.directives == {GO.index(b"//my:mark")}
    assert walked.left_out == {GO.index(b"func (c"): "already instrumented"}
    assert {(each.id, each.line) for each in walked.applied} == {("x", 8), ("x", 17)}


@pytest.mark.parametrize("join_point", [row[0] for row in REFUSING.values()])
def test_a_join_point_writes_nothing(join_point: str) -> None:
    file = opened()
    before = {each.name: getattr(file, each.name) for each in fields(file)}
    for written in ("edits", "declarations", "declared", "links"):
        setattr(file, written, cast("Any", None))
    answers(join_point, file)
    for name in ("lang", "at_work", "imports", "names", "form"):
        assert getattr(file, name) is before[name]
    assert not file.imports.added
    assert not list(file.names.given())
