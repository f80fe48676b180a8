"""Directives: which comments belong to a node, and their arguments."""

from __future__ import annotations

import pytest

from orchestrion_py.weaving.directives import (
    arguments,
    could_mean_two_literals,
    directive_of,
    directive_of_literal,
    directive_text,
    directives_in,
)
from orchestrion_py.weaving.syntax import nodes_of_kinds, parse, text_of

SOURCE = """//a:file first
//a:file second
package p

func f() { //a:no behind a brace
	//a:yes the first statement of a body
	one()
	if x { //a:no
		//a:yes the first of a block
		two()
	}
	switch {
	case x: //a:no
		//a:yes the first of a case
		three()
	}
	four(a, //a:no behind a comma
		//a:yes an argument
		five())
	_ = T{
		//a:yes an element
		six(),
		//a:yes a keyed one, not its value
		K: seven(),
	}
	eight() //a:no behind it
}
"""


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", []),
        ("a:1 b:2", [("a", "1"), ("b", "2")]),
        ("a", [("a", "")]),
        ("url:http://host:80/x", [("url", "http://host:80/x")]),
        ("""a:"two words" b:'three more words' c:3""", [("a", "two words"), ("b", "three more words"), ("c", "3")]),
        ('"a:two words" b', [("a", "two words"), ("b", "")]),
        ("""a:"it's" b:it's c:5\\"6""", [("a", "it's"), ("b", "it's"), ("c", '5\\"6')]),
        ('a:"" b:"no end', [("a", ""), ("b", '"no'), ("end", "")]),
        ("  a:1\t\tb:2  ", [("a", "1"), ("b", "2")]),
    ],
)
def test_arguments(text: str, pairs: list[tuple[str, str]]) -> None:
    assert arguments(text) == pairs


def test_the_calls_that_a_directive_applies_to() -> None:
    calls = nodes_of_kinds(parse(SOURCE.encode()).root_node, ("call_expression",))
    found = [text_of(call).partition("(")[0] for call in calls if directive_of(call, "a:yes")]
    assert found == ["one", "two", "three", "five", "six"]
    assert not any(directive_of(call, "a:no") for call in calls)


def test_the_first_of_several_directives_counts_and_file_directives_apply_to_every_node() -> None:
    root = parse(SOURCE.encode()).root_node
    assert directive_of(root, "a:file") is not None
    assert [directive_text(call, "a:file") for call in nodes_of_kinds(root, ("call_expression",))] == ["first"] * 8
    assert directive_text(root, "a:yes") is None


def test_a_directive_of_the_first_statement_does_not_apply_to_the_next() -> None:
    root = parse(b"package p\n\nfunc f() {\n\t//a:first\n\tone()\n\ttwo()\n}\n").root_node
    calls = nodes_of_kinds(root, ("call_expression",))
    assert [directive_text(call, "a:first") for call in calls] == ["", None]


LITERALS = """package p

//a:b yes var
var handler = wrap(func() { yes("var") })

//a:b no two
var one, other = wrap(func() { no("var") }), wrap(func() { no("var") })

var (
	first = func() { no("in front of the comment") } //a:b no trailing
	//a:b yes spec
	second = wrap(func() { yes("spec") })
)

func f() {
	call(a, //a:b yes comma
		func() { yes("comma") })
	call( //a:b yes parenthesis
		func() { yes("parenthesis") }, func() { no("the second") })
	call(
		func() { no("the first") },
		//a:b yes own line
		func() { yes("own line") },
	)
	call(func() { no("in front of it") }, //a:b no behind
		func() { no("behind it") })
	_ = T{
		A: func() { no("A") },
		//a:b yes field
		B: func() { yes("field") },
		C: //a:b yes value
		func() { yes("value") },
		D: wrap(func() { no("D") }),
	}
	_ = []F{
		//a:b yes element
		wrap(func() {
			yes("element")
			go func() { no("inside") }()
		}),
		wrap(func() { no("the next element") }),
	}
	//a:b yes statement
	mux.Handle("/", wrap(func() { yes("statement") }))
	//a:b no statement with two
	mux.Handle(func() { no("two") }, func() { no("two") })
	//a:b no if
	if err := run(func() { no("if") }); err != nil {
		call(func() { no("if") })
	} //a:b no behind a block
	call(func() { no("after a block") })
	x := //a:b yes definition
		func() { yes("definition") }
	//a:b yes both, as always
	y, z := func() { yes("both") }, func() { yes("both") }
}
"""


def test_the_function_literals_that_a_directive_applies_to() -> None:
    literals = nodes_of_kinds(parse(LITERALS.encode()).root_node, ("func_literal",))
    for literal in literals:
        is_wanted = text_of(literal).lstrip("func() {\n\t").startswith("yes")
        found = directive_of(literal, "a:b") or directive_of_literal(literal, "a:b")
        assert (found is not None) is is_wanted, text_of(literal)
    inside = next(literal for literal in literals if '"statement"' in text_of(literal))
    assert directive_text(inside.named_children[-1], "a:b") == "yes statement"


def test_a_directive_that_could_mean_two_literals() -> None:
    comments = list(directives_in(parse(LITERALS.encode()).root_node, "a:b"))
    found = [text_of(comment).removeprefix("//a:b ") for comment in comments if could_mean_two_literals(comment)]
    assert found == [
        "no two", "no trailing", "no behind", "no statement with two", "yes both, as always",
    ]  # fmt: skip
