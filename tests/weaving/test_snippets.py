"""Rendered text: its qualifiers, comments, and variables with the name of an import."""

from __future__ import annotations

import pytest

from orchestrion_py.weaving.imports import Imports
from orchestrion_py.weaving.snippets import local_name, readable, to_pieces
from orchestrion_py.weaving.syntax import parse


def pieces(kind: str, rendered: str, **imports: str) -> tuple[object, ...]:
    text = b"package p\n"
    return to_pieces(kind, rendered, imports, Imports(parse(text).root_node, text, {}))


@pytest.mark.parametrize(
    ("rendered", "expected"),
    [
        ("http.Get", "__pyorch_http.Get"),
        ("x.http.Get", "x.http.Get"),
        ("T{http: 1}", "T{http: 1}"),
        ("T{http.K: http}", "T{__pyorch_http.K: http}"),
        ("http.T[http.U]{}", "__pyorch_http.T[__pyorch_http.U]{}"),
        ("(*http.T)(nil)", "(*__pyorch_http.T)(nil)"),
        ("func(http int) { http.X() }", "func(http int) { http.X() }"),
        ("func(http http.X) http.X { return http.y }", "func(http __pyorch_http.X) __pyorch_http.X { return http.y }"),
        ("http", "http"),
        ('"http.Get"', '"http.Get"'),
    ],
)
def test_only_qualifiers_are_renamed(rendered: str, expected: str) -> None:
    assert pieces("expression", rendered, http="net/http") == (expected,)


def test_a_variable_of_the_source_is_not_an_import_of_the_template() -> None:
    client = local_name("client", ["client"])
    rendered = f'client.Do({client}, {client}.name, "{client}")'
    assert pieces("expression", rendered, client="x/client") == ('__pyorch_client.Do(client, client.name, "client")',)
    assert readable(rendered, b"") == 'client.Do(client, client.name, "client")'
    assert local_name("client", ["other"]) == "client"


@pytest.mark.parametrize(
    ("kind", "rendered", "expected"),
    [
        ("expression", "a /* one */ + b // two", "a   + b"),
        ("statements", "return/**/x", "return x"),
        ("statements", "a(1, /* ends\nhere */ 2)", "a(1, \n 2)"),
        ("statements", "//line x.go:1\na()", "a()"),
        ("statements", "//go:noinline\na()", "a()"),
        ("declarations", "// F.\n//\n//go:noinline\nfunc F() {} /*line x:1*/", "//go:noinline\nfunc F() {}"),
        ("expression", "`// no comment`", "`// no comment`"),
    ],
)
def test_comments_are_removed_without_changing_the_meaning(kind: str, rendered: str, expected: str) -> None:
    assert pieces(kind, rendered) == (expected,)
