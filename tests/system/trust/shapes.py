"""Generates Go files in shapes that slow a careless weaver down; each grows with one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = 'package shape\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nvar _ = strings.ToUpper\n\n'


def many_functions(size: int) -> str:
    """Small functions, one after the other, as in a big hand-written file."""
    return _HEAD + "".join(
        f"func f{number}(a, b string) string {{\n\tc := a + b\n\treturn fmt.Sprint(c, {number})\n}}\n\n"
        for number in range(size)
    )


def long_function(size: int) -> str:
    """One function of many statements, as in generated registrations."""
    lines = "".join(f"\tv{number} := fmt.Sprint({number})\n\t_ = v{number}\n" for number in range(size))
    return f"{_HEAD}func f() {{\n{lines}}}\n"


def shadows(size: int) -> str:
    """One function whose blocks declare the name of an import again and again, between uses of it."""
    lines = "".join("\t_ = fmt.Sprint(1)\n\t{\n\t\tfmt := 1\n\t\t_ = fmt\n\t}\n" for _ in range(size))
    return f"{_HEAD}func f() {{\n{lines}}}\n"


def nested_calls(size: int) -> str:
    """Nested calls."""
    return f"{_HEAD}func f() string {{\n\treturn {'fmt.Sprint(' * size}1{')' * size}\n}}\n"


def chained_calls(size: int) -> str:
    """A builder: each method is called on the result of the one before, with a call among its arguments."""
    chain = "".join(".\n\t\tSet(fmt.Sprint(1))" for _ in range(size))
    return f"{_HEAD}type b struct{{}}\n\nfunc (x b) Set(string) b {{ return x }}\n\nfunc f() b {{\n\treturn b{{}}{chain}\n}}\n"


def long_sum(size: int) -> str:
    """One expression of many terms, whose tree is as deep as the expression is long."""
    terms = " +\n\t\t".join(["fmt.Sprint(1)"] * size)
    return f"{_HEAD}func f() string {{\n\treturn {terms}\n}}\n"


def nested_literals(size: int) -> str:
    """Nested function literals."""
    depth = min(size, 400)
    once = "func() { fmt.Print(1); " * depth + "}()" * (depth - 1) + "}"
    return _HEAD + "".join(f"var _ = {once}\n" for _ in range(max(size // depth, 1)))


def comments(size: int) -> str:
    """A function after thousands of comment lines, with a comment before each call."""
    text = "// nothing of note\n" * size
    lines = "\t// a remark\n\t_ = fmt.Sprint(1)\n" * size
    return f"{_HEAD}{text}func f() {{\n{lines}}}\n"


def table(size: int) -> str:
    """A composite literal of many elements."""
    rows = "\tfmt.Sprint(1), // one\n" * size
    return f"{_HEAD}var table = []string{{\n{rows}}}\n"


def line_directives(size: int) -> str:
    """A generated file with many line directives."""
    lines = "".join(f"//line grammar.y:{number + 1}\n\t_ = fmt.Sprint({number})\n" for number in range(size))
    return f"{_HEAD}func f() {{\n{lines}}}\n"


def many_imports(size: int) -> str:
    """Many imports, each used many times."""
    imports = "".join(f'\tp{number} "example.com/p{number}"\n' for number in range(size // 10))
    uses = "".join(f"\tp{number % max(size // 10, 1)}.Do(fmt.Sprint({number}))\n" for number in range(size))
    return f'package shape\n\nimport (\n\t"fmt"\n{imports})\n\nfunc f() {{\n{uses}}}\n'


SHAPES: dict[str, Callable[[int], str]] = {
    "many functions": many_functions,
    "a long function": long_function,
    "shadows": shadows,
    "nested calls": nested_calls,
    "chained calls": chained_calls,
    "a long sum": long_sum,
    "nested literals": nested_literals,
    "comments": comments,
    "a table": table,
    "line directives": line_directives,
    "many imports": many_imports,
}

# Shapes whose tree gets as deep as the text gets long.
DEEP = frozenset({"nested calls", "chained calls", "a long sum"})
