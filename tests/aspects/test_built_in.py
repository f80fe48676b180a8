"""Sources in which the built-in aspects match, and sources that they leave unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestrion_py.aspects.files.builtin import folder
from orchestrion_py.aspects.files.loading import load_file
from orchestrion_py.weaving.package import CodeWarning, Package, Skipped, Source, Woven
from orchestrion_py.weaving.weave_package import weave

CLIENT = "github.com/DataDog/dd-trace-go/contrib/net/http/v2/client"


def woven(name: str, text: str, package: Package) -> Woven | Skipped:
    aspects = [entry.aspect for entry in load_file(str(Path(folder()) / "datadog" / f"{name}.yml")).entries]
    outcome = weave([Source("/src/a.go", text.encode())], package, aspects)
    assert isinstance(outcome, Woven | Skipped), outcome
    return outcome


def fetching(signature: str, call: str) -> str:
    return f'package a\n\nimport ("context"; "net/http")\n\nvar _ context.Context\n\nfunc fetch({signature}) {{\n\t{call}\n}}\n'


USER = Package("example.com/a", "a", frozenset({"context", "net/http"}))


@pytest.mark.parametrize(
    ("signature", "call", "function", "context"),
    [
        ("ctx context.Context", "http.Get(url)", "Get", "ctx"),
        ("c context.Context, r *http.Request", "http.Head(url)", "Head", "c"),
        ("_ int, r *http.Request", 'http.Post(url, "text/plain", nil)', "Post", "r"),
        ("context.Context", "http.PostForm(url, nil)", "PostForm", "__argument__0"),
    ],
)
def test_a_call_without_a_context_gets_the_available_one(
    signature: str, call: str, function: str, context: str
) -> None:
    outcome = woven("net-http-client", fetching(signature, call), USER)
    assert isinstance(outcome, Woven)
    text = outcome.files[0].text.decode()
    assert f"__pyorch_client.{function}(func(within " in text
    assert f"}}({context}), " in text
    assert outcome.imports - {"net/http"} == {CLIENT, "context"}


@pytest.mark.parametrize(("signature", "call"), [("", "http.Get(url)"), ("c context.Context", "http.Post(all())")])
def test_a_call_without_an_available_context_is_unchanged(signature: str, call: str) -> None:
    outcome = woven("net-http-client", fetching(signature, call), USER)
    assert not isinstance(outcome, Woven) or CLIENT not in outcome.imports


@pytest.mark.parametrize(
    "call", ["http.DefaultClient.Get(url)", "client.Get(url)", "func(http getter) { http.Get(url) }(g)"]
)
def test_methods_of_that_name_and_hidden_packages_do_not_match(call: str) -> None:
    assert isinstance(woven("net-http-client", fetching("ctx context.Context", call), USER), Skipped)


def test_only_the_tracer_s_own_transports_are_marked() -> None:
    text = 'package tracer\n\nimport "net/http"\n\nvar t = &http.Transport{MaxIdleConns: 1}\n'
    tracer = "github.com/DataDog/dd-trace-go/v2/ddtrace/tracer"
    outcome = woven("net-http-client", text, Package(tracer, "tracer", frozenset({"net/http"})))
    assert isinstance(outcome, Woven)
    assert "DD__tracer_internal: true" in outcome.files[0].text.decode()
    other = Package("example.com/tracer", "tracer", frozenset({"net/http"}))
    assert isinstance(woven("net-http-client", text, other), Skipped)


def test_main_starts_and_stops_the_tracer_but_a_test_main_does_not() -> None:
    text = "package main\n\nfunc main() {\n}\n"
    outcome = woven("tracer", text, Package("example.com/a", "main"))
    assert isinstance(outcome, Woven)
    assert "defer __pyorch_tracer.Stop()" in outcome.files[0].text.decode()
    assert isinstance(woven("tracer", text, Package("example.com/a.test", "main", is_test_main=True)), Skipped)
    method = "package main\n\ntype t int\n\nfunc (t) main() {}\n\nfunc mains() {}\n"
    assert isinstance(woven("tracer", method, Package("example.com/a", "main")), Skipped)


def by_hand() -> list[tuple[str, str, str]]:
    """The functions by which programs trace by hand: the file of aspects, the package and the name of the function."""
    found = []
    for file in sorted(Path(folder()).glob("*/*.yml")):
        for entry in load_file(str(file)).entries if file.stem != "versions" else ():
            if entry.data.get("id") == "tracing by hand":
                join_point = entry.data["join-point"]
                calls = [each["function-call"] for each in join_point.get("one-of", [join_point])]
                found += [(f"{file.parent.name}/{file.name}", *call.rsplit(".", 1)) for call in calls]
    return found


@pytest.mark.parametrize(("file", "path", "name"), by_hand())
def test_the_build_names_a_call_of_tracing_by_hand(file: str, path: str, name: str) -> None:
    """One test for each function. What the call does then, tests/system/builds/test_tracing_by_hand.py shows for many."""
    text = f'package a\n\nimport hand "{path}"\n\nvar _ = hand.{name}()\n'
    aspects = [entry.aspect for entry in load_file(str(Path(folder()) / file)).entries]
    outcome = weave([Source("/src/a.go", text.encode())], Package("example.com/a", "a", frozenset({path})), aspects)
    assert isinstance(outcome, Woven | Skipped), outcome
    (warning,) = outcome.warnings
    assert isinstance(warning, CodeWarning)
    assert warning.position.startswith("/src/a.go:5:")
    assert "this call" in warning.text
