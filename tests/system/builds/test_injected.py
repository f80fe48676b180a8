"""Aspects match in declarations that others inject; an aspect that matches in its own declarations is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.helpers.workshop import Workshop

pytestmark = pytest.mark.build

MODULE = {
    "go.mod": "module example.com/injected\n\ngo 1.25\n",
    "main.go": 'package main\n\nfunc main() { println("main") }\n',
}
INJECTS = """
  - id: injects
    join-point: {all-of: [{package-name: main}, {function: [{name: main}]}]}
    advice:
      - inject-declarations:
          imports: {url: net/url}
          template: |
            func init() {
              println("init", url.QueryEscape("a b"))
            }
"""
WRAPS = """
  - id: wraps
    join-point: {all-of: [{package-name: main}, {function-call: net/url.QueryEscape}]}
    advice:
      - wrap-expression: {imports: {fmt: fmt}, template: 'fmt.Sprint("<", {{ index .AST.Args 0 }}, ">")'}
"""
PREPENDS = """
  - id: prepends
    join-point: {all-of: [{package-name: main}, {function-body: {function: [{name: init}]}}]}
    advice: [prepend-statements: {template: 'println("before")'}]
"""
OWN = """
  - id: own
    join-point: {all-of: [{package-name: main}, {function: [{signature: {}}]}]}
    advice: [inject-declarations: {template: 'func init() {}'}]
"""


def test_injected_code_is_woven(workshop: Workshop) -> None:
    """The second aspect wraps the injected call, which leaves an import unused."""
    # net/url counts as imported only if the package's own source imports it; otherwise no aspect is tried.
    main = 'package main\n\nimport "net/url"\n\nfunc main() { println("main", url.PathEscape("/")) }\n'
    workshop.write({**MODULE, "main.go": main, "orchestrion.yml": "aspects:" + INJECTS + WRAPS + PREPENDS})
    result = workshop.with_environment(PYORCH_ASPECTS="modules").pyorch("go", "run", ".")
    assert (result.code, result.err.splitlines()) == (0, ["before", "init <a b>", "main %2F"])


def test_an_aspect_that_matches_what_it_injects(workshop: Workshop) -> None:
    workshop.write({**MODULE, "aspects.yml": "aspects:" + OWN})
    result = workshop.pyorch("weave", "--aspects", "aspects.yml", "main.go")
    assert result.code != 0
    assert "main.go:3:1: aspect 'own' matches in a declaration injected by 'own'" in result.err
    assert "Traceback" not in result.err
