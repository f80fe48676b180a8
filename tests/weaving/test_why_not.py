"""Why an aspect does not apply to a package: the first question that its join point says no to, the part, both places."""

from __future__ import annotations

import pytest

from orchestrion_py.aspects.decoding import decode_aspect
from orchestrion_py.aspects.files.yaml_file import parse_yaml
from orchestrion_py.weaving.package import Package, Source
from orchestrion_py.weaving.why_not import WhyNot, why_not

ASPECT = """aspects:
  - id: total
    join-point:
      all-of:
        - not: {import-path: example.com/internal}
        - function-body:
            function:
              - receiver: '*example.com/shop.Cart'
              - name: Total
    advice: [prepend-statements: {template: 'println()'}]
"""
CART = "package shop\n\ntype Cart struct{}\n\n"


def reason(*texts: str, path: str = "example.com/shop") -> WhyNot | None:
    aspect = decode_aspect(parse_yaml(ASPECT, "a.yml").require("aspects").child(0))
    sources = [Source(f"{number}.go", text.encode()) for number, text in enumerate(texts)]
    return why_not(aspect, Package(path, "shop"), sources)


def test_nothing_where_the_aspect_applies() -> None:
    assert reason(CART + "func (c *Cart) Total() {}\n") is None


def test_the_package() -> None:
    assert reason(CART, path="example.com/other") == WhyNot(
        "`receiver: *example.com/shop.Cart` cannot match in package example.com/other", "a.yml:8:17"
    )


def test_the_text_of_the_files_that_comes_nearest() -> None:
    """The second file mentions the receiver, and no file the name."""
    assert reason("package shop\n", CART + "func (c *Cart) Sum() {}\n", "package shop\n") == WhyNot(
        "no file mentions what `name: Total` looks for", "a.yml:9:17"
    )


def test_the_node_that_comes_nearest() -> None:
    text = CART + "func Total() {}\n\nfunc (c *Cart) Sum() {}\n\nfunc (c Cart) Total() {}\n"
    assert reason(text) == WhyNot("`name: Total` does not match: the function is Sum", "a.yml:9:17", "0.go:7:22")


def test_a_directive_that_keeps_aspects_out() -> None:
    text = CART + "//orchestrion:ignore\nfunc (c *Cart) Total() {}\n"
    found = reason(text)
    assert found is not None
    assert (found.reason, found.nearest) == ("//orchestrion:ignore keeps it out", "0.go:6:24")


def test_no_node_of_the_kind() -> None:
    found = reason(CART + "// func Total()\n")
    assert found is not None
    assert found.message == "no file that it looks at has a block (a.yml:4:7)"


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (WhyNot("it does not type-check"), "it does not type-check"),
        (WhyNot("no", "a.yml:1:2"), "no (a.yml:1:2)"),
        (WhyNot("no", "a.yml:1:2", "b.go:3:4"), "no (a.yml:1:2); nearest: b.go:3:4"),
    ],
)
def test_a_message_has_both_places(found: WhyNot, message: str) -> None:
    assert found.message == message
